"""The activities that can stand in a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    rows, ongoing, dateless = [], [], []
    for choice in choices(plan, filters):
        deadline, row = choice.activity.deadline, activity_row(plan, choice)
        if deadline.spans:
            rows.append(row)
        elif not is_always_on(deadline):
            dateless.append(choice.activity)
        elif with_ongoing:
            rows.append({**row, "spans": (plan.year.span,)})
        else:
            ongoing.append(choice.activity)
    table = Table("", ACTIVITY_COLUMNS, tuple(rows), empty=EMPTY)
    return Report(extract_title(plan, filters), (table,), tuple(_notes(ongoing, dateless)))


def _notes(ongoing: list[Activity], dateless: list[Activity]) -> Iterator[str]:
    if ongoing:
        yield f"Не вошло то, что длится весь год: {_named(ongoing)}. Добавить: --with-ongoing."
    if dateless:
        yield f"Не вошло то, у чего нет дат: {_named(dateless)}."


def _named(activities: list[Activity]) -> str:
    ids: Iterable[str] = (activity.id for activity in activities[:5])
    more = "…" if len(activities) > 5 else ""
    return f"{count(len(activities), ACTIVITIES)} ({', '.join(ids)}{more})"
