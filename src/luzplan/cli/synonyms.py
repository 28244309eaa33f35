"""Words that people type for what has an English name, and English names typed in the Russian layout."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Mapping, Sequence

from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.plan import State
from luzplan.russian import listing
from luzplan.russian.spelling import folded, nearest, retyped, retyped_in_latin


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    """What words stand for, of a table of their lists."""
    return {word: name for name, words in table.items() for word in words.split(", ")}


COMMANDS = _by_word({
    "validate": "проверить, проверь, проверка, ошибки, check, lint, проверить план, проверь план,"
    " есть ошибки, ошибки есть, есть ли ошибки, где ошибки, какие ошибки",
    "validate --fix": "исправить ошибки, исправь ошибки, исправить план, исправь план, исправить все",
    "due": "сроки, срок, дедлайны, что, невыполненное, невыполненные, отчет за",
    "due просрочено": "что горит, горит, долги",
    "due месяц": "месяц",
    "due сегодня": "сегодня",
    "due неделя": "неделя",
    "by-role": "исполнитель, исполнители, роль, кто, role",
    "show": "показать, покажи, просмотр, посмотреть, посмотри, план, список, пункт, мероприятие, list, print,"
    " open, открыть, plan, показать план, покажи план, план школы, план работы, план работы школы",
    "show раздел": "раздел",
    "show --search": "find, найти, найди, поиск, search, grep, когда, напомни про, напомни о,"
    " кто отвечает за, кто отвечает, кто проводит, кто готовит",
    "summary": "сводка, отчет",
    "timeline": "год, график, гант, gantt, по месяцам",
    "load": "нагрузка, занятость",
    "done": "выполнено, сделано, готово, отметить, отметь",
    "undone": "снять, отменить, отмени, отмена, undo",
    "add": "добавить, добавь, новое",
    "set": "изменить, измени, исправить, исправь, поменять, поменяй, сменить, назначить, назначь, edit",
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
    "init": "создать, создай, начать, новый, new, create, создать план, новый план, начать план",
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
    # English words of other programs.
    "who": ("--role",), "executor": ("--who", "--role"), "query": ("--search",), "find": ("--search",),
    "until": ("--to",), "status": ("--state",), "file": ("--output",), "out": ("--output",),
    "date": ("--on", "--when", "--from"), "period": ("--month",),
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
    "overdue": "просрочено, просрочка, просрочки, просрочку, просроченное, просроченные, просроченных,"
    " опоздание, опоздания, долг, долги",
    "due": "идет, сейчас, в работе",
    "ahead": "впереди, будет, не начато",
})  # fmt: skip
# What stands in a question and asks for nothing of its own: «что нужно делать в марте».
_IDLE = frozenset((
    "делать", "сделать", "делаем", "делает", "надо", "нужно", "должен", "должна", "должны", "будет", "есть",
    "предстоит", "запланировано", "дела", "дело", "задачи", "мероприятия", "мероприятие", "события", "работы",
    "все", "какие", "какое", "какой",
))  # fmt: skip
_OF_ONES_OWN = frozenset(("я", "мне", "меня", "мной", "мои", "мой", "моя", "мое", "нам", "нас", "наши"))
_BEFORE_ONE = frozenset(("у", "для", "от"))  # an executor: «что у завуча»
_ASIDE = _IDLE | _OF_ONES_OWN | _BEFORE_ONE
SECTION_WORDS = ("раздел", "раздела", "разделу", "section")
FIELDS = _by_word({
    "what": "что, текст, мероприятие, название, содержание",
    "when": "когда, срок, сроки, дата",
    "who": "кто, исполнитель, исполнители, исполнителя, исполнителей, ответственный, ответственные,"
    " ответственного",
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


_PLANS = (".yaml", ".yml")
_OF_A_WHOLE_PLAN = {"исправить": "исправить ошибки", "исправь": "исправить ошибки"}  # where no row is named
_IN_A_SPAN = frozenset(("-", "по", "до", "и"))  # between two days
_LONGEST = max(word.count(" ") + 1 for word in COMMANDS)  # words of a name


def meant(text: str, words: Mapping[str, str]) -> str | None:
    """The English name that a word stands for, in either layout; None for other words and the name itself."""
    typed = folded(text)
    if found := words.get(typed) or words.get(folded(retyped(text))):
        return found
    in_latin = retyped_in_latin(typed)
    return in_latin if in_latin != typed and in_latin in words.values() else None


def with_command(words: Sequence[str], names: Collection[str]) -> list[str]:
    """The words of a command with its English name where they begin with another: «Сроки», «by role»."""
    if folded(words[0]) == "luzplan" and len(words) > 1:  # a line that was pasted whole
        words = words[1:]
    if words[0] not in names and _value_of_a_row(words):
        return list(words)
    if all(word.startswith("-") or word.endswith(_PLANS) for word in words[1:]):
        words = [*_OF_A_WHOLE_PLAN.get(folded(words[0]), words[0]).split(), *words[1:]]
    for size in range(min(_LONGEST, len(words)), 0, -1):
        typed, rest = " ".join(map(folded, words[:size])), list(words[size:])
        if (name := typed.replace(" ", "-")) in names:
            return [name, *rest]
        if typed in COMMANDS:
            found = COMMANDS[typed].split()
            values = _before_option(rest) if found[-1].startswith("-") else 0
            return [*found, *([" ".join(rest[:values])] if values else []), *rest[values:]]
        if typed in STATES or typed in _ASIDE or typed in set(State):
            return ["due", *words]
        if (typed in LISTS or typed in LISTS.values()) and not _before_option(rest):
            return ["show", *words]  # «школы», «roles»
    in_latin = retyped_in_latin(words[0])
    return [in_latin if in_latin in names else words[0], *words[1:]]


def _before_option(words: Sequence[str]) -> int:
    """How many words stand before the first option."""
    return next((at for at, word in enumerate(words) if word.startswith("-")), len(words))


def lines_meant(words: Sequence[str], names: Collection[str]) -> list[list[str]]:
    """The commands that words may stand for of which the first is none, the likeliest first."""
    from luzplan.answers import RoleBook
    from luzplan.cli.periods import time_among
    from luzplan.cli.plans import DOCUMENTS

    if line := _value_of_a_row(words):
        return [line]
    # Typed with the keyboard switched to English, «chjrb vfhn».
    line = [retyped(word) if re.fullmatch(r"[a-z;'\[\],`]+", word, re.IGNORECASE) else word for word in words]
    if line[0] != words[0] and (found := with_command(line, names))[0] in names:
        return [found]
    name, queries = words[0].casefold(), RoleBook().queries
    at = next((at for at, word in enumerate(words) if at and folded(word) in COMMANDS), 0)
    if at and not queries(" ".join(words)):  # «2.8 сделано»
        numbered = [word for word in words[:at] if re.search(r"[\d.]", word)]  # a row or a file, no verb
        return [[*COMMANDS[folded(words[at])].split(), *numbered, *words[at + 1 :]]]
    for fits, lines in (
        (name.endswith(_PLANS), [["validate", *words], ["show", "--plan", *words]]),
        (name.endswith(DOCUMENTS), [["import", *words, "-o", "plan.yaml"]]),
        (name[:1].isdecimal(), [["show", *words]]),
        (queries(" ".join(words)), [["by-role", *words]]),
    ):
        if fits:
            return lines
    near = [one.split() for one in meant_nearly(name, COMMANDS, names)[:2] if one != "complete"]
    when, others = time_among(words)
    if when and len(words) > 1 and not near:
        return [["due", when, *(others if queries(" ".join(others)) else [])]]
    return [[*one, *words[1:]] for one in near] or ([["due", when]] if when else [])


def _value_of_a_row(words: Sequence[str]) -> list[str]:
    """The command for a field's new value without its verb, «срок 1.3 10 марта»; empty for other words."""
    field = FIELDS.get(folded(words[0]), "done")
    if field in ("what", "done") or len(words) < 3 or not re.fullmatch(r"[1-9]\d*\.[1-9]\d*", words[1]):
        return []
    value = words[3:] if folded(words[2]) == "на" else words[2:]
    return [] if folded(words[2]) in _IN_A_SPAN else ["set", words[1], field, " ".join(value)]


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
    """The option that is meant by a word with one dash, in Russian or by a state; other words as they are."""
    name, equals, value = word.partition("=")
    if word.startswith("--") and word not in names and "--state" in names:
        state, others = state_among([word[2:]])
        if state and not others:
            return f"--state={state}"
    ways = (name, f"-{name}", *options_named(name)) if name.startswith("-") else ()
    return next((f"{one}{equals}{value}" for one in ways if one in names), word)


