"""Numbers and years that stand beside the words they count: «1, 3-5 и 7», «2011-2012 уч. г.»."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from luzplan.deadline.items import Item, first_of, kinds
from luzplan.deadline.model import WrittenWeekday
from luzplan.school_year import SchoolYear

THROUGH = kinds("dash by until")
MONTHS = kinds("month of_month roman")
_NUMBERS = kinds("num roman odd_roman last")
_UNTIL = kinds("until late")


class WrittenYear(NamedTuple):
    """A year as written beside a month: a calendar year, a school year, or neither."""

    calendar_year: int | None = None
    school_year: SchoolYear | None = None

    def of(self, month: int) -> int | None:
        """Give the calendar year of a month, None if no year is written."""
        return self.school_year.year_of(month) if self.school_year else self.calendar_year


def year_among(items: Sequence[Item]) -> WrittenYear:
    """Find the year that is written: «2012», «2011-2012 уч. г.», «12 г.»."""
    for at, item in enumerate(items):
        if item.kind == "year":
            return WrittenYear(item.number)
        if item.kind == "school_year":
            return WrittenYear(school_year=SchoolYear(item.number))
        if item.kind == "year_word" and at and items[at - 1].kind == "num":
            return WrittenYear(2000 + items[at - 1].number)
    return WrittenYear()


def months_among(items: Sequence[Item]) -> list[tuple[int, int | None]]:
    """Give the months, each with its year: the written one is the last month's, the others come before it."""
    months = [item.number for item in items if item.kind in MONTHS]
    year = year_among(items).of(months[-1])
    return [(month, year - (month > months[-1]) if year else None) for month in months]


def numbered_ranges(items: Sequence[Item]) -> list[tuple[int, int]]:
    """Read «1, 3-5 и 7» as (1, 1), (3, 5), (7, 7)."""
    ranges: list[tuple[int, int]] = []
    joined = False
    for item in items:
        if item.kind in THROUGH:
            joined = bool(ranges)
        elif item.kind in _NUMBERS:
            first = ranges.pop()[0] if joined else item.number
            ranges.append((first, item.number))
            joined = False
    return ranges


def leads_to_number(items: Sequence[Item]) -> bool:
    """Whether «до» or «не позднее» stands before the first number: «с 5 до 10» begins on the 5th."""
    return any(item.kind in _UNTIL for item in items[: first_of(items, _NUMBERS)])


def written_weekdays(items: Sequence[Item]) -> tuple[WrittenWeekday, ...]:
    """Give the weekdays among the items, and those that they already have; none has its day yet."""
    new = [
        WrittenWeekday(item.number, item.start, item.end, None) for item in items if item.kind == "weekday"
    ]
    had = [weekday for item in items for weekday in item.weekdays]
    return tuple(sorted([*had, *new], key=lambda weekday: weekday.start))


def all_in(ranges: Sequence[tuple[int, int]], known: Mapping[int, object] | range) -> bool:
    """Whether all the numbers are among the known ones."""
    return all(number in known for pair in ranges for number in pair)
