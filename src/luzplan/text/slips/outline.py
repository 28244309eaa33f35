"""The lines of a plan's text as people typed them: what each says and where it belongs, YAML or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from luzplan.text.slips.lines import (
    CONTAINERS,
    FIRST,
    KEYS,
    ROW,
    TABLES,
    TEXT_LISTS,
    Line,
    block_end,
    entry,
    keys_below,
    own_columns,
    read_line,
)
from luzplan.text.slips.slip import closing_bracket, closing_quote

_LONGEST = 5_000  # characters in which a quote or a bracket has to be closed, once many were not
_MANY = 20
_LONE_DASH = re.compile(r"[ ]*-[ ]*(?:#.*)?")
_NEXT_LINE = re.compile(r"(?:\n[ ]*(?:#[^\n]*|\r)?(?=\n))*\n([^\n]*)")
_CLOSING = {"'": closing_quote, '"': closing_quote, "[": closing_bracket, "{": closing_bracket}
_BEGINS_IN_BRACES = re.compile(r"\n[ ]*-[ ]|\n[a-z]+:")
# A key that ends a text in quotes is a word of it.
_BEGINS = re.compile(rf"\n[ ]*(?:-[ ]|[-–—]?[ ]*(?:{KEYS}):(?![\"'][ ]*(?:\n|$)))")
_PLAIN = re.compile(r" *(?:- )?[a-z]+: [\w«(][^:#\u00a0]*")
_PLAIN_ROW = re.compile(
    rf" *- \{{(?:(?:{'|'.join(ROW)}): (?:[\w«(][\w «»()№/.–-]*|\"[\w «»()№/.,–-]*\")(?:, (?=\w)|(?=}}$)))+}}"
)
BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")


class Outline:
    """The lines of a text, and the columns that lines of a level usually begin in.

    Those that are not ``doubtful`` have a right key and a text that is written as it should be.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._own_columns = own_columns(text)
        self._unclosed = 0
        self.lines: list[Line] = []
        self.doubtful: list[Line] = []
        places: list[tuple[str, int]] = []
        for part, start in _parts(text, self._own_columns):
            lines = [Line(line.start + start, *line[1:]) for line in part.lines] if start else part.lines
            self.lines += lines
            self.doubtful += [lines[at] for at in part.doubtful]
            places += part.places
            self._unclosed = part.after.unclosed
        self.usual: dict[str, int] = {}
        counts = Counter(places)
        for kind, column in counts:
            most = self.usual.setdefault(kind, column)
            if counts[kind, column] > counts[kind, most]:
                self.usual[kind] = column

    @cached_property
    def _starts(self) -> list[int]:
        return [line.start for line in self.lines]

    @cached_property
    def _beside(self) -> list[set[str]]:
        """For each line the keys of the row, the section, or other part it belongs to."""
        found: list[set[str]] = []
        parts: dict[str, set[str]] = {}
        for line in self.lines:
            level = line.level.removesuffix(" key")
            if line.dash or level not in parts:
                parts[level] = set()
            if level == "top":
                parts = {"top": parts["top"]}
            elif level == "inner":
                parts.pop("deep", None)
            found.append(parts[level])
            if line.key is not None and line.key.is_right:
                parts[level].add(line.key.meant)
        return found

    @cached_property
    def item_places(self) -> set[tuple[str, int]]:
        """Where items without keys begin: the zone and the column."""
        items = (line for line in self.lines if line.dash == "-" and line.gap and line.key is None)
        return {(line.zone, line.column) for line in items}

    def has_beside(self, line: Line, key: str) -> bool:
        """Whether the row, or whatever a line belongs to, has a key that is typed as it should be."""
        return key in self._beside[bisect_left(self._starts, line.start)]

    def before(self, line: Line) -> Line | None:
        """The line before a line."""
        at = bisect_left(self._starts, line.start)
        return self.lines[at - 1] if at else None

    @cached_property
    def _heads(self) -> list[Line | None]:
        """For each line the last one above it that has a key or a dash."""
        heads: list[Line | None] = [None]
        for line in self.lines:
            heads.append(line if line.key or line.dash else heads[-1])
        return heads

    def head_of(self, line: Line) -> Line | None:
        """The last line above a line that has a key or a dash."""
        return self._heads[bisect_left(self._starts, line.start)]

    def after(self, line: Line) -> Line | None:
        """The line after a line."""
        at = bisect_right(self._starts, line.start)
        return self.lines[at] if at < len(self.lines) else None

    def last_of(self, line: Line) -> Line:
        """The last of the lines without key and dash that follow a line, itself if there are none."""
        at = bisect_left(self._starts, line.start)
        while at + 1 < len(self.lines) and not (self.lines[at + 1].key or self.lines[at + 1].dash):
            at += 1
        return self.lines[at]

    def first_key(self, level: str) -> str:
        """The key that rows, sections or items begin with in this plan."""
        keys = Counter(line.key.meant for line in self.lines if line.level == level and line.key)
        return max(keys, key=lambda one: (keys[one], one == FIRST[level]), default=FIRST[level])

    def items_below(self, line: Line) -> list[Line]:
        """The items without keys that follow a line and do not stand further left."""
        at = found = bisect_left(self._starts, line.start) + 1
        while found < len(self.lines) and self.lines[found].dash and self.lines[found].key is None:
            if self.lines[found].column < line.key_column:
                break
            found += 1
        return self.lines[at:found]

    def next_start(self, start: int) -> int:
        """Where the line after the one at an offset starts."""
        at = bisect_right(self._starts, start)
        return self._starts[at] if at < len(self._starts) else len(self.text) + 1

    def keys(self, zone: str) -> tuple[str, ...]:
        """The keys that may stand below a key of the plan."""
        return keys_below(zone, self._own_columns)

    def limit(self, line: Line) -> int:
        """The offset before which a quote or bracket of a line must be closed: there something new begins."""
        return _limit(self.text, line, self._unclosed)


