"""Rows of a list in brackets that stand on lines of their own, taken along with their comments."""

from __future__ import annotations

import re
from collections.abc import Sequence as Items
from typing import TYPE_CHECKING

from luzplan.edit.lines import (
    ItemLines,
    Refusal,
    column,
    comments_in,
    line_end,
    line_start,
    lines_between,
    shifted,
)
from luzplan.text import Splice

if TYPE_CHECKING:
    from luzplan.edit.layout import Rows

_BEHIND = re.compile(r"[ \t]*(,?)[ \t]*(?:(?<!\S)#[^\r\n]*)?(?=[\r\n])")
_COMMENT = re.compile(r"(?<!\S)#")
_COMMA = re.compile(r"[ \t]*,")


def is_by_lines(rows: Rows) -> bool:
    """Whether each row begins a line, and nothing but a comma and a comment stands behind it."""
    return bool(rows.items) and all(
        not rows.text[line_start(rows.text, one.start) : one.start].strip()
        and _BEHIND.match(rows.text, one.end)
        for one in rows.items
    )


def has_comments(rows: Rows) -> bool:
    """Whether comments stand between the rows, before the first or behind the last."""
    assert rows.node is not None
    starts = [rows.node.start + 1, *(one.end for one in rows.items)]
    ends = [*(one.start for one in rows.items), rows.node.end]
    return any(comments_in(rows.text[start:end]) for start, end in zip(starts, ends, strict=True))


def own_lines(rows: Rows, at: int) -> ItemLines:
    """The lines of a row with the comments right above it and the one beside it."""
    assert rows.node is not None
    text, item = rows.text, rows.items[at]
    before = line_end(text, rows.items[at - 1].end if at else rows.node.start)
    start = line_start(text, item.start)
    if text[start : item.start].strip():
        return ItemLines(start, line_end(text, item.end))
    for line_at, line in reversed(lines_between(text, before, start)):
        if not line.lstrip().startswith("#"):
            break
        start = line_at
    return ItemLines(start, line_end(text, item.end))


def parts_around(rows: Rows, at: int) -> tuple[str, str]:
    """The comments of a row in front of it, as lines, and behind it, with what is beside them but no comma.

    Both are empty for a row that has none. Raises `Refusal` where it cannot be said whose a comment is: rows
    share its line.
    """
    assert rows.node is not None
    text, item, own = rows.text, rows.items[at], own_lines(rows, at)
    above = text[own.start : line_start(text, item.start)]
    end = rows.items[at + 1].start if at + 1 < len(rows.items) else rows.node.end - 1
    behind = _COMMA.sub("", text[item.end : min(own.end, end)], count=1)
    if not _COMMENT.search(above + behind):
        return "", ""
    if is_by_lines(rows):
        return above, behind
    raise Refusal("рядом с мероприятием есть комментарии, и не видно, чьи они", "Перенесите его в редакторе.")


def lines_of(rows: Rows, at: int, to: int, *, comma: bool) -> str:
    """The lines of a row with its comments in another column, with a comma behind it or without."""
    own, item = own_lines(rows, at), rows.items[at]
    behind = rows.text[item.end : own.end]
    if bool(_COMMA.match(behind)) != comma:
        behind = f",{behind}" if comma else _COMMA.sub("", behind, count=1)
    return shifted(rows.text[own.start : item.end] + behind, to - column(rows.text, item.start))


def put_lines(rows: Rows, at: int, lines: Items[str]) -> list[Splice]:
    """Put rows, as whole lines, before the first or behind the one before a place, which then has a comma."""
    start = line_end(rows.text, rows.items[at - 1].end) if at else own_lines(rows, 0).start
    last = rows.items[-1].end
    comma = [Splice(last, last, ",")] if at == len(rows.items) and not ends_with_comma(rows) else []
    return [*comma, Splice(start, start, "".join(lines))]


def ends_with_comma(rows: Rows) -> bool:
    """Whether a comma stands behind the last row."""
    return bool(_COMMA.match(rows.text, rows.items[-1].end))


def cut_with_comments(rows: Rows, first: int, last: int) -> list[Splice]:
    """Take out the rows from one to another; the last that stays has a comma where the last had one."""
    cut = Splice(own_lines(rows, first).start, own_lines(rows, last).end)
    if not first or last + 1 < len(rows.items) or ends_with_comma(rows):
        return [cut]
    comma = _COMMA.match(rows.text, rows.items[first - 1].end)
    assert comma is not None  # behind it a row follows, on another line
    return [Splice(comma.start(), comma.end()), cut]
