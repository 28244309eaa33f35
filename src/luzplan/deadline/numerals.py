"""Numbers and years beside the words they count, «1, 3-5 и 7», «2011-2012 уч. г.»; periods in their years."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from luzplan.deadline.model import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Period,
    WrittenWeekday,
    labels,
)
from luzplan.school_year import FIRST_MONTH, Calendar, SchoolYear, Span, days_in

THROUGH = labels("dash by before latest")
MONTHS = labels("month of_month roman")
_NUMBERS = labels("number ordinal roman odd_roman last")
_AFTER_ALL = 40  # «последний», -1, counts as more than any number


class WrittenYear(NamedTuple):
    """A year as written beside a month: a calendar year, a school year, or neither."""

    calendar_year: int | None = None
    school_year: SchoolYear | None = None

    def of(self, month: int) -> int | None:
        """The calendar year of a month, None if no year is written."""
        return self.school_year.year_of(month) if self.school_year else self.calendar_year


def year_in(items: Sequence[Item]) -> WrittenYear:
    """The year that is written: «2012», «2011-2012 уч. г.», «12 г.»."""
    for at, item in enumerate(items):
        if item.label == "year":
            return WrittenYear(item.number)
        if item.label == "school_year":
            return WrittenYear(school_year=SchoolYear(item.number))
        if item.label == "year_word" and at and items[at - 1].label == "number":
            return WrittenYear(2000 + items[at - 1].number)
    return WrittenYear()


def years_in(items: Iterable[Item]) -> list[WrittenYear]:
    """All years of a list: «2011, 2012 и 2013 гг.»."""
    return [WrittenYear(item.number) for item in items if item.label == "year"]


def months_in(items: Sequence[Item], year: WrittenYear) -> list[tuple[int, int | None]]:
    """The months, each with its year: the written one is the last month's, the others come before it."""
    months = [item.number for item in items if item.label in MONTHS]
    written = year.of(months[-1])
    return [(month, written - (month > months[-1]) if written else None) for month in months]


def ranges_in(items: Iterable[Item]) -> list[tuple[int, int]]:
    """«1, 3-5 и 7» as (1, 1), (3, 5), (7, 7)."""
    ranges: list[tuple[int, int]] = []
    through = False
    for item in items:
        if item.label in THROUGH:
            through = bool(ranges)
        elif item.label in _NUMBERS:
            first = ranges.pop()[0] if through else item.number
            ranges.append((first, item.number))
            through = False
    return ranges


def sound_ranges(items: Sequence[Item], known: Mapping[int, object] | range) -> list[tuple[int, int]]:
    """The ranges of numbers that are all known, none of them backwards."""
    ranges = ranges_in(items)
    if not all(number in known for pair in ranges for number in pair):
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    if any(first % _AFTER_ALL > last % _AFTER_ALL for first, last in ranges):
        raise DeadlineError(DeadlineFault.REVERSED)
    return ranges


def written_weekdays(items: Sequence[Item]) -> tuple[WrittenWeekday, ...]:
    """The weekdays among the items, and those that they already have; none has its day yet."""
    found = [weekday for item in items for weekday in item.weekdays]
    found += [
        WrittenWeekday(item.number, item.start, item.end, None) for item in items if item.label == "weekday"
    ]
    return tuple(sorted(found, key=lambda weekday: weekday.start))


def in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of time, each once."""
    return sorted(dict.fromkeys(spans), key=lambda span: (span.start or date.min, span.end or date.max))


def with_shared_years(periods: Sequence[Period]) -> list[Period]:
    """A written year counts for its neighbours: «октябрь, декабрь 2011», «сентябрь 2011, май»."""
    shared, order = list(periods), range(len(periods))
    for at, beside in [*zip(order[-2::-1], order[:0:-1], strict=False), *zip(order[1:], order, strict=False)]:
        year, one, other = _first_year(shared[beside]), shared[at], shared[beside]
        if year and one.year is None and one.last_year is None:
            later = one.first < other.first if at > beside else -(one.first > other.first)
            shared[at] = one._replace(year=year + later)
    return shared


def _first_year(period: Period) -> int | None:
    crosses = period.first[0] > period.last[0]
    return period.last_year - crosses if period.year is None and period.last_year else period.year


def span_of(period: Period, calendar: Calendar) -> Span:
    """The days of a period; a year that is not written is the one that lies in the school year.

    A range from August into other months («август – сентябрь») lies before it, in the year of its start.
    """
    year = _first_year(period)
    if year is None:
        leads_in = period.first[0] == FIRST_MONTH - 1 != period.last[0]
        year = calendar.year.first_year if leads_in else calendar.year.year_of(period.first[0])
    crosses = period.first[0] > period.last[0]
    start, end = _day(year, *period.first), _day(period.last_year or year + crosses, *period.last)
    if start > end:
        raise DeadlineError(DeadlineFault.REVERSED)
    return Span(start, end)


def _day(year: int, month: int, day: int) -> date:
    longest = days_in(year, month)
    if day > longest:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    return date(year, month, day if day > MONTH_END else longest + day)
