"""The year by section, role, school or plan: activities as bars, counted by month, or only their numbers."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.executor import Executor
from luzplan.plan import Plan, State
from luzplan.reports import PLAN, Bar, Gantt, HeatMap, Lane, LaneGroup, Report, Stroke, Table
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    ActivityRow,
    Cell,
    Cells,
    Column,
    Labelled,
    activity_rows,
    with_state,
)
from luzplan.reports.wording import extract_words, plan_words, progress_words, schools_words, title_of
from luzplan.russian import MONTHS_SHORT
from luzplan.school_year import Span, month_span
from luzplan.selection import Filters, Grouping, executor_at, months_shown, state_on

_ONE_DAY = timedelta(days=1)


class Group(NamedTuple):
    """Activities that belong together; ``name`` are the cells that name them in a row."""

    name: Cells
    title: str
    rows: tuple[ActivityRow, ...]

    @property
    def progress(self) -> str:
        """How many of their deadlines are met, in words."""
        return progress_words(self.rows)


NO_ROLE = "Исполнитель не назван"
NO_SCHOOL = "Школа не названа"


def groups(plan: Plan, filters: Filters, by: Grouping) -> list[Group]:
    """Group what passes the filters: sections in the order of the plan, the others with the busiest first.

    An activity of several roles or schools is in the group of each; with a filter by role or school only
    in the groups of those executors that answer it.
    """
    if by is Grouping.SECTION:
        return list(_by_section(activity_rows(plan, filters)))
    if by is Grouping.PLAN:
        found, name = activity_rows(plan, filters), plan_words(plan) or "План"
        return [Group({by: name}, name, found)] if found else []
    by_role = by is Grouping.ROLE
    named: dict[str, list[ActivityRow]] = {}
    for row in activity_rows(plan, filters._replace(in_full=True)):
        asked = (one for one in row.executors or () if _answers(plan, one, filters))
        names = [one.role if by_role else _school_name(one) for one in asked]
        for name in dict.fromkeys(names or [NO_ROLE if by_role else NO_SCHOOL]):
            mine = row._replace(role=name) if by_role else row._replace(school=name)
            named.setdefault(name, []).append(mine)
    busiest = sorted(named.items(), key=lambda pair: -len(pair[1]))
    return [Group({by: name}, name, tuple(own)) for name, own in busiest]


def _by_section(rows: Iterable[ActivityRow]) -> Iterator[Group]:
    for number, found in groupby(rows, lambda row: row.section):
        mine = tuple(found)
        title = f"{number}. {mine[0].section_title or 'Мероприятия'}"
        yield Group({Grouping.SECTION: number, "title": title}, title, mine)


def _answers(plan: Plan, executor: Executor, filters: Filters) -> bool:
    """Whether an executor has a role and a school that are asked for."""
    reach, school = plan.book.reach, filters.school
    if filters.roles and not any(reach(executor, role) for role in filters.roles):
        return False
    return school is None or reach(executor, executor_at(executor, school)) is not None


def _school_name(executor: Executor) -> str:
    """The schools that an executor is meant at."""
    words = schools_words(executor) or NO_SCHOOL
    return words[:1].upper() + words[1:]


def timeline_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Draw what passes the filters over the whole school year, whatever the window of the filters."""
    words = f"План-график на {plan.year} {'год' if plan.year.is_calendar_year else 'учебный год'}"
    title = title_of(words, extract_words(filters), plan.district.name)
    picture = gantt(plan, filters, by)
    return Report(title, (picture,) if picture.groups else (Table("", ACTIVITY_COLUMNS, (), empty=EMPTY),))


def gantt(plan: Plan, filters: Filters, by: Grouping) -> Gantt:
    """The picture; rows that stand in several groups name theirs."""
    months = months_shown(plan)
    days = Span(months[0].start, months[-1].end)
    today = filters.today if days.holds(filters.today) else None
    found = tuple(
        LaneGroup((one.title,), tuple(Lane(row, _row_bars(row, days)) for row in one.rows), one.progress)
        for one in groups(plan, filters, by)
    )
    return Gantt(months, today, with_state(plan, ACTIVITY_COLUMNS), found)


def _row_bars(row: ActivityRow, days: Span) -> tuple[Bar, ...]:
    """The bars of a row; those of its deadlines that are met are told from the others."""
    usual = days if row.deadline.spans else row.year.span
    met = [one.days for one in row.occurrences if one.mark and row.has_several]
    return bars(row.deadline, usual, met)


