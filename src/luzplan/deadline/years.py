"""Periods in their years: those that are written, those of the neighbours, and those of the school year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luzplan.deadline.items import MONTH_END, Period
from luzplan.deadline.model import Fault
from luzplan.school_year import Calendar, Span, days_in


def in_order(spans: Sequence[Span]) -> list[Span]:
    """Sort spans in the order of time, each once."""
    return sorted(dict.fromkeys(spans), key=lambda span: (span.start or date.min, span.end or date.max))


def with_shared_years(periods: list[Period]) -> list[Period]:
    """Let a written year count for its neighbours: «октябрь, декабрь 2011», «сентябрь 2011, май»."""
    shared = list(periods)
    for at in range(len(shared) - 2, -1, -1):
        following = _first_year(shared[at + 1])
        if following and _yearless(shared[at]):
            earlier = shared[at].first > shared[at + 1].first
            shared[at] = shared[at]._replace(year=following - earlier)
    for at in range(1, len(shared)):
        preceding = _first_year(shared[at - 1])
        if preceding and _yearless(shared[at]):
            later = shared[at].first < shared[at - 1].first
            shared[at] = shared[at]._replace(year=preceding + later)
    return shared


def _yearless(period: Period) -> bool:
    return period.year is None and period.last_year is None


def _crosses(period: Period) -> bool:
    """Whether a period goes over New Year's, as far as its months say."""
    return period.first[0] > period.last[0]


def _first_year(period: Period) -> int | None:
    if period.year is None and period.last_year is not None:
        return period.last_year - _crosses(period)
    return period.year


def span_of(period: Period, calendar: Calendar) -> Span | Fault:
    """Give the days of a period; a year that is not written is the one that lies in the school year."""
    year = _first_year(period) or calendar.year.year_of(period.first[0])
    last_year = period.last_year or year + _crosses(period)
    start, end = _day(year, *period.first), _day(last_year, *period.last)
    if start is None or end is None:
        return Fault.IMPOSSIBLE
    return Span(start, end) if start <= end else Fault.REVERSED


def _day(year: int, month: int, day: int) -> date | None:
    longest = days_in(year, month)
    return date(year, month, day if day > MONTH_END else longest + day) if day <= longest else None
