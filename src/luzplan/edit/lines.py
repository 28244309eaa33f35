"""Lines of a text by offsets: where they start and end, how they are cut out and put in."""

from __future__ import annotations

import re

from luzplan.source.splice import Splice

_END = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


def line_start(text: str, at: int) -> int:
    """Give the offset at which the line of a character starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """Give the offset behind the line of a character, behind its end of line if it has one."""
    found = _END.search(text, at)
    return found.end() if found else len(text)


def column(text: str, at: int) -> int:
    """Give the column of a character, from 0."""
    return at - line_start(text, at)


def newline_of(text: str) -> str:
    """Give the end of line that the text uses."""
    found = _END.search(text)
    return found[0] if found else "\n"


def lines_between(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """Give the lines that start from one offset up to another, each with its offset."""
    found = []
    while start < end:
        after = line_end(text, start)
        found.append((start, text[start:after]))
        start = after
    return found


def comments_in(part: str) -> list[str]:
    """Give the comments of a part of the text that holds nothing but blanks and comments."""
    return _COMMENT.findall(part)


def insert_lines(text: str, at: int, lines: str) -> Splice:
    """Put whole lines where a line starts, or behind the last one, whether or not that has an end."""
    if at == len(text) and not _is_ended(text):
        return Splice(at, at, newline_of(text) + without_end(lines))
    return Splice(at, at, lines)


def cut_lines(text: str, start: int, end: int) -> Splice:
    """Take whole lines out; of a last line that has no end, the end of the line before goes with it."""
    if end == len(text) and not _is_ended(text):
        start = len(without_end(text[:start]))
    return Splice(start, end)


def ended(lines: str, newline: str) -> str:
    """Give lines of which the last one has an end too."""
    return lines if _is_ended(lines) else lines + newline


def _is_ended(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def without_end(lines: str) -> str:
    """Give lines without the end of the last one."""
    return re.sub(r"(?:\r\n?|\n)\Z", "", lines)
