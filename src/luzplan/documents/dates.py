"""Dates in documents: the year that a plan is for, and the days that cells have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise, takewhile

from luzplan.documents.transcript import SectionText
from luzplan.russian import MONTHS, MONTHS_OF, MONTHS_SHORT
from luzplan.school_year import FIRST_MONTH, PREPARED_FOR, SUMMER, SchoolYear

_TWO = re.compile(r"\b((?:19|20)\d\d)\s*(?:[-/\u2010-\u2015]|г?\.?\s*(?:и|по)\b)\s*((?:19|20)?\d\d)\b")
_ONE = re.compile(r"(?<!\d)(?<!\d\.\d\d\.)(?<!\d[-/])(20\d\d)(?!\d)")
_NUMBERS = re.compile(r"\b\d{1,2}\.(0?[1-9]|1[0-2])\b(?:\.((?:20)?[0-4]\d)(?!\d|\.\d))?")
_NAMED = re.compile(
    r"\b(?:(январ)|(феврал)|(март)|(апрел)|(ма[йяе])|(июн)|(июл)|(август)|(сентяб)|(октяб)|(нояб)|(декаб))"
    r"[а-яё]*\W{0,2}(20\d\d)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(20\d\d)-(0[1-9]|1[0-2])-\d\d\b")
_SCHOOL = re.compile(r"учеб|\bуч\b", re.IGNORECASE)
_AUGUST = FIRST_MONTH - 1
_AUTUMN = range(FIRST_MONTH, 13)
_SPRING = range(1, 6)
_DAY = re.compile(
    r"(?:✓\s*)?(?:(?:вып|исп|выполнено|исполнено|проведено|сделано)\b[.:]*\s*)?(?:(\d{1,2})\.(\d{1,2})\.|(\d{1,2})\s+([а-я]+)\s+)((?:20)?\d\d)"
    r"(?:\s*г(?:\.|ода)?)?(\s+за\s+[^,;]+)?",
    re.IGNORECASE,
)
_LATIN_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_MONTHS = "|".join((*MONTHS_SHORT, *_LATIN_MONTHS))
_EXCEL_DAY = re.compile(rf"(?<![\w.])(\d{{1,2}})[.-]({_SHORT_MONTHS})[а-я]?\b\.?", re.IGNORECASE)
_EXCEL_TURNED = re.compile(rf"({_SHORT_MONTHS})[а-я]?\.?[.-](\d{{1,2}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A school year or a calendar year; ``why`` is empty where the document names it, else what it is by."""

    year: SchoolYear
    why: str = ""


def names_year(text: str) -> bool:
    """Whether a text names a school year, or one year."""
    return bool(_ONE.search(text))


def tells_year(text: str) -> bool:
    """Whether a text names a year, or a date with its year."""
    return names_year(text) or any(year for _, year in _dates(text))


def find_year(titles: Sequence[str], cells: Sequence[str], others: Sequence[str] = ()) -> FoundYear | None:
    """Find the year in the titles, else by the dates in the cells, else in the other texts around them.

    None if nothing tells it.
    """
    aims = [int(found[1]) for text in titles for found in re.finditer(PREPARED_FOR, text)]
    titles = [re.sub(PREPARED_FOR, "", text) for text in titles]
    dates = [date for text in cells for date in _dates(text)]
    ways = (
        _named(titles),
        _of_programme(titles, dates, cells),
        _of_one(titles, dates),
        _of_aim(aims, dates),
        _of_dates(dates),
        _named(others),
        _of_one(others, dates),
    )
    return next(filter(None, ways), None)


def _named(texts: Sequence[str]) -> FoundYear | None:
    years = (SchoolYear.read(f"{one[1]}-{one[2]}") for text in texts for one in _TWO.finditer(text))
    return next((FoundYear(year) for year in years if year), None)


def _of_programme(
    texts: Sequence[str], dates: Sequence[tuple[int, int]], cells: Sequence[str]
) -> FoundYear | None:
    """The first year of a programme of several.

    It is a calendar year if months before its autumn are dated, or a column is headed by it.
    """
    for first, last in (one.groups() for text in texts for one in _TWO.finditer(text)):
        if len(last) == len(first) and int(last) > int(first):
            why = f"началу программы на {first}–{last} годы, потому что план — на один год"
            by_calendar = any(year == int(first) and month in _SPRING for month, year in dates)
            by_calendar = by_calendar or any(text.rstrip(" .годаы") == first for text in cells)
            return FoundYear(SchoolYear(int(first), 1) if by_calendar else SchoolYear(int(first)), why)
    return None


def _of_one(texts: Sequence[str], dates: Sequence[tuple[int, int]]) -> FoundYear | None:
    """The calendar year that is named, or the school year of which it is a part."""
    text = next((text for text in texts if names_year(text)), "")
    if not text:
        return None
    only = int(_ONE.findall(text)[0])
    months = [month for month, _ in _dates(text)]
    if months and _step(months[0], months[-1]) == "calendar":
        return FoundYear(SchoolYear(only, 1), f"месяцам и году {only} в заголовке")
    if months:
        return FoundYear(_school_year(months[0], only), f"месяцу и году {only} в заголовке")
    months = [month for month, year in dates if year in (0, only)]
    steps = Counter(_step(before, after) for before, after in pairwise(months))
    if steps["school"] > steps["calendar"] or _SCHOOL.search(text):
        years = Counter(_school_year(month, only) for month in months) or Counter([SchoolYear(only)])
        return FoundYear(years.most_common(1)[0][0], f"году {only} и месяцам в таблице")
    return FoundYear(SchoolYear(only, 1), f"году {only} в заголовке (не учебный, а календарный)")


