"""Years, and the periods that have a name: months, quarters, half-years, seasons, holidays."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from luzplan.deadline import (
    MONTH_END,
    SOME_LEAP_YEAR,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    MonthDay,
    Part,
    Period,
    dated,
    joined,
    labels,
)
from luzplan.deadline.tokens import items_of
from luzplan.school_year import Calendar, SchoolYear, Span, days_in

_END_OF_TEN, _END_OF_SEVEN = 9, 6  # days that lie before it
_THIRD_DECADE = 21
BEGIN, MIDDLE, END = 1, 2, 3
MANY = 1  # «дни», as «день» is 0; «годы»
THROUGH = labels("dash by before latest")
_MONTHS = labels("month of_month roman")
_NUMBERS = labels("number ordinal roman odd_roman last")
_AFTER_ALL = 40  # «последний», -1, counts as more than any number
TERMS: dict[str, Mapping[int, tuple[MonthDay, MonthDay]]] = {
    "quarter": {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))},
    "half": {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))},
    "half_of_year": {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))},
    "kvartal": {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))},
}
_LAST, _WINTER = -1, 1
_HAVE_YEARS = _MONTHS | labels("quarter kvartal half_of_year half_of season period holiday year_word")
_SEPARATORS = labels("comma slash and")
_FIRST_SHORT, _HUNDRED = 10, 100  # of years in two figures
_SEASONS = (
    ((9, 1), (11, MONTH_END)), ((12, 1), (2, MONTH_END)), ((3, 1), (5, MONTH_END)), ((6, 1), (8, MONTH_END)),
)  # fmt: skip


def ranges_in(items: Iterable[Item]) -> list[tuple[int, int]]:
    """«1, 3-5 и 7» as (1, 1), (3, 5), (7, 7)."""
    ranges: list[tuple[int, int]] = []
    through = False
    for item in items:
        if item.label in THROUGH:
            through = bool(ranges)
        elif item.label in _NUMBERS:
            ranges.append((ranges.pop()[0] if through else item.number, item.number))
            through = False
    return ranges


def sound_ranges(
    items: Iterable[Item], known: Mapping[int, object] | range, opens_year: int = 0
) -> list[tuple[int, int]]:
    """The ranges of numbers that are all known, none of them backwards.

    ``opens_year`` is the number that a school year begins with, though others come before it: «IV–I квартал».
    """
    ranges = ranges_in(items)
    if not all(number in known for pair in ranges for number in pair):
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    if any(first % _AFTER_ALL > last % _AFTER_ALL for first, last in ranges if first != opens_year):
        raise DeadlineError(DeadlineFault.REVERSED)
    return ranges


class WrittenYear(NamedTuple):
    """A year as written beside a month: a calendar year, a school year, or neither."""

    calendar_year: int | None = None
    school_year: SchoolYear | None = None

    def of(self, month: int) -> int | None:
        """The calendar year of a month, None if no year is written."""
        return self.school_year.year_of(month) if self.school_year else self.calendar_year


def year_in(items: Sequence[Item]) -> WrittenYear:
    """The year that is written: «2012», «2011-2012 уч. г.», «12 г.»."""
    for at, item in enumerate(items):
        if item.label == "year":
            return WrittenYear(item.number)
        if item.label == "school_year":
            return WrittenYear(school_year=SchoolYear(item.number))
        if item.label == "year_word" and at and items[at - 1].label == "number":
            return WrittenYear(2000 + items[at - 1].number)
    return WrittenYear()


def months_in(items: Sequence[Item], year: Sequence[Item]) -> list[Period]:
    """The months as a whole; a written year is that of the last, and the others come before it."""
    months = [item.number for item in items if item.label in _MONTHS]
    written = year_in(year).of(months[-1])
    return [
        Period((one, 1), (one, MONTH_END), written - (one > months[-1]) if written else None, whole=True)
        for one in months
    ]


def between(first: Span, last: Span) -> Period:
    """The days from one span to another, of which neither is open."""
    start, end = first.start, last.end
    assert start and end
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def place(one: Part, period: Period, calendar: Calendar) -> Period | None:
    """A part put into a month, or an edge into a longer period; None if it has no such part."""
    if period.first[0] == period.last[0]:
        return in_month(one, period, calendar)
    if one.edge == BEGIN:
        last = date(SOME_LEAP_YEAR, *period.first) + timedelta(days=one.last - one.first)
        return Period(period.first, (last.month, last.day), period.year, whole=True)
    if one.edge == END:
        month, end = period.last  # ten days or seven, from the 21st or 22nd at the latest
        before = _END_OF_TEN if one.first == _THIRD_DECADE else _END_OF_SEVEN if one.first else 0
        first = (month, max(1, min(one.first, (end or 31) - before))) if before else period.last
        return Period(first, period.last, period.last_year or period.year)
    return None


def in_month(one: Part, period: Period, calendar: Calendar) -> Period:
    """A part put into a month, which it must have."""
    month, year = period.first[0], period.year
    if one.weekday is not None:
        year = year or calendar.year.year_of(month)
        first = 1 + (one.weekday - date(year, month, 1).weekday()) % 7
        days = range(first, days_in(year, month) + 1, 7)
        if one.first > len(days):
            raise DeadlineError(DeadlineFault.IMPOSSIBLE)
        day = days[one.first - (one.first > 0)]
        return Period((month, day), (month, day), year)
    if max(one.first, one.last) > days_in(SOME_LEAP_YEAR, month) or 0 == one.first < one.last:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)  # in its own year it may yet be too short
    if 0 < one.last < one.first:
        raise DeadlineError(DeadlineFault.REVERSED)
    return Period((month, one.first), (month, one.last), year, whole=one.whole)


def holidays(items: Iterable[Item], calendar: Calendar) -> tuple[Span, ...]:
    """The holidays of the seasons that are named, else all; none if the calendar lacks one of them."""
    named = [item.number for item in items if item.label == "season"]
    if not named:
        return tuple(calendar.holidays.values())
    of_names = [
        (span, [item.number for item in items_of(name) if item.label == "season"])
        for name, span in calendar.holidays.items()
    ]
    found = [[span for span, seasons in of_names if seasons == [one]] for one in named]
    return tuple(span for spans in found for span in spans) if all(found) else ()


def _two_years(items: Iterable[Item]) -> tuple[int, int, bool]:
    """The numbers of «2011-2012», «2011/12», and whether the second year comes after the first."""
    first, second = (item.number for item in items if item.label in ("year", "number"))
    return first, second, second in (first + 1, (first + 1) % 100)


def months_in_romans(match: Match, _calendar: Calendar) -> Sequence[Item] | None:
    """«IX – V», where no quarters can be meant; None for «I, III»."""
    if max(item.number for item in match.items if item.label == "roman") <= len(TERMS["quarter"]):
        return None
    return [one._replace(label="month") if one.label == "roman" else one for one in match.items]


def whole_months(match: Match, _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь», after «конец» also «октября и мая»."""
    return dated(match.items, months_in(match["months"], [*match["before_year"], *match["year"]]))


