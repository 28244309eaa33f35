"""Numbers, times of day, years as they are written: «двадцать пятого», «1, 3-5 и 7», «2011-2012 уч. г.»."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from luzplan.deadline import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    Period,
    dated,
    joined,
    labels,
)
from luzplan.deadline.tokens import CALENDAR, MANY, is_time_of_day
from luzplan.school_year import Calendar, SchoolYear

THROUGH = labels("dash by before latest")
MONTHS = labels("month of_month roman")
_NUMBERS = labels("number ordinal roman odd_roman last")
_AFTER_ALL = 40  # «последний», -1, counts as more than any number
_TUESDAY, _THURSDAY = 1, 3
_HOURS = 24


def number_in_words(match: Match, _calendar: Calendar) -> Item:
    """«двадцать пятого»."""
    return joined("number", match.items, sum(item.number for item in match.items))


def shortened_ordinal(match: Match, _calendar: Calendar) -> Item | None:
    """«втор.» before «неделя мая», «четв.»: the second and not Tuesday, the fourth and no quarter."""
    (word,) = match.items
    if word.label != "weekday":
        return joined("number", match.items, 4)
    is_second = word.number == _TUESDAY and word.end - word.start == len("втор")
    return joined("number", match.items, 2) if is_second else None


def thursday(match: Match, _calendar: Calendar) -> Item | None:
    """«1-й четв. месяца», which has no quarters; None for the whole word."""
    (word,) = match.items
    return joined("weekday", match.items, _THURSDAY) if word.end - word.start <= len("четв") else None


def day_not_hour(match: Match, _calendar: Calendar) -> Sequence[Item] | None:
    """«25 ч.» is the 25th; None for what may be an hour."""
    day, hour = match.items
    is_day = day.number > _HOURS and hour.end - hour.start == len("ч")
    return (day, hour._replace(label="date_word", number=0)) if is_day else None


def repeated(match: Match, _calendar: Calendar) -> Item | None:
    """«5 (пяти)», «25 (двадцать пять)» is the number; None if another one stands in the brackets."""
    (written,) = match["written"]
    again = sum(item.number for item in match["again"])
    return joined(written.label, match.items, again) if again == written.number else None


def clock_if_round(match: Match, _calendar: Calendar) -> Item | None:
    """«12.10» after a day, «в 15-30»: a time of day if it can be one."""
    numbers = [item.number for item in match.items if item.label in ("number", "ordinal")]
    times = [tuple(numbers)] if numbers else []
    times += [(item.number, item.periods[0].first[0]) for item in match.items if item.label == "date"]
    return joined("clock", match.items) if all(is_time_of_day(*clock) for clock in times) else None


def before_time(match: Match, _calendar: Calendar) -> Item:
    """«до 15.00», «до конца рабочего дня» before «10 марта» keeps the start open."""
    return joined(match["bound"][0].label, match.items)


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


def sound_ranges(items: Iterable[Item], known: Mapping[int, object] | range) -> list[tuple[int, int]]:
    """The ranges of numbers that are all known, none of them backwards."""
    ranges = ranges_in(items)
    if not all(number in known for pair in ranges for number in pair):
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    if any(first % _AFTER_ALL > last % _AFTER_ALL for first, last in ranges):
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


def years_in(items: Iterable[Item]) -> list[WrittenYear]:
    """All years of a list: «2011, 2012 и 2013 гг.»."""
    return [WrittenYear(item.number) for item in items if item.label == "year"]


def months_in(items: Sequence[Item], year: WrittenYear) -> list[tuple[int, int | None]]:
    """The months, each with its year: the written one is the last month's, the others come before it."""
    months = [item.number for item in items if item.label in MONTHS]
    written = year.of(months[-1])
    return [(month, written - (month > months[-1]) if written else None) for month in months]


def next_year(match: Match, calendar: Calendar) -> Item:
    """«следующего года»: the calendar year after that in which the plan begins."""
    return joined("year", match.items, calendar.year.first_year + 1)


def calendar_year(match: Match, _calendar: Calendar) -> Item | None:
    """«календарного года» is «года»; None for another word before it."""
    return joined("year_word", match.items) if match["kind"][0].number == CALENDAR else None


def school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«2020-2021 уч. г.»; «2013-2015 гг.» are calendar years; None if the second is the earlier."""
    first, second = two_years(match.items)
    names = {item.label for item in match.items}
    if follow(first, second) and ("school" in names or "year_word" not in names or second < 100):
        return joined("school_year", match.items, first)
    return dated(match.items, [_calendar_years(first, second)]) if second > first else None


def short_school_year(match: Match, _calendar: Calendar) -> Item | None:
    """«25/26 уч. г.»; None if the years do not follow each other."""
    first, second = two_years(match.items)
    return joined("school_year", match.items, 2000 + first) if second == first + 1 and first >= 10 else None


def school_year_of_months(match: Match, _calendar: Calendar) -> Item | None:
    """«сентябрь - май» + «2011-2012 гг.»: in the school year of the two; None if the second is no year."""
    first, second = two_years(match.items)
    apart = match["mark"][0].start > match["first"][0].end
    plural = any((item.label, item.number) in (("school", 0), ("year_word", MANY)) for item in match.items)
    if follow(first, second) and (plural or not match["one"] or not apart):
        return joined("school_year", match.items, first)
    if second > first:
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD)  # «сентябрь 2011 – 2012 г.»
    return None


def two_years(items: Iterable[Item]) -> list[int]:
    """The numbers of «2011-2012», «2011/12»."""
    return [item.number for item in items if item.label in ("year", "number")]


def follow(first: int, second: int) -> bool:
    """Whether the second of two years comes after the first, in two figures or in four."""
    return second in (first + 1, (first + 1) % 100)


def whole_year(match: Match, _calendar: Calendar) -> Item:
    """«2013 год»: a calendar year."""
    year = match.items[0].number
    return dated(match.items, [_calendar_years(year, year)])


def _calendar_years(first: int, last: int) -> Period:
    return Period((1, 1), (12, MONTH_END), first, last, whole=True)


def whole_school_year(match: Match, _calendar: Calendar) -> Item:
    """«2020-2021 уч. г.»: its own days, also when it is not the plan's year."""
    first = match.items[0].number
    return dated(match.items, [Period((9, 1), (8, 31), first, first + 1, whole=True)])
