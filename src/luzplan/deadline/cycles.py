"""Rules for what comes once or more in a month, a quarter, a year: «ежемесячно», «2 раза в год»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luzplan.calendar import Calendar, Span
from luzplan.deadline.items import MONTH_END, Item, Period, first_of, joined, kinds
from luzplan.deadline.parts import END
from luzplan.deadline.periods import HALVES, QUARTERS
from luzplan.deadline.vocabulary import CALENDAR_QUARTER, DAY, HALF, MONTH, QUARTER, WEEK, YEAR
from luzplan.deadline.years import span_of

SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
UNITS = {
    "day_word": DAY, "week": WEEK, "month_word": MONTH, "kvartal": CALENDAR_QUARTER,
    "quarter": QUARTER, "half": HALF, "year_word": YEAR,
}  # fmt: skip
FREQUENCIES = {
    DAY: ("DAILY", 1), WEEK: ("WEEKLY", 1), MONTH: ("MONTHLY", 1), CALENDAR_QUARTER: ("MONTHLY", 3),
    YEAR: ("YEARLY", 1),
}  # fmt: skip
CYCLES = {
    MONTH: [Period((month, 1), (month, MONTH_END)) for month in SCHOOL_MONTHS],
    CALENDAR_QUARTER: [Period((month, 1), (month + 2, MONTH_END)) for month in (10, 1, 4, 7)],
    QUARTER: [Period(*days) for days in QUARTERS.values()],
    HALF: [Period(*days) for days in HALVES.values()],
}  # days, weeks and years name no dates
_UNITS = kinds(" ".join(("often", *UNITS)))
_TIMES = kinds("times")


def recurring(items: Sequence[Item], spans: Iterable[Span] = (), rrule: str = "") -> Item:
    """Give the item of a recurrence that stands where the items stood."""
    return joined("recurring", items)._replace(spans=tuple(spans), rrule=rrule)


def often(items: Sequence[Item], calendar: Calendar) -> Item:
    """«ежемесячно», «каждый квартал», «2 раза в год», «раз в 2 недели»."""
    unit_at = first_of(items, _UNITS)
    unit = _unit(items[unit_at]) if unit_at < len(items) else 0
    times_end = first_of(items, _TIMES) + 1 if any(item.kind in _TIMES for item in items) else 0
    times, interval = _largest(items[:times_end]), _largest(items[times_end:unit_at])
    rrule = _frequency(unit, interval) if times == 1 else ""
    return recurring(items, cycle_spans(unit, calendar) if interval == 1 else (), rrule)


def _unit(item: Item) -> int:
    return item.number if item.kind == "often" else UNITS[item.kind]


def _largest(items: Sequence[Item]) -> int:
    """Give the number that is written («3-4 раза»), 1 if none is."""
    return max([item.number for item in items], default=1) or 1


def _frequency(unit: int, interval: int) -> str:
    if unit not in FREQUENCIES:
        return ""
    name, months = FREQUENCIES[unit]
    every = months * interval
    return f"FREQ={name};INTERVAL={every}" if every > 1 else f"FREQ={name}"


def cycle_spans(unit: int, calendar: Calendar) -> tuple[Span, ...]:
    """Give the months, quarters or half-years of the school year; none for other units."""
    own = {QUARTER: calendar.quarters, HALF: calendar.halves}.get(unit)
    return own or spans_of(CYCLES.get(unit, ()), calendar)


def spans_of(periods: Iterable[Period], calendar: Calendar) -> tuple[Span, ...]:
    """Give the periods that there are in this year, each in its days."""
    found = (span_of(period, calendar) for period in periods)
    return tuple(span for span in found if isinstance(span, Span))


def parts_of_cycles(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«первая неделя каждого месяца», «в конце каждой четверти»; None for «конец месяца» of no month."""
    part = next(item for item in items if item.kind == "part")
    names = {item.kind for item in items}
    if part.number and not names & {"every", "recurring"}:
        return None
    if names & {"quarter", "half"}:
        spans = cycle_spans(QUARTER if "quarter" in names else HALF, calendar)
        return recurring(items, _ends(spans) if part.number == END else ())
    return recurring(items, every_month([(one.first[1], one.last[1]) for one in part.periods], calendar))


def _ends(spans: Iterable[Span]) -> list[Span]:
    return [Span(span.end.replace(day=min(span.end.day, 21)), span.end) for span in spans if span.end]


def every_month(days: Sequence[tuple[int, int]], calendar: Calendar) -> tuple[Span, ...]:
    """Give these days of every month; one that ends before the last of them ends with it."""
    return spans_of(
        [
            Period((month, first), (month, _within(month, last)))
            for month in SCHOOL_MONTHS
            for first, last in days
        ],
        calendar,
    )


def _within(month: int, day: int) -> int:
    return day if day <= (28 if month == 2 else 30) else MONTH_END
