"""The school year as a picture: a bar for each activity, in groups."""

from __future__ import annotations

from luzplan.calendar import SchoolYear, Span
from luzplan.deadline import Deadline, Kind
from luzplan.model import Plan
from luzplan.reports.extract import extract_words
from luzplan.reports.grouping import Group, Grouping, groups
from luzplan.reports.progress import progress_words
from luzplan.reports.report import Bar, Gantt, Lane, LaneGroup, Report, Stroke, Table, title_of
from luzplan.reports.rows import ACTIVITY_COLUMNS, EMPTY, activity_row, with_state
from luzplan.select.filters import Filters


def timeline_report(plan: Plan, filters: Filters, by: Grouping) -> Report:
    """Draw what passes the filters over the whole school year, whatever the window of the filters."""
    words = f"План-график на {plan.year} учебный год"
    title = title_of(words, extract_words(filters), plan.district.name)
    picture = gantt(plan, filters, by)
    return Report(title, (picture,) if picture.groups else (Table("", ACTIVITY_COLUMNS, (), empty=EMPTY),))


def gantt(plan: Plan, filters: Filters, by: Grouping) -> Gantt:
    """Give the picture; rows that stand in several groups name theirs under the grouping's key."""
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
    """Give what of a deadline lies in the school year; nothing for what has no dates in it."""
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
