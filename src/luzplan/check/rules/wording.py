"""LP9: how the document is written. These are notes: the plan works without them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from luzplan.check.rule import Finding, rule
from luzplan.check.subject import Subject
from luzplan.executor import Executor
from luzplan.russian import folded, quote
from luzplan.source.splice import Splice
from luzplan.source.text import Severity, Text

# NUL stands before and behind every text.
_DOUBLE_SPACE = re.compile(r"(?<=[^\s\0])[ \u00a0]{2,}+(?=[^\s\0,;])")
_SPACE_BEFORE = re.compile(r"(?<=[\w)»\"]) ++(?=[,;!?](?!\w)|[.:](?=[\s\0]))")
_NO_SPACE_AFTER = re.compile(
    r"(?<=[^\W\d_])[,;](?=[^\W\d_]|«)|(?<=[а-яё]{2})\.(?=[а-яё]{2})(?!рф(?!\w))", re.IGNORECASE
)
_DASH = re.compile(r"(?<=[^\s\0] )[–—](?= [^\s\0])")
_HYPHEN = re.compile(r"(?<=[^\s\0] )-(?= [^\s\0])")
_ENDINGS = "х|го|ого|й|ый|ой|ий|я|ая|ья|е|ое|м|ом|ми|му|ю|ую|ти"
_TORN = re.compile(
    rf"(?<=\d)(?: [-–—] ?|[-–—] )(?=(?:{_ENDINGS})(?!\w))"
    r"|(?<=[а-яё]но) [-–—] (?=[а-яё]{4,}(?:[иыо]й|ая|ое|ее|[иы]е|[ое]го|ую|[иы]х|[иы]ми?|[ое]м|ей)(?!\w))"
)
_STRAIGHT_QUOTES = re.compile(r'(?<![^\s\0(«])"([^"\0\n]+)"(?!\w)')
_TRAILING_SPACE = re.compile(r"(?<![ \t])[ \t]++(?=\r?$)", re.MULTILINE)


def double_space(subject: Subject) -> Iterator[Finding]:
    """Лишний пробел.

    Исправляется само: luzplan validate --notes --fix.

    Плохо:

        - {what: Создание  совета, when: май, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
    """
    return _replaced(subject, _DOUBLE_SPACE, "лишний пробел", " ")


def _replaced(
    subject: Subject, pattern: re.Pattern[str], message: str, replacement: str, hint: str = ""
) -> Iterator[Finding]:
    """Find a pattern in all texts; what it matches can be replaced without anybody's thinking."""
    for text, start, end, _ in subject.prose.find(pattern):
        fixes = subject.splices(text, start, end, replacement)
        yield Finding(message, *subject.place(text, start, end), hint, fixes=fixes)


def space_before_sign(subject: Subject) -> Iterator[Finding]:
    """Пробел перед знаком препинания.

    Запятая может оказаться в начале строки. Исправляется само: luzplan validate --notes --fix.

    Плохо:

        - {what: "Подбор , расстановка кадров", when: май, who: Директор}

    Хорошо:

        - {what: "Подбор, расстановка кадров", when: май, who: Директор}
    """
    return _replaced(subject, _SPACE_BEFORE, "пробел перед знаком препинания", "")


def no_space_after_sign(subject: Subject) -> Iterator[Finding]:
    """Нет пробела после знака препинания.

    Слова слипаются, и строка не переносится. Исправляется само: luzplan validate --notes --fix.

    Плохо:

        - {what: План на уч.год, when: "май,июнь", who: Директор}

    Хорошо:

        - {what: План на уч. год, when: "май, июнь", who: Директор}
    """
    for text, start, end, _ in subject.prose.find(_NO_SPACE_AFTER):
        place = subject.place(text, start, end)
        fixes = subject.splices(text, start, end, f"{text[start:end]} ")
        yield Finding("нет пробела после знака препинания", *place, fixes=fixes)


def hyphen_for_dash(subject: Subject) -> Iterator[Finding]:
    """То дефис, то тире.

    В одних строках между словами стоит « – », в других « - ». Исправляется само: luzplan validate
    --notes --fix.

    Плохо:

        - {what: Подготовка к ЕГЭ, when: Февраль – апрель, who: Учителя}
        - {what: Итоговая аттестация, when: Май - июнь, who: Учителя}

    Хорошо:

        - {what: Подготовка к ЕГЭ, when: Февраль – апрель, who: Учителя}
        - {what: Итоговая аттестация, when: Май – июнь, who: Учителя}
    """
    dashes = Counter(hit.match[0] for hit in subject.prose.find(_DASH))
    if not dashes:
        return iter(())
    ((usual, _),) = dashes.most_common(1)
    hint = f"в других строках стоит тире: « {usual} »"
    return _replaced(subject, _HYPHEN, "дефис вместо тире", usual, hint)


def torn_word(subject: Subject) -> Iterator[Finding]:
    """Слово с дефисом разорвано.

    «9-х классов» и «календарно-тематический» пишутся через дефис без пробелов. Исправляется само:
    luzplan validate --notes --fix.

    Плохо:

        - {what: Мониторинг запросов 9 – х классов, when: май, who: Учителя}

    Хорошо:

        - {what: Мониторинг запросов 9-х классов, when: май, who: Учителя}
    """
    return _replaced(subject, _TORN, "слово с дефисом разорвано", "-", "пишется через дефис, без пробелов")


def straight_quotes(subject: Subject) -> Iterator[Finding]:
    """Прямые кавычки вместо «ёлочек».

    Исправляется само: luzplan validate --notes --fix.

    Плохо:

        - {what: 'Проект "Дистанционное обучение"', when: май, who: Директор}

    Хорошо:

        - {what: Проект «Дистанционное обучение», when: май, who: Директор}
    """
    for text, start, end, _ in subject.prose.find(_STRAIGHT_QUOTES):
        opening, closing = ((start, start + 1, "«"), (end - 1, end, "»"))
        fixes = (*subject.splices(text, *opening), *subject.splices(text, *closing))
        place = subject.place(text, start, end)
        yield Finding(
            "прямые кавычки", *place, "в русском тексте – «ёлочки»", fixes=fixes if len(fixes) == 2 else ()
        )


def trailing_space(subject: Subject) -> Iterator[Finding]:
    """Пробелы в конце строки.

    Их не видно, но правка рядом с ними выглядит как изменение. Исправляется само: luzplan validate
    --notes --fix.
    """
    for found in _TRAILING_SPACE.finditer(subject.source.text):
        start, end = found.span()
        yield Finding("пробелы в конце строки", start, end, fixes=(Splice(start, end, ""),))


def unfinished_ending(subject: Subject) -> Iterator[Finding]:
    """Текст обрывается на «;» или «,».

    Так кончаются пункты списка, кроме последнего; мероприятие – предложение само по себе.

    Плохо:

        - {what: Согласование учебного графика;, when: май, who: Директор}

    Хорошо:

        - {what: Согласование учебного графика, when: май, who: Директор}
    """
    plan = subject.plan
    texts = [*plan.goals[-1:], *plan.functions[-1:], *(activity.what for activity in plan.activities())]
    for text in texts:
        end = len(text.rstrip())
        if text[end - 1 : end] in (";", ","):
            place = subject.place(text, end - 1, end)
            yield Finding(f"текст кончается на {quote(text[end - 1])}", *place, "поставьте точку или ничего")


def mixed_periods(subject: Subject) -> Iterator[Finding]:
    """У одних мероприятий в конце точка, у других нет.

    Отмечается первое из тех, кого меньше.

    Плохо:

        - {what: Создание совета., when: май, who: Директор}
        - {what: Создание сайта, when: май, who: Директор}
        - {what: Ремонт школы, when: май, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
        - {what: Создание сайта, when: май, who: Директор}
        - {what: Ремонт школы, when: май, who: Директор}
    """
    texts = [
        text for activity in subject.plan.activities() if (text := activity.what) and text[-1] not in ";,:"
    ]
    dotted = [text for text in texts if text.endswith(".")]
    bare = [text for text in texts if not text.endswith(".")]
    if found := _fewer(dotted, bare):
        message = f"точка в конце у мероприятий: есть – {len(dotted)}, нет – {len(bare)}"
        place = subject.place(found, len(found) - 1, len(found))
        yield Finding(message, *place, "сделайте одинаково")


def _fewer(one: list[Text], other: list[Text]) -> Text | None:
    """Give the first of the smaller group, None if one is empty."""
    return min(one, other, key=len)[0] if one and other else None


def mixed_capitals(subject: Subject) -> Iterator[Finding]:
    """Сроки начинаются то с большой, то с маленькой буквы.

    Отмечается первый из тех, кого меньше.

    Плохо:

        - {what: Создание совета, when: Май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}
    """
    texts = [activity.when for activity in subject.plan.activities()]
    upper = [text for text in texts if text[:1].isupper()]
    lower = [text for text in texts if text[:1].islower()]
    if found := _fewer(upper, lower):
        message = f"сроки с большой буквы – {len(upper)}, с маленькой – {len(lower)}"
        yield Finding(message, *subject.place(found, 0, 1), "сделайте одинаково")


def executor_spelled_two_ways(subject: Subject) -> Iterator[Finding]:
    """Исполнитель записан то с точкой, то без.

    Отмечаются те записи, которых меньше. Исправляется само: luzplan validate --notes --fix.

    Плохо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам. по УВР}

    Хорошо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам по УВР}
    """
    forms: dict[str, Counter[str]] = {}
    named = list(_named(subject))
    for cell, executor in named:
        words = _words(cell, executor)
        forms.setdefault(_bare(words), Counter())[words] += 1
    for cell, executor in named:
        words = _words(cell, executor)
        ((usual, _),) = forms[_bare(words)].most_common(1)
        if words != usual:
            yield _other_way(subject, cell, executor, usual)


def _named(subject: Subject) -> Iterable[tuple[Text, Executor]]:
    plan = subject.plan
    return ((row.who, executor) for row in plan.activities() for executor in plan.executors(row).executors)


def _words(cell: str, executor: Executor) -> str:
    words = cell[executor.start : executor.end]
    return words[:1].upper() + words[1:]


def _bare(words: str) -> str:
    return "".join(letter for letter in folded(words) if letter not in ". ")


def _other_way(subject: Subject, cell: Text, executor: Executor, usual: str) -> Finding:
    start, end = executor.start, executor.end
    written = cell[start:end]
    meant = usual if written[:1].isupper() else usual[:1].lower() + usual[1:]
    return Finding(
        f"{quote(written)} – в других строках {quote(meant)}",
        *subject.place(cell, start, end),
        "сделайте одинаково",
        fixes=subject.splices(cell, start, end, meant),
    )


RULES = (
    rule("LP901", Severity.NOTE, double_space),
    rule("LP902", Severity.NOTE, space_before_sign),
    rule("LP903", Severity.NOTE, no_space_after_sign),
    rule("LP904", Severity.NOTE, hyphen_for_dash),
    rule("LP905", Severity.NOTE, torn_word),
    rule("LP906", Severity.NOTE, straight_quotes),
    rule("LP907", Severity.NOTE, trailing_space),
    rule("LP908", Severity.NOTE, unfinished_ending),
    rule("LP909", Severity.NOTE, mixed_periods),
    rule("LP910", Severity.NOTE, mixed_capitals),
    rule("LP911", Severity.NOTE, executor_spelled_two_ways),
)
