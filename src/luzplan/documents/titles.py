"""Titles: the document's own, those between its tables, and the year that a plan is for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from luzplan.deadline.reader import month_named
from luzplan.documents import DocumentParagraph
from luzplan.documents.transcript import SectionText
from luzplan.russian import MONTHS
from luzplan.school_year import FIRST_MONTH, SchoolYear

_PLAN = re.compile(
    r"\W*(?:\w+\W+){0,4}?(?:план|программ|график|циклограмм|модель|дорожная карта|календар)", re.IGNORECASE
)
# Whose plan it is often stands above its title.
_INSTITUTION = re.compile(
    r"учрежден|школ|гимнази|лице[йя]|детск\w+ сад|администраци|управлени|отдел|\b\w{1,4}ОУ\b|СОШ|ООШ"
)
_BEGINS_PLAN = re.compile(r"\W*план\b", re.IGNORECASE)
_LONGEST_LINE = 160  # characters
_YEAR_LINE = re.compile(r"\bна\b|учеб|\bуч\b|\bгод", re.IGNORECASE)
_LONGEST_TITLE = 5  # lines
_LONGEST_HEADLINE = 300  # characters
_LONGEST_MONTH_TITLE = 6  # words
_NO_MONTH = re.compile(r"№\s*\d+|\d{4}|[«\"][^»\"]*[»\"]")  # what a title says besides
_MONTH_LINES = 3  # with its plan's name
_BEGINS_HEADLINE = re.compile(r"\W*(?:модуль|раздел|блок|направление|глава|часть)\b", re.IGNORECASE)
_NOTE = re.compile(r"\W*(?:примечани|внимание|сноска)|\*", re.IGNORECASE)


def take_title(paragraphs: Sequence[DocumentParagraph]) -> tuple[tuple[str, ...], list[DocumentParagraph]]:
    """The lines of the document's title, and the other paragraphs."""
    start = _start(paragraphs)
    if start is None:
        return (), list(paragraphs)
    end = _end(paragraphs, start)
    while end < len(paragraphs) and _is_rest(paragraphs[end], paragraphs[end - 1]):
        end += 1
    while start and _INSTITUTION.search(paragraphs[start - 1].text) and _can_be_title(paragraphs[start - 1]):
        start -= 1
    lines = tuple(paragraph.words for paragraph in paragraphs[start:end])
    return lines, [*paragraphs[:start], *paragraphs[end:]]


def month_of(title: Sequence[str]) -> str:
    """The month that the document's title names («План на сентябрь 2023 года»), empty if it names none."""
    named = month_named(_NO_MONTH.sub("", " ".join(title)))
    return MONTHS[named - 1].capitalize() if named else ""


def _start(paragraphs: Sequence[DocumentParagraph]) -> int | None:
    """The index of the title's first line: the first that speaks of a plan, else the first set apart."""
    lines = [at for at, one in enumerate(paragraphs) if _can_be_title(one)]
    tests = (
        lambda one: _BEGINS_PLAN.match(one.text),
        lambda one: _PLAN.match(one.text),
        lambda one: one.prominent,
        lambda one: one.text,
    )
    return next((at for test in tests for at in lines if test(paragraphs[at])), None)


def _can_be_title(paragraph: DocumentParagraph) -> bool:
    text = paragraph.text
    return not paragraph.marker and not text.endswith((":", ";")) and len(text) <= 2 * _LONGEST_LINE


def _is_rest(paragraph: DocumentParagraph, before: DocumentParagraph) -> bool:
    """Whether a line is set like the title's last and goes on with its sentence: «центра …»."""
    alike = paragraph.prominent and before.prominent and paragraph.rank == before.rank
    return alike and not paragraph.apart and paragraph.text[:1].islower() and _can_be_title(paragraph)


def _end(paragraphs: Sequence[DocumentParagraph], start: int) -> int:
    """The index behind the title: to its year, else as far as lines are set like its first."""
    end = start + 1
    if names_year(paragraphs[start].text):
        return end
    for at in range(start + 1, min(start + _LONGEST_TITLE, len(paragraphs))):
        one = paragraphs[at]
        if not _can_be_title(one) or len(one.text) > _LONGEST_LINE or _BEGINS_PLAN.match(one.text):
            break
        if is_month_title(one) and not names_year(one.text):
            break
        if names_year(one.text) and _YEAR_LINE.search(one.text):
            return at + 1
        alike = paragraphs[start].prominent and one.prominent and paragraphs[start].rank == one.rank
        goes_on = not one.apart and one.text[:1].islower()
        end = at + 1 if end == at and (alike or goes_on) else end
    return end


def is_note(text: str) -> bool:
    """Whether a text is a remark on the plan: «Примечание: …»."""
    return bool(_NOTE.match(text))


def split_headline(paragraphs: Sequence[DocumentParagraph]) -> tuple[str, tuple[str, ...]]:
    """The title among the paragraphs above a table, empty if there is none, and the other texts."""
    groups = _groups(paragraphs)
    at = next((at for at in reversed(range(len(groups))) if _is_headline(groups[at])), None)
    title = " ".join(one.words for one in groups[at]) if at is not None else ""
    return title, tuple(one.words for index, group in enumerate(groups) if index != at for one in group)


