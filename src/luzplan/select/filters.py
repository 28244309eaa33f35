"""The shared filters: which activities a command is asked about, and how they match a role."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from luzplan.calendar import Span
from luzplan.executor import Executor, Match, School, Scope
from luzplan.model import Activity, Plan, Section
from luzplan.select.phases import Phase, phase_in
from luzplan.select.states import State, state_on


class Filters(NamedTuple):
    """What is asked for; None asks for everything. ``today`` decides the states."""

    today: date
    window: Span | None = None
    role: Executor | None = None
    school: School | None = None
    section: Section | None = None
    state: State | None = None


class Choice(NamedTuple):
    """An activity that was asked for; ``match`` and ``phase`` are None where no role or window was given."""

    activity: Activity
    state: State
    match: Match | None = None
    phase: Phase | None = None


def choices(plan: Plan, filters: Filters) -> Iterator[Choice]:
    """Give the activities that pass all filters, in the order of the plan."""
    for activity in plan.activities():
        choice = _choice(plan, activity, filters)
        if choice is not None:
            yield choice


def _choice(plan: Plan, activity: Activity, filters: Filters) -> Choice | None:
    """Ask the cheap questions first: executors are read only for rows that pass the rest."""
    if filters.section is not None and filters.section.number != activity.section:
        return None
    state = state_on(activity, filters.today)
    if filters.state is not None and filters.state is not state:
        return None
    phase = _phase(plan, activity, filters.window) if filters.window else None
    if filters.window and phase is None:
        return None
    match = role_match(plan, activity, filters.role) if filters.role else None
    if filters.role and match is None:
        return None
    if filters.school and not concerns_school(plan, activity, filters.school):
        return None
    return Choice(activity, state, match, phase)


def _phase(plan: Plan, activity: Activity, window: Span) -> Phase | None:
    """Give the phase in the window; what is on all the year is on in the plan's own year only."""
    phase = phase_in(activity.deadline, window)
    return None if phase is Phase.ALWAYS and not window.touches(plan.year.span) else phase


def role_match(plan: Plan, activity: Activity, role: Executor) -> Match | None:
    """Give how the row reaches the role: exact wins over broader; None if it does not."""
    matches = {plan.book.reach(executor, role) for executor in plan.executors(activity).executors}
    return Match.EXACT if Match.EXACT in matches else Match.BROADER if Match.BROADER in matches else None


def concerns_school(plan: Plan, activity: Activity, school: School) -> bool:
    """Whether an executor of the row is, or may be, of the school; rows that name other schools are not."""
    executors = plan.executors(activity).executors
    return any(plan.book.reach(executor, executor_at(executor, school)) for executor in executors)


def executor_at(executor: Executor, school: School) -> Executor:
    """Give the role of an executor at the school, which is what a question about the school asks for."""
    return Executor(executor.role, Scope.SCHOOL, school.name)
