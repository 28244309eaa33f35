"""Years and the periods that have a name: months, quarters, half-years, seasons, holidays."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from luzplan.deadline import MONTH_END, DeadlineError, DeadlineFault, Item, Match, Period, labels
from luzplan.deadline.items import (
    HALVES,
    HALVES_OF_YEAR,
    KVARTALS,
    MANY,
    MONTHS,
    QUARTERS,
    THROUGH,
    WINTER,
    Terms,
    WrittenYear,
    between,
    dated,
    holidays,
    joined,
    month_period,
    months_in,
    sound_ranges,
    year_in,
)
from luzplan.school_year import Calendar, SchoolYear, Span

_TERMS = {
    "quarter": QUARTERS,
    "half": HALVES,
    "kvartal": KVARTALS,
    "half_of": HALVES,
    "half_of_year": HALVES_OF_YEAR,
}
_LAST = -1
_HAVE_YEARS = MONTHS | labels("quarter kvartal half_of_year half_of season period holiday year_word")
_SEPARATORS = labels("comma slash and")
_FIRST_SHORT = 10  # of years in two figures
_HUNDRED = 100
_SEASONS = (
    ((9, 1), (11, MONTH_END)), ((12, 1), (2, MONTH_END)), ((3, 1), (5, MONTH_END)), ((6, 1), (8, MONTH_END)),
)  # fmt: skip


def _two_years(items: Iterable[Item]) -> list[int]:
    """The numbers of «2011-2012», «2011/12»."""
    return [item.number for item in items if item.label in ("year", "number")]


def _follow(first: int, second: int) -> bool:
    """Whether the second of two years comes after the first, in two figures or in four."""
    return second in (first + 1, (first + 1) % 100)


def months_in_romans(match: Match, _calendar: Calendar) -> Sequence[Item] | None:
    """«IX – V», where no quarters can be meant; None for «I, III»."""
    if max(item.number for item in match.items if item.label == "roman") <= len(QUARTERS):
        return None
    return [one._replace(label="month") if one.label == "roman" else one for one in match.items]


def whole_months(match: Match, _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь», after «конец» also «октября и мая»."""
    months = months_in(match["months"], year_in([*match["before_year"], *match["year"]]))
    return dated(match.items, [month_period(month, year) for month, year in months])


def each_year(match: Match, _calendar: Calendar) -> Sequence[Item]:
    """«март, июнь 2011 2012» as if the months stood before each of the years; half-years are theirs."""
    named = [one._replace(label="half_of_year") if one.label == "half" else one for one in match["named"]]
    months = [item.number for item in named if item.label in MONTHS]
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
    number_of = {_LAST: len(_TERMS[label]), **{number: number for number in _TERMS[label]}}
    own: tuple[Span, ...] = ()
    if year == WrittenYear() and label in ("quarter", "half", "half_of"):
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
    table: Terms = _TERMS[label]
    start, end = table[first][0], table[last][1]
    of_school = Period(start, end, year.of(start[0]))
    if table is not HALVES or year.school_year or not (year.calendar_year or calendar.year.is_calendar_year):
        return of_school
    days, written = (HALVES_OF_YEAR[first][0], HALVES_OF_YEAR[last][1]), year.calendar_year
    of_year = Period(*days, written, written)
    both = start < end and written and not calendar.year.is_calendar_year
    readings = [of_school, of_year] if both else [of_year]
    plan = calendar.year.span
    return next((one for one in readings if one.span(calendar).touches(plan)), readings[0])


def seasons(match: Match, calendar: Calendar) -> Item:
    """«зимой», «осень 2011», «осенне-зимний период», «осенние каникулы», «зимний период 2011-2012 гг.»."""
    names = {item.label for item in match.items}
    if "holiday" in names:
        known = holidays(match.items, calendar)
        if not known:
            return joined("unscheduled", match.items)
        return dated(match.items, [between(one, one) for one in known])
    year = year_in(match["year"])
    if match["years"]:
        first, second = _two_years(match["years"])
        if not _follow(first, second):
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)
        year = WrittenYear(school_year=SchoolYear(first))
    numbers = [item.number for item in match.items if item.label == "season"]
    runs = _runs(numbers) if "dash" in names else [(number, number) for number in numbers]
    return dated(match.items, [_season(first, last, year) for first, last in runs])


def _season(first: int, last: int, year: WrittenYear) -> Period:
    """The days from one season to another; the winter of a year is mostly that before its spring."""
    (start, _), (_, end) = _SEASONS[first], _SEASONS[last]
    if year.school_year:
        return Period(start, end, year.of(start[0]), year.of(end[0]), whole=True)
    begins, ends = (None, year.calendar_year) if first == WINTER else (year.calendar_year, None)
    return Period(start, end, begins, ends, whole=True)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Seasons that follow each other as one: «осенне-зимний» is one period, «осенне-весенний» two."""
    runs = [(numbers[0], numbers[0])]
    for before, number in pairwise(numbers):
        follows = number == (before + 1) % len(_SEASONS)
        runs.append((runs.pop()[0] if follows else number, number))
    return runs


def next_year(match: Match, calendar: Calendar) -> Item:
    """«следующего года»: the calendar year after that in which the plan begins."""
    return joined("year", match.items, calendar.year.first_year + 1)


def school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.», «25/26 уч. г.»; «2013-2015 гг.» are calendar years; None for «1-2 уч. года»."""
    first, second = _two_years(match.items)
    names = {item.label for item in match.items}
    full = first if first > _HUNDRED else 2000 + first
    of_school = "school" in names or "year_word" not in names or second < _HUNDRED
    if of_school and first >= _FIRST_SHORT and _follow(first, second):
        return joined("school_year", match.items, full)
    return dated(match.items, [_calendar_years(first, second)]) if full == first < second else None


def school_year_of_months(match: Match, _calendar: Calendar) -> Item | None:
    """«сентябрь - май» + «2011-2012 гг.»: in the school year of the two; None if the second is no year."""
    first, second = _two_years(match.items)
    apart = match["mark"][0].start > match["first"][0].end
    plural = any((item.label, item.number) in (("school", 0), ("year_word", MANY)) for item in match.items)
    if _follow(first, second) and (plural or not match["one"] or not apart):
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
