"""Rules for periods with a name: months, quarters, half-years, seasons, holidays, years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from luzplan.deadline.items import MONTH_END, Item, Period, dated, faulty, first_of, joined, kinds
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import WrittenYear, all_in, months_among, numbered_ranges, year_among
from luzplan.deadline.vocabulary import WINTER
from luzplan.deadline.words import meanings
from luzplan.school_year import Calendar, Span

QUARTERS = {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))}
HALVES = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}
KVARTALS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}
TERMS = {"quarter": QUARTERS, "half": HALVES, "kvartal": KVARTALS, "half_of": HALVES}
_LAST = -1
_YEARS = kinds("year num")
SEASONS = (
    ((9, 1), (11, MONTH_END)), ((12, 1), (2, MONTH_END)), ((3, 1), (5, MONTH_END)), ((6, 1), (8, MONTH_END)),
)  # fmt: skip


def whole_months(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь», after «конец» also «октября и мая»."""
    months = months_among(items)
    return dated(items, [Period((month, 1), (month, MONTH_END), year, whole=True) for month, year in months])


def whole_year(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2013 год»: a calendar year."""
    return dated(items, [_calendar_years(items[0].number, items[0].number)])


def school_year(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.»; «2013-2015 гг.» are calendar years; None if the second is the earlier."""
    first, second = _two_years(items)
    names = {item.kind for item in items}
    if _follows(first, second) and ("school" in names or "year_word" not in names or second < 100):
        return joined("school_year", items, first)
    return dated(items, [_calendar_years(first, second)]) if second > first else None


def short_school_year(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«25/26 уч. г.»; None if the years do not follow each other."""
    first, second = _two_years(items)
    return joined("school_year", items, 2000 + first) if second == first + 1 and first >= 10 else None


def school_year_of_months(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«сентябрь - май» + «2011-2012 гг.»: in the school year of the two; None if the second is no year."""
    first, second = _two_years(items)
    if _follows(first, second):
        return joined("school_year", items, first)
    return faulty(items, Fault.NOT_UNDERSTOOD) if second > first else None


def _two_years(items: Sequence[Item]) -> list[int]:
    return [item.number for item in items if item.kind in _YEARS]


def _follows(first: int, second: int) -> bool:
    return second in (first + 1, (first + 1) % 100)


def _calendar_years(first: int, last: int) -> Period:
    return Period((1, 1), (12, MONTH_END), first, last, whole=True)


def whole_school_year(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«2020-2021 уч. г.»: its own days, also when it is not the plan's year."""
    first = items[0].number
    return dated(items, [Period((9, 1), (8, 31), first, first + 1, whole=True)])


def terms(items: Sequence[Item], calendar: Calendar) -> Item:
    """«I, III четверть», «2 квартал 2012 г.», «1 полугодие»."""
    at = first_of(items, kinds(" ".join(TERMS)))
    table, year = TERMS[items[at].kind], year_among(items)
    ranges = [(_number(first, table), _number(last, table)) for first, last in numbered_ranges(items[:at])]
    if not all_in(ranges, table):
        return faulty(items, Fault.IMPOSSIBLE)
    if any(first > last for first, last in ranges):
        return faulty(items, Fault.REVERSED)
    own = _own_terms(items[at].kind, year, calendar)
    if own:
        periods = [_between(own[first - 1], own[last - 1]) for first, last in ranges]
    else:
        days = [(table[first][0], table[last][1]) for first, last in ranges]
        periods = [Period(first, last, year.of(first[0])) for first, last in days]
    alone = [first == last for first, last in ranges]
    return dated(items, [one._replace(whole=whole) for one, whole in zip(periods, alone, strict=True)])


def terms_with_number_behind(items: Sequence[Item], calendar: Calendar) -> Item:
    """«четверть 1»."""
    return terms([*items[1:], items[0]], calendar)._replace(start=items[0].start, end=items[-1].end)


def _number(number: int, table: Mapping[int, object]) -> int:
    return len(table) if number == _LAST else number


def _own_terms(kind: str, year: WrittenYear, calendar: Calendar) -> tuple[Span, ...]:
    """Give the plan's own quarters or half-years; it has none for a year that is written."""
    if year != WrittenYear():
        return ()
    return {"quarter": calendar.quarters, "half": calendar.halves, "half_of": calendar.halves}.get(kind, ())


def lessons(calendar: Calendar, first: int) -> Period:
    """Give the days from the first half-year to the end of the second in the school year of ``first``."""
    if calendar.halves and first == calendar.year.first_year:
        return _between(calendar.halves[0], calendar.halves[-1])
    return Period(HALVES[1][0], HALVES[2][1], first, first + 1)


def _between(first: Span, last: Span) -> Period:
    start, end = first.start, last.end
    assert start and end  # a calendar has no open periods
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def seasons(items: Sequence[Item], calendar: Calendar) -> Item:
    """«зимой», «осень 2011», «осенне-зимний период», «осенние каникулы»."""
    numbers = [item.number for item in items if item.kind == "season"]
    names = {item.kind for item in items}
    if "holiday" in names:
        return _holidays(items, numbers, calendar)
    year = year_among(items)
    runs = _runs(numbers) if "dash" in names else [(number, number) for number in numbers]
    return dated(items, [_season(first, last, year) for first, last in runs])


def seasons_over_years(items: Sequence[Item], calendar: Calendar) -> Item:
    """«зимний период 2011-2012 гг.», in the school year of the two, if they are one."""
    first, second = _two_years(items)
    if not _follows(first, second):
        return faulty(items, Fault.NOT_UNDERSTOOD)
    at = first_of(items, _YEARS)
    return seasons([*items[:at], joined("school_year", items[at:], first)], calendar)


def _season(first: int, last: int, year: WrittenYear) -> Period:
    """Give the days from one season to another; the winter of a year is mostly that before its spring."""
    (start, _), (_, end) = SEASONS[first], SEASONS[last]
    if year.school_year:
        return Period(start, end, year.of(start[0]), year.of(end[0]), whole=True)
    if first == WINTER:
        return Period(start, end, None, year.calendar_year, whole=True)
    return Period(start, end, year.calendar_year, whole=True)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Join seasons that follow each other: «осенне-зимний» is one period, «осенне-весенний» two."""
    runs = [(numbers[0], numbers[0])]
    for before, number in pairwise(numbers):
        follows = number == (before + 1) % len(SEASONS)
        runs.append((runs.pop()[0] if follows else number, number))
    return runs


def _holidays(items: Sequence[Item], numbers: Sequence[int], calendar: Calendar) -> Item:
    named = {_season_of(name): span for name, span in calendar.holidays.items()}
    if not all(number in named for number in numbers):
        return joined("unscheduled", items)
    return dated(items, [_between(named[number], named[number]) for number in numbers])


def _season_of(name: str) -> int | None:
    """Give the season that a holiday's name has («осенние каникулы»), None for other names."""
    found = [number for word in name.split() for kind, number, _ in meanings(word) if kind == "season"]
    return found[0] if len(found) == 1 else None
