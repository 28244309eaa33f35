"""Rules for days of a month: «02-07 сентября», «15-19.02», «последняя пятница мая»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luzplan.calendar import Calendar, days_in
from luzplan.deadline.items import MONTH_END, Item, Period, dated, faulty, first_of, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import all_in, numbered_ranges, written_weekdays, year_among

_MONTHS = kinds("month of_month roman")
_DATES = kinds("date full")
_SOME_LEAP_YEAR = 2000


def days_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«02-07 сентября», «1, 8 и 15 мая 2012 г.», «15.IX»."""
    at = first_of(items, _MONTHS)
    month = items[at].number
    found = _days(items, numbered_ranges(items[:at]), month, year_among(items).of(month))
    return found._replace(weekdays=written_weekdays(items))


def last_day_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«последний день мая»."""
    month = items[first_of(items, _MONTHS)].number
    last = (month, MONTH_END)
    return dated(items, [Period(last, last, year_among(items).of(month))])


def days_before_date(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«15-19.02», «01, 08, 15.10.2016»: the last of the days has month and year."""
    at = first_of(items, _DATES)
    (period,) = items[at].periods
    month = period.first[0]
    ranges = numbered_ranges([*items[:at], items[at]._replace(kind="num")])
    return _days(items, ranges, month, period.year or year_among(items[at:]).of(month))


def _days(items: Sequence[Item], ranges: list[tuple[int, int]], month: int, year: int | None) -> Item:
    longest = days_in(year or _SOME_LEAP_YEAR, month)
    if not all_in(ranges, range(1, longest + 1)):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    return dated(items, [Period((month, first), (month, last), year) for first, last in ranges])


def weekday_of_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«первый понедельник сентября», «последняя пятница мая 2012 г.»."""
    number, weekday = items[0].number, items[1].number
    month = items[first_of(items, _MONTHS)].number
    year = year_among(items[2:]).of(month) or calendar.year.year_of(month)
    first = date(year, month, 1).weekday()
    days = range(1 + (weekday - first) % 7, days_in(year, month) + 1, 7)
    if number > len(days) or number == 0:
        return faulty(items, Fault.IMPOSSIBLE)
    day = days[number if number < 0 else number - 1]
    return dated(items, [Period((month, day), (month, day), year)])
