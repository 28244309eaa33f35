"""Rules for what comes again and again, with its dates in the school year where they can be computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from functools import cache

from luzplan.calendar import Calendar, SchoolYear, Span
from luzplan.deadline.items import MONTH_END, Item, Period, kind, kind_name, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.periods import END, HALVES, QUARTERS, faulty, numbered_ranges
from luzplan.deadline.ranges import span_of
from luzplan.deadline.vocabulary import CALENDAR_QUARTER, DAY, HALF, MONTH, QUARTER, WEEK, YEAR

UNITS = {
    "day_word": DAY, "week": WEEK, "month_word": MONTH, "kvartal": CALENDAR_QUARTER,
    "quarter": QUARTER, "half": HALF, "year_word": YEAR,
}  # fmt: skip
FREQUENCIES = {
    DAY: ("DAILY", 1), WEEK: ("WEEKLY", 1), MONTH: ("MONTHLY", 1), CALENDAR_QUARTER: ("MONTHLY", 3),
    YEAR: ("YEARLY", 1),
}  # fmt: skip
WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
KVARTAL_STARTS = (10, 1, 4, 7)  # in the order of the school year
_WEEKDAYS = kinds("weekday weekdays")


def recurring(items: Sequence[Item], spans: Iterable[Span] = (), rrule: str = "") -> Item:
    """Give the item of a recurrence that stands where the items stood."""
    return Item(kind("recurring"), items[0].start, items[-1].end, spans=tuple(spans), rrule=rrule)


def often(items: Sequence[Item], calendar: Calendar) -> Item:
    """«ежемесячно», «каждый квартал», «2 раза в год», «раз в 2 недели»."""
    unit_at = next((at for at, item in enumerate(items) if _unit(item)), len(items))
    unit = _unit(items[unit_at]) if unit_at < len(items) else 0
    times_at = next((at for at, item in enumerate(items) if kind_name(item.kind) == "times"), -1)
    times = max([item.number for item in items[: times_at + 1]], default=1) or 1
    interval = max([item.number for item in items[times_at + 1 : unit_at]], default=1) or 1
    rrule = _frequency(unit, interval) if times == 1 else ""
    return recurring(items, _cycles(unit, calendar) if interval == 1 else (), rrule)


def _unit(item: Item) -> int:
    name = kind_name(item.kind)
    return item.number if name == "often" else UNITS.get(name, 0)


def _frequency(unit: int, interval: int) -> str:
    if unit not in FREQUENCIES:
        return ""
    name, months = FREQUENCIES[unit]
    return f"FREQ={name}" + (f";INTERVAL={months * interval}" if months * interval > 1 else "")


def _cycles(unit: int, calendar: Calendar) -> list[Span]:
    """Give the months, quarters or half-years of the school year; days, weeks and years name no dates."""
    if unit == MONTH:
        return _spans([Period((month, 1), (month, MONTH_END)) for month in SCHOOL_MONTHS], calendar)
    if unit == CALENDAR_QUARTER:
        return _spans([Period((month, 1), (month + 2, MONTH_END)) for month in KVARTAL_STARTS], calendar)
    if unit == QUARTER:
        return list(calendar.quarters) or _spans([Period(*days) for days in QUARTERS.values()], calendar)
    if unit == HALF:
        return list(calendar.halves) or _spans([Period(*days) for days in HALVES.values()], calendar)
    return []


def _spans(periods: Iterable[Period], calendar: Calendar) -> list[Span]:
    found = (span_of(period, calendar) for period in periods)
    return [span for span in found if isinstance(span, Span)]


def weekly(items: Sequence[Item], calendar: Calendar) -> Item:
    """«каждый понедельник», «по средам и пятницам», «первый и третий вторник месяца»."""
    weekdays = [item.number for item in items if item.kind in _WEEKDAYS]
    first = next(at for at, item in enumerate(items) if item.kind in _WEEKDAYS)
    ranges = numbered_ranges(items[:first])
    numbers = [number for start, end in ranges for number in range(start, end + 1)]
    if any(number not in (-1, 1, 2, 3, 4, 5) for number in numbers):
        return faulty(items, Fault.IMPOSSIBLE)
    codes = [f"{number or ''}{WEEKDAY_CODES[day]}" for number in numbers or [0] for day in weekdays]
    rrule = f"FREQ={'MONTHLY' if numbers else 'WEEKLY'};BYDAY={','.join(dict.fromkeys(codes))}"
    return recurring(items, _days(rrule, calendar.year), rrule)


def monthly_days(items: Sequence[Item], calendar: Calendar) -> Item:
    """«до 25 числа каждого месяца», «ежемесячно с 1 по 5 число», «последний день месяца»."""
    ranges = numbered_ranges(items[1:] if kind_name(items[0].kind) == "until" else items)
    days = [day for pair in ranges for day in pair]
    if any(not (day == -1 or 1 <= day <= 31) for day in days):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    rrule = (
        f"FREQ=MONTHLY;BYMONTHDAY={','.join(str(day) for day in dict.fromkeys(last for _, last in ranges))}"
    )
    until = any(kind_name(item.kind) == "until" for item in items)
    if not until and all(first == last for first, last in ranges):
        return recurring(items, _days(rrule, calendar.year), rrule)
    begins = [(1 if until and len(ranges) == 1 else first, last) for first, last in ranges]
    return recurring(items, _each_month(begins, calendar), rrule)


def days_of_some_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«до 25 числа»: of which month is not said."""
    monthly = monthly_days(items, calendar)
    return monthly if monthly.fault else Item(kind("unscheduled"), items[0].start, items[-1].end)


def monthly_parts(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«первая неделя каждого месяца», «в конце каждой четверти»."""
    part = next(item for item in items if kind_name(item.kind) == "part")
    names = {kind_name(item.kind) for item in items}
    if part.number and not names & {"every", "recurring"}:
        return None  # «конец месяца» is the end of a month that is not named
    if names & {"quarter", "half"}:
        return recurring(items, _ends(QUARTER if "quarter" in names else HALF, part.number, calendar))
    days = [(period.first[1], period.last[1]) for period in part.periods]
    return recurring(items, _each_month(days, calendar))


def _ends(unit: int, edge: int, calendar: Calendar) -> list[Span]:
    spans = _cycles(unit, calendar) if edge == END else []
    return [Span(span.end.replace(day=min(span.end.day, 21)), span.end) for span in spans if span.end]


def _each_month(days: Iterable[tuple[int, int]], calendar: Calendar) -> list[Span]:
    """Give these days of every month; a month that ends before the last of them ends with it."""
    pairs = list(days)
    return [
        span
        for month in SCHOOL_MONTHS
        for first, last in pairs
        for span in _spans([Period((month, first), (month, _within(month, last)))], calendar)
    ]


def _within(month: int, day: int) -> int:
    return day if 0 < day <= 28 or (day <= 30 and month != 2) else MONTH_END


@cache
def _days(rrule: str, year: SchoolYear) -> tuple[Span, ...]:
    from dateutil.rrule import rrulestr

    first, last = (datetime.combine(_known(day), time()) for day in (year.span.start, year.span.end))
    days = rrulestr(rrule, dtstart=first).between(first, last, inc=True)
    return tuple(Span(day.date(), day.date()) for day in days)


def _known(day: date | None) -> date:
    assert day
    return day
