"""The line of a problem with a mark under its characters, fitted to the page."""

from __future__ import annotations

import unicodedata

from luzplan.formats.lines import width_of
from luzplan.source.text import Problem, Source, visible

_TAB = 4  # columns
_CUT = "…"
_LONGEST = 1000  # columns; a line can be the whole file, and is shown for each of its problems


def excerpt(source: Source, problem: Problem, width: int | None) -> tuple[str, str]:
    """Give the line and the line of carets below it, both no wider than ``width`` columns.

    A problem of several lines is marked to the end of the first; one of no characters by one caret.
    """
    before, marked, after = map(_legible, _parts(source, problem))
    before, marked, after = _fitted(before, marked, after, min(width or _LONGEST, _LONGEST))
    return f"{before}{marked}{after}", " " * width_of(before) + "^" * max(1, width_of(marked))


def _parts(source: Source, problem: Problem) -> tuple[str, str, str]:
    """Give what stands before, at and behind the place in its line, each no longer than can be shown."""
    start, near = problem.start, 2 * _LONGEST
    line_start = start - source.position(start).column + 1
    rest = source.text[start : start + 2 * near].partition("\n")[0].rstrip("\r")
    marked = max(1, min(near, problem.end - start))
    return source.text[max(line_start, start - near) : start], rest[:marked], rest[marked : marked + near]


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
        text = text[: -1 - (width_of(text) - width) // 2]
    return text + _CUT


def _tail(text: str, width: int) -> str:
    """Cut the beginning off."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) >= width:
        text = text[1 + (width_of(text) - width) // 2 :]
    return _CUT + text