def _of_aim(aims: Sequence[int], dates: Sequence[tuple[int, int]]) -> FoundYear | None:
    """The calendar year in which a school year begins that the plan prepares for, if no date has another.

    What goes from autumn to spring is the school year before.
    """
    if not aims or {year for _, year in dates} - {0, aims[0]}:
        return None
    why = f"учебному году, к которому план готовит (с сентября {aims[0]} года)"
    steps = {_step(before, after) for (before, _), (after, _) in pairwise(dates)}
    return FoundYear(SchoolYear(aims[0] - 1) if "school" in steps else SchoolYear(aims[0], 1), why)


def _step(before: int, after: int) -> str:
    """In which order two months follow each other: a school year goes from autumn to spring."""
    if before in _AUTUMN and after in _SPRING:
        return "school"
    return "calendar" if before in _SPRING and after in _AUTUMN else ""


def _of_dates(dates: Sequence[tuple[int, int]]) -> FoundYear | None:
    """The school year of most dates that have a year; of August only where no other month has one.

    A year that all of them have, and that goes from spring to autumn, is a calendar year.
    """
    dated = [(month, year) for month, year in dates if year]
    steps = Counter(_step(before[0], after[0]) for before, after in pairwise(dated))
    if steps["calendar"] > steps["school"] == 0 and len({year for _, year in dated}) == 1:
        return FoundYear(SchoolYear(dated[0][1], 1), "датам в таблице")
    telling = [one for one in dated if one[0] != _AUGUST] or dated
    counted = Counter(_school_year(month, year) for month, year in telling)
    return FoundYear(counted.most_common(1)[0][0], "датам в таблице") if counted else None


def _school_year(month: int, year: int) -> SchoolYear:
    return SchoolYear(year if month >= FIRST_MONTH else year - 1)


def _dates(text: str) -> Iterator[tuple[int, int]]:
    """The months that are named, each with its year, 0 if that is not told."""
    for found in _ISO.finditer(text):
        yield int(found[2]), int(found[1])
    for found in _NUMBERS.finditer(text):
        yield int(found[1]), 2000 + int(found[2]) % 100 if found[2] else 0
    for found in _NAMED.finditer(text):
        *names, year = found.groups()
        yield next(at for at, name in enumerate(names, 1) if name), int(year or 0)


def opening_month(sections: Iterable[SectionText]) -> int | None:
    """The summer month that stands before the school's months and not behind spring; 0 if none does.

    None where August may be the beginning or the end. June and July begin a list that goes on to autumn.
    A section of several months begins the year anew, so that what stands above it says nothing of it.
    """
    # The first month of each of a section's rows, else of its title.
    firsts = [
        [date for one in section.activities for date in list(_dates(one.when))[:1]]
        or list(_dates(section.title))[:1]
        for section in sections
    ]
    dated = list(filter(None, firsts))
    parts = [[month for month, _ in part] for part in dated]
    for part in parts:
        run = [*takewhile(SUMMER.__contains__, part)]
        rest = [month for other in parts for month in (other if other is not part else part[len(run) :])]
        goes_on = run == sorted(run) and any(month in _AUTUMN for month in part[len(run) :][:1])
        if run and goes_on and not any(run[0] <= month <= SUMMER[-1] for month in rest):
            return run[0]
    months = [month for part in parts for month in part]
    others = [at for at, month in enumerate(months) if month in (*_AUTUMN, *_SPRING)]
    if _AUGUST not in months or not others:
        return 0
    steps = [step for part in parts for step in pairwise(part)]
    steps += [(before[-1], after[0]) for before, after in pairwise(parts) if len(set(after)) == 1]
    opens = months.index(_AUGUST) < others[0] or any(part[0] == _AUGUST != part[-1] for part in parts)
    closes = any(before in (*_SPRING, *SUMMER[:-1]) and after == _AUGUST for before, after in steps)
    is_told = all((_AUGUST, 0) not in part for part in dated)
    return 0 if closes else _AUGUST if opens else 0 if is_told else None


def done_days(text: str) -> tuple[str, str]:
    """The days, as ISO, on which something was done, and what else is said of that.

    Several stand one behind the other, «24.10.2011; 20 апреля 2012 за апрель».
    """
    parts = [part.strip() for part in re.split("[;\n]", text)]
    days = [_done_day(part) for part in parts if part]
    return ("; ".join(filter(None, days)), "") if days and all(days) else ("", text)


def _done_day(text: str) -> str | None:
    found = _DAY.fullmatch(text)
    name = (found[4] or "").casefold() if found else ""
    if not found or (name and name not in MONTHS_OF):
        return None
    month = MONTHS_OF.index(name) + 1 if name else int(found[2])
    try:
        day = date(2000 + int(found[5]) % 100, month, int(found[1] or found[3]))
    except ValueError:
        return None
    return f"{day}{found[6] or ''}"


def days_as_typed(text: str) -> tuple[str, bool]:
    """A deadline with days that Excel turned («23.окт», «окт.23», «23-Oct») as people write them.

    Whether it may be a month with its year, too.
    """

    def words(day: str, month: str) -> str:
        at = _SHORT_MONTHS.split("|").index(month.casefold()) % len(MONTHS)
        return f"{int(day)} {MONTHS_OF[at]}"

    turned = _EXCEL_TURNED.fullmatch(text)
    if turned and 0 < int(turned[2]) <= 31:
        return words(turned[2], turned[1]), True
    return _EXCEL_DAY.sub(lambda found: words(found[1], found[2]), text), False
