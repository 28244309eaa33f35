"""The line of a problem with a mark under its characters, fitted to the page."""

from __future__ import annotations

import unicodedata

from luzplan.formats.lines import width_of
from luzplan.source.text import Problem, Source, visible

_TAB = 4  # columns
_CUT = "…"


def excerpt(source: Source, problem: Problem, width: int | None) -> tuple[str, str]:
    """Give the line and the line of carets below it, both no wider than ``width`` columns.

    A problem of several lines is marked to the end of the first; one of no characters by one caret.
    """
    at = source.position(problem.start)
    line = source.line(at.line)
    first = at.column - 1
    last = max(first + 1, min(len(line), first + problem.end - problem.start))
    before, marked, after = (_legible(part) for part in (line[:first], line[first:last], line[last:]))
    if width is not None:
        before, marked, after = _fitted(before, marked, after, width)
    return f"{before}{marked}{after}", " " * width_of(before) + "^" * max(1, width_of(marked))


def _legible(text: str) -> str:
    """Replace what would move or colour the text on a terminal."""
    composed = unicodedata.normalize("NFC", text.expandtabs(_TAB))
    return visible(composed).replace("\n", " ")


def _fitted(before: str, marked: str, after: str, width: int) -> tuple[str, str, str]:
    if width_of(before) + width_of(marked) + width_of(after) <= width:
        return before, marked, after
    marked = _head(marked, max(1, width - 2))
    if width_of(before) + width_of(marked) + 1 > width:
        before = _tail(before, max(1, (width - width_of(marked)) // 2))
    return before, marked, _head(after, max(1, width - width_of(before) - width_of(marked)))


def _head(text: str, width: int) -> str:
    """Cut the end off."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) >= width:
        text = text[:-1]
    return text + _CUT


def _tail(text: str, width: int) -> str:
    """Cut the beginning off."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) >= width:
        text = text[1:]
    return _CUT + text
