"""LP9, second half: the same thing written now so, now otherwise. These are notes as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor
from luzplan.russian import quote
from luzplan.russian.spelling import folded
from luzplan.text import Severity, Text


def mixed_periods(context: CheckContext) -> Iterator[Finding]:
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
        text for activity in context.plan.activities() if (text := activity.what) and text[-1] not in ";,:"
    ]
    dotted = [text for text in texts if text.endswith(".")]
    bare = [text for text in texts if not text.endswith(".")]
    if found := _fewer(dotted, bare):
        message = f"точка в конце у мероприятий: есть — {len(dotted)}, нет — {len(bare)}"
        place = context.place(found, len(found) - 1, len(found))
        yield Finding(message, *place, "сделайте одинаково")


def _fewer(one: list[Text], other: list[Text]) -> Text | None:
    """The first of the smaller group, None if one is empty."""
    return min(one, other, key=len)[0] if one and other else None


def mixed_capitals(context: CheckContext) -> Iterator[Finding]:
    """Сроки начинаются то с большой, то с маленькой буквы.

    Отмечается первый из тех, кого меньше; непонятые сроки не считаются.

    Плохо:

        - {what: Создание совета, when: Май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}

    Хорошо:

        - {what: Создание совета, when: май, who: Директор}
        - {what: Создание сайта, when: июнь, who: Директор}
        - {what: Ремонт школы, when: июль, who: Директор}
    """
    understood = (one for one in context.plan.activities() if one.deadline.kind is not DeadlineKind.UNKNOWN)
    texts = [activity.when for activity in understood]
    upper = [text for text in texts if text[:1].isupper()]
    lower = [text for text in texts if text[:1].islower()]
    if found := _fewer(upper, lower):
        message = f"сроки с большой буквы — {len(upper)}, с маленькой — {len(lower)}"
        yield Finding(message, *context.place(found, 0, 1), "сделайте одинаково")


def executor_spelled_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Исполнитель записан то с точкой, то без.

    Отмечаются те записи, которых меньше.

    Плохо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам. по УВР}

    Хорошо:

        - {what: Создание совета, when: май, who: Зам по УВР}
        - {what: Создание сайта, when: май, who: Зам по УВР}
        - {what: Ремонт школы, when: май, who: Зам по УВР}
    """
    usual = _usual_words(context)
    for activity in context.plan.activities():
        for executor in context.plan.executors(activity).executors:
            meant = usual.get(words := _words(activity.who, executor), words)
            if meant.count(".") != words.count("."):
                message = f"{quote(words)} — в других строках {quote(meant)}"
                place = context.place(activity.who, executor.start, executor.end)
                yield Finding(message, *place, "сделайте одинаково")


def _usual_words(context: CheckContext) -> dict[str, str]:
    """For the words of each executor how they are written most often."""
    cells = Counter(str(activity.who) for activity in context.plan.activities())
    forms: dict[str, Counter[str]] = {}
    for cell, number in cells.items():
        for executor in context.plan.book.read(cell).executors:
            if executor.person:
                continue
            words = _words(cell, executor)
            forms.setdefault(_bare(words), Counter())[words] += number
    return {words: same.most_common(1)[0][0] for same in forms.values() for words in same}


def _words(cell: str, executor: Executor) -> str:
    words = cell[executor.start : executor.end]
    return words[:1].upper() + words[1:]


def _bare(words: str) -> str:
    return "".join(letter for letter in folded(words) if letter not in ". ")


RULES = (
    rule("LP909", Severity.NOTE, mixed_periods, once=True),
    rule("LP910", Severity.NOTE, mixed_capitals, once=True),
    rule("LP911", Severity.NOTE, executor_spelled_two_ways),
)
