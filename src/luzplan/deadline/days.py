"""Rules for days of a month: «02-07 сентября», «15-19.02», «последняя пятница мая»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from luzplan.deadline.items import MONTH_END, SOME_LEAP_YEAR, Item, Period, dated, faulty, first_of, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import (
    MONTHS,
    all_in,
    leads_to_number,
    months_among,
    numbered_ranges,
    written_weekdays,
    year_among,
)
from luzplan.school_year import Calendar, days_in

_DATES = kinds("date full")
_WEEKDAYS = kinds("weekday")
_NUMBERS = kinds("num roman odd_roman last")
_DAYS = kinds("date_word until late")
_MOST_CLASSES = 11


def days_of_months(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«02-07 сентября», «1, 8 и 15 мая 2012 г.», «15.IX», «15 октября, января»: these days of each month."""
    ranges = numbered_ranges(items[: first_of(items, MONTHS)])
    found = [_days(items, ranges, month, year) for month, year in months_among(items)]
    if fault := next((item for item in found if item.fault), None):
        return fault
    periods = [period for item in found for period in item.periods]
    return dated(items, periods)._replace(weekdays=written_weekdays(items))


def days_in_month(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«октябрь, до 20 числа», «октябрь (15-20)»; numbers below 12 in brackets may be classes."""
    month, year = months_among(items)[0]
    names = {item.kind for item in items}
    ranges = numbered_ranges(items)
    if not names & _DAYS and max(map(max, ranges)) <= _MOST_CLASSES:
        return None
    if "from" in names and ranges[0][0] == ranges[0][1]:
        return None
    first = 1 if leads_to_number(items) and len(ranges) == 1 else ranges[0][0]
    return _days(items, [(first, ranges[0][1]), *ranges[1:]], month, year)


def last_day_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«последний день мая»."""
    month = items[first_of(items, MONTHS)].number
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
    longest = days_in(SOME_LEAP_YEAR, month)  # in its own year it may yet be too short
    if not all_in(ranges, range(1, longest + 1)):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    return dated(items, [Period((month, first), (month, last), year) for first, last in ranges])


def weekday_of_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«первый понедельник сентября», «1 и 3 среда мая 2012 г.», «последняя суббота октября и апреля»."""
    at = first_of(items, _WEEKDAYS)
    numbers = [one for first, last in numbered_ranges(items[:at]) for one in range(first, last + 1)]
    periods: list[Period] = []
    for month, written in months_among(items[at:]):
        year = written or calendar.year.year_of(month)
        days = _days_of_weekday(items[at].number, month, year)
        if not numbers or not all(number in days for number in numbers):
            return faulty(items, Fault.IMPOSSIBLE)
        periods += [Period((month, days[number]), (month, days[number]), year) for number in numbers]
    return dated(items, periods)


def weekday_in_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«сентябрь – первая среда»; unclear is «октябрь, 3 пятница» where 3 October is a Friday, too."""
    at = first_of(items, _NUMBERS)
    month = items[0].number
    year = year_among(items).of(month) or calendar.year.year_of(month)
    weekday = items[first_of(items, _WEEKDAYS)].number
    in_figures = items[at].end - items[at].start <= len("31")
    if in_figures and items[at].number in _days_of_weekday(weekday, month, year).values():
        return faulty(items, Fault.NOT_UNDERSTOOD)
    found = weekday_of_month([*items[at:], *items[:at]], calendar)
    return found._replace(start=items[0].start, end=items[-1].end)


def _days_of_weekday(weekday: int, month: int, year: int) -> dict[int, int]:
    """Give the days of the month that are this weekday by their numbers; the last is -1, too."""
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    days = dict(enumerate(range(first, days_in(year, month) + 1, 7), 1))
    return {**days, -1: days[len(days)]}
