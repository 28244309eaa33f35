"""A file's text, the places in it, and what is wrong at a place."""

import re
from bisect import bisect_right
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple, Self

from luzplan.source.splice import Splice

# What a terminal obeys instead of printing (it moves the cursor, colours, turns the direction of writing),
# and halves of characters, which can stand in no file.
_CONTROL = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def first_control(text: str) -> str:
    """Give the first control character of a text (tabs and line feeds are none), empty if it has none."""
    found = None if _is_plain(text) else re.search(_CONTROL, text)
    return found[0] if found else ""


def visible(text: str) -> str:
    """Put «�» in the place of every control character; line ends of old times become line ends."""
    if _is_plain(text):
        return text
    return re.sub(_CONTROL, lambda found: "\n" if found[0].isspace() else "\N{REPLACEMENT CHARACTER}", text)


def _is_plain(text: str) -> bool:
    """Tell of most texts at once that they hold no control character; to compile the pattern takes longer."""
    return all(map(str.isprintable, text.split("\n")))


class Text(str):
    """A text value of the file that knows its place.

    ``start`` and ``end`` are offsets in characters of the raw scalar, quotes and block header included;
    a value made in code stands nowhere (both 0). Place and value do not always have the same length:
    use ``luzplan.source.nodes.offset_within`` for a character of the value.
    """

    __slots__ = ("end", "start")
    start: int
    end: int

    def __new__(cls, value: str = "", start: int = 0, end: int = 0) -> Self:
        """Make a text that stands at the offsets ``start`` to ``end``."""
        text = str.__new__(cls, value)
        text.start, text.end = start, end
        return text


class Position(NamedTuple):
    """A line and a column as editors count them: from 1, in characters."""

    line: int
    column: int


class Severity(IntEnum):
    """How much a problem matters; errors keep the tool from doing its work."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Problem(NamedTuple):
    """What is wrong between two offsets of a file, and the way out.

    ``first_seen`` is the offset of the first of two equal things, None where that says nothing. ``fixes``
    together, in the order of the file, mend it without changing what the plan means; there are none where
    a person has to decide.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    hint: str = ""
    first_seen: int | None = None
    fixes: tuple[Splice, ...] = ()


class _File(NamedTuple):
    name: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False


class Source(_File):
    """A file as read: its name as the user wrote it, its text with the line ends it has.

    ``encoding`` is what it was decoded from and must be written back to; ``bom`` says whether a byte
    order mark stood before the text (it is not part of ``text``).
    """

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines start."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Give line and column of a character."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Give a line (from 1) without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
