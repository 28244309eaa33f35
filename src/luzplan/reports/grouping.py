"""Activities by section, role or school: the groups of the pictures."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from luzplan.executor import Executor, Scope
from luzplan.model import Activity, Plan
from luzplan.select.filters import Choice, Filters, choices, executor_at


class Grouping(StrEnum):
    """What activities are grouped by; the value is also the key under which rows name their group."""

    SECTION = "section"
    ROLE = "role"
    SCHOOL = "school"


class Group(NamedTuple):
    """Activities that belong together; ``name`` is what rows hold, ``title`` what people read."""

    name: str | int
    title: str
    choices: tuple[Choice, ...]


NO_ROLE = "Исполнитель не назван"
NO_SCHOOL = "Школа не названа"
ALL_SCHOOLS = "Все школы"
_KINDS = {"средняя": "Средние школы", "основная": "Основные школы", "начальная": "Начальные школы"}


def groups(plan: Plan, filters: Filters, by: Grouping) -> list[Group]:
    """Group what passes the filters: sections in the order of the plan, the others with the busiest first.

    An activity of several roles or schools is in the group of each; with a filter by role or school only
    in the groups of those executors that answer it.
    """
    chosen = list(choices(plan, filters))
    if by is Grouping.SECTION:
        return list(_by_section(plan, chosen))
    name_of = _NAMES[by]
    named: dict[str, list[Choice]] = {}
    for choice in chosen:
        executors = list(_asked_executors(plan, choice.activity, filters)) or (None,)
        for name in dict.fromkeys(map(name_of, executors)):
            named.setdefault(name, []).append(choice)
    busiest = sorted(named.items(), key=lambda pair: -len(pair[1]))
    return [Group(name, name, tuple(found)) for name, found in busiest]


def _by_section(plan: Plan, chosen: Iterable[Choice]) -> Iterator[Group]:
    found: dict[int, list[Choice]] = {}
    for choice in chosen:
        found.setdefault(choice.activity.section, []).append(choice)
    for number, mine in found.items():
        yield Group(number, f"{number}. {plan.sections[number - 1].title}", tuple(mine))


def _asked_executors(plan: Plan, activity: Activity, filters: Filters) -> Iterator[Executor]:
    for executor in plan.executors(activity).executors:
        if filters.role and plan.book.reach(executor, filters.role) is None:
            continue
        if filters.school and plan.book.reach(executor, executor_at(executor, filters.school)) is None:
            continue
        yield executor


def _role_name(executor: Executor | None) -> str:
    return executor.role if executor else NO_ROLE


def _school_name(executor: Executor | None) -> str:
    """Name the schools that an executor is meant at."""
    if executor is None or executor.scope is Scope.NONE:
        return NO_SCHOOL
    if executor.scope is Scope.ALL or not executor.school:
        return ALL_SCHOOLS
    if executor.scope is Scope.KIND:
        return _KINDS.get(executor.school, f"Школы: {executor.school}")
    return executor.school


_NAMES: dict[Grouping, Callable[[Executor | None], str]] = {
    Grouping.ROLE: _role_name,
    Grouping.SCHOOL: _school_name,
}
