"""Rules for parts of a longer period: weeks, decades and halves of a month, beginnings and ends."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.calendar import Calendar
from luzplan.deadline.items import MONTH_END, Item, Period, dated, faulty, joined, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import THROUGH, all_in, numbered_ranges
from luzplan.deadline.periods import lessons, whole_month

WEEKS = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, MONTH_END), 5: (29, MONTH_END), -1: (22, MONTH_END)}
DECADES = {1: (1, 10), 2: (11, 20), 3: (21, MONTH_END), -1: (21, MONTH_END)}
HALVES_OF_MONTH = {1: (1, 15), 2: (16, MONTH_END), -1: (16, MONTH_END)}
PARTS = {"week": WEEKS, "decade": DECADES, "half_of": HALVES_OF_MONTH}
BEGIN, MIDDLE, END = 1, 2, 3
EDGES = {"begin": BEGIN, "middle": MIDDLE, "ending": END, "last": END}
_ANY_MONTH = 0  # the month of a part until it is placed in one
_PART = kinds("part")
_DATED = kinds("dated")


def part_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2, 3 неделя», «первая половина», «1-я декада»: which days of a month that may yet be named."""
    table = PARTS[items[-1].kind]
    ranges = numbered_ranges(items)
    if not all_in(ranges, table):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last > 0 for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    return _part(items, [_days(table[first][0], table[last][1], first == last) for first, last in ranges])


def edge_of_period(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«начало», «середина», «конец»: the tens of days of a month that may yet be named."""
    edge = EDGES[items[0].kind]
    return _part(items, [_days(*DECADES[edge], edge != END)], edge)


def _part(items: Sequence[Item], periods: Sequence[Period], edge: int = 0) -> Item:
    return joined("part", items, edge)._replace(periods=tuple(periods))


def _days(first: int, last: int, whole: bool) -> Period:
    return Period((_ANY_MONTH, first), (_ANY_MONTH, last), whole=whole)


def placed_parts(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«3, 4 неделя» + «января», «конец» + «I четверти»; None if the days named are no such period."""
    named = next(item for item in items if item.kind in _DATED).periods
    if len(named) != 1 or not named[0].whole:
        return None
    parts = [(part, item.number) for item in items if item.kind in _PART for part in item.periods]
    placed = [period for part, edge in parts if (period := _placed(part, edge, named[0]))]
    if len(placed) < len(parts):
        return joined("unscheduled", items)
    places = [at for at, item in enumerate(items) if item.kind in _PART]
    if any(item.kind in THROUGH for item in items[places[0] : places[-1]]):
        placed = [placed[0]._replace(last=placed[-1].last, last_year=placed[-1].last_year, whole=False)]
    return dated(items, placed)


def _placed(part: Period, edge: int, named: Period) -> Period | None:
    """Put a part into a month, or a beginning or end into a longer period; None if it has no such part."""
    month, last_month = named.first[0], named.last[0]
    if month == last_month:
        return Period((month, part.first[1]), (month, part.last[1]), named.year, whole=part.whole)
    if edge == BEGIN:
        return Period(named.first, (month, max(10, named.first[1])), named.year, whole=True)
    if edge == END:
        ten_days_before = (named.last[1] or 31) - 9
        first = (last_month, max(1, min(21, ten_days_before)))
        return Period(first, named.last, named.last_year or named.year)
    return None


def month_with_part(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«сентябрь (II половина месяца)»."""
    part = next(item for item in items if item.kind in _PART)
    placed = placed_parts([part, whole_month(items, calendar)], calendar)
    return placed and placed._replace(start=items[0].start, end=items[-1].end)


def edge_of_school_year(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«конец учебного года»: lessons end with the second half-year, in May."""
    return placed_parts([items[0], dated(items[1:], [lessons(calendar)])], calendar)
