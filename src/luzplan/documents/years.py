"""The school year a document is for, by what its texts and dates say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from luzplan.calendar import FIRST_MONTH, SchoolYear

_TWO = re.compile(r"\b((?:19|20)\d\d)\s*[-/\u2010-\u2015]\s*((?:19|20)?\d\d)\b")
_ONE = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERS = re.compile(r"\b\d{1,2}\.(0?[1-9]|1[0-2])\.((?:20)?[0-4]\d)(?!\d|\.\d)")
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
    dated = Counter(SchoolYear(year if month >= FIRST_MONTH else year - 1) for month, year in _dates(cells))
    if dated:
        return FoundYear(dated.most_common(1)[0][0], "по датам в таблице")
    single = next((int(found[1]) for text in texts for found in _ONE.finditer(text)), None)
    if single is None:
        return None
    months = [month for month, _ in _months([*texts, *cells])]
    autumn = sum(month >= FIRST_MONTH for month in months)
    first = single if 2 * autumn >= len(months) else single - 1
    return FoundYear(SchoolYear(first), f"по единственному году, который назван, — {single}")


def _school_years(text: str) -> Iterator[SchoolYear]:
    for found in _TWO.finditer(text):
        if year := SchoolYear.read(f"{found[1]}-{found[2]}"):
            yield year


def _dates(texts: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Give month and year of the dates that name their year."""
    for text in texts:
        for found in _NUMBERS.finditer(text):
            yield int(found[1]), 2000 + int(found[2]) % 100
        yield from ((month, int(year)) for month, year in _months([text]) if year)


def _months(texts: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give the months that are named, each with the year behind it, empty if there is none."""
    for text in texts:
        for found in _NAMED.finditer(text):
            *names, year = found.groups()
            yield next(at for at, name in enumerate(names, 1) if name), year or ""
