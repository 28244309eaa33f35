"""The year by section, role, school or plan, as bars, counts or numbers; reports of several plans as one."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.plan import Plan, State
from luzplan.reports import PLAN, Bar, Block, Card, Gantt, HeatMap, Lane, LaneGroup, Report, Stroke, Table
from luzplan.reports.rows import (
    ACTIVITY_COLUMNS,
    EMPTY,
    ActivityRow,
    Cell,
    Cells,
    Column,
    Labelled,
    Row,
    activity_rows,
    with_state,
)
from luzplan.reports.wording import extract_words, plan_words, progress_words, schools_words, title_of
from luzplan.russian import MONTHS_SHORT
from luzplan.school_year import Span, month_span
from luzplan.selection import Filters, Grouping, Phase, executor_at, months_shown, state_on

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
        found = []
        for number, rows in groupby(activity_rows(plan, filters), lambda row: row.section):
            own = tuple(rows)
            title = f"{number}. {own[0].section_title or 'Мероприятия'}"
            found.append(Group({by: number, "title": title}, title, own))
        return found
    if by is Grouping.PLAN:
        every, name = activity_rows(plan, filters), plan_words(plan) or "План"
        return [Group({by: name}, name, every)] if every else []
    by_role, reach, roles, school = by is Grouping.ROLE, plan.book.reach, filters.roles, filters.school
    named: dict[str, list[ActivityRow]] = {}
    for row in activity_rows(plan, filters._replace(in_full=True)):
        asked = [
            one
            for one in row.executors or ()
            if (not roles or any(reach(one, role) for role in roles))
            and (school is None or reach(one, executor_at(one, school)))
        ]
        schools = (schools_words(one) or NO_SCHOOL for one in asked)
        names = [one.role for one in asked] if by_role else [one[:1].upper() + one[1:] for one in schools]
        for name in dict.fromkeys(names or [NO_ROLE if by_role else NO_SCHOOL]):
            mine = row._replace(role=name) if by_role else row._replace(school=name)
            named.setdefault(name, []).append(mine)
    busiest = sorted(named.items(), key=lambda pair: -len(pair[1]))
    return [Group({by: name}, name, tuple(theirs)) for name, theirs in busiest]


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

    def lane(row: ActivityRow) -> Lane:
        met = [one.days for one in row.occurrences if one.mark and row.has_several]
        return Lane(row, bars(row.deadline, days if row.deadline.spans else row.year.span, met))

    found = groups(plan, filters, by)
    lanes = tuple(LaneGroup((one.title,), tuple(map(lane, one.rows)), one.progress) for one in found)
    today = filters.today if days.holds(filters.today) else None
    return Gantt(months, today, with_state(plan, ACTIVITY_COLUMNS), lanes)


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
    Grouping.ROLE: (Column("role", "Роль"), "исполнителей"),
    Grouping.SECTION: (Column("title", "Раздел"), "разделов"),
    Grouping.SCHOOL: (Column("school", "Школа"), "школ"),
    Grouping.PLAN: (PLAN, "планов"),
}


def load_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Count the deadlines that pass the filters.

    A month counts what ends in it, and once what else has a day in it. What goes on all the year is counted
    apart, as `always`: in every month it would hide how the months differ. `total` counts each deadline once,
    an activity without a date as one.
    """
    months = months_shown(plan)
    rows = tuple({**one.name, **_counts(months, one.rows)} for one in groups(plan, filters, by))
    whole = Group({}, "", activity_rows(plan, filters))
    keys, done = tuple(map(_month_key, months)), (Column("done", "готово"),) if whole.progress else ()
    shown = (Column(key, MONTHS_SHORT[int(key[-2:]) - 1]) for key in keys)
    head, whose = _HEADS[by]
    columns = (head, *shown, Column("always", "весь год"), *done, Column("total", "всего"))
    title = title_of(f"Загрузка {whose} в {plan.year.name_in}", extract_words(filters), plan.district.name)
    if not rows:
        return Report(title, (Table("", columns, (), empty=EMPTY),))
    totals = _counts(months, whole.rows)
    return Report(title, (HeatMap(columns, rows, keys, totals, remark=whole.progress),))


def _month_key(month: Span) -> str:
    return f"{month.start:%Y-%m}"


def _counts(months: Sequence[Span], rows: Sequence[ActivityRow]) -> dict[str, Cell]:
    counts: dict[str, Cell] = dict.fromkeys(map(_month_key, months), 0)
    begun = [
        [one.days._replace(start=one.begins or row.year.first_day) for one in row.occurrences]
        for row in rows
        if row.deadline.spans
    ]
    for month in months:
        there = [[days for days in own if days.touches(month)] for own in begun]
        ends = [(sum(bool(one.end and month.holds(one.end)) for one in own), bool(own)) for own in there]
        counts[_month_key(month)] = sum(map(max, ends))
    always = sum(row.always_on for row in rows)
    done = sum(one.mark is not None for row in rows for one in row.occurrences)
    return {**counts, "always": always, "done": done, "total": sum(len(row.occurrences) for row in rows)}


_COLUMNS = (
    PLAN, Column("activities", "Мероприятий"), Column("done", "Выполнено"), Column("overdue", "Просрочено"),
    Column("this_month", "В этом месяце"), Column("errors", "Ошибок"),
)  # fmt: skip


