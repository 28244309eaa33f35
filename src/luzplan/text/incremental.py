"""A text that changes little by little, as in an editor: only the rows that changed are read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from luzplan.text import Problem, Source, Text
from luzplan.text.yaml import Mapping, Node, Sequence, parse_nodes, walk

_LINE = re.compile(r"(?m)^( *)(?=[^\s#])")
_ROW = re.compile(r"- +(?:\{|(?!title:)[^\W\d]+:)")
_DEEPEST = 8  # levels in a row; what goes deeper is read in its place
_STAND_IN = "- x"
# Places of stand-ins → the rows that each stands for: where a row begins, and its items.
_Rows = dict[int, list[tuple[int, list[Node]]]]


def parse_again(source: Source) -> tuple[Node | None, list[Problem]]:
    """What `parse_nodes` gives, in a sixth of the time where most rows stood in a text before.

    Each row is read by itself; the rest of the text is read with something as long in the place of the rows.
    Where the rest cannot be read alone, all is read as it stands; behind a broken row nothing is replaced.
    """
    rows, rest, at = _without_rows(source.text)
    tail = source.text[at:]
    root, problems = parse_nodes(Source("", rest))
    if root is None or problems or not rows.keys() <= _places_of_items(root):
        return parse_nodes(source)
    if tail:
        root, problems = parse_nodes(Source("", rest + tail))
    if root is not None:
        _put(rows, root)
    return root, problems


def _places_of_items(root: Node) -> set[int]:
    return {item.start for node in walk(root) if isinstance(node, Sequence) for item in node.items}


def _without_rows(text: str) -> tuple[_Rows, str, int]:
    """Rows by the places of what stands for them in a text, up to the first broken one, and its place."""
    rows: _Rows = {}
    rest: list[str] = []
    at = 0
    same = place = -1  # the column of rows that follow each other, and what stands for them
    for start, end, column in _rows(text):
        items = _items_of(text[start:end])
        if items is None:
            return rows, "".join([*rest, text[at:start]]), start
        blank = end - start - 1
        if start != at or column != same:
            same, place = column, start + column + len(_STAND_IN) - 1
            rest += [text[at:start], " " * column, _STAND_IN]
            blank -= column + len(_STAND_IN)
        rest += [" " * blank, text[end - 1]]
        rows.setdefault(place, []).append((start, items))
        at = end
    return rows, "".join([*rest, text[at:]]), len(text)


def _rows(text: str) -> Iterator[tuple[int, int, int]]:
    """Where each row begins and ends, and the column of its dash."""
    start, column = -1, 0
    for line in _LINE.finditer(text):
        here = line.end() - line.start()
        if start >= 0 and here <= column:
            yield start, line.start(), column
            start = -1
        if start < 0 and _ROW.match(text, line.end()):
            start, column = line.start(), here
    if start >= 0:
        yield start, len(text), column


@lru_cache(maxsize=16384)
def _items_of(row: str) -> list[Node] | None:
    """The items that a part of a text has by itself, None if it is broken or deeper than rows are."""
    root, problems = parse_nodes(Source("", row))
    is_whole = isinstance(root, Sequence) and not problems and _depth(root) <= _DEEPEST
    return root.items if isinstance(root, Sequence) and is_whole else None


def _depth(node: Node) -> int:
    below = node.items if isinstance(node, Sequence) else ()
    below = [value for _, value in node.pairs] if isinstance(node, Mapping) else below
    return 1 + max(map(_depth, below), default=0)


def _moved(node: Node, by: int) -> Node:
    """A copy of a node that stands elsewhere."""
    if isinstance(node, Text):
        return Text(node, node.start + by, node.end + by)
    copy = type(node)(node.start + by)
    copy.end = node.end + by
    if isinstance(node, Mapping) and isinstance(copy, Mapping):
        copy.pairs = [
            (Text(key, key.start + by, key.end + by), _moved(value, by)) for key, value in node.pairs
        ]
    elif isinstance(node, Sequence) and isinstance(copy, Sequence):
        copy.items = [_moved(item, by) for item in node.items]
    return copy


def _put(rows: _Rows, node: Node) -> None:
    """Put rows in the places of what stands for them, and let lists end with them."""
    if isinstance(node, Text):
        return
    below: list[Node] = node.items if isinstance(node, Sequence) else [value for _, value in node.pairs]
    ends_with_last = bool(below) and node.end == below[-1].end
    for one in below:
        _put(rows, one)
    if isinstance(node, Sequence):
        node.items = below = [
            item
            for one in below
            for item in (
                [_moved(item, start) for start, items in rows[one.start] for item in items]
                if one.start in rows
                else [one]
            )
        ]
    if ends_with_last:
        node.end = below[-1].end
