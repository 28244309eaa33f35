"""Words that people type for what has an English name, and English names typed in the Russian layout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from luzplan.cli.errors import unknown
from luzplan.plan.occurrences import State
from luzplan.russian import listing
from luzplan.russian.spelling import folded, nearest, retyped_in_latin
from luzplan.selection import Grouping

COMMANDS = {
    "проверить": "validate", "проверка": "validate", "ошибки": "validate",
    "check": "validate", "lint": "validate",
    "сроки": "due", "срок": "due", "дедлайны": "due", "месяц": "due", "сегодня": "due",
    "просроченное": "due", "просроченные": "due", "что": "due", "когда": "due", "неделя": "due",
    "исполнитель": "by-role", "исполнители": "by-role", "роль": "by-role",
    "кто": "by-role", "role": "by-role",
    "показать": "show", "план": "show", "список": "show", "list": "show", "print": "show", "open": "show",
    "открыть": "show", "find": "due", "найти": "due", "поиск": "due",
    "год": "timeline", "график": "timeline", "гант": "timeline", "gantt": "timeline",
    "нагрузка": "load", "занятость": "load",
    "выполнено": "done", "сделано": "done", "готово": "done", "отметить": "done", "снять": "undone",
    "добавить": "add", "новое": "add", "изменить": "set", "исправить": "set", "edit": "set",
    "перенести": "move", "переместить": "move", "убрать": "remove", "удалить": "remove", "delete": "remove",
    "rm": "remove", "печать": "export", "сохранить": "export", "выгрузить": "export", "экспорт": "export",
    "переименовать": "rename",
    "word": "export", "excel": "export", "загрузить": "import", "импорт": "import",
    "сравнить": "diff", "изменения": "diff", "разница": "diff", "понять": "when", "объяснить": "explain",
    "создать": "init", "начать": "init", "новый": "init", "new": "init", "create": "init",
}  # fmt: skip
NAMED = {
    "роль": "role", "исполнитель": "role", "должность": "role", "школа": "school",
    "сокращение": "abbreviation", "аббревиатура": "abbreviation",
}  # fmt: skip
OPTIONS = {
    "месяц": "--month", "роль": "--role", "исполнитель": "--role", "кто": "--role", "школа": "--school",
    "раздел": "--section", "состояние": "--state", "поиск": "--search", "найти": "--search",
    "файл": "--output",
    "вывод": "--output", "формат": "--format", "план": "--plan", "дата": "--on", "день": "--on",
    "сегодня": "--today", "с": "--from", "по": "--to", "дней": "--within", "год": "--year", "что": "--what",
    "срок": "--when", "когда": "--when", "где": "--where", "место": "--where", "заметка": "--note",
    "помощь": "--help", "справка": "--help",
}  # fmt: skip
HELP = ("help", "помощь", "справка", "помоги")
LISTS = {
    "школы": "schools", "цели": "goals", "задачи": "goals", "функции": "functions", "роли": "roles",
    "исполнители": "roles",
}  # fmt: skip
STATES = {
    "выполнено": "done", "сделано": "done", "готово": "done", "просрочено": "overdue", "опоздание": "overdue",
    "просроченное": "overdue", "просроченные": "overdue",
    "идет": "due", "сейчас": "due", "в работе": "due", "впереди": "ahead",
    "будет": "ahead", "не начато": "ahead",
}  # fmt: skip
WEEK = ("неделя", "неделю", "на неделю")
FIELDS = {
    "что": "what", "текст": "what", "мероприятие": "what", "название": "what", "содержание": "what",
    "когда": "when", "срок": "when", "сроки": "when", "дата": "when",
    "кто": "who", "исполнитель": "who", "исполнители": "who", "ответственный": "who", "ответственные": "who",
    "где": "where", "место": "where", "выполнено": "done", "сделано": "done", "отметка": "done",
    "заметка": "note", "примечание": "note", "имя": "id", "после": "after",
}  # fmt: skip
# The fields of an activity → what they are called to people.
FIELD_WORDS = {
    "what": "текст", "when": "срок", "who": "исполнители", "where": "место", "done": "выполнено",
    "note": "заметка", "id": "имя", "after": "после чего",
}  # fmt: skip
GROUPINGS = {
    "разделы": "section", "раздел": "section", "роли": "role", "роль": "role", "исполнитель": "role",
    "исполнители": "role", "кто": "role", "школа": "school", "школы": "school",
    "план": "plan", "планы": "plan", "округ": "plan",
}  # fmt: skip


def meant(text: str, words: Mapping[str, str]) -> str | None:
    """The English name that a word stands for; None for other words and for the name itself."""
    typed = folded(text)
    if typed in words:
        return words[typed]
    retyped = retyped_in_latin(typed)
    return retyped if retyped != typed and retyped in words.values() else None


def meant_nearly(text: str, words: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """The English names that a mistyped word is most like, in either language; at most three."""
    near = nearest(text, [*names, *words], 3, alike=0.65)
    return tuple(dict.fromkeys(words.get(one, one) for one in near))


def state_of(text: str) -> State:
    """The state by its word."""
    try:
        return State(meant(text, STATES) or text.casefold())
    except ValueError as error:
        near = meant_nearly(text, STATES, State)
        raise unknown("нет состояния", text, near, f"Состояния: {listing(tuple(State))}.") from error


def grouping_of(text: str) -> Grouping:
    """What to group by, by its word."""
    try:
        return Grouping(meant(text, GROUPINGS) or text.casefold())
    except ValueError as error:
        near = meant_nearly(text, GROUPINGS, Grouping)
        there = f"Можно: {listing(tuple(Grouping))}."
        raise unknown("нельзя сгруппировать по", text, near, there) from error
