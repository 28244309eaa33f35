"""Rules for parts of a longer period: weeks, decades and halves of a month, beginnings and ends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from luzplan.deadline.items import (
    MONTH_END,
    SOME_LEAP_YEAR,
    Item,
    Period,
    dated,
    faulty,
    first_of,
    joined,
    kinds,
)
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import THROUGH, all_in, numbered_ranges
from luzplan.deadline.periods import lessons, whole_months
from luzplan.deadline.vocabulary import FINISH, MANY
from luzplan.school_year import Calendar

WEEKS = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, MONTH_END), 5: (29, MONTH_END), -1: (22, MONTH_END)}
DECADES = {1: (1, 10), 2: (11, 20), 3: (21, MONTH_END), -1: (21, MONTH_END)}
HALVES_OF_MONTH = {1: (1, 15), 2: (16, MONTH_END), -1: (16, MONTH_END)}
PARTS = {"week": WEEKS, "decade": DECADES, "half_of": HALVES_OF_MONTH}
BEGIN, MIDDLE, END = 1, 2, 3
EDGES = {"begin": BEGIN, "first": BEGIN, "middle": MIDDLE, "ending": END, "last": END}
NINE_DAYS = timedelta(days=9)  # from the first to the last of ten
_DECEMBER = 12
_SHORTEST_MONTH = 28  # and four weeks
_ANY_MONTH = 0  # the month of a part until it is placed in one
_PART = kinds("part")
_DATED = kinds("dated")
_SCHOOL = kinds("school school_year")


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


def finish_of_period(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«окончание I четверти» is its end, «по окончании», «после окончания» are after it."""
    if items[-1].number != FINISH:
        return None
    if len(items) > 1:
        return joined("after", items)
    return edge_of_period([items[0]._replace(kind="ending")], calendar)


def edge_of_part(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«конец первой недели» is that week, «до» it leads to its end; None for «1 неделя, 2 неделя»."""
    edge, part = items
    if not edge.number:
        return None
    periods = [one._replace(whole=edge.number != END) for one in part.periods]
    return _part(items, periods)


def first_or_last_weeks(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«первые две недели», «последние 2 недели», «первые 5 дней» of a month."""
    edge, number, unit = items
    days = number.number * (7 if unit.kind == "week" else 1)
    if not 0 < days < _SHORTEST_MONTH:
        return faulty(items, Fault.IMPOSSIBLE)
    if edge.kind == "first":
        return _part(items, [_days(1, days, True)])
    # The fourth week lasts to the month's end, but days are days.
    first = MONTH_END + 1 - days if unit.kind == "day_word" else _SHORTEST_MONTH + 1 - days
    return _part(items, [_days(first, MONTH_END, True)])


def last_days(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«последние дни» are an end; None for «последний день»."""
    return edge_of_period(items, calendar) if items[1].number == MANY else None


def decade_shortened(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«1 дек. октября»: no December has an October; None for another month, or for its whole name."""
    month = items[-1]
    if month.number != _DECEMBER or month.end - month.start > len("дек"):
        return None
    return part_of_month([*items[:-1], month._replace(kind="decade")], calendar)


def _part(items: Sequence[Item], periods: Sequence[Period], edge: int = 0) -> Item:
    return joined("part", items, edge)._replace(periods=tuple(periods))


def _days(first: int, last: int, whole: bool) -> Period:
    return Period((_ANY_MONTH, first), (_ANY_MONTH, last), whole=whole)


def placed_parts(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«3, 4 неделя» + «января», «конец» + «I и II четверти»; None if the days named are no such period."""
    named = [period for item in items if item.kind in _DATED for period in item.periods]
    if not all(period.whole or period.first[0] != period.last[0] for period in named):
        return None
    parts = [(part, item.number) for item in items if item.kind in _PART for part in item.periods]
    places = [at for at, item in enumerate(items) if item.kind in _PART]
    through = any(item.kind in THROUGH for item in items[places[0] : places[-1]])
    placed: list[Period] = []
    for period in named:
        found = [days for part, edge in parts if (days := _placed(part, edge, period))]
        if len(found) < len(parts):
            return joined("unscheduled", items)
        placed += [_whole_range(found)] if through else found
    return dated(items, placed)


def _whole_range(periods: Sequence[Period]) -> Period:
    """«начало – середина октября»: from the first to the last."""
    return periods[0]._replace(last=periods[-1].last, last_year=periods[-1].last_year, whole=False)


def _placed(part: Period, edge: int, named: Period) -> Period | None:
    """Put a part into a month, or a beginning or end into a longer period; None if it has no such part."""
    month, last_month = named.first[0], named.last[0]
    if month == last_month:
        return Period((month, part.first[1]), (month, part.last[1]), named.year, whole=part.whole)
    if edge == BEGIN:
        last = date(SOME_LEAP_YEAR, *named.first) + NINE_DAYS
        return Period(named.first, (last.month, last.day), named.year, whole=True)
    if edge == END:
        first = (last_month, first_of_end(named.last[1] or 31))
        return Period(first, named.last, named.last_year or named.year)
    return None


def first_of_end(last_day: int) -> int:
    """Give the day on which the end of a period begins: ten days before, on the 21st at the latest."""
    return max(1, min(21, last_day - 9))


def month_with_part(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«сентябрь (II половина месяца)»."""
    part = next(item for item in items if item.kind in _PART)
    placed = placed_parts([part, whole_months(items, calendar)], calendar)
    return placed and placed._replace(start=items[0].start, end=items[-1].end)


def edges_of_school_year(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«начало и конец учебного года»: lessons end with the second half-year, in May."""
    at = first_of(items, _SCHOOL)
    days = lessons(calendar, items[at].number or calendar.year.first_year)
    return placed_parts([*items, dated(items[at:], [days])], calendar)
