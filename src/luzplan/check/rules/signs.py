"""LP9: spaces, signs, quotes and brackets. These are notes: the plan works without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from luzplan.check.rule import CheckContext, Finding, Hit, rule, weightier_when_new
from luzplan.text import Severity, Splice

# NUL stands before and behind every text. A pattern begins with what it finds and looks back last: so the
# search runs from one candidate to the next.
_DOUBLE_SPACE = r"(?<=[^\s\0])[ \u00a0]{2,}+(?=[^\s\0,;])"
_SPACE_BEFORE = r" (?=[,;!?](?!\d)|\.(?=[\s\0])|:(?=[\s\0])(?! \d))(?<=[\w)»\" ] )"
_NO_SPACE_AFTER = r"(?i)[,;](?=[^\W\d_]|«)(?<=[^\W\d_].)|\.(?=[а-яё]{2})(?!рф(?!\w))(?<=[а-яё]{2}.)"
_DASH = r"[–—](?= [^\s\0])(?<=[^\s\0] .)"
_HYPHEN = r"-(?= [^\s\0])(?<=[^\s\0] .)"
_ENDINGS = "х|го|ого|й|ый|ой|ий|я|ая|ья|е|ое|м|ом|ми|му|ю|ую|ти"
_TORN = (
    rf"(?: [-–—] (?<=\d...)| [-–—](?<=\d..)|[-–—] (?<=\d..))(?=(?:{_ENDINGS})(?!\w))"
    r"| [-–—] (?=[а-яё]{4,}(?:[иыо]й|ая|ое|ее|[иы]е|[ое]го|ую|[иы]х|[иы]ми?|[ое]м|ей)(?!\w))(?<=[а-яё]но...)"
)
_STRAIGHT_QUOTES = r'"(?<![^\s\0(«]")([^"\0\n]+)"(?!\w)'
_BRACKETED = r"(?<=\0)[^\0()]*[()][^\0]*"
_BRACKET = r"(?:(?<![^\s])\d{1,2}|(?<![^\s])[а-яёa-z])\)|[()]"
_LAST_SPACE = r"[ \t](?=\r?\n|\r?\Z)"
_QUOTED = r"(?<=\0)[^\0«»]*[«»][^\0]*"


def double_space(context: CheckContext) -> Iterator[Finding]:
    """Лишний пробел.

    Исправляется само: luzplan validate --notes --fix. Пробелы в начале строк длинного текста не отмечаются.

    Плохо:

        - {what: Создание  совета, when: май, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
    """
    return _replaced(context, _DOUBLE_SPACE, "лишний пробел", " ")


def _replaced(
    context: CheckContext, pattern: str, message: str, replacement: str, hint: str = ""
) -> Iterator[Finding]:
    """Find a pattern in all texts; what it matches can be replaced without anybody's thinking."""
    for text, start, end, _ in context.search.find(pattern):
        fixes = context.splices(text, start, end, replacement)
        yield Finding(message, *context.place(text, start, end), hint, fixes=fixes)


def space_before_sign(context: CheckContext) -> Iterator[Finding]:
    """Пробел перед знаком препинания.

    Запятая может оказаться в начале строки. Исправляется само: luzplan validate --notes --fix. Знак между
    числами («3 : 1») не отмечается.

    Плохо:

        - {what: "Подбор , расстановка кадров", when: май, who: Директор}

    Хорошо:

        - {what: "Подбор, расстановка кадров", when: май, who: Директор}
    """
    return _replaced(context, _SPACE_BEFORE, "пробел перед знаком препинания", "")


def no_space_after_sign(context: CheckContext) -> Iterator[Finding]:
    """Нет пробела после знака препинания.

    Слова слипаются, и строка не переносится. Исправляется само: luzplan validate --notes --fix. Числа
    («1,5»), «т.е.», адреса сайтов и почты не отмечаются.

    Плохо:

        - {what: План на уч.год, when: "май,июнь", who: Директор}

    Хорошо:

        - {what: План на уч. год, when: "май, июнь", who: Директор}
    """
    for text, start, end, _ in context.search.find(_NO_SPACE_AFTER):
        if "@" in text[text.rfind(" ", 0, start) + 1 : text.find(" ", end) % (len(text) + 1)]:
            continue
        place = context.place(text, start, end)
        fixes = context.splices(text, start, end, f"{text[start:end]} ")
        yield Finding("нет пробела после знака препинания", *place, fixes=fixes)


def hyphen_for_dash(context: CheckContext) -> Iterator[Finding]:
    """То дефис, то тире.

    В одних строках между словами стоит « – », в других « - ». Исправляется само: luzplan validate --notes
    --fix. Если тире в плане нет вовсе, дефисы не отмечаются.

    Плохо:

        - {what: Подготовка к ЕГЭ, when: Февраль – апрель, who: Учителя}
        - {what: Итоговая аттестация, when: Май - июнь, who: Учителя}

    Хорошо:

        - {what: Подготовка к ЕГЭ, when: Февраль – апрель, who: Учителя}
        - {what: Итоговая аттестация, when: Май – июнь, who: Учителя}
    """
    dashes = Counter(hit.match[0] for hit in context.search.find(_DASH))
    if not dashes:
        return iter(())
    ((usual, _),) = dashes.most_common(1)
    hint = f"в других строках стоит тире: « {usual} »"
    return _replaced(context, _HYPHEN, "дефис вместо тире", usual, hint)


def torn_word(context: CheckContext) -> Iterator[Finding]:
    """Слово с дефисом разорвано.

    «9-х классов» и «календарно-тематический» пишутся через дефис без пробелов. Исправляется само: luzplan
    validate --notes --fix. Промежутки («8 – 9 классы») не отмечаются.

    Плохо:

        - {what: Мониторинг запросов 9 – х классов, when: май, who: Учителя}

    Хорошо:

        - {what: Мониторинг запросов 9-х классов, when: май, who: Учителя}
    """
    return _replaced(context, _TORN, "слово с дефисом разорвано", "-", "пишется через дефис, без пробелов")


def straight_quotes(context: CheckContext) -> Iterator[Finding]:
    """Прямые кавычки вместо «ёлочек».

    Исправляется само: luzplan validate --notes --fix. Знак дюйма после числа (17") не отмечается.

    Плохо:

        - {what: 'Проект "Дистанционное обучение"', when: май, who: Директор}

    Хорошо:

        - {what: Проект «Дистанционное обучение», when: май, who: Директор}
    """
    for text, start, end, _ in context.search.find(_STRAIGHT_QUOTES):
        opening, closing = ((start, start + 1, "«"), (end - 1, end, "»"))
        fixes = (*context.splices(text, *opening), *context.splices(text, *closing))
        place = context.place(text, start, end)
        yield Finding(
            "прямые кавычки", *place, "в русском тексте — «ёлочки»", fixes=fixes if len(fixes) == 2 else ()
        )


def trailing_space(context: CheckContext) -> Iterator[Finding]:
    """Пробелы в конце строки.

    Их не видно, но правка рядом с ними выглядит как изменение. Исправляется само: luzplan validate --notes
    --fix. Пустые строки не отмечаются.
    """
    text = context.source.text
    for found in re.finditer(_LAST_SPACE, text):
        start, end = found.span()
        while start and text[start - 1] in " \t":
            start -= 1
        yield Finding("пробелы в конце строки", start, end, fixes=(Splice(start, end, ""),))


def soft_hyphen(context: CheckContext) -> Iterator[Finding]:
    """Мягкий перенос внутри слова.

    Его не видно, но слово с ним не найдётся поиском. Такие знаки остаются от переносов в Word. Исправляется
    само: luzplan validate --notes --fix. Обычный дефис не отмечается.

    Плохо:

        - {what: "Педаго\u00adгический совет", when: май, who: Директор}

    Хорошо:

        - {what: Педагогический совет, when: май, who: Директор}
    """
    return _replaced(context, "\u00ad+", "мягкий перенос внутри слова", "", "удалите этот невидимый знак")


def unbalanced_bracket(context: CheckContext) -> Iterator[Finding]:
    """Скобка без пары.

    Обычно её потеряли при правке. Исправляется само: luzplan validate --notes --fix. Новое — предупреждение
    (luzplan validate --since main). Номера пунктов («1)», «а)») и тексты, где без пары две скобки и больше,
    не отмечаются.

    Плохо:

        - {what: Олимпиада (школьный этап, when: май, who: Директор}

    Хорошо:

        - {what: Олимпиада (школьный этап), when: май, who: Директор}
    """
    for hit in context.search.find(_BRACKETED):
        at = _without_pair(hit, _BRACKET)
        if at is None:
            continue
        place = context.place(hit.text, at, at + 1)
        if hit.text[at] == "(":
            fixes = _closed(context, hit, ")")
            yield Finding("скобка не закрыта", *place, "поставьте «)» там, где она кончается", fixes=fixes)
        else:
            fixes = context.splices(hit.text, at, at + 1, "")
            yield Finding("лишняя скобка", *place, "уберите её или поставьте «(» перед ней", fixes=fixes)


def _closed(context: CheckContext, hit: Hit, sign: str) -> tuple[Splice, ...]:
    """The change that puts a sign at the end of a text, before what closes the sentence."""
    stop = hit.start + len(hit.match[0].rstrip(" .;,"))
    last = context.place(hit.text, stop - 1, stop)[1]
    return (Splice(last, last, sign),)


def _without_pair(hit: Hit, pattern: str) -> int | None:
    """The place of the only sign that has no pair; «1)» and «а)» number an item."""
    waiting: list[int] = []
    stray: list[int] = []
    for found in re.finditer(pattern, hit.match[0]):
        opens = found[0] in "(«"
        if waiting and not opens:
            waiting.pop()
        elif opens or len(found[0]) == 1:
            (waiting if opens else stray).append(found.end() - 1)
    alone = [*waiting, *stray]
    return hit.start + alone[0] if len(alone) == 1 else None


def unbalanced_quote(context: CheckContext) -> Iterator[Finding]:
    """Кавычка «ёлочка» без пары.

    Исправляется само, если кавычку не закрыли в конце: luzplan validate --notes --fix. Новое — предупреждение
    (luzplan validate --since main). Вложенные «ёлочки», которые закрыты одной, как делает Word, не
    отмечаются.

    Плохо:

        - {what: Проект «Дистанционное обучение, when: май, who: Директор}

    Хорошо:

        - {what: Проект «Дистанционное обучение», when: май, who: Директор}
    """
    for hit in context.search.find(_QUOTED):
        at = _without_pair(hit, "[«»]")
        nested = re.search(r"«[^»]*«[^»]*»(?![^«]*»)", hit.match[0])  # Word closes two quotes with one
        if at is None or nested:
            continue
        place = context.place(hit.text, at, at + 1)
        if hit.text[at] == "»":
            yield Finding("лишняя кавычка", *place, "уберите её или поставьте «ёлочку» перед ней")
        else:
            fixes = _closed(context, hit, "»")
            yield Finding("кавычка не закрыта", *place, "поставьте вторую", fixes=fixes)


RULES = (
    rule("LP901", Severity.NOTE, double_space),
    rule("LP902", Severity.NOTE, space_before_sign),
    rule("LP903", Severity.NOTE, no_space_after_sign),
    rule("LP904", Severity.NOTE, hyphen_for_dash),
    rule("LP905", Severity.NOTE, torn_word),
    rule("LP906", Severity.NOTE, straight_quotes),
    rule("LP907", Severity.NOTE, trailing_space),
    rule("LP912", Severity.NOTE, soft_hyphen),
    weightier_when_new(rule("LP913", Severity.NOTE, unbalanced_bracket)),
    weightier_when_new(rule("LP914", Severity.NOTE, unbalanced_quote)),
)
