"""Periods with a name: months, quarters, half-years, seasons, holidays."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

from luzplan.deadline import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    MonthDay,
    Period,
    dated,
    joined,
)
from luzplan.deadline.numbers import (
    MONTHS,
    WrittenYear,
    follow,
    months_in,
    ranges_in,
    sound_ranges,
    two_years,
    year_in,
    years_in,
)
from luzplan.deadline.tokens import NAMED, WINTER, meanings
from luzplan.school_year import Calendar, SchoolYear, Span

_Terms = Mapping[int, tuple[MonthDay, MonthDay]]
QUARTERS = {1: ((9, 1), (10, 31)), 2: ((11, 1), (12, 31)), 3: ((1, 1), (3, 31)), 4: ((4, 1), (5, 31))}
HALVES = {1: ((9, 1), (12, 31)), 2: ((1, 1), (5, 31))}
HALVES_OF_YEAR = {1: ((1, 1), (6, 30)), 2: ((7, 1), (12, 31))}
KVARTALS = {1: ((1, 1), (3, 31)), 2: ((4, 1), (6, 30)), 3: ((7, 1), (9, 30)), 4: ((10, 1), (12, 31))}
_TERMS = {
    "quarter": QUARTERS,
    "half": HALVES,
    "kvartal": KVARTALS,
    "half_of": HALVES,
    "half_of_year": HALVES_OF_YEAR,
}
_LAST = -1
_HUNDRED = 100  # 1015 stands for 15 October
_SEASONS = (
    ((9, 1), (11, MONTH_END)), ((12, 1), (2, MONTH_END)), ((3, 1), (5, MONTH_END)), ((6, 1), (8, MONTH_END)),
)  # fmt: skip


def month_period(month: int, year: int | None = None) -> Period:
    """A month as a whole."""
    return Period((month, 1), (month, MONTH_END), year, whole=True)


def between(first: Span, last: Span) -> Period:
    """The days from one span to another, of which neither is open."""
    start, end = first.start, last.end
    assert start and end
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def whole_months(match: Match, _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь», after «конец» also «октября и мая»."""
    months = months_in(match["months"], year_in([*match["before_year"], *match["year"]]))
    return dated(match.items, [month_period(month, year) for month, year in months])


def of_each_year(match: Match, _calendar: Calendar) -> Item:
    """«март, июнь 2011 2012», «15 апреля – 15 мая 2011, 2012»: days, months, ranges in each of the years."""
    named: list[Item] = []
    for item in match["named"]:
        if item.label in MONTHS:
            day = named.pop().number if named and named[-1].label == "day" else 0
            named.append(item._replace(label="number", number=_HUNDRED * item.number + day))
        else:
            named.append(item._replace(label="day") if item.label in ("number", "ordinal") else item)
    found: list[Period] = []
    for year, pair in product(years_in(match["years"]), ranges_in(named)):
        first, last = (divmod(number, _HUNDRED) for number in pair)
        if first > last:
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)  # «декабрь – январь 2011, 2012»
        whole = first == last and last[1] == MONTH_END  # no day of the month is named
        found.append(Period((first[0], first[1] or 1), last, year.calendar_year, whole=whole))
    return dated(match.items, found)


def terms(match: Match, calendar: Calendar) -> Item:
    """«I, III четверть», «четверть 1», «2 квартал 2012 г.», «1 полугодие»."""
    label, years = match["term"][0].label, years_in(match["years"]) or [year_in(match["year"])]
    label = "half_of_year" if len(years) > 1 and _TERMS[label] is HALVES else label
    number_of = {_LAST: len(_TERMS[label]), **{number: number for number in _TERMS[label]}}
    own: tuple[Span, ...] = ()
    if years == [WrittenYear()] and label in ("quarter", "half", "half_of"):
        own = calendar.quarters if label == "quarter" else calendar.halves
    found = []
    for year, pair in product(years, sound_ranges(match["nth"], number_of)):
        first, last = (number_of[number] for number in pair)
        period = between(own[first - 1], own[last - 1]) if own else _term(label, first, last, year, calendar)
        found.append(period._replace(whole=first == last))
    return dated(match.items, found)


def _term(label: str, first: int, last: int, year: WrittenYear, calendar: Calendar) -> Period:
    """A term of the school year; half-years are those of a calendar year where only they lie in the plan."""
    table: _Terms = _TERMS[label]
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
    years = years_in(match["each"]) or [year_in(match["year"])]
    if match["years"]:
        first, second = two_years(match["years"])
        if not follow(first, second):
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)
        years = [WrittenYear(school_year=SchoolYear(first))]
    numbers = [item.number for item in match.items if item.label == "season"]
    runs = _runs(numbers) if "dash" in names else [(number, number) for number in numbers]
    return dated(match.items, [_season(first, last, year) for year in years for first, last in runs])


def named_season(match: Match, _calendar: Calendar) -> Item | None:
    """«отопительный период 2011-2012 гг.» has days that nobody has told; None for «срок 2012 года»."""
    return joined("unscheduled", match.items) if match["name"][0].number == NAMED else None


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


def holidays(items: Iterable[Item], calendar: Calendar) -> tuple[Span, ...]:
    """The holidays of the seasons that are named, else all; none if the calendar lacks one of them."""
    named = [item.number for item in items if item.label == "season"]
    if not named:
        return tuple(calendar.holidays.values())
    found = [[span for name, span in calendar.holidays.items() if _season_of(name) == one] for one in named]
    return tuple(span for spans in found for span in spans) if all(found) else ()


def _season_of(name: str) -> int | None:
    """The season that a holiday's name has («осенние каникулы»), None for other names."""
    found = [number for word in name.split() for label, number, _ in meanings(word) if label == "season"]
    return found[0] if len(found) == 1 else None
