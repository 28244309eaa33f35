"""Rules for what comes on the same days again and again: «по пятницам», «до 25 числа каждого месяца»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from functools import cache

from luzplan.deadline.cycles import every_month, often, recurring
from luzplan.deadline.items import MONTH_END, Item, faulty, first_of, joined, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import all_in, leads_to_number, numbered_ranges
from luzplan.deadline.vocabulary import MONTH, WEEK
from luzplan.school_year import Calendar, SchoolYear, Span

WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAYS = kinds("weekday weekdays")
_MONTH = kinds("month_word")
_WEEKDAY_NUMBERS = dict.fromkeys((-1, 1, 2, 3, 4, 5))
_AFTER_ALL = 40  # «последний», -1, counts as more than any day
_DAY_NUMBERS = dict.fromkeys((-1, *range(1, 32)))


def weekly(items: Sequence[Item], calendar: Calendar) -> Item:
    """«каждый понедельник», «по средам и пятницам», «первый и третий вторник месяца»."""
    weekdays = [item.number for item in items if item.kind in _WEEKDAYS]
    ranges = numbered_ranges(items)
    if not all_in(ranges, _WEEKDAY_NUMBERS):
        return faulty(items, Fault.IMPOSSIBLE)
    numbers = [number for first, last in ranges for number in range(first, last + 1)]
    codes = [f"{number or ''}{WEEKDAY_CODES[day]}" for number in numbers or [0] for day in weekdays]
    return _on_days(items, f"FREQ={'MONTHLY' if numbers else 'WEEKLY'};BYDAY={_list(codes)}", calendar)


def on_weekdays(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«1 раз в неделю (вторник)», «ежемесячно в последнюю пятницу»; None for another recurrence."""
    rest = next(item for item in items if item.kind == "recurring")
    numbered = bool(numbered_ranges(items))
    if rest.number == MONTH and not numbered and not rest.rrule:
        days = weekly(items, calendar).spans
        return recurring(items, [one for one in days if any(one.touches(span) for span in rest.spans)])
    return weekly(items, calendar) if rest.number == (MONTH if numbered else WEEK) else None


def loose_weekday(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«третий четверг»: of which month is not said; None if no month has so many."""
    return joined("offset", items) if all_in(numbered_ranges(items), _WEEKDAY_NUMBERS) else None


def monthly_days(items: Sequence[Item], calendar: Calendar) -> Item:
    """«до 25 числа каждого месяца», «ежемесячно с 1 до 5 числа», «последний день месяца»."""
    if any(item.kind == "often" and item.number != MONTH for item in items):
        return often(items, calendar)  # «ежеквартально до 10 числа»: of which month is not said
    ranges = numbered_ranges(items)
    if not all_in(ranges, _DAY_NUMBERS):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first % _AFTER_ALL > last % _AFTER_ALL for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    rrule = f"FREQ=MONTHLY;BYMONTHDAY={_list(str(last) for _, last in ranges)}"
    if leads_to_number(items) and len(ranges) == 1:
        ranges = [(1, ranges[0][1])]
    elif all(first == last for first, last in ranges):
        return _on_days(items, rrule, calendar)
    days = [(max(first, MONTH_END), max(last, MONTH_END)) for first, last in ranges]
    return recurring(items, every_month(days, calendar), rrule)


def days_behind_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«каждый месяц до 5 числа», «1 раз в месяц (до 5 числа)»."""
    monthly = monthly_days(items[first_of(items, _MONTH) :], calendar)
    return monthly._replace(start=items[0].start, end=items[-1].end)


def days_of_some_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«до 25 числа»: of which month is not said."""
    return monthly_days(items, calendar)._replace(kind="monthdays")


def _list(codes: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(codes))


def _on_days(items: Sequence[Item], rrule: str, calendar: Calendar) -> Item:
    return recurring(items, _days(rrule, calendar.year), rrule)


@cache
def _days(rrule: str, year: SchoolYear) -> tuple[Span, ...]:
    """Give the days of a rule in the school year."""
    from dateutil.rrule import rrulestr

    first, last = (datetime.combine(day, time()) for day in (year.first_day, year.last_day))
    days = rrulestr(rrule, dtstart=first).between(first, last, inc=True)
    return tuple(Span(day.date(), day.date()) for day in days)
