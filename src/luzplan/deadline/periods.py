"""Rules for single periods: days of a month, months and their parts, quarters, seasons, years."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luzplan.calendar import Calendar, SchoolYear, Span
from luzplan.deadline.items import MONTH_END, Item, Period, kind, kind_name, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.words import meanings

THROUGH = kinds("dash by until")
NUMBERS = kinds("num odd_roman last")
ANYTIME_MONTH = 0  # the month of a part of a month that no month is named with

WEEKS = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, MONTH_END), 5: (29, MONTH_END), -1: (22, MONTH_END)}
DECADES = {1: (1, 10), 2: (11, 20), 3: (21, MONTH_END), -1: (21, MONTH_END)}
HALVES_OF_MONTH = {1: (1, 15), 2: (16, MONTH_END), -1: (16, MONTH_END)}
PARTS = {"week": WEEKS, "decade": DECADES, "half_of": HALVES_OF_MONTH}
BEGIN, MIDDLE, END = 1, 2, 3
EDGES = {"begin": BEGIN, "middle": MIDDLE, "ending": END}

QUARTERS = {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))}
HALVES = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}
KVARTALS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}
TERMS = {"quarter": QUARTERS, "half": HALVES, "kvartal": KVARTALS, "half_of": HALVES}
SEASONS = (
    ((9, 1), (11, MONTH_END)),
    ((12, 1), (2, MONTH_END)),
    ((3, 1), (5, MONTH_END)),
    ((6, 1), (8, MONTH_END)),
)


@dataclass(frozen=True, slots=True)
class _Year:
    """A year as written beside a month: a calendar year, a school year, or none."""

    calendar_year: int | None = None
    school_year: SchoolYear | None = None

    def of(self, month: int) -> int | None:
        return self.school_year.year_of(month) if self.school_year else self.calendar_year


def _year_among(items: Sequence[Item]) -> _Year:
    for at, item in enumerate(items):
        name = kind_name(item.kind)
        if name == "year":
            return _Year(item.number)
        if name == "school_year":
            return _Year(school_year=SchoolYear(item.number))
        if name == "year_word" and at and items[at - 1].kind == kind("num"):
            return _Year(2000 + items[at - 1].number)
    return _Year()


def dated(items: Sequence[Item], periods: Sequence[Period]) -> Item:
    """Give the item of periods that stand where the items stood."""
    return Item(kind("dated"), items[0].start, items[-1].end, periods=tuple(periods))


def faulty(items: Sequence[Item], fault: Fault) -> Item:
    """Give the item of words that cannot be a deadline."""
    return Item(kind("fault"), items[0].start, items[-1].end, fault=fault)


def numbered_ranges(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Read «1, 3-5 и 7» as (1, 1), (3, 5), (7, 7)."""
    ranges: list[tuple[int, int]] = []
    joined = False
    for item in items:
        if item.kind in THROUGH:
            joined = bool(ranges)
        elif item.kind in NUMBERS:
            first = ranges.pop()[0] if joined else item.number
            ranges.append((first, item.number))
            joined = False
    return ranges


def days_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«02-07 сентября», «1, 8 и 15 мая 2012 г.»."""
    at = next(at for at, item in enumerate(items) if kind_name(item.kind) in ("month", "of_month"))
    month, year = items[at].number, _year_among(items[at:]).of(items[at].number)
    return _days(items, numbered_ranges(items[:at]), month, year)


def days_before_date(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«15-19.02», «01, 08, 15.10.2016»: the last of the days has month and year."""
    at = next(at for at, item in enumerate(items) if kind_name(item.kind) in ("date", "full"))
    (period,) = items[at].periods
    numbers = [*items[:at], items[at]._replace(kind=kind("num"))]
    month, year = period.first[0], period.year or _year_among(items[at:]).of(period.first[0])
    return _days(items, numbered_ranges(numbers), month, year)


def _days(items: Sequence[Item], ranges: list[tuple[int, int]], month: int, year: int | None) -> Item:
    longest = monthrange(year or 2000, month)[1]
    if any(not 1 <= day <= longest for pair in ranges for day in pair):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    return dated(items, [Period((month, first), (month, last), year) for first, last in ranges])


def weekday_of_month(items: Sequence[Item], calendar: Calendar) -> Item:
    """«первый понедельник сентября», «последняя пятница мая 2012 г.»."""
    number, weekday = items[0].number, items[1].number
    month = next(item.number for item in items if kind_name(item.kind) in ("month", "of_month"))
    year = _year_among(items[2:]).of(month) or calendar.year.year_of(month)
    first, longest = monthrange(year, month)
    days = range(1 + (weekday - first) % 7, longest + 1, 7)
    if not -1 <= number <= len(days) or number == 0:
        return faulty(items, Fault.IMPOSSIBLE)
    day = days[number if number < 0 else number - 1]
    return dated(items, [Period((month, day), (month, day), year)])


def whole_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь»."""
    month = next(item.number for item in items if kind_name(item.kind) in ("month", "of_month"))
    return dated(items, [Period((month, 1), (month, MONTH_END), _year_among(items).of(month), whole=True)])


def whole_year(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2013 год»: a calendar year."""
    year = items[0].number
    return dated(items, [Period((1, 1), (12, MONTH_END), year, year, whole=True)])


