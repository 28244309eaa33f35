"""What the value of a parameter may be in some plans: for the shells, and whoever else completes words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from luzplan.executor import Scope
from luzplan.formats import FORMATS
from luzplan.plan.model import Plan
from luzplan.russian.spelling import folded
from luzplan.russian.words import MONTHS
from luzplan.selection import State

Plans = Iterable[Plan]


def candidates(parameter: str, plans: Plans) -> list[str] | None:
    """The values of a parameter of this name in the plans, each once; None for a name of a file or a text.

    Where the plans do not matter they are not looked at, so that they can be read as they are needed.
    """
    values = _VALUES.get(parameter)
    return list(dict.fromkeys(values(plans))) if values else None


def fitting(values: Iterable[str], started: str) -> list[str]:
    """The values that start so, in whatever case, else those one of whose words does."""
    wanted = folded(started)
    found = [value for value in values if folded(value).startswith(wanted)]
    return found or [value for value in values if f" {wanted}" in f" {folded(value)}"]


def _roles(plans: Plans) -> list[str]:
    """Who has something to do, with the school by its shortest name: «Директор», «Директор БШ»."""
    return [name for plan in plans for name in _roles_of(plan)]


def _roles_of(plan: Plan) -> list[str]:
    short = {str(school.name): min((school.name, *school.aliases), key=len) for school in plan.schools}
    executors = [one for activity in plan.activities() for one in plan.executors(activity).executors]
    plain = sorted({one.role for one in executors})
    named = {
        f"{one.role} {short[one.school]}"
        for one in executors
        if one.scope is Scope.SCHOOL and one.school in short
    }
    return [*plain, *sorted(named)]


def _schools(plans: Plans) -> list[str]:
    return [name for plan in plans for school in plan.schools for name in (*school.aliases, school.name)]


def _sections(plans: Plans) -> list[str]:
    return [section.title for plan in plans for section in plan.sections]


def _ids(plans: Plans) -> list[str]:
    return [activity.id for plan in plans for activity in plan.activities()]


def _shown(plans: Plans) -> list[str]:
    from luzplan.reports.listings import LISTINGS

    return [*LISTINGS, *_ids(plans)]


# The parameter's name in the commands → what it can be.
_VALUES: dict[str, Callable[[Plans], Iterable[str]]] = {
    "month": lambda _: MONTHS,
    "role": _roles,
    "name": _roles,
    "school": _schools,
    "section": _sections,
    "state": lambda _: tuple(State),
    "format_name": lambda _: FORMATS,
    "names": _shown,
    "ids": _ids,
    "after": _ids,
}