def headline_length(paragraphs: Sequence[DocumentParagraph], *, among_others: bool) -> int:
    """How many of the last paragraphs are the title of the table below them.

    ``among_others`` says that it is one table of several, so that it needs a title of its own.
    """
    month = month_lines(paragraphs)
    if month and len(paragraphs) - month.start <= _LONGEST_TITLE:
        return len(paragraphs) - month.start
    groups = _groups(paragraphs)
    if not groups or not _is_headline(groups[-1]):
        return 0
    return len(groups[-1]) if among_others or groups[-1][0].prominent else 0


def month_lines(paragraphs: Sequence[DocumentParagraph]) -> range | None:
    """The indices of the lines that are a month's title, the last of several; None if there is none."""
    start, lines = 0, None
    for group in _groups(paragraphs):
        at = next((at for at, one in enumerate(group) if is_month_title(one)), None)
        if at is not None:
            whole = len(group) <= _MONTH_LINES and (group[0].prominent or bool(_PLAN.match(group[0].text)))
            lines = range(start, start + len(group)) if whole else range(start + at, start + at + 1)
        start += len(group)
    return lines


def is_month_title(paragraph: DocumentParagraph) -> bool:
    """Whether a line is a month over what follows: «Сентябрь», «ПЛАН НА ОКТЯБРЬ»."""
    text = paragraph.text
    return not paragraph.marker and len(text.split()) <= _LONGEST_MONTH_TITLE and bool(month_named(text))


def _groups(paragraphs: Sequence[DocumentParagraph]) -> list[list[DocumentParagraph]]:
    """Bring together the lines that stand close to each other and are set alike."""
    number, keys = 0, []
    for at, one in enumerate(paragraphs):
        begins = one.apart or at == 0 or bool(_BEGINS_HEADLINE.match(one.text))
        number += begins or one.prominent != paragraphs[at - 1].prominent
        keys.append(number)
    pairs = groupby(zip(keys, paragraphs, strict=True), key=lambda pair: pair[0])
    return [[one for _, one in group] for _, group in pairs]


def _is_headline(group: Sequence[DocumentParagraph]) -> bool:
    text = " ".join(one.words for one in group)
    if len(text) > _LONGEST_HEADLINE or is_note(text) or not any(map(str.isalpha, text)):
        return False
    is_sentence = text.endswith((";", ":")) or (len(text) > 100 and text[-1] == ".")
    return (group[0].prominent or not is_sentence) and not any(one.marker for one in group[1:])


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


@dataclass(frozen=True, slots=True)
class FoundYear:
    """A school year or a calendar year; ``why`` is empty where the document names it, else what it is by."""

    year: SchoolYear
    why: str = ""


def names_year(text: str) -> bool:
    """Whether a text names a school year, or one year."""
    return bool(_ONE.search(text))


def find_year(titles: Sequence[str], cells: Sequence[str], others: Sequence[str] = ()) -> FoundYear | None:
    """Find the year in the titles, else by the dates in the cells, else in the other texts around them.

    None if nothing tells it.
    """
    dates = [date for text in cells for date in _dates(text)]
    ways = (
        _named(titles),
        _of_programme(titles, dates),
        _of_one(titles, dates),
        _of_dates(dates),
        _named(others),
        _of_one(others, dates),
    )
    return next(filter(None, ways), None)


def _named(texts: Sequence[str]) -> FoundYear | None:
    years = (SchoolYear.read(f"{one[1]}-{one[2]}") for text in texts for one in _TWO.finditer(text))
    return next((FoundYear(year) for year in years if year), None)


def _of_programme(texts: Sequence[str], dates: Sequence[tuple[int, int]]) -> FoundYear | None:
    """The first year of a programme of several; a calendar year if months before its autumn are dated."""
    for first, last in (one.groups() for text in texts for one in _TWO.finditer(text)):
        if len(last) == len(first) and int(last) > int(first):
            why = f"началу программы на {first}–{last} годы, потому что план — на один год"
            by_calendar = any(year == int(first) and month in _SPRING for month, year in dates)
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


def _step(before: int, after: int) -> str:
    """In which order two months follow each other: a school year goes from autumn to spring."""
    if before in _AUTUMN and after in _SPRING:
        return "school"
    return "calendar" if before in _SPRING and after in _AUTUMN else ""


def _of_dates(dates: Sequence[tuple[int, int]]) -> FoundYear | None:
    """The school year of most dates that have a year; of August only where no other month has one."""
    dated = [(month, year) for month, year in dates if year]
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


def begins_in_august(sections: Iterable[SectionText]) -> bool:
    """Whether August stands before the school's months, and nowhere after spring as the end of the year."""
    months = [month for section in sections for month in _months(section)]
    others = [at for at, month in enumerate(months) if month in (*_AUTUMN, *_SPRING)]
    if _AUGUST not in months or not others:
        return False
    opens = months.index(_AUGUST) < others[0]
    closes = any(before in _SPRING and after == _AUGUST for before, after in pairwise(months))
    return opens and not closes


def _months(section: SectionText) -> Iterator[int]:
    """The first month of a section's title, else of each of its rows."""
    titled = [month for month, _ in _dates(section.title)]
    whens = (activity.when for activity in section.activities)
    rows = [month for when in whens for month, _ in list(_dates(when))[:1]]
    yield from rows or titled[:1]
