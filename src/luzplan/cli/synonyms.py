"""Words that people type for what has an English name, and English names typed in the Russian layout."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

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
    "исполнитель": "by-role", "исполнители": "by-role", "роль": "by-role", "мои": "by-role", "мое": "by-role",
    "дела": "by-role", "задачи": "by-role",
    "кто": "by-role", "role": "by-role",
    "показать": "show", "план": "show", "список": "show", "list": "show", "print": "show", "open": "show",
    "открыть": "show", "find": "due --search", "найти": "due --search", "поиск": "due --search",
    "search": "due --search", "grep": "due --search",
    "год": "timeline", "график": "timeline", "гант": "timeline", "gantt": "timeline",
    "нагрузка": "load", "занятость": "load",
    "выполнено": "done", "сделано": "done", "готово": "done", "отметить": "done", "снять": "undone",
    "добавить": "add", "новое": "add", "изменить": "set", "исправить": "set", "edit": "set",
    "перенести": "move", "переместить": "move", "убрать": "remove", "удалить": "remove", "delete": "remove",
    "rm": "remove", "печать": "export -o план.docx", "распечатать": "export -o план.docx",
    "сохранить": "export", "выгрузить": "export", "экспорт": "export",
    "переименовать": "rename",
    "word": "export -o план.docx", "ворд": "export -o план.docx", "excel": "export -o план.xlsx",
    "эксель": "export -o план.xlsx", "календарь": "export -o план.ics", "calendar": "export -o план.ics",
    "сайт": "export -o план.html", "pdf": "export -o план.pdf", "загрузить": "import", "импорт": "import",
    "сравнить": "diff", "изменения": "diff", "разница": "diff", "понять": "when", "объяснить": "explain",
    "создать": "init", "начать": "init", "новый": "init", "new": "init", "create": "init",
}  # fmt: skip
NAMED = {
    "роль": "role", "исполнитель": "role", "должность": "role", "школа": "school",
    "сокращение": "abbreviation", "аббревиатура": "abbreviation",
}  # fmt: skip
# A Russian word with dashes → the options it may stand for: the first that a command has is meant.
OPTIONS = {
    "месяц": ("--month",), "время": ("--month",), "роль": ("--role",), "исполнитель": ("--who", "--role"),
    "кто": ("--who", "--role"), "ответственный": ("--who", "--role"), "школа": ("--school",),
    "раздел": ("--section",), "состояние": ("--state",), "поиск": ("--search",), "найти": ("--search",),
    "слова": ("--search",), "файл": ("--output",), "вывод": ("--output",), "формат": ("--format", "--to"),
    "вид": ("--format", "--to"), "план": ("--plan",), "дата": ("--on", "--when", "--from"),
    "день": ("--on", "--when", "--from"), "сегодня": ("--today",), "с": ("--from",), "от": ("--from",),
    "по": ("--until", "--to"), "до": ("--until", "--to"), "дней": ("--within",), "год": ("--year",),
    "что": ("--what",), "текст": ("--what",), "мероприятие": ("--what",), "название": ("--title", "--what"),
    "срок": ("--when", "--for", "--month"), "когда": ("--when", "--on", "--month"), "где": ("--where",),
    "место": ("--where",), "заметка": ("--note",), "примечание": ("--note",), "после": ("--after",),
    "за": ("--for",), "все": ("--all",),
    "исправить": ("--fix",), "исправь": ("--fix",), "кратко": ("--brief",), "ширина": ("--width",),
    "порядок": ("--sort",), "столбец": ("--column",), "помощь": ("--help",), "справка": ("--help",),
}  # fmt: skip
HELP = ("help", "помощь", "справка", "помоги")
LISTS = {
    "школы": "schools", "цели": "goals", "задачи": "goals", "функции": "functions", "роли": "roles",
    "исполнители": "roles",
}  # fmt: skip
# What a format, or the program that opens it, is called → its name.
FORMAT_NAMES = {
    "word": "docx", "ворд": "docx", "док": "docx", "doc": "docx", "odt": "docx", "rtf": "docx",
    "excel": "xlsx", "эксель": "xlsx", "xls": "xlsx", "ods": "xlsx", "календарь": "ics", "calendar": "ics",
    "ical": "ics", "outlook": "ics", "сайт": "html", "страница": "html", "htm": "html", "markdown": "md",
    "таблица": "table", "txt": "table", "текст": "table", "картинка": "svg", "png": "svg",
}  # fmt: skip
STATES = {
    "выполнено": "done", "сделано": "done", "готово": "done", "просрочено": "overdue", "опоздание": "overdue",
    "просроченное": "overdue", "просроченные": "overdue",
    "идет": "due", "сейчас": "due", "в работе": "due", "впереди": "ahead",
    "будет": "ahead", "не начато": "ahead",
}  # fmt: skip
SECTION_WORDS = ("раздел", "раздела", "разделу", "section")
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


def option_meant(word: str, names: Container[str]) -> str:
    """The option that is meant by a word with one dash or in Russian; other words as they are."""
    name, equals, value = word.partition("=")
    meant = (f"-{name}", *options_named(name)) if name.startswith("-") else ()
    return next((f"{one}{equals}{value}" for one in meant if one in names), word)


def options_named(option: str) -> Sequence[str]:
    """The options that a Russian word with dashes may mean."""
    return OPTIONS.get(folded(option.strip("-")), ()) if option.startswith("-") else ()


def state_of(text: str) -> State:
    """The state by its word."""
    try:
        return State(meant(text, STATES) or text.casefold())
    except ValueError as error:
        near = meant_nearly(text, STATES, State)
        raise unknown("нет состояния", text, near, f"Состояния: {listing(tuple(State))}.") from error


def state_among(words: Sequence[str]) -> tuple[str, list[str]]:
    """The state that is among the words, "" for none, and the others."""
    for start, end in ((at, at + length) for length in (1, 2) for at in range(len(words) + 1 - length)):
        text = " ".join(words[start:end])
        state = meant(text, STATES) or text.casefold()
        if state in set(State):
            return state, [*words[:start], *words[end:]]
    return "", list(words)


def grouping_of(text: str) -> Grouping:
    """What to group by, by its word."""
    try:
        return Grouping(meant(text, GROUPINGS) or text.casefold())
    except ValueError as error:
        near = meant_nearly(text, GROUPINGS, Grouping)
        there = f"Можно: {listing(tuple(Grouping))}."
        raise unknown("нельзя сгруппировать по", text, near, there) from error
