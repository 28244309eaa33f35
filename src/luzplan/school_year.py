"""The school year: 1 September – 31 August, its quarters, half-years and holidays."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple, Self

from luzplan.russian.spelling import folded, nearest
from luzplan.russian.words import MONTHS, MONTHS_OF

FIRST_MONTH = 9  # a school year begins in September
_YEARS = range(1900, 9000)  # what can be meant by a year; days before and after one still exist


class Span(NamedTuple):
    """Days from ``start`` to ``end``, both inclusive; an open side is None («до 15 мая» has no start)."""

    start: date | None
    end: date | None

    def touches(self, other: Self) -> bool:
        """Whether the two have a day in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)

    def common(self, other: Self) -> "Span | None":
        """The days that are in both, None if there are none."""
        if not self.touches(other):
            return None
        starts = [day for day in (self.start, other.start) if day]
        ends = [day for day in (self.end, other.end) if day]
        return Span(max(starts, default=None), min(ends, default=None))


def _not_after(start: date | None, end: date | None) -> bool:
    return start is None or end is None or start <= end


class SchoolYear(NamedTuple):
    """The school year that begins on 1 September of ``first_year``."""

    first_year: int

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.first_year, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """31 August."""
        return date(self.first_year + 1, FIRST_MONTH - 1, 31)

    @property
    def span(self) -> Span:
        """1 September – 31 August."""
        return Span(self.first_day, self.last_day)

    @property
    def months(self) -> tuple[Span, ...]:
        """September – August."""
        order = (*range(FIRST_MONTH, 13), *range(1, FIRST_MONTH))
        return tuple(month_span(self.year_of(month), month) for month in order)

    def year_of(self, month: int) -> int:
        """The calendar year in which the month (1–12) lies."""
        return self.first_year if month >= FIRST_MONTH else self.first_year + 1

    @classmethod
    def of(cls, day: date) -> Self:
        """The school year in which the day lies."""
        return cls(day.year if day.month >= FIRST_MONTH else day.year - 1)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read «2011-2012», «2011/12», «2011 – 2012 уч. год»; None if it is not two years in a row."""
        found = re.fullmatch(r"(\d{4}) ?[-/] ?(\d{4}|\d{2})\b[\s\w.]*", folded(text))
        if not found:
            return None
        first, second = int(found[1]), int(found[2])
        follows = (first + 1) % 10 ** len(found[2]) == second
        return cls(first) if follows and first in _YEARS else None

    def __str__(self) -> str:
        return f"{self.first_year}-{self.first_year + 1}"


class Calendar(NamedTuple):
    """A school year with this school's own quarters, half-years and holidays, where it names them.

    ``quarters`` has four spans or none, ``halves`` two or none (then the usual ones count:
    I Sep–Oct, II Nov–Dec, III Jan–Mar, IV Apr–May; Sep–Dec, Jan–May); ``holidays`` maps a
    folded name («осенние каникулы») to its span.
    """

    year: SchoolYear
    quarters: tuple[Span, ...] = ()
    halves: tuple[Span, ...] = ()
    holidays: Mapping[str, Span] = MappingProxyType({})


_MONTH = r"""
        (?:(\d{4})[-./\ ])?            # 2012-
        (\d{1,2}|[^\W\d_]+)\.?        # 02, февраль, фев.
        (?:[-./\ ](\d{4})(?:\ ?г(?:ода?)?\.?)?)?  # .2012, 2012 г.
    """


def read_month(text: str, year: SchoolYear) -> Span | None:
    """Read a month as people name it: «февраль», «фев», «2», «2012-02», «02.2012», «февраля 2012».

    A month without a year is the one in the school year; None if the text is no month that can be meant.
    """
    found = re.fullmatch(_MONTH, folded(text), re.VERBOSE)
    month = _month_number(found[2]) if found else None
    if not found or not month or (found[1] and found[3]):
        return None
    written = int(found[1] or found[3] or year.year_of(month))
    return month_span(written, month) if written in _YEARS else None


def month_span(year: int, month: int) -> Span:
    """The days of a month."""
    return Span(date(year, month, 1), date(year, month, days_in(year, month)))


def days_in(year: int, month: int) -> int:
    """The number of days of a month; Python's calendar would bring the names of all languages along."""
    end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return end.day


def nearest_months(text: str) -> tuple[str, ...]:
    """The months whose names are most like the text, for «did you mean»."""
    return nearest(text, MONTHS, 3, alike=0.5)


_SHORTEST_NAME = 3


def _month_number(name: str) -> int | None:
    """1–12 for a number, a name in any case, or its first letters; None for anything else."""
    if name.isdecimal():
        return int(name) if 1 <= int(name) <= 12 else None
    if len(name) < _SHORTEST_NAME:
        return None
    forms = zip(MONTHS, MONTHS_OF, strict=True)
    return next((at for at, pair in enumerate(forms, 1) if _names(name, pair)), None)


def _names(name: str, forms: tuple[str, str]) -> bool:
    nominative, genitive = forms
    return any(form.startswith(name) for form in (nominative, genitive, f"{genitive[:-1]}е"))