def each_year(match: Match, _calendar: Calendar) -> Sequence[Item]:
    """«март, июнь 2011 2012» as if the months stood before each of the years; half-years are theirs."""
    named = [one._replace(label="half_of_year") if one.label == "half" else one for one in match["named"]]
    months = [item.number for item in named if item.label in _MONTHS]
    if months != sorted(months) and any(item.label in THROUGH for item in named):
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)  # «декабрь – январь 2011, 2012»
    found: list[Item] = []
    for year in (item for item in match["years"] if item.label == "year"):
        comma = joined("comma", [year])
        for item, behind in pairwise((*named, comma)):
            found += [item, year] if item.label in _HAVE_YEARS and behind.label in _SEPARATORS else [item]
        found.append(comma)
    return found


def terms(match: Match, calendar: Calendar) -> Item:
    """«I, III четверть», «четверть 1», «2 квартал 2012 г.», «1 полугодие»."""
    label, year = match["term"][0].label, year_in([*match["before_year"], *match["year"]])
    label = "half" if label == "half_of" else label
    number_of = {_LAST: len(TERMS[label]), **{number: number for number in TERMS[label]}}
    own: tuple[Span, ...] = ()
    if year == WrittenYear() and label in ("quarter", "half"):
        own = calendar.quarters if label == "quarter" else calendar.halves
    found = []
    in_calendar_year = year.calendar_year or calendar.year.is_calendar_year
    opens_year = 4 if label == "kvartal" and not in_calendar_year else 0
    for pair in sound_ranges(match["nth"], number_of, opens_year):
        first, last = (number_of[number] for number in pair)
        period = between(own[first - 1], own[last - 1]) if own else _term(label, first, last, year, calendar)
        found.append(period._replace(whole=first == last))
    return dated(match.items, found)


