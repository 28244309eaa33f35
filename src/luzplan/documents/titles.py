"""Titles: the document's own, and those between its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from luzplan.deadline.reader import month_named
from luzplan.documents import DocumentParagraph
from luzplan.documents.cells import is_day, lent_deadline
from luzplan.documents.signing import is_note
from luzplan.documents.years import names_year, tells_year
from luzplan.russian import MONTHS

_PLAN = re.compile(
    r"\W*(?:\w+\W+){0,4}?"
    r"(?:план|программ|график|циклограмм|модель|дорожная карта|календар|перечень мероприятий)",
    re.IGNORECASE,
)
# Whose plan it is often stands above its title.
_INSTITUTION = re.compile(
    r"учрежден|школ|гимнази|лице[йя]|детск\w+ сад|администраци|управлени|отдел|\b\w{1,4}ОУ\b|СОШ|ООШ"
)
_APPENDIX = re.compile(r"\W*приложение\b", re.IGNORECASE)  # to what the plan belongs
_BEGINS_PLAN = re.compile(r"[^\w(]*план\b", re.IGNORECASE)
_LONGEST_LINE = 160  # characters
_YEAR_LINE = re.compile(r"\bна\b|учеб|\bуч\b|\bгод|^\W*(?:с\s+)?\d{1,2}\b", re.IGNORECASE)
_LONGEST_TITLE = 5  # lines
_LONGEST_HEADLINE = 300  # characters
_LONGEST_MONTH_TITLE = 6  # words
_NO_MONTH = re.compile(r"№\s*\d+|\d{4}|[«\"][^»\"]*[»\"]")  # what a title says besides
_MONTH_LINES = 3  # with its plan's name
_BEGINS_HEADLINE = re.compile(r"\W*(?:модуль|раздел|блок|направление|глава|часть)\b", re.IGNORECASE)


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
    lines = [at for at in lines if not _ends_appendix(paragraphs, at)]
    for pattern in (_BEGINS_PLAN, _PLAN):
        named = [at for at in lines if pattern.match(paragraphs[at].text)]
        # A page of a site names the plan above the title that has the year.
        whole = (at for at in named[1:] if _is_whole(paragraphs[at : _end(paragraphs, at)]))
        if named:
            first = _is_whole(paragraphs[named[0] : _end(paragraphs, named[0])])
            return named[0] if first else next(whole, named[0])
    return next((at for at in lines if paragraphs[at].prominent), next(iter(lines), None))


def _ends_appendix(paragraphs: Sequence[DocumentParagraph], at: int) -> bool:
    """Whether a line says what the line above is an appendix to."""
    return at > 0 and bool(_APPENDIX.match(paragraphs[at - 1].text)) and paragraphs[at].text.startswith("к ")


def _is_whole(title: Sequence[DocumentParagraph]) -> bool:
    """Whether lines are the title of a plan with its year, and not that of a month in it."""
    return any(tells_year(one.text) for one in title) and not is_month_title(title[0])


def _can_be_title(paragraph: DocumentParagraph) -> bool:
    text = paragraph.text
    if paragraph.marker or _APPENDIX.match(text):
        return False
    return not text.endswith((":", ";")) and len(text) <= 2 * _LONGEST_LINE


def _is_rest(paragraph: DocumentParagraph, before: DocumentParagraph) -> bool:
    """Whether a line is set like the title's last and goes on with its sentence: «центра …»."""
    if paragraph.text.startswith("(") and names_year(paragraph.text):
        return True
    alike = paragraph.prominent and before.prominent and paragraph.rank == before.rank
    goes_on = not paragraph.apart and paragraph.text[:1].islower()
    return bool(alike) and goes_on and _can_be_title(paragraph)


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
        if tells_year(one.text) and _YEAR_LINE.search(one.text):
            return at + 1
        alike = paragraphs[start].prominent and one.prominent and paragraphs[start].rank == one.rank
        goes_on = not one.apart and one.text[:1].islower()
        end = at + 1 if end == at and (alike or goes_on) else end
    return end


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
    """Bring together the lines that stand close to each other and are set alike.

    A line that is set like a heading more than the one before it begins anew: that may be a slogan.
    """
    number, keys = 0, []
    for at, one in enumerate(paragraphs):
        above = paragraphs[at - 1].prominent if at else 0
        begins = one.apart or at == 0 or bool(_BEGINS_HEADLINE.match(one.text))
        number += begins or one.prominent > above or (above > 0) != (one.prominent > 0)
        keys.append(number)
    pairs = groupby(zip(keys, paragraphs, strict=True), key=lambda pair: pair[0])
    return [[one for _, one in group] for _, group in pairs]


def _is_headline(group: Sequence[DocumentParagraph]) -> bool:
    text = " ".join(one.words for one in group)
    says = any(map(str.isalpha, text)) or is_day(text)
    if len(text) > _LONGEST_HEADLINE or is_note(text) or not says:
        return False
    is_sentence = text.endswith((";", ":")) or (len(text) > 100 and text[-1] == ".")
    is_sentence = is_sentence and not lent_deadline(text)
    return bool(group[0].prominent or not is_sentence) and not any(one.marker for one in group[1:])


_DISTRICT = re.compile(
    r"([а-яё-]+(?:ского|цкого)\s+)((?:школьного|образовательного|муниципального)\s+)округа\b", re.IGNORECASE
)
_NOMINATIVE = ((re.compile(r"(ск|цк)ого\b"), r"\1ий"), (re.compile(r"ного\b"), "ный"))
_SHORT = re.compile(r"\(\s*далее\W+([А-ЯЁ]{2,8})\s*\)")


def district_of(texts: Sequence[str]) -> tuple[str, str]:
    """The district's name in the nominative and its abbreviation, empty where they are not told."""
    short = next((found[1] for text in texts if (found := _SHORT.search(text))), "")
    found = next((found for text in texts if (found := _DISTRICT.search(text))), None)
    name = f"{found[1]}{found[2]}округ" if found else ""
    for pattern, ending in _NOMINATIVE:
        name = pattern.sub(ending, name)
    return " ".join(name.split()), short
