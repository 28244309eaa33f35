"""What the items of a phrase say, and where the parts that they name lie: what all builders share."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from luzplan.deadline import (
    MONTH_END,
    SOME_LEAP_YEAR,
    DeadlineError,
    DeadlineFault,
    Item,
    MonthDay,
    Part,
    Period,
    WrittenWeekday,
    labels,
)
from luzplan.deadline.tokens import items_of
from luzplan.school_year import Calendar, SchoolYear, Span, days_in

# What ежемесячно, «раз в месяц», «каждый месяц» repeat by.
DAY, WEEK, MONTH, CALENDAR_QUARTER, QUARTER, HALF, YEAR, OTHER = range(1, 9)
AUTUMN, WINTER, SPRING, SUMMER = range(4)
MANY = 1  # «дни», as «день» is 0; «годы»
BEGIN, MIDDLE, END = 1, 2, 3
THROUGH = labels("dash by before latest")
MONTHS = labels("month of_month roman")
_NUMBERS = labels("number ordinal roman odd_roman last")
_AFTER_ALL = 40  # «последний», -1, counts as more than any number
_END_OF_TEN, _END_OF_SEVEN = 9, 6  # days that lie before it
_THIRD_DECADE = 21
Terms = Mapping[int, tuple[MonthDay, MonthDay]]
QUARTERS = {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))}
HALVES = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}
HALVES_OF_YEAR = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}
KVARTALS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}


def joined(label: str, items: Sequence[Item], number: int = 0) -> Item:
    """An item that stands where the items stood."""
    return Item(label, items[0].start, items[-1].end, number)


def dated(items: Sequence[Item], periods: Iterable[Period]) -> Item:
    """The item of periods that stands where the items stood; weekdays count if each stands with a day."""
    made = list(periods)
    written = [WrittenWeekday(item.number, item.start, item.end) for item in items if item.label == "weekday"]
    if written and len(written) == sum(1 + (one.first != one.last) for one in made):
        for at, one in enumerate(made):
            of_last = written.pop(1) if one.first != one.last else None
            made[at] = one._replace(weekday=written.pop(0), last_weekday=of_last)
    return Item("dated", items[0].start, items[-1].end, periods=tuple(made))


def faulty(items: Sequence[Item], fault: DeadlineFault) -> Item:
    """The item of words that cannot be a deadline."""
    return Item("fault", items[0].start, items[-1].end, fault=fault)


def in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of time, each once."""
    return sorted(dict.fromkeys(spans), key=lambda span: (span.start or date.min, span.end or date.max))


def ranges_in(items: Iterable[Item]) -> list[tuple[int, int]]:
    """«1, 3-5 и 7» as (1, 1), (3, 5), (7, 7)."""
    ranges: list[tuple[int, int]] = []
    through = False
    for item in items:
        if item.label in THROUGH:
            through = bool(ranges)
        elif item.label in _NUMBERS:
            ranges.append((ranges.pop()[0] if through else item.number, item.number))
            through = False
    return ranges


def sound_ranges(
    items: Iterable[Item], known: Mapping[int, object] | range, opens_year: int = 0
) -> list[tuple[int, int]]:
    """The ranges of numbers that are all known, none of them backwards.

    ``opens_year`` is the number that a school year begins with, though others come before it: «IV–I квартал».
    """
    ranges = ranges_in(items)
    if not all(number in known for pair in ranges for number in pair):
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    if any(first % _AFTER_ALL > last % _AFTER_ALL for first, last in ranges if first != opens_year):
        raise DeadlineError(DeadlineFault.REVERSED)
    return ranges


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


def months_in(items: Sequence[Item], year: WrittenYear) -> list[tuple[int, int | None]]:
    """The months, each with its year: the written one is the last month's, the others come before it."""
    months = [item.number for item in items if item.label in MONTHS]
    written = year.of(months[-1])
    return [(month, written - (month > months[-1]) if written else None) for month in months]


def month_period(month: int, year: int | None = None) -> Period:
    """A month as a whole."""
    return Period((month, 1), (month, MONTH_END), year, whole=True)


def between(first: Span, last: Span) -> Period:
    """The days from one span to another, of which neither is open."""
    start, end = first.start, last.end
    assert start and end
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def place(one: Part, period: Period, calendar: Calendar) -> Period | None:
    """A part put into a month, or an edge into a longer period; None if it has no such part."""
    if period.first[0] == period.last[0]:
        return in_month(one, period, calendar)
    if one.edge == BEGIN:
        last = date(SOME_LEAP_YEAR, *period.first) + timedelta(days=one.last - one.first)
        return Period(period.first, (last.month, last.day), period.year, whole=True)
    if one.edge == END:
        month, end = period.last  # ten days or seven, from the 21st or 22nd at the latest
        before = _END_OF_TEN if one.first == _THIRD_DECADE else _END_OF_SEVEN if one.first else 0
        first = (month, max(1, min(one.first, (end or 31) - before))) if before else period.last
        return Period(first, period.last, period.last_year or period.year)
    return None


def in_month(one: Part, period: Period, calendar: Calendar) -> Period:
    """A part put into a month, which it must have."""
    month, year = period.first[0], period.year
    if one.weekday is not None:
        year = year or calendar.year.year_of(month)
        first = 1 + (one.weekday - date(year, month, 1).weekday()) % 7
        days = range(first, days_in(year, month) + 1, 7)
        if one.first > len(days):
            raise DeadlineError(DeadlineFault.IMPOSSIBLE)
        day = days[one.first - (one.first > 0)]
        return Period((month, day), (month, day), year)
    if max(one.first, one.last) > days_in(SOME_LEAP_YEAR, month) or 0 == one.first < one.last:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)  # in its own year it may yet be too short
    if 0 < one.last < one.first:
        raise DeadlineError(DeadlineFault.REVERSED)
    return Period((month, one.first), (month, one.last), year, whole=one.whole)


def holidays(items: Iterable[Item], calendar: Calendar) -> tuple[Span, ...]:
    """The holidays of the seasons that are named, else all; none if the calendar lacks one of them."""
    named = [item.number for item in items if item.label == "season"]
    if not named:
        return tuple(calendar.holidays.values())
    of_names = [
        (span, [item.number for item in items_of(name) if item.label == "season"])
        for name, span in calendar.holidays.items()
    ]
    found = [[span for span, seasons in of_names if seasons == [one]] for one in named]
    return tuple(span for spans in found for span in spans) if all(found) else ()