class Standing(NamedTuple):
    """How a plan stands; ``activities`` is None if it could not be read. ``this_month`` ends in it."""

    name: Labelled
    activities: int | None
    done: int = 0
    overdue: int = 0
    this_month: int = 0
    errors: int = 0


def standing_of(plan: Plan, name: Labelled, today: date, errors: int) -> Standing:
    """How a plan stands on a day: a row with an open deadline that ends in the month counts for it."""
    month, activities = month_span(today.year, today.month), list(plan.activities())
    states = [state_on(activity, today) for activity in activities]
    ends = [[one.days.end for one in activity.occurrences if not one.mark] for activity in activities]
    this_month = sum(any(end and month.holds(end) for end in own) for own in ends)
    done, overdue = states.count(State.DONE), states.count(State.OVERDUE)
    return Standing(name, len(activities), done, overdue, this_month, errors)


def summary_report(standings: Sequence[Standing]) -> Report:
    """One row a plan; below several of them their totals."""
    rows: list[Cells] = []
    for one in standings:
        counts = one._asdict()
        if one.activities is None:  # of a plan that was not read only the errors are known
            counts = {
                "name": one.name._replace(label=f"{one.name.label} (не прочитан)"),
                "errors": one.errors,
            }
        rows.append({PLAN.key: counts.pop("name"), **counts})
    if len(standings) > 1:
        sums = {key: sum(getattr(one, key) or 0 for one in standings) for key in Standing._fields[1:]}
        rows.append({PLAN.key: "Всего", **sums})
    return Report(("Сводка по планам",), (Table("", _COLUMNS, tuple(rows)),))


def joined_report(reports: Mapping[Labelled, Report]) -> Report:
    """Several reports on the same question as one, keyed by the names of their plans.

    Tables that answer the same part of the question become one; what only one plan can say, its
    document, stays whole, one after the other.
    """
    blocks = tuple(_with_plan(block, name) for name, report in reports.items() for block in report.blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    notes = tuple(f"{name.label}: {note}" for name, report in reports.items() for note in report.notes)
    records = [{"plan": name.value, **one.record} for name, one in reports.items() if one.record is not None]
    # What the titles begin with, and what they have in common besides: not the name of each district.
    titles = [report.title for report in reports.values()]
    begins = [part for title in titles for part in title[:1]]
    common = [part for part in titles[0][1:] if all(part in title for title in titles)]
    return Report(
        tuple(dict.fromkeys((*begins, *common))),
        _joined_tables(tables) if len(tables) == len(blocks) else _joined_maps(blocks),
        notes,
        record={"plans": records} if records else None,
        is_calendar=all(report.is_calendar for report in reports.values()),
    )


def _joined_maps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Make one map of those that have a row for each plan, where they have the same months."""
    maps = [block for block in blocks if isinstance(block, HeatMap) and block.columns[0] == PLAN]
    if len(maps) < len(blocks) or len({one.months for one in maps}) > 1:
        return blocks
    columns = max((one.columns for one in maps), key=len)  # a plan without marks has no column for them
    totals: dict[str, Cell] = {
        key: sum(number for one in maps if isinstance(number := one.totals.get(key), int))
        for key in maps[0].totals
    }
    rows = tuple(row for one in maps for row in one.rows)
    return (maps[0]._replace(columns=columns, rows=rows, totals=totals, title="", remark=""),)


def _with_plan(block: Block, name: Labelled) -> Block:
    """Name the plan in the rows; a picture, which has one plan, names it in its titles."""
    match block:
        case Table():
            rows: Iterable[Row] = (
                row._replace(plan=name) if isinstance(row, ActivityRow) else {PLAN.key: name, **row}
                for row in block.rows
            )
            return block._replace(columns=(PLAN, *block.columns), rows=tuple(rows))
        case Card():
            return block._replace(columns=(PLAN, *block.columns), row=block.row._replace(plan=name))
        case HeatMap():
            counts = tuple({**row, PLAN.key: name} for row in block.rows)
            return block._replace(title=name.label, rows=counts)
        case Gantt():
            named = []
            for group in block.groups:
                lanes = tuple(lane._replace(row=lane.row._replace(plan=name)) for lane in group.lanes)
                title = tuple(dict.fromkeys((name.label, *group.title)))
                named.append(group._replace(title=title, lanes=lanes))
            return block._replace(groups=tuple(named))
    return block


def _joined_tables(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Join the tables of one key; one without rows is left out where others have some."""
    # What is overdue stands first and what is always on last; months go in their order, phases as they come.
    ranks: dict[str, int] = {Phase.OVERDUE: 0, Phase.ALWAYS: 2}
    keys = [(ranks.get(one.key, 1), one.key if one.key[:1].isdigit() else "") for one in tables]
    groups: dict[str, list[Table]] = {}
    for _, table in sorted(zip(keys, tables, strict=True), key=itemgetter(0)):
        groups.setdefault(table.key, []).append(table)
    joined = []
    for group in groups.values():
        columns = max((table.columns for table in group), key=len)  # a plan without marks has none for them
        rows = tuple(row for table in group for row in table.rows)
        digest = "; ".join(filter(None, (table.digest for table in group)))
        joined.append(group[0]._replace(columns=columns, rows=rows, digest=digest))
    return tuple(table for table in joined if table.rows) or tuple(joined[:1])