class _State(NamedTuple):
    """What the lines above tell of those below: their zone, where entries of a table begin, … ."""

    zone: str = ""
    column: int = 0
    is_preface: bool = False
    unclosed: int = 0


class _Part(NamedTuple):
    """Lines that stand in a part of a text, which are doubtful, and what they tell of those below.

    ``places`` are their kinds and columns; a part that ``goes_on`` ends within a text.
    """

    lines: list[Line]
    doubtful: list[int]
    places: list[tuple[str, int]]
    after: _State
    goes_on: bool


def _parts(text: str, own: frozenset[str]) -> Iterator[tuple[_Part, int]]:
    """The parts of a text with their places; each begins with a dash, where no quote or bracket goes on."""
    starts = [0, *(found.start() + 1 for found in re.finditer(r"\n(?=[ ]*-[ ])", text)), len(text)]
    at, state = 0, _State()
    while at + 1 < len(starts):
        start, width = starts[at], 1
        part = _read_part(text[start : starts[at + 1]], state, own)
        while part.goes_on and at + width + 1 < len(starts):
            width = min(2 * width, len(starts) - 1 - at)
            part = _read_part(text[start : starts[at + width]], state, own)
        yield part, start
        at, state = at + width, part.after


@lru_cache(maxsize=16384)
def _read_part(text: str, state: _State, own: frozenset[str]) -> _Part:
    """The lines of a part; in an editor most have been read before."""
    zone, column, is_preface, unclosed = state
    at, size, lines = 0, len(text), []
    while at < size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        start, raw = at, text[at:end].rstrip("\r")
        at = end + 1
        if not raw.strip() or raw.lstrip().startswith("#"):
            continue
        line = read_line(raw, zone, own)._replace(start=start)
        if zone in TABLES and line.zone == zone:
            line = entry(line, raw, column)
            column = column or line.column
        elif _LONE_DASH.fullmatch(raw):
            line = _below_dash(text, line, own)
        zone = line.zone
        if line.key:
            is_preface = (line.level, line.key.meant) == ("section key", "preface")
        elif is_preface and line.dash:  # a text above a section, and no row of it
            line = line._replace(zone="section preface", level="section preface item")
        if line.key and line.key.meant in TABLES and line.level in ("top", "inner key"):
            zone, column = line.key.meant, 0
        lines.append(line)
        last = _last_of(text, line, unclosed)
        unclosed += last < 0
        at = max(at, last + 1)
    places = [(line.kind, line.column) for line in lines if line.level and not line.lead.strip(" ")]
    doubtful = [at for at, line in enumerate(lines) if not _is_plain(line)]
    return _Part(lines, doubtful, places, _State(zone, column, is_preface, unclosed), at > size)


def _is_plain(line: Line) -> bool:
    if line.key is None:
        return line.zone == "sections" and _PLAIN_ROW.fullmatch(line.text) is not None
    return line.key.is_right and line.key.meant not in CONTAINERS and _PLAIN.fullmatch(line.text) is not None


def _below_dash(text: str, alone: Line, own: frozenset[str]) -> Line:
    """A dash that stands alone with the key that stands below it, if one does."""
    found = _NEXT_LINE.match(text, text.find("\n", alone.start))
    if not found:
        return alone
    below = read_line(found[1].rstrip("\r"), alone.zone, own)
    below = below._replace(start=found.start(1))
    if below.key is None or below.dash or below.column <= alone.column:
        return alone
    gap = text[alone.start + alone.column + 1 : below.start + below.column]
    level = below.level.removesuffix(" key")
    both = text[alone.start : below.end]
    return below._replace(start=alone.start, text=both, lead=alone.lead, dash="-", gap=gap, level=level)


def _last_of(text: str, line: Line, unclosed: int) -> int:
    """The end of the text that begins in a line, -1 if a quote or bracket of it is not closed."""
    if BLOCK.match(line.value):
        return block_end(text, line.end, (line.column, line.key_column), line.zone in TEXT_LISTS)
    find = _CLOSING.get(line.value[:1])
    return find(text, line.value_start, _limit(text, line, unclosed)) if find else line.end


def _limit(text: str, line: Line, unclosed: int) -> int:
    found = (_BEGINS_IN_BRACES if line.value.startswith("{") else _BEGINS).search(text, line.end)
    end = found.start() if found else len(text)
    return end if unclosed < _MANY else min(end, line.end + _LONGEST)
