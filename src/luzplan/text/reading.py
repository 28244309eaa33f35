"""A text read on after an error, without its broken rows, or again after a change, with the old ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Sequence as Items
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from luzplan.text import SYNTAX, Problem, Severity, Source, Splice, Text, apply_splices
from luzplan.text.slips import slips_in
from luzplan.text.yaml import Mapping, Node, Parse, Sequence, parse_nodes, walk

_ROUNDS = 12  # a slip may hide another; ten in one line are none of a person's
_TRIES = 20  # rows that are left out one by one where they are whole in themselves but not together
_UNIT = re.compile(r"(?m)^(?:[ ]*-[ ]+(?:[a-z]+:|\{)|[a-z]+:)")


class MendedReading(NamedTuple):
    """A broken text as it could be read; every place is one of the text as it stands.

    ``slips`` are in the order of the file, ``lost`` the spans of which nothing is known.
    """

    root: Node | None
    slips: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    lost: tuple[tuple[int, int], ...]


def read_on(source: Source, parse: Parse = parse_nodes) -> MendedReading:
    """Read a text in spite of its slips, each of which is a problem."""
    mended = _Mended(source.text)
    if source.text.lstrip()[:1] not in ("{", "["):  # JSON is written by programs
        mended.mend()
    units = _Confined(source, mended, parse)
    root = units.read()
    return MendedReading(
        None if root is None else _placed(root, mended.origin, mended.first),
        tuple(sorted(mended.problems, key=lambda one: one.start)),
        tuple(units.problems),
        tuple(units.lost),
    )


class _Mended:
    """A text that is mended step by step; the places in it are known in the text as it was.

    Each of its layers is the changes of one step, in order, and where they begin in the text behind it.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self._size = self.first = self._last = len(text)  # so much of its start and its end is as it was
        self._layers: list[tuple[list[Splice], list[int]]] = []

    def mend(self) -> None:
        """Find slips and read on as if they were none, until there are none."""
        for _ in range(_ROUNDS):
            slips = slips_in(self.text)
            if not slips:
                return
            for slip in slips:
                fixes = slip.repair if slip.certain and not self._layers else ()
                start, end = self.origin(slip.start), self.origin(slip.end)
                place = start, max(end, start)
                self.problems.append(
                    Problem(slip.code, Severity.ERROR, slip.message, *place, slip.hint, None, fixes)
                )
            self.change([splice for slip in slips for splice in slip.repair])

    def change(self, splices: Items[Splice]) -> None:
        """Change the text once more."""
        if not splices:
            return
        ordered = sorted(splices, key=lambda one: (one.start, one.end))
        shifts = accumulate((len(one.text) - (one.end - one.start) for one in ordered), initial=0)
        starts = [one.start + shift for one, shift in zip(ordered, shifts, strict=False)]
        self._layers.append((ordered, starts))
        self.first = min(self.first, *(one.start for one in splices))
        self._last = min(self._last, *(len(self.text) - one.end for one in splices))
        self.text = apply_splices(self.text, splices)

    def origin(self, offset: int) -> int:
        """Where a character of the mended text stands in the text as it was."""
        if offset < self.first:
            return offset
        if len(self.text) - offset < self._last:
            return offset + self._size - len(self.text)
        for splices, starts in reversed(self._layers):
            at = bisect_right(starts, offset) - 1
            if at >= 0:
                (start, end, text), within = splices[at], offset - starts[at]
                offset = min(start + within, end) if within < len(text) else end + within - len(text)
        return offset


