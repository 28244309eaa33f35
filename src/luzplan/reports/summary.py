"""How plans stand: what is done, overdue, due this month, and how many errors there are."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from luzplan.plan import Plan
from luzplan.plan.occurrences import State
from luzplan.reports import PLAN, Report, Table
from luzplan.reports.rows import Cells, Column, Labelled
from luzplan.school_year import month_span
from luzplan.selection import state_on

_COLUMNS = (
    PLAN,
    Column("activities", "Мероприятий"),
    Column("done", "Выполнено"),
    Column("overdue", "Просрочено"),
    Column("this_month", "В этом месяце"),
    Column("errors", "Ошибок"),
)


class Standing(NamedTuple):
    """How a plan stands; ``activities`` is None if it could not be read. ``this_month`` ends in it."""

    name: Labelled
    activities: int | None
    done: int = 0
    overdue: int = 0
    this_month: int = 0
    errors: int = 0

    @property
    def cells(self) -> Cells:
        """The row of the table; of a plan that was not read only the errors are known."""
        if self.activities is None:
            unread = self.name._replace(label=f"{self.name.label} (не прочитан)")
            return {PLAN.key: unread, "errors": self.errors}
        return {PLAN.key: self.name, **{key: getattr(self, key) for key, _ in _COLUMNS[1:]}}


def standing_of(plan: Plan, name: Labelled, today: date, errors: int) -> Standing:
    """How a plan stands on a day: a row with an open deadline that ends in the month counts for it."""
    month, activities = month_span(today.year, today.month), list(plan.activities())
    states = [state_on(activity, today) for activity in activities]
    ends = [[one.days.end for one in activity.occurrences if not one.mark] for activity in activities]
    this_month = sum(any(end and month.start <= end <= month.end for end in own) for own in ends
                     if month.start and month.end)  # fmt: skip
    done, overdue = states.count(State.DONE), states.count(State.OVERDUE)
    return Standing(name, len(activities), done, overdue, this_month, errors)


def summary_report(standings: Sequence[Standing]) -> Report:
    """One row a plan; below several of them their totals."""
    rows = [one.cells for one in standings]
    if len(standings) > 1:
        sums = {key: sum(getattr(one, key) or 0 for one in standings) for key, _ in _COLUMNS[1:]}
        rows.append({PLAN.key: "Всего", **sums})
    return Report(("Сводка по планам",), (Table("", _COLUMNS, tuple(rows)),))
