"""An activity as a row of a report: the record whose keys are the tool's contract."""

from __future__ import annotations

from luzplan.model import Plan
from luzplan.reports.origin import Origin
from luzplan.reports.report import ORIGIN, Cell, Column, Deferred, Row
from luzplan.select.filters import Choice

NUMBER = Column("id", "№")
WHAT = Column("what", "Мероприятие")
WHEN = Column("when", "Срок")
WHO = Column("who", "Исполнители")
STATE = Column("state", "Состояние")
ACTIVITY_COLUMNS = (NUMBER, WHAT, WHEN, WHO)
EMPTY = "Таких мероприятий в плане нет."


def with_state(plan: Plan, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Add the state where people mark what is done; elsewhere it would call everything past overdue."""
    return (*columns, STATE) if any(activity.done for activity in plan.activities()) else columns


def row_position(row: Row) -> str:
    """Give the number that tells a row of a plan from the others, whatever ids the plan gives."""
    return f"{row['section']}.{row['number']}"


def activity_row(plan: Plan, choice: Choice) -> Row:
    """Give the record of an activity; `note`, `phase` and `match` are there only where there are such."""
    activity, deadline = choice.activity, choice.activity.deadline
    row: dict[str, Cell] = {
        "id": activity.id,
        "section": activity.section,
        "number": activity.number,
        "what": activity.what,
        "when": activity.when,
        "kind": deadline.kind,
        "spans": deadline.spans,
        "start": deadline.start,
        "end": deadline.end,
        "where": activity.where,
        "who": activity.who,
        "executors": Deferred(lambda: plan.executors(activity).executors),
        "done": activity.done_on,
        "state": choice.state,
        ORIGIN: Origin(plan, activity),
    }
    if activity.note:
        row["note"] = activity.note
    if choice.phase is not None:
        row["phase"] = choice.phase
    if choice.match is not None:
        row["match"] = choice.match
    return row