def school_year(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.»; not two years in a row («2013-2015 гг.») are calendar years."""
    first, second = [item.number for item in items if kind_name(item.kind) in ("year", "num")]
    names = {kind_name(item.kind) for item in items}
    follows = second in (first + 1, (first + 1) % 100)
    if follows and ("school" in names or "year_word" not in names or second < 100):
        return Item(kind("school_year"), items[0].start, items[-1].end, first)
    if second <= first:
        return None
    return dated(items, [Period((1, 1), (12, MONTH_END), first, second, whole=True)])


def whole_school_year(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2020-2021 уч. г.»: its own days, also when it is not the plan's year."""
    first = items[0].number
    return dated(items, [Period((9, 1), (8, 31), first, first + 1, whole=True)])


def part_of_month(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2, 3 неделя», «первая половина», «1-я декада»: which days it is in a month that may yet be named."""
    table = PARTS[kind_name(items[-1].kind)]
    ranges = numbered_ranges(items)
    if any(number not in table for pair in ranges for number in pair):
        return faulty(items, Fault.IMPOSSIBLE)
    placed = [
        Period((ANYTIME_MONTH, table[first][0]), (ANYTIME_MONTH, table[last][1]), whole=first == last)
        for first, last in ranges
    ]
    return Item(kind("part"), items[0].start, items[-1].end, periods=tuple(placed))


def edge_of_period(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«начало», «середина», «конец»: the tens of days of a month that may yet be named."""
    edge = EDGES[kind_name(items[0].kind)]
    first, last = DECADES[edge]
    period = Period((ANYTIME_MONTH, first), (ANYTIME_MONTH, last), whole=edge != END)
    return Item(kind("part"), items[0].start, items[-1].end, edge, periods=(period,))


def placed_parts(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«3, 4 неделя» + «января», «конец» + «I четверти»."""
    named = next(item for item in items if item.kind == kind("dated"))
    parts = [item for item in items if item.kind in _PART]
    if len(named.periods) != 1 or not named.periods[0].whole:
        return None
    joined = any(item.kind in THROUGH for item in items[1:-1])
    placed = [_placed(part, edge, named.periods[0]) for edge in parts for part in edge.periods]
    days = [period for period in placed if period]
    if len(days) != len(placed):
        return Item(kind("unscheduled"), items[0].start, items[-1].end)
    if joined:
        days = [days[0]._replace(last=days[-1].last, last_year=days[-1].last_year, whole=False)]
    return dated(items, days)


_PART = kinds("part")


def _placed(part: Period, edge: Item, named: Period) -> Period | None:
    """Put a part into a month, or a beginning or end into a longer period; None where it has no such part."""
    if named.first[0] == named.last[0]:
        month = named.first[0]
        return Period((month, part.first[1]), (month, part.last[1]), named.year, whole=part.whole)
    if edge.number == BEGIN:
        month = named.first[0]
        return Period((month, 1), (month, 10), named.year, whole=True)
    if edge.number == END:
        month = named.last[0]
        return Period((month, 21), named.last, named.last_year or named.year)
    return None


def terms(items: Sequence[Item], calendar: Calendar) -> Item:
    """«I, III четверть», «2 квартал 2012 г.», «1 полугодие»."""
    at = next(at for at, item in enumerate(items) if kind_name(item.kind) in TERMS)
    name, ranges = kind_name(items[at].kind), numbered_ranges(items[:at])
    table, year = TERMS[name], _year_among(items[at:])
    if any(number not in table for pair in ranges for number in pair):
        return faulty(items, Fault.IMPOSSIBLE)
    if year == _Year() and (own := {"quarter": calendar.quarters, "half": calendar.halves}.get(name)):
        return dated(items, [_between(own[first - 1], own[last - 1]) for first, last in ranges])
    return dated(
        items,
        [
            Period(table[first][0], table[last][1], year.of(table[first][0][0]), whole=True)
            for first, last in ranges
        ],
    )


def _between(first: Span, last: Span) -> Period:
    return _fixed(Span(first.start, last.end))


def _fixed(span: Span) -> Period:
    start, end = span.start, span.end
    assert start and end
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def seasons(items: Sequence[Item], calendar: Calendar) -> Item:
    """«зимой», «осень 2011», «осенне-зимний период»: neighbours joined by a dash are one period."""
    numbers = [item.number for item in items if kind_name(item.kind) == "season"]
    if any(kind_name(item.kind) == "holiday" for item in items):
        return _holidays(items, numbers, calendar)
    year = _year_among(items).calendar_year
    runs: list[list[int]] = [[numbers[0]]]
    for before, number in pairwise(numbers):
        if number == (before + 1) % 4 and any(item.kind == kind("dash") for item in items):
            runs[-1].append(number)
        else:
            runs.append([number])
    return dated(items, [Period(SEASONS[run[0]][0], SEASONS[run[-1]][1], year, whole=True) for run in runs])


def _holidays(items: Sequence[Item], numbers: Sequence[int], calendar: Calendar) -> Item:
    named = {_season_of(name): span for name, span in calendar.holidays.items()}
    spans = [named.get(number) for number in numbers]
    known = [span for span in spans if span]
    if not known or len(known) != len(spans):
        return Item(kind("unscheduled"), items[0].start, items[-1].end)
    return dated(items, [_fixed(span) for span in known])


def _season_of(name: str) -> int | None:
    found = [
        number for word in name.split() for letter, number, _ in meanings(word) if letter == kind("season")
    ]
    return found[0] if len(found) == 1 else None
