"""Offsets of a text as editors count them: lines, and columns in the units that both sides have agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from luzplan.text import Splice

# Units of the protocol → the encoding whose units they are, and the bytes of one.
UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class TextPlace(NamedTuple):
    """A line and a column, both from 0, the column in units of the client."""

    line: int
    column: int


class Places:
    """The places of a text; lines end as they do in editors, also with a carriage return alone."""

    def __init__(self, text: str, unit: str) -> None:
        """Take a text and the name of the units, a key of `UNITS`."""
        self._text = text
        self._encoding, self._size = UNITS[unit]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self._text))]

    def place(self, offset: int) -> TextPlace:
        """The place of a character."""
        offset = min(offset, len(self._text))
        line = bisect_right(self._starts, offset) - 1
        before = self._text[self._starts[line] : offset]
        if before.isascii() or self._size == 4:
            return TextPlace(line, len(before))
        return TextPlace(line, len(before.encode(self._encoding, "surrogatepass")) // self._size)

    def offset(self, place: TextPlace) -> int:
        """The offset of a place; one behind the end of its line or of the text counts as that end."""
        if place.line >= len(self._starts):
            return len(self._text)
        start = self._starts[max(place.line, 0)]
        end = self._starts[place.line + 1] if place.line + 1 < len(self._starts) else len(self._text)
        line = self._text[start:end].rstrip("\r\n")
        column = max(place.column, 0)
        if line.isascii() or self._size == 4:
            return start + min(column, len(line))
        before = line.encode(self._encoding, "surrogatepass")[: column * self._size]
        return start + len(before.decode(self._encoding, "ignore"))


def difference(old: str, new: str) -> tuple[Splice, ...]:
    """The changes that make one text of another: whole lines where many differ, else words."""
    if old == new:
        return ()
    from difflib import SequenceMatcher  # few requests change anything

    before, after = (text.splitlines(keepends=True) for text in (old, new))
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        _narrowed(Splice(starts[i1], starts[i2], "".join(after[j1:j2])), old)
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )


def _narrowed(splice: Splice, old: str) -> Splice:
    """A change without what is the same before and after at its ends."""
    start, end, text = splice
    while start < end and text and old[start] == text[0]:
        start, text = start + 1, text[1:]
    while start < end and text and old[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    return Splice(start, end, text)
