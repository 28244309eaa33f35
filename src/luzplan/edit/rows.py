"""The rows of a section in its file: where their lines and comments stand, and how they are taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence as Items

from luzplan.edit.lines import (
    Flow,
    ItemLines,
    Refusal,
    Unusual,
    column,
    comments_in,
    cut_lines,
    line_end,
    line_start,
    lines_between,
    shifted,
    value_end,
    value_of,
)
from luzplan.text import Splice
from luzplan.text.yaml import Mapping, Sequence

ROWS = "activities"
_COMMENT_LINE = re.compile(r"( *)[ \t]*#[^\r\n]*(?:\r\n?|\n)?")
_BEHIND = re.compile(r"[ \t]*(,?)[ \t]*(?:(?<!\S)#[^\r\n]*)?(?=[\r\n])")
_COMMA = re.compile(r"[ \t]*,")
_COMMENT, _BLANK = r"\s*#", r"\s*\Z"  # kinds of lines


class Rows:
    """The activities of a section: their list in the file, None where the section has none yet.

    The sections of a plan are such a list too: then the plan stands for the section, and they for its rows.
    """

    def __init__(self, text: str, section: Mapping, key: str = ROWS) -> None:
        self.text = text
        self.section = section
        value = value_of(section, key)
        self.node = value if isinstance(value, Sequence) else None
        self.items = [] if self.node is None else self.node.items

    def activity(self, at: int) -> Mapping:
        """An activity of the list."""
        if at >= len(self.items):  # what was changed has become another guess
            raise Unusual
        item = self.items[at]
        if not isinstance(item, Mapping):
            raise Refusal("в списке мероприятий есть пункт не по форме", "Исправьте его: luzplan validate")
        return item

    @property
    def in_block(self) -> bool:
        """Whether the rows stand on lines of their own that begin with a dash."""
        return self.node is not None and not self.text.startswith("[", self.node.start)

    @property
    def dash(self) -> int:
        """The column of the dashes of a block list."""
        assert self.node is not None
        return column(self.text, self.node.start)

    def own_lines(self, at: int) -> ItemLines:
        """The lines of a row of a block list, from its dash to its last value, without any comments."""
        item = self.activity(at)
        before = self._last_line_end(at - 1) if at else self._head_end()
        starts = [start for start, line in lines_between(self.text, before, item.start)
                  if line[: self.dash + 1] == " " * self.dash + "-"]  # fmt: skip
        if not starts:
            raise Unusual
        return ItemLines(starts[0], self._last_line_end(at))

    def lines(self, at: int) -> ItemLines:
        """The lines of a row with its comments.

        Its own are those right above it, unless they stand under the row before and deeper than the dash,
        and those right under it that stand deeper than the dash.
        """
        start, end = self.own_lines(at).start, self._comments_under(at)
        before = self._comments_under(at - 1) if at else self._head_end()
        return ItemLines(self._above(before, start, _COMMENT), end)

    def _above(self, before: int, start: int, kind: str) -> int:
        """Where the lines of a kind begin that stand right above a line."""
        for at, line in reversed(lines_between(self.text, before, start)):
            if not re.match(kind, line):
                break
            start = at
        return start

    def _head_end(self) -> int:
        """Where the first line of a block list, or of the comments above it, starts."""
        assert self.node is not None
        key = next(name for name, value in self.section.pairs if value is self.node)
        return line_end(self.text, key.end)

    def _last_line_end(self, at: int) -> int:
        return line_end(self.text, value_end(self.text, self.activity(at)))

    def _comments_under(self, at: int) -> int:
        """Where the comments end that belong to the row above them."""
        end = self._last_line_end(at)
        while (line := _COMMENT_LINE.match(self.text, end)) and len(line[1]) > self.dash:
            end = line.end()
        return end

    # What stands in brackets.

    @property
    def flow(self) -> Flow:
        """The list in brackets, its rows as elements."""
        assert self.node is not None
        return Flow(self.text, self.node.start, self.node.end, [(one.start, one.end) for one in self.items])

    @property
    def is_by_lines(self) -> bool:
        """Whether each row begins a line, and nothing but a comma and a comment stands behind it."""
        return bool(self.items) and all(
            not self.text[line_start(self.text, one.start) : one.start].strip()
            and _BEHIND.match(self.text, one.end)
            for one in self.items
        )

    @property
    def has_comments(self) -> bool:
        """Whether comments stand between the rows, before the first or behind the last."""
        assert self.node is not None
        starts = [self.node.start + 1, *(one.end for one in self.items)]
        ends = [*(one.start for one in self.items), self.node.end]
        return any(comments_in(self.text[start:end]) for start, end in zip(starts, ends, strict=True))

    @property
    def ends_with_comma(self) -> bool:
        """Whether a comma stands behind the last row."""
        return bool(_COMMA.match(self.text, self.items[-1].end))

    def _bracket_lines(self, at: int) -> ItemLines:
        """The lines of a row with the comments right above it and the one beside it."""
        assert self.node is not None
        item = self.items[at]
        start, end = line_start(self.text, item.start), line_end(self.text, item.end)
        if not self.text[start : item.start].strip():
            before = line_end(self.text, self.items[at - 1].end if at else self.node.start)
            start = self._above(before, start, _COMMENT)
        return ItemLines(start, end)

    def parts_around(self, at: int) -> tuple[str, str]:
        """The comments of a row in front of it, as lines, and behind it, with what is beside them.

        No comma is part of it; both are empty for a row that has none. Raises `Refusal` where rows share
        the line of a comment, and it cannot be said whose it is.
        """
        assert self.node is not None
        item, own = self.items[at], self._bracket_lines(at)
        above = self.text[own.start : line_start(self.text, item.start)]
        end = self.items[at + 1].start if at + 1 < len(self.items) else self.node.end - 1
        behind = _COMMA.sub("", self.text[item.end : min(own.end, end)], count=1)
        if not comments_in(above + behind):
            return "", ""
        if self.is_by_lines:
            return above, behind
        message = "рядом с мероприятием есть комментарии, и не видно, чьи они"
        raise Refusal(message, "Перенесите его в редакторе.")

    def moved_lines(self, at: int, to: int, *, comma: bool) -> str:
        """The lines of a row with its comments in another column, with a comma behind it or without."""
        own, item = self._bracket_lines(at), self.items[at]
        behind = self.text[item.end : own.end]
        if bool(_COMMA.match(behind)) != comma:
            behind = f",{behind}" if comma else _COMMA.sub("", behind, count=1)
        return shifted(self.text[own.start : item.end] + behind, to - column(self.text, item.start))

    def put_lines(self, at: int, lines: Items[str]) -> list[Splice]:
        """Put rows as whole lines before the first, or behind another one, which then has a comma."""
        start = line_end(self.text, self.items[at - 1].end) if at else self._bracket_lines(0).start
        last = self.items[-1].end
        comma = [Splice(last, last, ",")] if at == len(self.items) and not self.ends_with_comma else []
        return [*comma, Splice(start, start, "".join(lines))]

    def cut(self, first: int, last: int) -> list[Splice]:
        """Take out the activities from one to another, both included, with their comments."""
        if not self.in_block and self.is_by_lines and self.has_comments:
            return self._cut_by_lines(first, last)
        if not self.in_block:
            return self.flow.remove(first, last)
        start, end = self.lines(first).start, self.lines(last).end
        before = self.lines(first - 1).end if first else start
        is_last = last + 1 == len(self.items)
        after = end if is_last else self.own_lines(last + 1).start
        if is_last:
            start = self._above(before, start, _BLANK)
        elif not first or blank_lines(self.text, before, start):
            for _ in range(blank_lines(self.text, end, after)):
                end = line_end(self.text, end)
        return [cut_lines(self.text, start, end)]

    def _cut_by_lines(self, first: int, last: int) -> list[Splice]:
        """Take out lines in brackets; the last row that stays has a comma where the last had one."""
        cut = Splice(self._bracket_lines(first).start, self._bracket_lines(last).end)
        if not first or last + 1 < len(self.items) or self.ends_with_comma:
            return [cut]
        comma = _COMMA.match(self.text, self.items[first - 1].end)
        assert comma is not None  # behind it a row follows, on another line
        return [Splice(comma.start(), comma.end()), cut]


def blank_lines(text: str, start: int, end: int) -> int:
    """How many blank lines a part of the text begins with."""
    lines = [line for _, line in lines_between(text, start, end)]
    return next((at for at, line in enumerate(lines) if line.strip()), len(lines))
