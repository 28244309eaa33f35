"""Periods with a name: months, quarters, half-years, seasons, holidays, years."""

from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from luzplan.deadline.model import (
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
from luzplan.deadline.numerals import (
    MONTHS,
    WrittenYear,
    months_in,
    ranges_in,
    sound_ranges,
    span_of,
    year_in,
    years_in,
)
from luzplan.deadline.tokens import CALENDAR, MANY, NAMED, WINTER, meanings
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


def whole_months(match: Match, _calendar: Calendar) -> Item:
    """«октябрь», «октябрь месяц 2011 г.», «2011 г., октябрь», after «конец» also «октября и мая»."""
    months = months_in(match["months"], year_in([*match["before_year"], *match["year"]]))
    return dated(match.items, [_month(month, year) for month, year in months])


def of_each_year(match: Match, _calendar: Calendar) -> Item:
    """«март, июнь 2011 2012», «15 апреля – 15 мая 2011, 2012»: days, months, ranges in each of the years."""
    named: list[Item] = []
    for item in match["named"]:
        if item.label in MONTHS:
            day = named.pop().number if named and named[-1].label == "day" else 0
            named.append(item._replace(label="number", number=_HUNDRED * item.number + day))
        else:
            named.append(item._replace(label="day") if item.label in ("number", "ordinal") else item)
    ranges = [(divmod(first, _HUNDRED), divmod(last, _HUNDRED)) for first, last in ranges_in(named)]
    if any(first > last for first, last in ranges):
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)  # «декабрь – январь 2011, 2012»
    years = years_in(match["years"])
    return dated(match.items, [_between(first, last, year) for year in years for first, last in ranges])


def _between(first: MonthDay, last: MonthDay, year: WrittenYear) -> Period:
    """From one day to another; MONTH_END where no day of a month is named, but all of it."""
    return Period(
        (first[0], first[1] or 1), last, year.calendar_year, whole=first == last and last[1] == MONTH_END
    )


def _month(month: int, year: int | None) -> Period:
    return Period((month, 1), (month, MONTH_END), year, whole=True)


def whole_year(match: Match, _calendar: Calendar) -> Item:
    """«2013 год»: a calendar year."""
    year = match.items[0].number
    return dated(match.items, [_calendar_years(year, year)])


def next_year(match: Match, calendar: Calendar) -> Item:
    """«следующего года»: the calendar year after that in which the plan begins."""
    return joined("year", match.items, calendar.year.first_year + 1)


def calendar_year(match: Match, _calendar: Calendar) -> Item | None:
    """«календарного года» is «года»; None for another word before it."""
    return joined("year_word", match.items) if match["kind"][0].number == CALENDAR else None


def school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.»; «2013-2015 гг.» are calendar years; None if the second is the earlier."""
    first, second = _two_years(match.items)
    names = {item.label for item in match.items}
    if _follow(first, second) and ("school" in names or "year_word" not in names or second < 100):
        return joined("school_year", match.items, first)
    return dated(match.items, [_calendar_years(first, second)]) if second > first else None


def short_school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«25/26 уч. г.»; None if the years do not follow each other."""
    first, second = _two_years(match.items)
    return joined("school_year", match.items, 2000 + first) if second == first + 1 and first >= 10 else None


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


def _two_years(items: Sequence[Item]) -> list[int]:
    return [item.number for item in items if item.label in ("year", "number")]


def _follow(first: int, second: int) -> bool:
    return second in (first + 1, (first + 1) % 100)


def _calendar_years(first: int, last: int) -> Period:
    return Period((1, 1), (12, MONTH_END), first, last, whole=True)


def whole_school_year(match: Match, _calendar: Calendar) -> Item:
    """«2020-2021 уч. г.»: its own days, also when it is not the plan's year."""
    first = match.items[0].number
    return dated(match.items, [Period((9, 1), (8, 31), first, first + 1, whole=True)])


def terms(match: Match, calendar: Calendar) -> Item:
    """«I, III четверть», «четверть 1», «2 квартал 2012 г.», «1 полугодие»."""
    label, years = match["term"][0].label, years_in(match["years"]) or [year_in(match["year"])]
    label = "half_of_year" if len(years) > 1 and _TERMS[label] is HALVES else label
    number_of = {_LAST: len(_TERMS[label]), **{number: number for number in _TERMS[label]}}
    ranges = [(number_of[first], number_of[last]) for first, last in sound_ranges(match["nth"], number_of)]
    own = _own_terms(label, calendar) if years == [WrittenYear()] else ()
    found = []
    for year, (first, last) in product(years, ranges):
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
    return next((one for one in readings if span_of(one, calendar).touches(plan)), readings[0])


def _own_terms(label: str, calendar: Calendar) -> tuple[Span, ...]:
    """The plan's own quarters or half-years."""
    return {"quarter": calendar.quarters, "half": calendar.halves, "half_of": calendar.halves}.get(label, ())


def lessons(calendar: Calendar, first: int) -> Period:
    """The days from the first half-year to the end of the second in the school year of ``first``."""
    if calendar.halves and first == calendar.year.first_year:
        return between(calendar.halves[0], calendar.halves[-1])
    return Period(HALVES[1][0], HALVES[2][1], first, first + 1)


def between(first: Span, last: Span) -> Period:
    """The days from one span to another, of which neither is open."""
    start, end = first.start, last.end
    assert start and end
    return Period((start.month, start.day), (end.month, end.day), start.year, end.year, whole=True)


def seasons(match: Match, calendar: Calendar) -> Item:
    """«зимой», «осень 2011», «осенне-зимний период», «осенние каникулы», «зимний период 2011-2012 гг.»."""
    numbers = [item.number for item in match.items if item.label == "season"]
    names = {item.label for item in match.items}
    if "holiday" in names:
        known = holidays(match.items, calendar)
        return (
            dated(match.items, [between(one, one) for one in known])
            if known
            else joined("unscheduled", match.items)
        )
    years = years_in(match["each"]) or [year_in(match["year"])]
    if match["years"]:
        first, second = _two_years(match["years"])
        if not _follow(first, second):
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)
        years = [WrittenYear(school_year=SchoolYear(first))]
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
    if first == WINTER:
        return Period(start, end, None, year.calendar_year, whole=True)
    return Period(start, end, year.calendar_year, whole=True)


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Seasons that follow each other as one: «осенне-зимний» is one period, «осенне-весенний» two."""
    runs = [(numbers[0], numbers[0])]
    for before, number in pairwise(numbers):
        follows = number == (before + 1) % len(_SEASONS)
        runs.append((runs.pop()[0] if follows else number, number))
    return runs


def holidays(items: Sequence[Item], calendar: Calendar) -> tuple[Span, ...]:
    """The holidays of the seasons that are named, else all; none if the calendar lacks one of them."""
    known = [(_season_of(name), span) for name, span in calendar.holidays.items()]
    named = [item.number for item in items if item.label == "season"]
    found = [[span for season, span in known if season == number] for number in named]
    every = [span for spans in found for span in spans] if all(found) else []
    return tuple(every) if named else tuple(span for _, span in known)


def _season_of(name: str) -> int | None:
    """The season that a holiday's name has («осенние каникулы»), None for other names."""
    found = [number for word in name.split() for label, number, _ in meanings(word) if label == "season"]
    return found[0] if len(found) == 1 else None
