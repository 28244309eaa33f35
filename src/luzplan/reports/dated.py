"""The activities that can stand in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from luzplan.deadline import Deadline
from luzplan.model import Activity, Plan
from luzplan.reports.extract import extract_title
from luzplan.reports.report import Report, Table
from luzplan.reports.rows import ACTIVITY_COLUMNS, EMPTY, activity_row
from luzplan.russian import ACTIVITIES, count
from luzplan.select.filters import Filters, choices
from luzplan.select.phases import is_always_on


def dated_report(plan: Plan, filters: Filters, *, with_ongoing: bool) -> Report:
    """Give the rows that have days; what is always on takes the whole school year if it is wanted.

    The notes say what is left out.
    """
    chosen = list(choices(plan, filters))
    ongoing = [choice.activity for choice in chosen if is_always_on(choice.activity.deadline)]
    wanted = {activity.position for activity in ongoing} if with_ongoing else set()
    rows = (
        {**activity_row(plan, choice), "spans": (plan.year.span,)}
        if choice.activity.position in wanted
        else activity_row(plan, choice)
        for choice in chosen
    )
    table = Table("", ACTIVITY_COLUMNS, tuple(row for row in rows if row["spans"]), empty=EMPTY)
    dateless = [choice.activity for choice in chosen if _is_dateless(choice.activity.deadline)]
    notes = _notes([] if with_ongoing else ongoing, dateless) if chosen else (EMPTY,)
    return Report(extract_title(plan, filters), (table,), tuple(notes))


def _is_dateless(deadline: Deadline) -> bool:
    return not deadline.spans and not is_always_on(deadline)


def _notes(ongoing: list[Activity], dateless: list[Activity]) -> Iterator[str]:
    if ongoing:
        yield f"Не вошло то, что длится весь год: {_named(ongoing)}. Добавить: --with-ongoing."
    if dateless:
        yield f"Не вошло то, у чего нет дат: {_named(dateless)}."


def _named(activities: list[Activity]) -> str:
    ids: Iterable[str] = (activity.id for activity in activities[:5])
    more = "…" if len(activities) > 5 else ""
    return f"{count(len(activities), ACTIVITIES)} ({', '.join(ids)}{more})"
