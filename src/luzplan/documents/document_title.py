"""The document's own title among the lines above its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.documents import DocumentParagraph
from luzplan.documents.dates import names_year, tells_year
from luzplan.documents.titles import LONGEST_TITLE, PLAN, is_house, is_month_title

_APPENDIX = re.compile(r"\W*приложение\b", re.IGNORECASE)  # to what the plan belongs
_BEGINS_PLAN = re.compile(r"[^\w(]*план\b", re.IGNORECASE)
_LONGEST_LINE = 160  # characters
_YEAR_LINE = re.compile(r"\bна\b|учеб|\bуч\b|\bгод|^\W*(?:с\s+)?\d{1,2}\b", re.IGNORECASE)


_Lines = list[DocumentParagraph]


def take_title(paragraphs: Sequence[DocumentParagraph]) -> tuple[tuple[str, ...], _Lines, _Lines]:
    """The lines of the document's title, the paragraphs above it, as whose plan it is, and those below it."""
    start = _start(paragraphs)
    if start is None:
        return (), [], list(paragraphs)
    end = _end(paragraphs, start)
    while end < len(paragraphs) and _is_rest(paragraphs[end], paragraphs[end - 1]):
        end += 1
    lines = tuple(paragraph.words for paragraph in paragraphs[start:end])
    return lines, [*paragraphs[:start]], [*paragraphs[end:]]


def _start(paragraphs: Sequence[DocumentParagraph]) -> int | None:
    """The index of the title's first line: the first that speaks of a plan, else the first set apart."""
    lines = [at for at, one in enumerate(paragraphs) if _can_be_title(one)]
    # A line may say what the line above it is an appendix to.
    above = ("", *(one.text for one in paragraphs))
    lines = [at for at in lines if not (_APPENDIX.match(above[at]) and paragraphs[at].text.startswith("к "))]
    for pattern in (_BEGINS_PLAN, PLAN):
        named = [at for at in lines if pattern.match(paragraphs[at].text)]
        # A page of a site names the plan above the title that has the year.
        whole = (at for at in named[1:] if _is_whole(paragraphs[at : _end(paragraphs, at)]))
        if named:
            first = _is_whole(paragraphs[named[0] : _end(paragraphs, named[0])])
            return named[0] if first else next(whole, named[0])
    lines = [at for at in lines if not is_house(paragraphs[at].text)]
    return next((at for at in lines if paragraphs[at].prominent), next(iter(lines), None))


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
    for at in range(start + 1, min(start + LONGEST_TITLE, len(paragraphs))):
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