def options_named(option: str) -> Sequence[str]:
    """The options that a Russian word with dashes may mean."""
    return OPTIONS.get(folded(option.strip("-")), ()) if option.startswith("-") else ()


def time_and_executor(words: Sequence[str]) -> tuple[str, list[str]]:
    """The time that is among the words of a question, "" for none, and those that may name an executor.

    Ends the command if they mean who types them.
    """
    from luzplan.cli.periods import time_among

    when, others = time_among(words)
    named = [word for word in others if folded(word) not in _IDLE]
    named = named[1:] if len(named) > 1 and folded(named[0]) in _BEFORE_ONE else named
    if _OF_ONES_OWN.isdisjoint(map(folded, named)):
        return when, named
    from luzplan.text.system import as_typed

    hint = f"Назовите исполнителя: {as_typed('luzplan', 'due', *filter(None, [when]), 'ИСПОЛНИТЕЛЬ')}"
    raise CommandError(Code.USAGE, "программа не знает, кто вы", hint)


def state_among(words: Sequence[str]) -> tuple[str, list[str]]:
    """The state that is among the words, "" for none, and the others."""
    for start, end in ((at, at + length) for length in (1, 2) for at in range(len(words) + 1 - length)):
        text = " ".join(words[start:end])
        state = meant(text, STATES) or text.casefold()
        if state in set(State):
            return state, [*words[:start], *words[end:]]
    return "", list(words)
