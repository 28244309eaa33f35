"""Reading on after an error: slips are read as was meant, what else is wrong is confined to its row."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from luzplan.text import Problem, Severity, Source, Splice, Text, apply_splices
from luzplan.text.slips import SYNTAX, Slip
from luzplan.text.slips.columns import slips_of_columns
from luzplan.text.slips.foreign import slips_of_file
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.signs import slips_of_signs
from luzplan.text.slips.strays import shallow_texts, slips_of_strays
from luzplan.text.yaml import Mapping, Node, Parse, parse_nodes

_ROUNDS = 12  # a slip may hide another; ten in one line are none of a person's
_TRIES = 20  # rows that are left out one by one where they are whole in themselves but not together
_DOCUMENT = re.compile(r"(?m)^(?:---|\.\.\.)[ \t]*\r?$\n?")
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
    if root is not None:
        _put_back(root, mended)
    return MendedReading(
        root,
        tuple(sorted(mended.problems, key=lambda one: one.start)),
        tuple(units.problems),
        tuple(units.lost),
    )


class _Mended:
    """A text that is mended step by step; the places in it are known in the text as it was."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self._size = self.first = self._last = len(text)  # so much of its start and its end is as it was
        self._layers: list[_Layer] = []

    def mend(self) -> None:
        """Find slips and read on as if they were none, until there are none."""
        for _ in range(_ROUNDS):
            slips = _slips(self.text)
            if not slips:
                return
            for slip in slips:
                fixes = slip.repair if slip.certain and not self._layers else ()
                self.problems.append(self._problem(slip, fixes))
            self.change([splice for slip in slips for splice in slip.repair])

    def _problem(self, slip: Slip, fixes: tuple[Splice, ...]) -> Problem:
        start, end = self.origin(slip.start), self.origin(slip.end)
        severity = Severity.ERROR
        return Problem(slip.code, severity, slip.message, start, max(end, start), slip.hint, None, fixes)

    def change(self, splices: Sequence[Splice]) -> None:
        """Change the text once more."""
        if not splices:
            return
        self._layers.append(_Layer(splices))
        self.first = min(self.first, *(one.start for one in splices))
        self._last = min(self._last, *(len(self.text) - one.end for one in splices))
        self.text = apply_splices(self.text, splices)

    def origin(self, offset: int) -> int:
        """Where a character of the mended text stands in the text as it was."""
        if offset < self.first:
            return offset
        if len(self.text) - offset < self._last:
            return offset + self._size - len(self.text)
        for layer in reversed(self._layers):
            offset = layer.origin(offset)
        return offset


class _Layer:
    """One change of a text, to find places back through it."""

    def __init__(self, splices: Iterable[Splice]) -> None:
        self._splices = sorted(splices, key=lambda one: (one.start, one.end))
        self._starts: list[int] = []
        shift = 0
        for start, end, text in self._splices:
            self._starts.append(start + shift)
            shift += len(text) - (end - start)

    def origin(self, offset: int) -> int:
        """The offset before the change."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return offset
        (start, end, text), within = self._splices[at], offset - self._starts[at]
        if within >= len(text):
            return end + within - len(text)
        return min(start + within, end)


def _slips(text: str) -> list[Slip]:
    """The slips that can be seen at once; where lines are wrong in themselves their places say little."""
    marks = list(_DOCUMENT.finditer(text)) if "\n---" in text or "\n..." in text else []
    second = next((mark for mark in marks if _begins_a_second(text, mark)), None)
    slips = _apart(slips_of_file(text, marks[: marks.index(second)] if second else marks))
    if not slips:
        outline = Outline(text[: second.start()] if second else text)
        slips = _apart(slips_of_signs(outline))
        slips = slips or _apart([*slips_of_columns(outline), *slips_of_strays(outline)])
        slips = slips or list(shallow_texts(outline))
    return slips


def _apart(slips: Iterable[Slip]) -> list[Slip]:
    """Those of the slips that can be mended at once; the others are looked for again."""
    chosen: list[Slip] = []
    taken = -1
    for slip in sorted(slips, key=lambda one: (one.repair[0].start, one.start)):
        if slip.repair[0].start > taken:
            taken = max(splice.end for splice in slip.repair)
            chosen.append(slip)
    return chosen


def _begins_a_second(text: str, mark: re.Match[str]) -> bool:
    """Whether behind a mark another plan begins: with a key that this one has."""
    key = re.compile(r"(?:[ \t]*(?:#.*)?\r?\n)*([a-z]+):").match(text, mark.end())
    return key is not None and re.search(rf"(?m)^{key[1]}:", text[: mark.start()]) is not None


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
        self._leave_out([unit for unit in self._units() if self._complain(*unit)])
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
        starts = [found.start() for found in _UNIT.finditer(text)]
        return list(itertools.pairwise([*starts, len(text)]))

    def _complain(self, start: int, end: int) -> bool:
        """Whether a part cannot be read by itself; then its problem is taken down."""
        problems = _broken_in(self._mended.text[start:end])
        self._take(one._replace(start=one.start + start, end=one.end + start) for one in problems)
        return bool(problems)

    def _leave_out(self, units: Sequence[tuple[int, int]]) -> bool:
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


def _put_back(node: Node, mended: _Mended) -> None:
    """Let nodes of the mended text know their places in the text as it was; those above the first slip do."""
    if node.end < mended.first:
        return
    origin = mended.origin
    node.start, node.end = origin(node.start), origin(node.end)
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            key.start, key.end = origin(key.start), origin(key.end)
            _put_back(value, mended)
    elif not isinstance(node, Text):
        for item in node.items:
            _put_back(item, mended)