def bars(deadline: Deadline, days: Span, met: Collection[Span] = ()) -> tuple[Bar, ...]:
    """What of a deadline lies in these days of a year; nothing for what has no dates in them."""
    repeats = deadline.kind is DeadlineKind.RECURRING
    if deadline.kind is DeadlineKind.ONGOING or (repeats and not deadline.spans):
        found = _bar(days, days, Stroke.REPEATS if repeats else Stroke.ALWAYS)
        return (found,) if found else ()
    stroke = Stroke.REPEATS if repeats else None
    drawn: list[Bar] = []
    for span in deadline.spans:
        if bar := _bar(span, days, stroke):
            begins = drawn[-1].end + _ONE_DAY if drawn and span.start is None else bar.start
            drawn.append(bar._replace(start=min(max(begins, bar.start), bar.end), done=span in met))
    return tuple(drawn)


def _bar(span: Span, days: Span, stroke: Stroke | None) -> Bar | None:
    """Cut a span to the days; only a last day that is left is a deadline."""
    assert days.start is not None and days.end is not None  # a year has both ends
    if not span.touches(days):
        return None
    start, end = max(span.start or days.start, days.start), min(span.end or days.end, days.end)
    usual = Stroke.OPEN if span.start is None else Stroke.DATES
    return Bar(stroke or usual, start, end, deadline=stroke is None and span.end == end)


_HEADS = {
    Grouping.ROLE: Column("role", "Роль"),
    Grouping.SECTION: Column("title", "Раздел"),
    Grouping.SCHOOL: Column("school", "Школа"),
    Grouping.PLAN: PLAN,
}
_WHOSE = {Grouping.ROLE: "исполнителей", Grouping.SECTION: "разделов", Grouping.SCHOOL: "школ",
          Grouping.PLAN: "планов"}  # fmt: skip


def load_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Count the deadlines that pass the filters.

    A month counts what ends in it, and once what else has a day in it. What goes on all the year is counted
    apart, as `always`: in every month it would hide how the months differ. `total` counts each deadline once,
    an activity without a date as one.
    """
    months = months_shown(plan)
    rows = tuple({**one.name, **_counts(months, one.rows)} for one in groups(plan, filters, by))
    whole = Group({}, "", activity_rows(plan, filters))
    columns = _columns(by, months, with_done=bool(whole.progress))
    words = f"Загрузка {_WHOSE[by]} в {plan.year.name_in}"
    title = title_of(words, extract_words(filters), plan.district.name)
    if not rows:
        return Report(title, (Table("", columns, (), empty=EMPTY),))
    keys, totals = tuple(map(_month_key, months)), _counts(months, whole.rows)
    return Report(title, (HeatMap(columns, rows, keys, totals, remark=whole.progress),))


def _month_key(month: Span) -> str:
    return f"{month.start:%Y-%m}"


def _columns(by: Grouping, shown: Sequence[Span], *, with_done: bool) -> tuple[Column, ...]:
    months = (Column(key, MONTHS_SHORT[int(key[-2:]) - 1]) for key in map(_month_key, shown))
    done = (Column("done", "готово"),) if with_done else ()
    return (_HEADS[by], *months, Column("always", "весь год"), *done, Column("total", "всего"))


def _counts(months: Sequence[Span], rows: Sequence[ActivityRow]) -> dict[str, Cell]:
    counts: dict[str, Cell] = {
        _month_key(month): sum(_deadlines_in(month, row) for row in rows) for month in months
    }
    always = sum(row.always_on for row in rows)
    done = sum(one.mark is not None for row in rows for one in row.occurrences)
    return {**counts, "always": always, "done": done, "total": sum(len(row.occurrences) for row in rows)}


def _deadlines_in(month: Span, row: ActivityRow) -> int:
    if not row.deadline.spans:
        return 0
    begun = [one.days._replace(start=one.begins or row.year.first_day) for one in row.occurrences]
    there = [one for one in begun if one.touches(month)]
    ends = [one for one in there if one.end and month.holds(one.end)]
    return max(len(ends), bool(there))


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
        counts = self._asdict()
        return {PLAN.key: counts.pop("name"), **counts}


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
        sums = {key: sum(getattr(one, key) or 0 for one in standings) for key in Standing._fields[1:]}
        rows.append({PLAN.key: "Всего", **sums})
    return Report(("Сводка по планам",), (Table("", _COLUMNS, tuple(rows)),))