def _term(label: str, first: int, last: int, year: WrittenYear, calendar: Calendar) -> Period:
    """A term of the school year; half-years are those of a calendar year where only they lie in the plan."""
    table, written = TERMS[label], year.calendar_year
    start, end = table[first][0], table[last][1]
    of_school = Period(start, end, year.of(start[0]))
    if label != "half" or year.school_year or not (written or calendar.year.is_calendar_year):
        return of_school
    of_year = Period(TERMS["half_of_year"][first][0], TERMS["half_of_year"][last][1], written, written)
    both = start < end and written and not calendar.year.is_calendar_year
    readings = [of_school, of_year] if both else [of_year]
    return next((one for one in readings if one.span(calendar).touches(calendar.year.span)), readings[0])


def seasons(match: Match, calendar: Calendar) -> Item:
    """«зимой», «осень 2011», «осенне-зимний период», «осенние каникулы», «зимний период 2011-2012 гг.»."""
    names = {item.label for item in match.items}
    if "holiday" in names:
        known = holidays(match.items, calendar)
        return (
            dated(match.items, [between(one, one) for one in known])
            if known
            else joined("unscheduled", match.items)
        )
    year = year_in(match["year"])
    if match["years"]:
        first, _, follows = _two_years(match["years"])
        if not follows:
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)
        year = WrittenYear(school_year=SchoolYear(first))
    numbers = [item.number for item in match.items if item.label == "season"]
    runs = [(numbers[0], numbers[0])]
    for before, number in pairwise(numbers):  # «осенне-зимний» is one period, «осенне-весенний» two
        follows = "dash" in names and number == (before + 1) % len(_SEASONS)
        runs.append((runs.pop()[0] if follows else number, number))
    return dated(match.items, [_season(first, last, year) for first, last in runs])


def _season(first: int, last: int, year: WrittenYear) -> Period:
    """The days from one season to another; the winter of a year is mostly that before its spring."""
    (start, _), (_, end) = _SEASONS[first], _SEASONS[last]
    if year.school_year:
        return Period(start, end, year.of(start[0]), year.of(end[0]), whole=True)
    begins, ends = (None, year.calendar_year) if first == _WINTER else (year.calendar_year, None)
    return Period(start, end, begins, ends, whole=True)


def next_year(match: Match, calendar: Calendar) -> Item:
    """«следующего года»: the calendar year after that in which the plan begins."""
    return joined("year", match.items, calendar.year.first_year + 1)


def school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.», «25/26 уч. г.»; «2013-2015 гг.» are calendar years; None for «1-2 уч. года»."""
    first, second, follows = _two_years(match.items)
    names = {item.label for item in match.items}
    full = first if first > _HUNDRED else 2000 + first
    of_school = "school" in names or "year_word" not in names or second < _HUNDRED
    if of_school and first >= _FIRST_SHORT and follows:
        return joined("school_year", match.items, full)
    return dated(match.items, [_calendar_years(first, second)]) if full == first < second else None


def school_year_of_months(match: Match, _calendar: Calendar) -> Item | None:
    """«сентябрь - май» + «2011-2012 гг.»: in the school year of the two; None if the second is no year."""
    first, second, follows = _two_years(match.items)
    apart = match["mark"][0].start > match["first"][0].end
    plural = any((item.label, item.number) in (("school", 0), ("year_word", MANY)) for item in match.items)
    if follows and (plural or not match["one"] or not apart):
        return joined("school_year", match.items, first)
    if second > first:
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)  # «сентябрь 2011 – 2012 г.»
    return None


def whole_year(match: Match, _calendar: Calendar) -> Item:
    """«2013 год», a calendar year; «2020-2021 уч. г.», its own days, also when it is not the plan's year."""
    year = match.items[0]
    if year.label == "school_year":
        return dated(match.items, [Period((9, 1), (8, 31), year.number, year.number + 1, whole=True)])
    return dated(match.items, [_calendar_years(year.number, year.number)])


def _calendar_years(first: int, last: int) -> Period:
    return Period((1, 1), (12, MONTH_END), first, last, whole=True)
