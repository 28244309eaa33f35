"""The year by section, role or school: activities as bars, or counted by month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.executor import Executor, Scope
from luzplan.plan import Plan
from luzplan.reports import Bar, Gantt, HeatMap, Lane, LaneGroup, Report, Stroke, Table
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    ActivityRow,
    Cell,
    Cells,
    Column,
    activity_rows,
    with_state,
)
from luzplan.reports.words import Parts, extract_words, progress_words, schools_words, title_of
from luzplan.russian import MONTHS_SHORT
from luzplan.school_year import SchoolYear, Span
from luzplan.selection import Filters, Grouping, Phase, State, executor_at, phase_in


class Group(NamedTuple):
    """Activities that belong together; ``name`` are the cells that name them in a row."""

    name: Cells
    title: str
    rows: tuple[ActivityRow, ...]

    @property
    def progress(self) -> str:
        """How many of them are done, in words."""
        return progress_words([row.state is State.DONE for row in self.rows])


NO_ROLE = "Исполнитель не назван"
NO_SCHOOL = "Школа не названа"


def groups(plan: Plan, filters: Filters, by: Grouping) -> list[Group]:
    """Group what passes the filters: sections in the order of the plan, the others with the busiest first.

    An activity of several roles or schools is in the group of each; with a filter by role or school only
    in the groups of those executors that answer it.
    """
    if by is Grouping.SECTION:
        return list(_by_section(activity_rows(plan, filters)))
    name_of = _NAMES[by]
    named: dict[str, list[ActivityRow]] = {}
    for row in activity_rows(plan, filters._replace(in_full=True)):
        executors = list(_asked_executors(plan, row, filters)) or (None,)
        for name in dict.fromkeys(map(name_of, executors)):
            mine = row._replace(role=name) if by is Grouping.ROLE else row._replace(school=name)
            named.setdefault(name, []).append(mine)
    busiest = sorted(named.items(), key=lambda pair: -len(pair[1]))
    return [Group({by: name}, name, tuple(found)) for name, found in busiest]


def _by_section(rows: Iterable[ActivityRow]) -> Iterator[Group]:
    for number, found in groupby(rows, lambda row: row.section):
        mine = tuple(found)
        title = f"{number}. {mine[0].section_title}"
        yield Group({Grouping.SECTION: number, "title": title}, title, mine)


def _asked_executors(plan: Plan, row: ActivityRow, filters: Filters) -> Iterator[Executor]:
    for executor in row.executors or ():
        if filters.roles and not any(plan.book.reach(executor, role) for role in filters.roles):
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
    words = schools_words(executor)
    return words[:1].upper() + words[1:]


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
    """The picture; rows that stand in several groups name theirs."""
    today = filters.today if plan.year.holds(filters.today) else None
    found = groups(plan, filters, by)
    return Gantt(plan.year, today, with_state(plan, ACTIVITY_COLUMNS), tuple(map(_lanes, found)))


def _lanes(group: Group) -> LaneGroup:
    lanes = tuple(Lane(row, bars(row.deadline, row.year)) for row in group.rows)
    return LaneGroup((group.title,), lanes, group.progress)


def bars(deadline: Deadline, year: SchoolYear) -> tuple[Bar, ...]:
    """What of a deadline lies in the school year; nothing for what has no dates in it."""
    days = year.span
    repeats = deadline.kind is DeadlineKind.RECURRING
    if deadline.kind is DeadlineKind.ONGOING or (repeats and not deadline.spans):
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
_WHOSE = {Grouping.ROLE: "исполнителей", Grouping.SECTION: "разделов", Grouping.SCHOOL: "школ"}


def load_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Count what passes the filters.

    A month counts what has a date in it. What goes on all the year is counted apart, as `always`: in every
    month it would hide how the months differ. `total` counts each activity once, with those without a date.
    """
    rows = tuple({**one.name, **_counts(plan.year, one.rows)} for one in groups(plan, filters, by))
    whole = Group({}, "", activity_rows(plan, filters))
    columns = _columns(by, plan.year, with_done=bool(whole.progress))
    title = _title(plan, filters, by)
    if not rows:
        return Report(title, (Table("", columns, (), empty=EMPTY),))
    months, totals = tuple(_month_keys(plan.year)), _counts(plan.year, whole.rows)
    return Report(title, (HeatMap(columns, rows, months, totals, remark=whole.progress),))


def _title(plan: Plan, filters: Filters, by: Grouping) -> Parts:
    words = f"Загрузка {_WHOSE[by]} в {plan.year.name_in}"
    return title_of(words, extract_words(filters), plan.district.name)


def _month_keys(year: SchoolYear) -> list[str]:
    return [f"{month.start:%Y-%m}" for month in year.months]


def _columns(by: Grouping, year: SchoolYear, *, with_done: bool) -> tuple[Column, ...]:
    months = (Column(key, MONTHS_SHORT[int(key[-2:]) - 1]) for key in _month_keys(year))
    done = (Column("done", "готово"),) if with_done else ()
    return (_HEADS[by], *months, Column("always", "весь год"), *done, Column("total", "всего"))


def _counts(year: SchoolYear, rows: Sequence[ActivityRow]) -> dict[str, Cell]:
    phases = [[phase_in(row.deadline, month) for row in rows] for month in year.months]
    counts: dict[str, Cell] = {
        key: sum(phase not in (None, Phase.ALWAYS) for phase in found)
        for key, found in zip(_month_keys(year), phases, strict=True)
    }
    always = phases[0].count(Phase.ALWAYS)  # what is always on is so in each month
    done = sum(row.state is State.DONE for row in rows)
    return {**counts, "always": always, "done": done, "total": len(rows)}
