"""Words that people type for what has an English name, and English names typed in the Russian layout."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from luzplan.cli.errors import unknown
from luzplan.plan.occurrences import State
from luzplan.russian import listing
from luzplan.russian.spelling import folded, nearest, retyped_in_latin


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """What words stand for, of a table of their lists."""
    return {word: name for name, words in table.items() for word in words.split(", ")}


COMMANDS = _by_word({
    "validate": "проверить, проверь, проверка, ошибки, check, lint",
    "due": "сроки, срок, дедлайны, что, когда, невыполненное, невыполненные",
    "due месяц": "месяц",
    "due сегодня": "сегодня",
    "due неделя": "неделя",
    "by-role": "исполнитель, исполнители, роль, кто, role",
    "show": "показать, покажи, план, список, пункт, мероприятие, list, print, open, открыть",
    "show раздел": "раздел",
    "show --search": "find, найти, найди, поиск, search, grep",
    "summary": "сводка, отчет",
    "timeline": "год, график, гант, gantt",
    "load": "нагрузка, занятость",
    "done": "выполнено, сделано, готово, отметить, отметь",
    "undone": "снять",
    "add": "добавить, добавь, новое",
    "set": "изменить, измени, исправить, edit",
    "move": "перенести, перенеси, переместить",
    "remove": "убрать, удалить, удали, убери, delete, rm",
    "export -o план.docx": "печать, напечатать, распечатать, word, ворд",
    "export": "сохранить, сохрани, выгрузить, экспорт",
    "rename": "переименовать",
    "export -o план.xlsx": "excel, эксель",
    "export -o план.ics": "календарь, calendar",
    "export -o план.html": "сайт",
    "export -o план.pdf": "pdf",
    "import": "загрузить, импорт",
    "diff": "сравнить, изменения, разница",
    "when": "понять",
    "explain": "объяснить",
    "init": "создать, создай, начать, новый, new, create",
})  # fmt: skip
NAMED = _by_word({
    "role": "роль, исполнитель, должность",
    "school": "школа",
    "abbreviation": "сокращение, аббревиатура",
})  # fmt: skip
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
    "хелп": ("--help",), "версия": ("--version",),
}  # fmt: skip
HELP_SIGNS = ("/?", "-?")
HELP = ("help", "помощь", "справка", "помоги", "хелп", "?", "/?")
VERSION = ("version", "версия", "v")
LISTS = _by_word({
    "schools": "школы",
    "goals": "цели, задачи",
    "functions": "функции",
    "roles": "роли, исполнители",
})  # fmt: skip
# What a format, or the program that opens it, is called → its name.
FORMAT_NAMES = _by_word({
    "docx": "word, ворд, док, doc, odt, rtf",
    "xlsx": "excel, эксель, xls, ods",
    "ics": "календарь, calendar, ical, outlook",
    "html": "сайт, страница, htm",
    "md": "markdown",
    "table": "таблица, txt, текст",
    "svg": "картинка, png",
})  # fmt: skip
STATES = _by_word({
    "done": "выполнено, сделано, готово",
    "overdue": "просрочено, опоздание, просроченное, просроченные",
    "due": "идет, сейчас, в работе",
    "ahead": "впереди, будет, не начато",
})  # fmt: skip
SECTION_WORDS = ("раздел", "раздела", "разделу", "section")
FIELDS = _by_word({
    "what": "что, текст, мероприятие, название, содержание",
    "when": "когда, срок, сроки, дата",
    "who": "кто, исполнитель, исполнители, ответственный, ответственные",
    "where": "где, место",
    "done": "выполнено, сделано, отметка",
    "note": "заметка, примечание",
    "id": "имя",
    "after": "после",
})  # fmt: skip
# The fields of an activity → what they are called to people.
FIELD_WORDS = {
    "what": "текст", "when": "срок", "who": "исполнители", "where": "место", "done": "выполнено",
    "note": "заметка", "id": "имя", "after": "после чего",
}  # fmt: skip
GROUPINGS = _by_word({
    "section": "раздел, разделы",
    "role": "роль, роли, исполнитель, исполнители, кто",
    "school": "школа, школы",
    "plan": "план, планы, округ",
})  # fmt: skip


def meant(text: str, words: Mapping[str, str]) -> str | None:
    """The English name that a word stands for; None for other words and for the name itself."""
    typed = folded(text)
    if typed in words:
        return words[typed]
    retyped = retyped_in_latin(typed)
    return retyped if retyped != typed and retyped in words.values() else None


def with_command(words: Sequence[str], names: Collection[str]) -> list[str]:
    """The words of a command with its English name where they begin with another: «Сроки», «by role»."""
    typed, rest = folded(words[0]), list(words[1:])
    if typed in names:
        return [typed, *rest]
    if (joined := "-".join(map(folded, words[:2]))) in names:
        return [joined, *rest[1:]]
    if typed in COMMANDS:
        found = COMMANDS[typed].split()
        values = _before_option(rest) if found[-1].startswith("-") else 0
        return [*found, *([" ".join(rest[:values])] if values else []), *rest[values:]]
    if typed in STATES:
        return ["due", *words]
    retyped = retyped_in_latin(typed)
    return [retyped if retyped in names else words[0], *rest]


def _before_option(words: Sequence[str]) -> int:
    """How many words stand before the first option."""
    return next((at for at, word in enumerate(words) if word.startswith("-")), len(words))


def lines_meant(words: Sequence[str], names: Collection[str]) -> list[list[str]]:
    """The commands that words may stand for of which the first is none, the likeliest first."""
    from luzplan.cli.periods import time_among
    from luzplan.cli.plans import DOCUMENTS
    from luzplan.executor import RoleBook

    name, queries = words[0].casefold(), RoleBook().queries
    if name.endswith((".yaml", ".yml")):
        return [["validate", *words], ["show", "--plan", *words]]
    if name.endswith(DOCUMENTS):
        return [["import", *words, "-o", "plan.yaml"]]
    if name[:1].isdecimal():
        return [["show", *words]]
    if queries(" ".join(words)):
        return [["by-role", *words]]
    near = [one.split() for one in meant_nearly(name, COMMANDS, names)[:2] if one != "complete"]
    when, others = time_among(words)
    if when and len(words) > 1 and not near:
        return [["due", when, *(others if queries(" ".join(others)) else [])]]
    return [[*one, *words[1:]] for one in near] or ([["due", when]] if when else [])


def meant_nearly(text: str, words: Mapping[str, str], names: Iterable[str]) -> tuple[str, ...]:
    """The English names that a mistyped word is most like, in either language; at most three."""
    near = nearest(text, [*names, *words], 3, alike=0.7)
    return tuple(dict.fromkeys(words.get(one, one) for one in near))


def name_of(text: str, words: Mapping[str, str], names: Collection[str], absent: str) -> str:
    """The one of the English names that a text is or stands for; ends the command if it is none of them."""
    name = meant(text, words) or text.casefold()
    if name in names:
        return name
    raise unknown(absent, text, meant_nearly(text, words, names), f"Можно: {listing(tuple(names))}.")


def option_meant(word: str, names: Container[str]) -> str:
    """The option that is meant by a word with one dash or in Russian; other words as they are."""
    name, equals, value = word.partition("=")
    meant = (f"-{name}", *options_named(name)) if name.startswith("-") else ()
    return next((f"{one}{equals}{value}" for one in meant if one in names), word)


def options_named(option: str) -> Sequence[str]:
    """The options that a Russian word with dashes may mean."""
    return OPTIONS.get(folded(option.strip("-")), ()) if option.startswith("-") else ()


def state_among(words: Sequence[str]) -> tuple[str, list[str]]:
    """The state that is among the words, "" for none, and the others."""
    for start, end in ((at, at + length) for length in (1, 2) for at in range(len(words) + 1 - length)):
        text = " ".join(words[start:end])
        state = meant(text, STATES) or text.casefold()
        if state in set(State):
            return state, [*words[:start], *words[end:]]
    return "", list(words)
