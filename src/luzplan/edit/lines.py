"""Lines and nodes of a text by offsets, elements inside braces and brackets; why an edit cannot be made."""

from __future__ import annotations

import re
from collections.abc import Sequence as Items
from dataclasses import dataclass

from luzplan.text import Splice, Text
from luzplan.text.yaml import Mapping, Node, Sequence


class Refusal(Exception):  # noqa: N818 – it is no error, the file is as it was
    """An edit cannot be made so that nothing else changes. Becomes a value where the package is left."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Unusual(Refusal):
    """Rows stand in a way that no edit is made in; where they are a guess, the slip is what is in the way."""

    def __init__(self) -> None:
        super().__init__("список мероприятий записан необычно", "Сделайте эту правку в редакторе.")


@dataclass(frozen=True, slots=True)
class ItemLines:
    """Whole lines from ``start`` to ``end``."""

    start: int
    end: int


_END = re.compile(r"\r\n?|\n")
_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


def line_start(text: str, at: int) -> int:
    """The offset at which the line of a character starts."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def line_end(text: str, at: int) -> int:
    """The offset behind the line of a character, behind its end of line if it has one."""
    found = _END.search(text, at)
    return found.end() if found else len(text)


def column(text: str, at: int) -> int:
    """The column of a character, from 0."""
    return at - line_start(text, at)


def newline_of(text: str) -> str:
    """The end of line that the text uses."""
    found = _END.search(text)
    return found[0] if found else "\n"


def ended_as_beside(old: str, new: str) -> str:
    """A changed text where ends are mixed: a line ends as the one in its place, a new one as that above."""
    if old.count("\r\n") in (0, old.count("\n")):
        return new
    from difflib import SequenceMatcher  # few files have two kinds of ends

    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        is_in_place = last - first == end - start
        for at in range(start, end) if kind in ("insert", "replace") else ():
            above = after[at - 1] if at else ""
            like = before[first + at - start] if is_in_place else above
            line = without_end(after[at])
            newline = like[len(without_end(like)) :] or "\n"
            after[at] = ended(line, newline) if like and _is_ended(after[at]) else after[at]
    return "".join(after)


def lines_between(text: str, start: int, end: int) -> list[tuple[int, str]]:
    """The lines that start from one offset up to another, each with its offset."""
    found = []
    while start < end:
        after = line_end(text, start)
        found.append((start, text[start:after]))
        start = after
    return found


def comments_in(part: str) -> list[str]:
    """The comments of a part of the text that holds nothing but blanks and comments."""
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
    """Lines of which the last one has an end too."""
    return lines if _is_ended(lines) else lines + newline


def shifted(lines: str, by: int) -> str:
    """Move lines to the right or to the left; one that does not reach so far goes as far as it can."""
    if by >= 0:
        return re.sub(r"^(?=[^\r\n])", " " * by, lines, flags=re.MULTILINE)
    return re.sub(rf"^ {{1,{-by}}}", "", lines, flags=re.MULTILINE)


def _is_ended(text: str) -> bool:
    return text.endswith(("\n", "\r"))


def without_end(lines: str) -> str:
    """Lines without the end of the last one."""
    return re.sub(r"(?:\r\n?|\n)\Z", "", lines)


def value_of(mapping: Mapping, key: str) -> Node | None:
    """The value of a key, None if it is not there; of a key that is there twice the first counts."""
    return next((value for name, value in mapping.pairs if name == key), None)


def quote_of(text: str, node: Node | None) -> str:
    """The sign that a value is quoted with, empty if there is none."""
    sign = text[node.start : node.start + 1] if node is not None and node.end > node.start else ""
    return sign if sign in ("'", '"') else ""


def is_block_scalar(text: str, node: Node) -> bool:
    """Whether the node is a literal or folded scalar."""
    return text.startswith(("|", ">"), node.start)


def value_end(text: str, node: Node) -> int:
    """The offset behind the last character that belongs to a node, without its line end. Raises Unusual."""
    if isinstance(node, Text):
        raw = text[node.start : node.end]
        if "+" in raw[:3]:  # a block scalar that keeps the empty lines behind it
            return node.start + len(without_end(raw))
        length = len(raw.rstrip(" \t\r\n"))  # others take line ends in, and are over before them
        return node.start + length + len(raw[length:]) - len(raw[length:].lstrip(" \t"))
    if text[node.start] in "{[":
        return node.end
    values = [value for _, value in node.pairs] if isinstance(node, Mapping) else node.items
    if not values:  # it stands for a row that could not be read
        raise Unusual
    return value_end(text, values[-1])


