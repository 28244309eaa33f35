"""Years and days in texts, moved by whole years."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass

from luzplan.calendar import SchoolYear
from luzplan.source.splice import Splice

# «2011-2012», «2012-13», «15.12.2011», «2011 г.»; digits of longer numbers are no year.
_YEAR = re.compile(r"(?<![\d\w])(?:19|20)\d\d(?![\d\w])")
_SHORT_SECOND = re.compile(r"(?<![\d\w])((?:19|20)\d\d)[-–/](\d\d)(?![\d.\w])")
_SHORT_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.(\d\d)(?![\d\w])")
_LEAP_DAY = re.compile(r"(?<!\d)(29)(?=\s*\.\s*0?2(?!\d)|\s+февраля)", re.IGNORECASE)

_BEFORE, _AFTER = 1, 3  # how many years around the plan's own belong to it; others are history


@dataclass(frozen=True, slots=True)
class Shift:
    """From one school year to another."""

    old: SchoolYear
    new: SchoolYear

    @property
    def years(self) -> int:
        """By how many years dates move."""
        return self.new.first_year - self.old.first_year

    def concerns(self, year: int) -> bool:
        """Whether a year in a text is near enough to the plan's to move with it."""
        return self.old.first_year - _BEFORE <= year <= self.old.first_year + _AFTER


def year_splices(text: str, shift: Shift) -> Iterator[Splice]:
    """Move the years that a text names; only their digits are touched."""
    for found in _YEAR.finditer(text):
        if shift.concerns(int(found[0])):
            yield Splice(*found.span(), str(int(found[0]) + shift.years))
    for found in _SHORT_SECOND.finditer(text):
        if shift.concerns(int(found[1])) and int(found[2]) == (int(found[1]) + 1) % 100:
            yield _short(found.span(2), int(found[2]), shift)


def short_date_splices(text: str, shift: Shift) -> Iterator[Splice]:
    """Move the years of dates such as «8.05.13», which only a deadline's text is sure to have."""
    for found in _SHORT_DATE.finditer(text):
        if shift.concerns(2000 + int(found[1])):
            yield _short(found.span(1), int(found[1]), shift)


def _short(place: tuple[int, int], year: int, shift: Shift) -> Splice:
    return Splice(*place, f"{(year + shift.years) % 100:02}")


def leap_day_splices(text: str, shift: Shift) -> Iterator[Splice]:
    """Put 28 February where the new year has no 29th."""
    if not isleap(shift.new.year_of(2)):
        yield from (Splice(*found.span(1), "28") for found in _LEAP_DAY.finditer(text))
