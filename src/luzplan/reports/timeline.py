"""The year by section, role or school: activities as bars, or counted by month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.deadline import Deadline, Kind
from luzplan.executor import Executor, Scope
from luzplan.plan.model import Activity, Plan
from luzplan.reports.report import (
    Bar,
    Cell,
    Column,
    Gantt,
    HeatMap,
    Lane,
    LaneGroup,
    Report,
    Stroke,
    Table,
    title_of,
)
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    activity_row,
    done_count,
    extract_words,
    progress_words,
    with_state,
)
from luzplan.russian.words import MONTHS_SHORT
from luzplan.school_year import SchoolYear, Span
from luzplan.selection import Choice, Filters, Grouping, Phase, choices, executor_at, phase_in


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


def timeline_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Draw what passes the filters over the whole school year, whatever the window of the filters."""
    words = f"План-график на {plan.year} учебный год"
    title = title_of(words, extract_words(filters), plan.district.name)
    picture = gantt(plan, filters, by)
    return Report(title, (picture,) if picture.groups else (Table("", ACTIVITY_COLUMNS, (), empty=EMPTY),))


def gantt(plan: Plan, filters: Filters, by: Grouping) -> Gantt:
    """The picture; rows that stand in several groups name theirs under the grouping's key."""
    today = filters.today if SchoolYear.of(filters.today) == plan.year else None
    found = groups(plan, filters, by)
    columns = with_state(plan, ACTIVITY_COLUMNS)
    return Gantt(plan.year, today, columns, tuple(_lanes(plan, group, by) for group in found))


def _lanes(plan: Plan, group: Group, by: Grouping) -> LaneGroup:
    lanes = tuple(
        Lane({**activity_row(plan, choice), by: group.name}, bars(choice.activity.deadline, plan.year))
        for choice in group.choices
    )
    return LaneGroup(group.title, lanes, progress_words(choice.activity for choice in group.choices))


def bars(deadline: Deadline, year: SchoolYear) -> tuple[Bar, ...]:
    """What of a deadline lies in the school year; nothing for what has no dates in it."""
    days = year.span
    repeats = deadline.kind is Kind.RECURRING
    if deadline.kind is Kind.ONGOING or (repeats and not deadline.spans):
        found = _bar(days, days, Stroke.REPEATS if repeats else Stroke.ALWAYS)
        return (found,) if found else ()
    cut = (_bar(span, days, Stroke.REPEATS if repeats else None) for span in deadline.spans)
    return tuple(bar for bar in cut if bar)


def _bar(span: Span, days: Span, stroke: Stroke | None) -> Bar | None:
    """Cut a span to the days; only a last day that is left is a deadline."""
    assert days.start is not None and days.end is not None  # a school year has both ends
    if not span.touches(days):
        return None
    start, end = max(span.start or days.start, days.start), min(span.end or days.end, days.end)
    usual = Stroke.OPEN if span.start is None else Stroke.DATES
    return Bar(stroke or usual, start, end, deadline=stroke is None and span.end == end)


_HEADS = {
    Grouping.ROLE: Column("role", "Роль"),
    Grouping.SECTION: Column("title", "Раздел"),
    Grouping.SCHOOL: Column("school", "Школа"),
}
_WHOSE = {
    Grouping.ROLE: "исполнителей",
    Grouping.SECTION: "разделов",
    Grouping.SCHOOL: "школ",
}


def load_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Count what passes the filters.

    A month counts what has a date in it. What goes on all the year is counted apart, as `always`: in every
    month it would hide how the months differ. `total` counts each activity once, with those without a date.
    """
    rows = []
    for group in groups(plan, filters, by):
        name: dict[str, Cell] = {by: group.name}
        if by is Grouping.SECTION:
            name["title"] = group.title
        rows.append({**name, **_counts(plan.year, group.choices)})
    chosen = list(choices(plan, filters))
    totals = _counts(plan.year, chosen)
    remark = progress_words(choice.activity for choice in chosen)
    table = Table(
        "", _columns(by, plan.year, with_done=bool(remark)), tuple(rows), empty=EMPTY, remark=remark
    )
    months = tuple(_month_keys(plan.year))
    return Report(_title(plan, filters, by), (HeatMap(table, months, totals) if rows else table,))


def _title(plan: Plan, filters: Filters, by: Grouping) -> str:
    words = f"Загрузка {_WHOSE[by]} в {plan.year} учебном году"
    return title_of(words, extract_words(filters), plan.district.name)


def _month_keys(year: SchoolYear) -> list[str]:
    return [f"{month.start:%Y-%m}" for month in year.months]


def _columns(by: Grouping, year: SchoolYear, *, with_done: bool) -> tuple[Column, ...]:
    months = (Column(key, MONTHS_SHORT[int(key[-2:]) - 1]) for key in _month_keys(year))
    done = (Column("done", "готово"),) if with_done else ()
    return (_HEADS[by], *months, Column("always", "весь год"), *done, Column("total", "всего"))


def _counts(year: SchoolYear, chosen: Sequence[Choice]) -> dict[str, Cell]:
    phases = [[phase_in(choice.activity.deadline, month) for choice in chosen] for month in year.months]
    counts: dict[str, Cell] = {
        key: sum(phase not in (None, Phase.ALWAYS) for phase in found)
        for key, found in zip(_month_keys(year), phases, strict=True)
    }
    always = phases[0].count(Phase.ALWAYS)  # what is always on is so in each month
    done = done_count(choice.activity for choice in chosen)
    return {**counts, "always": always, "done": done, "total": len(chosen)}