_FLOW_COMMENT = re.compile(r"[ \t]*(?<!\S)#[^\r\n]*")
_COMMA = re.compile(r"[ \t]*,")
_NEXT_COMMA = re.compile(r"(?:\s|#[^\r\n]*)*,")


def is_flow(text: str, node: Mapping | Sequence) -> bool:
    """Whether the node is written in braces or brackets."""
    return text.startswith(("{", "["), node.start)


def pair_parts(text: str, mapping: Mapping) -> list[tuple[int, int]]:
    """The pairs of a mapping as elements; one without a value takes in the blank behind its colon."""
    return [
        (key.start, end + (value.start == value.end and text.startswith(" ", end)))
        for key, value in mapping.pairs
        for end in [max(key.end, value.end)]
    ]


@dataclass(frozen=True, slots=True)
class Flow:
    """A flow mapping or sequence from its opening to behind its closing character, and its elements."""

    text: str
    start: int
    end: int
    parts: Items[tuple[int, int]]

    def separator(self, at: int) -> str:
        """What stands between two elements near the place ``at``, without comments."""
        if len(self.parts) > 1:
            number = max(at - 2, 0)
            return without_comments(self.text[self.parts[number][1] : self.parts[number + 1][0]])
        broken = self.parts and "\n" in self.text[self.start : self.parts[0][0]]
        if not broken:
            return ", "
        return "," + newline_of(self.text) + " " * column(self.text, self.parts[0][0])

    def insert(self, at: int, raw: str) -> list[Splice]:
        """Put an element before the one at a place, or behind the last."""
        if not self.parts:
            blank = not self.text[self.start + 1 : self.end - 1].strip()
            return [Splice(self.start + 1, self.end - 1 if blank else self.start + 1, raw)]
        if at == 0:
            first = self.parts[0][0]
            return [Splice(first, first, raw + self.separator(at))]
        end, separator = self.parts[at - 1][1], self.separator(at)
        comma = _COMMA.match(self.text, end)
        comment = _FLOW_COMMENT.match(self.text, comma.end() if comma else end)
        if comment is None:
            return [Splice(end, end, separator + raw)]
        stop = comment.end()  # the element comes under the comment, which stays where it is
        if not separator.startswith(","):  # the comma stands before the next element
            return [Splice(stop, stop, separator + raw)]
        below = newline_of(self.text) + " " * column(self.text, self.parts[at - 1][0]) + raw
        if comma:
            return [Splice(stop, stop, below + ",")]
        return [Splice(end, end, ","), Splice(stop, stop, below)]

    def remove(self, first: int, last: int) -> list[Splice]:
        """Take out the elements from one to another, both included."""
        start, end = self.parts[first][0], self.parts[last][1]
        if last - first + 1 == len(self.parts):
            return [self._empty()]
        if first:
            start = self.parts[first - 1][1]
        else:
            end = self.parts[last + 1][0]
        end_of_line = line_end(self.text, self.parts[last][1])
        next_start = self.parts[last + 1][0] if last + 1 < len(self.parts) else self.end - 1
        behind = self.text[self.parts[last][1] : max(end, min(end_of_line, next_start))]
        commented = self.text[start : self.parts[first][0]] + behind
        return self._remove_lines(first, last) if comments_in(commented) else [Splice(start, end)]

    def _empty(self) -> Splice:
        """Take out all elements, but no comments before the first and behind the last."""
        start, end = self.parts[0][0], self.parts[-1][1]
        if comments_in(self.text[self.start + 1 : start] + self.text[end : self.end]):
            comma = _COMMA.match(self.text, end)
            return Splice(start, comma.end() if comma else end)
        return Splice(self.start + 1, self.end - 1)

    def _remove_lines(self, first: int, last: int) -> list[Splice]:
        """Take out elements with comments around them, which stay; a comma elsewhere goes by itself."""
        (start, _), (_, end) = self.parts[first], self.parts[last]
        splices: list[Splice] = []
        if behind := _COMMA.match(self.text, end):
            end = behind.end()
        else:
            found = _NEXT_COMMA.match(self.text, self.parts[first - 1 if first else last][1])
            assert found is not None
            comma = found.end() - 1
            before = line_start(self.text, start) <= comma < start
            start, splices = (comma, []) if before else (start, [Splice(comma, comma + 1)])
        line = line_start(self.text, start)
        alone = not self.text[line:start].strip()
        if alone and not self.text[end : line_end(self.text, end)].strip():
            start = len(self.text[:line].rstrip("\r\n"))
        return [*splices, Splice(start, end)]


def without_comments(part: str) -> str:
    """What stands between elements without its comments and the blanks and empty lines they leave."""
    return re.sub(r"[ \t]*(\r?\n)(?:[ \t]*\r?\n)*", r"\1", _FLOW_COMMENT.sub("", part))
