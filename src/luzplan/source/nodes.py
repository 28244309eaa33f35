"""The nodes of a YAML file, each with its place."""

from __future__ import annotations

from collections.abc import Iterator

from luzplan.source.text import Source, Text


class Mapping:
    """Keys and values in the order of the file; a key may stand there twice."""

    __slots__ = ("end", "pairs", "start")

    def __init__(self, start: int) -> None:
        """Begin at an offset; what is in it, and where it ends, is told as the file is read on."""
        self.start, self.end = start, start
        self.pairs: list[tuple[Text, Node]] = []


class Sequence:
    """Items in the order of the file."""

    __slots__ = ("end", "items", "start")

    def __init__(self, start: int) -> None:
        """Begin at an offset; what is in it, and where it ends, is told as the file is read on."""
        self.start, self.end = start, start
        self.items: list[Node] = []


Node = Text | Mapping | Sequence


def walk(node: Node) -> Iterator[Node]:
    """Give the node and all below it, in the order of the file; keys are not nodes of their own."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, Mapping):
            waiting.extend(value for _, value in reversed(node.pairs))
        elif isinstance(node, Sequence):
            waiting.extend(reversed(node.items))


def offset_within(source: Source, text: Text, index: int) -> int:
    """Give the offset in the file of the ``index``-th character of a text's value; see `offsets_within`."""
    return offsets_within(source, text)[min(index, len(text))]


def offsets_within(source: Source, text: Text) -> list[int] | range:
    """Give the offset in the file of each character of a text's value, and of what follows the last.

    Quotes, escapes, folded lines and indentation make the raw scalar longer than its value, so the two
    are walked side by side.
    """
    raw, at = source.text, text.start
    if text.end - text.start == len(text):
        return range(text.start, text.end + 1)
    quote = raw[at : at + 1]
    if quote in ("'", '"'):
        at += 1
    elif quote in ("|", ">"):
        at = raw.find("\n", at) + 1
    offsets = []
    for character in text:
        if quote == '"':
            at = _skip_continued(raw, at, text.end)
        at = _skip_blank(raw, at, text.end, character)
        offsets.append(min(at, text.end))
        at = _after(raw, at, quote)
    return [*offsets, min(at, text.end)]


def _skip_continued(raw: str, at: int, end: int) -> int:
    """Step over the line ends that a backslash takes away, and the indentation behind them."""
    while raw.startswith(_CONTINUED, at):
        at = _skip_blank(raw, raw.find("\n", at) + 1, end, "")
    return at


def _skip_blank(raw: str, at: int, end: int, wanted: str) -> int:
    """Step over indentation and folded line ends to the character wanted, which may be a blank itself."""
    if wanted.isspace():
        return at
    while at < end and raw[at].isspace():
        at += 1
    return at


_CONTINUED = ("\\\n", "\\\r\n")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def _after(raw: str, at: int, quote: str) -> int:
    """Give the offset behind the raw form of one character."""
    if quote == '"' and raw[at : at + 1] == "\\":
        return at + _ESCAPE_LENGTH.get(raw[at + 1 : at + 2], 2)
    if quote == "'" and raw.startswith("''", at):
        return at + 2
    return at + 1