class _Confined:
    """A mended text read by the parser; rows that it cannot read are left out."""

    def __init__(self, source: Source, mended: _Mended, parse: Parse) -> None:
        self._source, self._mended, self._parse_text = source, mended, parse
        self.problems: list[Problem] = []
        self.lost: list[tuple[int, int]] = []

    def read(self) -> Node | None:
        """The root of what can be read, None if that is nothing."""
        root, problems = self._parse()
        if root is not None or all(one.code != SYNTAX for one in problems):
            self._take(problems)
            return root
        broken = []
        for start, end in self._units():
            told = _broken_in(self._mended.text[start:end])
            self._take(one._replace(start=one.start + start, end=one.end + start) for one in told)
            broken += [(start, end)] if told else []
        self._leave_out(broken)
        for _ in range(_TRIES):
            root, problems = self._parse()
            if root is not None:
                break
            at = next((one.start for one in problems if one.code == SYNTAX), -1)
            unit = next((one for one in reversed(self._units()) if one[0] <= at), None)
            self._take(problems)
            if unit is None or not self._leave_out([unit]):
                return None
        else:
            return None
        self._take(problems)
        return root

    def _parse(self) -> tuple[Node | None, list[Problem]]:
        return self._parse_text(self._source._replace(text=self._mended.text))

    def _take(self, problems: Iterable[Problem]) -> None:
        origin = self._mended.origin
        self.problems += [one._replace(start=origin(one.start), end=origin(one.end)) for one in problems]

    def _units(self) -> list[tuple[int, int]]:
        """Where each row, school, section, or other part of the plan begins and ends."""
        text = self._mended.text
        return list(pairwise([*(found.start() for found in _UNIT.finditer(text)), len(text)]))

    def _leave_out(self, units: Items[tuple[int, int]]) -> bool:
        """Put something empty in the place of parts; False if there is nothing to put there."""
        splices = []
        for start, end in units:
            raw = self._mended.text[start:end]
            if raw.strip() == _stand_in(raw).strip():
                continue
            self.lost.append((self._mended.origin(start), self._mended.origin(end)))
            splices.append(Splice(start, end, _stand_in(raw)))
        self._mended.change(splices)
        return bool(splices)


@lru_cache(maxsize=4096)
def _broken_in(part: str) -> tuple[Problem, ...]:
    """What keeps a part of a plan from being read by itself; in an editor most parts stay as they are."""
    _, problems = parse_nodes(Source("", part))
    return tuple(one for one in problems if one.code == SYNTAX)


def _stand_in(raw: str) -> str:
    """What is read in the place of a part that cannot be."""
    lead = raw[: len(raw) - len(raw.lstrip(" "))]
    if not raw.lstrip().startswith("-"):
        return raw[: raw.index(":") + 1] + "\n"
    if re.match(r"[ ]*-[ ]+title", raw):
        rows = re.search(r"(?m)^[ ]*activities:[ ]*$", raw)
        return f"{lead}- title: ''\n" + (f"{rows[0]}\n" if rows else "")
    return f"{lead}- {{}}\n"


def _placed(node: Node, place: Callable[[int], int], first: int = 0) -> Node:
    """A copy of a node that stands at other places; what ends before the ``first`` of them stays as it is."""
    if node.end < first:
        return node
    if isinstance(node, Text):
        return Text(node, place(node.start), place(node.end))
    copy = type(node)(place(node.start))
    copy.end = place(node.end)
    if isinstance(node, Mapping) and isinstance(copy, Mapping):
        keys = [Text(key, place(key.start), place(key.end)) for key, _ in node.pairs]
        values = [_placed(value, place, first) for _, value in node.pairs]
        copy.pairs = [*zip(keys, values, strict=True)]
    elif isinstance(node, Sequence) and isinstance(copy, Sequence):
        copy.items = [_placed(item, place, first) for item in node.items]
    return copy


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
    lists = [] if root is None else [node for node in walk(root) if isinstance(node, Sequence)]
    if root is None or problems or not rows.keys() <= {item.start for one in lists for item in one.items}:
        return parse_nodes(source)
    if tail:
        root, problems = parse_nodes(Source("", rest + tail))
    if root is not None:
        _put(rows, root)
    return root, problems


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


def _put(rows: _Rows, node: Node) -> None:
    """Put rows in the places of what stands for them, and let lists end with them."""
    if isinstance(node, Text):
        return
    below: list[Node] = node.items if isinstance(node, Sequence) else [value for _, value in node.pairs]
    ends_with_last = bool(below) and node.end == below[-1].end
    for one in below:
        _put(rows, one)
    if isinstance(node, Sequence):
        node.items = []
        for one in below:
            meant = rows.get(one.start)
            node.items += [
                _placed(item, start.__add__) for start, items in meant or () for item in items
            ] or [one]
        below = node.items
    if ends_with_last:
        node.end = below[-1].end
