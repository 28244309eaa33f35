"""LP22: marks of what is done that tell less, or more, than the row has deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from luzplan.check.rule import CheckContext, Finding, rule
from luzplan.plan.occurrences import Mark, stray_marks
from luzplan.russian import DEADLINES, count, date_words
from luzplan.text import Severity

_EARLY = timedelta(days=31)  # what is done some days before its time is plausible


def one_day_for_several(context: CheckContext) -> Iterator[Finding]:
    """Одна дата выполнения, а сроков несколько.

    Отметка одной датой относится только к первому сроку, остальные считаются невыполненными. Где сроков
    несколько, пишут список, по дню на каждый; какой из сроков отмечен не по порядку, говорит сама отметка:
    «2012-04-20 за апрель». Следующий срок отметит luzplan done.

    Плохо:

        - {what: Мониторинг, when: "октябрь, апрель", who: Учителя, done: 2011-10-24}

    Хорошо:

        - {what: Мониторинг, when: "октябрь, апрель", who: Учителя, done: [2011-10-24]}
    """
    text = context.source.text
    for activity in context.plan.activities():
        number = len(activity.deadline.spans)
        if number < 2 or len(activity.marks) != 1:
            continue
        before = text[activity.start : activity.marks[0].text.start].rstrip().rstrip("'\"").rstrip()
        met = next((one for one in activity.occurrences if one.mark), None)
        if before.endswith(":") and met and activity.marks[0].whose is None:
            message = f"одна дата, а сроков {number}: отмечен только первый, {met.name}"
            hint = (
                f"если это так, напишите списком: done: [{activity.done.strip()}]; остальные — luzplan done"
            )
            yield Finding(message, *_place(activity.marks[0]), hint)


def stray_mark(context: CheckContext) -> Iterator[Finding]:
    """Отметок о выполнении больше, чем сроков.

    Лишняя отметка ничего не отмечает: срок, к которому она относилась, убрали или перенесли, или один
    срок отмечен дважды. Где сроков не написано, о них и скажут, а об отметках — нет.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: [2012-05-20, 2012-05-22]}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-22}
    """
    for activity in context.plan.activities():
        several = activity.when and len(activity.marks) > 1
        for mark in stray_marks(activity.deadline, activity.marks) if several else ():
            spare = f"отметка {date_words(mark.day)} лишняя"
            number = count(max(1, len(activity.deadline.spans)), DEADLINES)
            hint = "уберите её или поправьте срок"
            yield Finding(f"{spare}: у мероприятия {number}", *_place(mark), hint)


def done_before_start(context: CheckContext) -> Iterator[Finding]:
    """Отмечено выполненным до начала срока.

    Больше чем за месяц до начала дело вряд ли было сделано: в отметке не тот месяц или год. Сроки «до …»,
    дела без дат и отметки, которые не похожи на этот год (LP215), не проверяются.

    Плохо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2011-11-20}

    Хорошо:

        - {what: Выставка рисунков, when: май, who: Учителя, done: 2012-05-20}
    """
    year = context.year
    for activity in context.plan.activities() if year else ():
        for one in activity.occurrences if activity.marks else ():
            start, mark = one.days.start, one.mark
            if mark and start and year and year.holds(mark.day) and mark.day < start - _EARLY:
                message = f"отмечено {date_words(mark.day)}, а срок начинается {date_words(start)}"
                yield Finding(message, *_place(mark), "проверьте месяц и число")


def _place(mark: Mark) -> tuple[int, int]:
    return mark.text.start, mark.text.end


RULES = (
    rule("LP221", Severity.WARNING, one_day_for_several),
    rule("LP222", Severity.WARNING, stray_mark),
    rule("LP223", Severity.WARNING, done_before_start),
)
