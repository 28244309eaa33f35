"""The school year a document is for, by what its texts and dates say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from luzplan.calendar import FIRST_MONTH, SchoolYear

_TWO = re.compile(r"\b((?:19|20)\d\d)\s*[-/\u2010-\u2015]\s*((?:19|20)?\d\d)\b")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERS = re.compile(r"\b\d{1,2}\.(0?[1-9]|1[0-2])\b(?:\.((?:20)?[0-4]\d)(?!\d|\.\d))?")
_MONTHS = (
    "январ",
    "феврал",
    "март",
    "апрел",
    "ма[йяе]",
    "июн",
    "июл",
    "август",
    "сентяб",
    "октяб",
    "нояб",
    "декаб",
)
_NAMED = re.compile(
    rf"\b(?:{'|'.join(f'({month})' for month in _MONTHS)})[а-яё]*\W{{0,2}}(20\d\d)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A school year; ``why`` is empty where the document names it, else tells what it was found by."""

    year: SchoolYear
    why: str = ""


def names_year(text: str) -> bool:
    """Whether a text names a school year, or one year."""
    return bool(_ONE.search(text))


def find_year(texts: Sequence[str], cells: Sequence[str]) -> FoundYear | None:
    """Find the year in the texts around the tables, else by the dates in them; None if nothing tells it."""
    named = next((year for text in texts for year in _school_years(text)), None)
    if named:
        return FoundYear(named)
    dates = [(month, year) for text in cells for month, year in _dates(text)]
    years = {year for _, year in dates if year}
    if len(years) > 1:
        counted = Counter(_school_year(month, year) for month, year in dates if year)
        return FoundYear(counted.most_common(1)[0][0], "датам в таблице")
    only = next(iter(years), None) or _first_year(texts)
    if only is None:
        return None
    months = [month for month, _ in dates] or [month for text in texts for month, _ in _dates(text)]
    counted = Counter(_school_year(month, only) for month in months)
    year = counted.most_common(1)[0][0] if counted else SchoolYear(only)
    return FoundYear(year, f"году {only} и месяцам в таблице")


def _first_year(texts: Sequence[str]) -> int | None:
    return next((int(found[1]) for text in texts for found in _ONE.finditer(text)), None)


def _school_year(month: int, year: int) -> SchoolYear:
    return SchoolYear(year if month >= FIRST_MONTH else year - 1)


def _school_years(text: str) -> Iterator[SchoolYear]:
    for found in _TWO.finditer(text):
        if year := SchoolYear.read(f"{found[1]}-{found[2]}"):
            yield year


def _dates(text: str) -> Iterator[tuple[int, int]]:
    """Give the months that are named, each with its year, 0 if that is not told."""
    for found in _NUMBERS.finditer(text):
        yield int(found[1]), 2000 + int(found[2]) % 100 if found[2] else 0
    for found in _NAMED.finditer(text):
        *names, year = found.groups()
        yield next(at for at, name in enumerate(names, 1) if name), int(year or 0)
