"""The school year: 1 September – 31 August, its quarters, half-years and holidays."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, Self

from luzplan.russian import MONTHS, MONTHS_OF
from luzplan.russian.spelling import folded, nearest

FIRST_MONTH = 9  # a school year begins in September
SUMMER = (6, 7, 8)
_YEARS = range(1900, 9000)  # what can be meant by a year; days before and after one still exist

# The year that a plan prepares for is not its own: «подготовка к 2024-2025 учебному году».
PREPARED_FOR = (
    r"(?i)\bк\s+(?:началу\s+)?(?:нов\w+\s+)?(?=[\w\s/–-]{,15}\bуч)(?:уч\w*\s+)?"
    r"(20\d\d)(?:\s*[-/–]\s*(?:20)?\d\d)?(?:\s*уч\w*)?"
)


class Span(NamedTuple):
    """Days from ``start`` to ``end``, both inclusive; an open side is None («до 15 мая» has no start)."""

    start: date | None
    end: date | None

    def touches(self, other: Self) -> bool:
        """Whether the two have a day in common."""
        return _not_after(self.start, other.end) and _not_after(other.start, self.end)

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return _not_after(self.start, day) and _not_after(day, self.end)

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
    """The year of a plan: it begins on 1 September of ``first_year``, or in another ``first_month``.

    In August where the plan says so; in January it is the calendar year.
    """

    first_year: int
    first_month: int = FIRST_MONTH

    @property
    def is_calendar_year(self) -> bool:
        """Whether it is a calendar year."""
        return self.first_month == 1

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.first_year, self.first_month, 1)

    @property
    def last_day(self) -> date:
        """31 August."""
        return self.first_day.replace(year=self.first_year + 1) - timedelta(days=1)

    @property
    def span(self) -> Span:
        """1 September – 31 August."""
        return Span(self.first_day, self.last_day)

    @property
    def months(self) -> tuple[Span, ...]:
        """September – August."""
        order = (*range(self.first_month, 13), *range(1, self.first_month))
        return tuple(month_span(self.year_of(month), month) for month in order)

    def year_of(self, month: int) -> int:
        """The calendar year in which the month (1–12) lies."""
        return self.first_year if month >= self.first_month else self.first_year + 1

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

    @classmethod
    def of_plan(cls, text: str) -> Self | None:
        """The year that a plan is for: «2011-2012», or a calendar year, «2024»."""
        alone = re.fullmatch("[0-9]{4}", folded(text))
        return cls(int(alone[0]), 1) if alone and int(alone[0]) in _YEARS else cls.read(text)

    @classmethod
    def nearest(cls, text: str) -> Self:
        """The school year that a text probably means: 2024-2025 for «на 24-25», «2024-2026 гг.»."""
        years = [
            int(year) + (2000 if len(year) == 2 else 0)
            for year in re.findall(r"(?<!\d)(?:\d{4}|\d\d)(?!\d)", text)
        ]
        pairs = (
            min(first, second)
            for first, second in pairwise(years)
            if abs(second - first) == 1 and first in _YEARS
        )
        first = next(pairs, next((year for year in years if year in _YEARS), 2011))
        return cls(first)

    def holds(self, day: date) -> bool:
        """Whether the day lies in it, or in the August before a school year, when the work for it begins."""
        first = self.first_day if self.is_calendar_year else date(self.first_year, FIRST_MONTH - 1, 1)
        return first <= day <= self.last_day

    @property
    def name(self) -> str:
        """«учебный год 2011-2012», «2024 год»."""
        return f"{self} год" if self.is_calendar_year else f"учебный год {self}"

    @property
    def name_of(self) -> str:
        """«учебного года 2011-2012», «2024 года»: of which something is said."""
        return f"{self} года" if self.is_calendar_year else f"учебного года {self}"

    @property
    def name_in(self) -> str:
        """«2011-2012 учебном году», «2024 году»: in which something is."""
        return f"{self} году" if self.is_calendar_year else f"{self} учебном году"

    def __str__(self) -> str:
        return str(self.first_year) if self.is_calendar_year else f"{self.first_year}-{self.first_year + 1}"


class Calendar(NamedTuple):
    """A school year with this school's own quarters, half-years and holidays, where it names them.

    ``quarters`` has four spans or none, ``halves`` two or none (then the usual ones count:
    I Sep–Oct, II Nov–Dec, III Jan–Mar, IV Apr–May; Sep–Dec, Jan–May); ``holidays`` maps a
    folded name («осенние каникулы») to its span. ``month`` is what a section's title lends to rows that
    name only a day or a week, 0 if it names none.
    """

    year: SchoolYear
    quarters: tuple[Span, ...] = ()
    halves: tuple[Span, ...] = ()
    holidays: Mapping[str, Span] = MappingProxyType({})
    month: int = 0


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
    month = month_number(found[2]) if found else None
    if not found or not month or (found[1] and found[3]):
        return None
    written = int(found[1] or found[3] or year.year_of(month))
    return month_span(written, month) if written in _YEARS else None


def month_span(year: int, month: int) -> Span:
    """The days of a month."""
    return Span(date(year, month, 1), date(year, month, days_in(year, month)))


@cache
def days_in(year: int, month: int) -> int:
    """The number of days of a month; Python's calendar would bring the names of all languages along."""
    end = date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
    return end.day


def nearest_months(text: str) -> tuple[str, ...]:
    """The months whose names are most like the text, for «did you mean»."""
    return nearest(text, MONTHS, 3, alike=0.6)


_SHORTEST_NAME = 3


def month_number(name: str) -> int | None:
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
