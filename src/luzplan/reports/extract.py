"""What an extract from the plan is about, in words."""

from __future__ import annotations

from datetime import timedelta

from luzplan.calendar import Span
from luzplan.executor import Executor
from luzplan.model import Plan
from luzplan.reports.report import title_of
from luzplan.russian import MONTHS, period_words
from luzplan.select.filters import Filters
from luzplan.select.states import State

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
