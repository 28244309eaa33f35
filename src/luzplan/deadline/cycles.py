"""Rules for what comes once or more in a month, a quarter, a year: «ежемесячно», «2 раза в год»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from luzplan.deadline.items import MONTH_END, Item, Period, first_of, joined, kinds
from luzplan.deadline.parts import BEGIN, END, NINE_DAYS, first_of_end
from luzplan.deadline.periods import HALVES, QUARTERS
from luzplan.deadline.vocabulary import CALENDAR_QUARTER, DAY, HALF, MONTH, OTHER, QUARTER, WEEK, YEAR
from luzplan.deadline.years import in_order, span_of
from luzplan.school_year import Calendar, Span

SCHOOL_MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8)
UNITS = {
    "day_word": DAY, "week": WEEK, "month_word": MONTH, "kvartal": CALENDAR_QUARTER,
    "quarter": QUARTER, "half": HALF, "year_word": YEAR, "trimester": OTHER, "decade": OTHER,
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
_SEVEN_DAYS = {22: 28}  # of the week that is counted to the end of the month
_UNITS = kinds(" ".join(("often", *UNITS)))
_TIMES = kinds("times")


def recurring(items: Sequence[Item], spans: Iterable[Span] = (), rrule: str = "", unit: int = 0) -> Item:
    """Give the item of a recurrence that stands where the items stood; its number is the unit."""
    return joined("recurring", items, unit)._replace(spans=tuple(spans), rrule=rrule)


def often(items: Sequence[Item], calendar: Calendar) -> Item:
    """«ежемесячно», «каждый квартал», «2 раза в год», «раз в 2 недели»."""
    unit_at = first_of(items, _UNITS)
    unit = _unit(items[unit_at]) if unit_at < len(items) else 0
    times_end = first_of(items, _TIMES) + 1 if any(item.kind in _TIMES for item in items) else 0
    times, interval = _largest(items[:times_end]), _largest(items[times_end:unit_at])
    rrule = _frequency(unit, interval) if times == 1 else ""
    return (
        recurring(items, cycle_spans(unit, calendar), rrule, unit)
        if interval == 1
        else recurring(items, (), rrule)
    )


def cycles_at_end(items: Sequence[Item], calendar: Calendar) -> Item:
    """«первый рабочий день месяца», «до 5 числа месяца, следующего за кварталом»: of which cycles."""
    unit = UNITS[items[-1].kind]
    return recurring(items, cycle_spans(unit, calendar), _frequency(unit, 1), unit)


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
    parts = [item for item in items if item.kind == "part"]
    unit = _unit_beside(items)
    if unit is None:
        return None if parts[0].number else _in_months(parts, items, calendar)
    if unit in (CALENDAR_QUARTER, QUARTER, HALF):
        edges = [edge for part in parts for edge in _edges(cycle_spans(unit, calendar), part.number)]
        return recurring(items, in_order(edges), unit=unit)
    if unit == YEAR and "every" in {item.kind for item in items}:
        return recurring(items, (), _frequency(YEAR, 1), YEAR)
    return _in_months(parts, items, calendar) if unit < CALENDAR_QUARTER else None


def _unit_beside(items: Sequence[Item]) -> int | None:
    """Give the unit that a part is of («каждой четверти», «1 раз в четверть»), None if nothing recurs."""
    names = {item.kind for item in items}
    if "every" in names:
        return UNITS[items[-1].kind]
    return next((item.number for item in items if item.kind == "recurring"), None)


def _edges(spans: Iterable[Span], edge: int) -> list[Span]:
    """Give the beginnings or the ends, ten days each."""
    known = [(span.start, span.end) for span in spans if span.start and span.end]
    if edge == BEGIN:
        return [Span(start, start + NINE_DAYS) for start, _ in known]
    return [Span(end.replace(day=first_of_end(end.day)), end) for _, end in known] if edge == END else []


def _in_months(parts: Sequence[Item], items: Sequence[Item], calendar: Calendar) -> Item:
    """«ежемесячно, 3 неделя»; «по средам (2 и 4 неделя)» is on the days that are in both."""
    ranges = [(one.first[1], one.last[1]) for part in parts for one in part.periods]
    weekdays = next((item.spans for item in items if item.rrule.startswith("FREQ=WEEKLY;BYDAY")), ())
    if not weekdays:
        return recurring(items, every_month(ranges, calendar), unit=MONTH)
    weeks = every_month([(first, _SEVEN_DAYS.get(first, last)) for first, last in ranges], calendar)
    days = [common for span in weeks for day in weekdays if (common := span.common(day))]
    return recurring(items, days, unit=MONTH)


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
