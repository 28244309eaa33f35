"""An activity as a row of a report: its record, and what an extract is called."""

from collections.abc import Iterable
from datetime import timedelta

from luzplan.executor import Executor
from luzplan.plan.model import Activity, Plan
from luzplan.reports.identity import Origin
from luzplan.reports.report import ORIGIN, Cell, Column, Deferred, Row, title_of
from luzplan.russian.words import MONTHS, done_words, period_words
from luzplan.school_year import Span
from luzplan.selection import Choice, Filters, State

_STATES = {
    State.DONE: "выполнено",
    State.OVERDUE: "просрочено",
    State.DUE: "идёт сейчас",
    State.AHEAD: "впереди",
}


def extract_title(plan: Plan, filters: Filters) -> str:
    """Name the plan on one line, and what the filters leave of it."""
    title = " ".join(plan.title.split()) or "План работы"
    return title_of(title, extract_words(filters))


def extract_words(filters: Filters) -> str:
    """Name what the filters leave, «Зам по УВР, февраль 2012»; empty if they leave the whole plan."""
    parts = (
        role_words(filters.role) if filters.role else "",
        filters.school.name if filters.school else "",
        filters.section.title if filters.section else "",
        window_words(filters.window) if filters.window else "",
        _STATES[filters.state] if filters.state else "",
    )
    return ", ".join(part for part in parts if part)


def role_words(role: Executor) -> str:
    """Name a role with its scope: «Директор, КОГОКУ СОШ г. Лузы»."""
    return f"{role.role}, {role.school}" if role.school else role.role


def window_words(window: Span) -> str:
    """Write a window out; a whole month by its name: «февраль 2012»."""
    start, end = window.start, window.end
    whole = start and end and start.day == 1 and (start.year, start.month) == (end.year, end.month)
    if start and end and whole and (end + timedelta(days=1)).day == 1:
        return f"{MONTHS[start.month - 1]} {start.year}"
    return period_words(start, end)


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
    """The number that tells a row of a plan from the others, whatever ids the plan gives."""
    return f"{row['section']}.{row['number']}"


def activity_row(plan: Plan, choice: Choice) -> Row:
    """The record of an activity; `note`, `phase` and `match` are there only where there are such."""
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


def done_count(activities: Iterable[Activity]) -> int:
    """Count the activities that are done."""
    return sum(bool(activity.done) for activity in activities)


def progress_words(activities: Iterable[Activity]) -> str:
    """The progress, «выполнено 12 из 45»; nothing where nothing is done yet."""
    asked = list(activities)
    done = done_count(asked)
    return done_words(done, len(asked)) if done else ""
