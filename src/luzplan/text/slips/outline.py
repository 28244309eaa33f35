"""The lines of a plan's text as people typed them: what each says and where it belongs, YAML or not."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from luzplan.russian.spelling import folded, is_one_slip
from luzplan.text.slips import closing_bracket, closing_quote
from luzplan.text.slips.keys import (
    BLANK,
    DASHES,
    ITEMS,
    KEYS,
    SECTION,
    TABLES,
    TEXT_LISTS,
    Key,
    block_end,
    keys_below,
    line_with_key,
    meant_key,
    own_columns,
)

_ENTRY = re.compile(
    rf"(?P<lead>[{BLANK}]+|(?=[А-ЯЁ]{{2,}}[{BLANK}]*:))(?P<dash>(?:[{DASHES}]{{1,3}}(?=[{BLANK}]))?)(?P<gap>[{BLANK}]*)"
    r"(?P<typed>«?[^\W\d_][^:;=\d]*?|«?[^\W\d_][^:;=]*?(?=[ ]*:))"
    rf"(?P<sign>[{BLANK}]*[:;=]|[{BLANK}]+[-–—](?=[{BLANK}])|(?=[{BLANK}]+(?:с[{BLANK}]+)?\d))"
    rf"(?P<space>[{BLANK}]*)(?P<value>.*)"
)
_FIRST_WORD = re.compile(
    rf"(?P<lead>[{BLANK}]+)(?P<dash>)(?P<gap>)(?P<typed>[^\W\d_]+)(?P<sign>)(?P<space>[{BLANK}]+)(?P<value>.+)"
)
_LONGEST = 5_000  # characters in which a quote or a bracket has to be closed, once many were not
_MANY = 20
_LONE_DASH = re.compile(r"[ ]*-[ ]*(?:#.*)?")
_NEXT_LINE = re.compile(r"(?:\n[ ]*(?:#[^\n]*|\r)?(?=\n))*\n([^\n]*)")
BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")


class Line(NamedTuple):
    """A line that is no part of a longer text: its place, its signs, its key, and the text behind it.

    A dash that stands alone, or before a remark, makes one line with the key below it.

    ``zone`` is the key of the plan it stands below, ``level`` what it is there: «row» begins an activity,
    «row key» goes on with it, «deep key» stands below an «inner key»; empty where the line does not say it.
    """

    start: int
    text: str
    lead: str
    dash: str
    gap: str
    number: str
    key: Key | None
    sign: str
    space: str
    value: str
    zone: str
    level: str

    @property
    def column(self) -> int:
        """How many blanks stand before it."""
        return len(self.lead)

    @property
    def key_column(self) -> int:
        """Where its key begins, or its text."""
        before = f"{self.lead}{self.dash}{self.gap}"
        return len(before) - before.rfind("\n") - 1

    @property
    def kind(self) -> str:
        """Its level, told apart by the zone where zones have levels of the same name."""
        return self.level if self.level.startswith(("row", "section", "top")) else f"{self.zone} {self.level}"

    @property
    def key_start(self) -> int:
        """The offset of its key, or its text."""
        return self.start + len(self.lead) + len(self.dash) + len(self.gap)

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def value_start(self) -> int:
        """The offset of what stands behind its key."""
        return self.end - len(self.value)


class Outline:
    """The lines of a text, and the columns that lines of a level usually begin in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._own_columns = own_columns(text)
        self._unclosed = 0
        self.lines = list(self._read())
        counts: dict[str, Counter[int]] = {}
        for line in self.lines:
            if line.level and not line.lead.strip(" "):
                counts.setdefault(line.kind, Counter())[line.column] += 1
        self.usual: dict[str, int] = {kind: count.most_common(1)[0][0] for kind, count in counts.items()}
        items = (line for line in self.lines if line.dash == "-" and line.gap and line.key is None)
        self.item_places = {(line.zone, line.column) for line in items}
        self._starts = [line.start for line in self.lines]
        self._beside = _right_keys(self.lines)

    def usual_column(self, line: Line) -> int | None:
        """Where lines of this kind begin in this plan, None if there is no other."""
        return self.usual.get(line.kind)

    def has_beside(self, line: Line, key: str) -> bool:
        """Whether the row, or whatever a line belongs to, has a key that is typed as it should be."""
        return key in self._beside[bisect_left(self._starts, line.start)]

    def before(self, line: Line) -> Line | None:
        """The line before a line."""
        at = bisect_left(self._starts, line.start)
        return self.lines[at - 1] if at else None

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

    def _read(self) -> Iterator[Line]:
        zone, at, size, column, is_preface = "", 0, len(self.text), 0, False
        while at < size:
            end = self.text.find("\n", at)
            end = size if end < 0 else end
            start, raw = at, self.text[at:end].rstrip("\r")
            at = end + 1
            if not raw.strip() or raw.lstrip().startswith("#"):
                continue
            line = _read_line(raw, zone, self._own_columns)._replace(start=start)
            if zone in TABLES and line.zone == zone:
                line = _entry(line, raw, column)
                column = column or line.column
            elif _LONE_DASH.fullmatch(raw):
                line = self._below_dash(line)
            zone = line.zone
            if line.key:
                is_preface = (line.level, line.key.meant) == ("section key", "preface")
            elif is_preface and line.dash:  # a text above a section, and no row of it
                line = line._replace(zone="section preface", level="section preface item")
            if line.key and line.key.meant in TABLES and line.level in ("top", "inner key"):
                zone, column = line.key.meant, 0
            yield line
            at = max(at, self._last_of(line) + 1)

    def _below_dash(self, alone: Line) -> Line:
        """A dash that stands alone with the key that stands below it, if one does."""
        found = _NEXT_LINE.match(self.text, self.text.find("\n", alone.start))
        if not found:
            return alone
        below = _read_line(found[1].rstrip("\r"), alone.zone, self._own_columns)
        below = below._replace(start=found.start(1))
        if below.key is None or below.dash or below.column <= alone.column:
            return alone
        gap = self.text[alone.start + alone.column + 1 : below.start + below.column]
        text = self.text[alone.start : below.end]
        level = below.level.removesuffix(" key")
        return below._replace(start=alone.start, text=text, lead=alone.lead, dash="-", gap=gap, level=level)

    def keys(self, zone: str) -> tuple[str, ...]:
        """The keys that may stand below a key of the plan."""
        return keys_below(zone, self._own_columns)

    def _last_of(self, line: Line) -> int:
        """The end of the last line that belongs to the text that begins in a line."""
        at = line.start + len(line.text) - len(line.value)
        if BLOCK.match(line.value):
            return block_end(self.text, line.end, (line.column, line.key_column), line.zone in TEXT_LISTS)
        closing = {"'": closing_quote, '"': closing_quote, "[": closing_bracket, "{": closing_bracket}
        find = closing.get(line.value[:1])
        end = find(self.text, at, self.limit(line)) if find else line.end
        self._unclosed += end < 0
        return max(line.end, end)

    def limit(self, line: Line) -> int:
        """The offset before which a quote or bracket of a line must be closed: there something new begins."""
        closed = r"(?![\"'][ ]*(?:\n|$))"  # a key that ends a text in quotes is a word of it
        of_lines = rf"\n[ ]*(?:-[ ]|[-–—]?[ ]*(?:{KEYS}):{closed})"
        begins = re.compile(r"\n[ ]*-[ ]|\n[a-z]+:" if line.value.startswith("{") else of_lines)
        found = begins.search(self.text, line.end)
        end = found.start() if found else len(self.text)
        return end if self._unclosed < _MANY else min(end, line.end + _LONGEST)


@lru_cache(maxsize=16384)
def _read_line(raw: str, zone: str, own_columns: frozenset[str]) -> Line:
    """A line below a key of the plan, as if it stood at the start; in an editor most have been read."""
    found = line_with_key(own_columns).match(raw)
    if found is None:
        return _keyless(raw, zone)
    at_top = not found["dash"] and len(found["lead"].expandtabs()) <= 1
    if zone == "headings" and found["value"][:1] not in ("", "[", "{", "#"):
        at_top = False  # their keys are those of lists, which have no text beside them
    inside = ("calendar", "holidays") if zone == "holidays" else (zone,)
    order = ("", *inside) if at_top else inside if zone in TABLES else (*inside, "")
    keys = ((below, _key(found, keys_below(below, own_columns))) for below in order)
    below, key = next((pair for pair in keys if pair[1]), ("", None))
    if key is None:
        return _keyless(raw, zone)
    level = _level(key.meant, found["dash"], below)
    here = key.meant if level == "top" else below
    lead, dash, gap, number = found["lead"], found["dash"], found["gap"], found["number"] or ""
    value = found["value"].rstrip()
    return Line(
        0, raw[: found.start("value") + len(value)], lead, dash, gap, number, key, found["sign"],
        found["space"], value, here, level,
    )  # fmt: skip


def _key(found: re.Match[str], known: tuple[str, ...]) -> Key | None:
    """The key that is meant of the known ones; a word that only resembles one has to have its colon."""
    typed = found["typed"]
    bare = typed.strip("«»“”\"':").replace(" ", "")
    if bare in known or typed in known:
        return Key(typed if typed in known else bare, typed)
    is_glued = bare.endswith("Ж") or typed.endswith((":»", ":”"))  # with the colon of the other layout
    if found["sign"].strip(BLANK) not in (":", ";", "=", "Ж") and not is_glued:
        return None
    meant = meant_key(bare.removesuffix("Ж"), known)
    if meant is None and " " in typed:
        meant = next((name for name in known if is_one_slip(folded(typed), folded(name))), None)
    return Key(meant, typed) if meant else None


def _keyless(raw: str, zone: str) -> Line:
    found = re.match(rf"([{BLANK}]*)(?:([-–—•·●▪*])([{BLANK}]+|(?=[\w«\"'{{\[]|$)))?(.*)", raw, re.DOTALL)
    assert found is not None  # it fits everything
    lead, dash, gap, value = (part or "" for part in found.groups())
    level = "row" if dash and re.match(r"\{\s*what\s*:", value) else f"{zone} item" if dash else ""
    text = raw[: len(raw) - len(value) + len(value.rstrip())]
    return Line(0, text, lead, dash, gap, "", None, "", "", value.rstrip(), zone, level)


def _entry(line: Line, raw: str, column: int) -> Line:
    """A line as an entry of a table of names, if it is one; entries begin in a column, 0 before the first."""
    found = _ENTRY.match(raw) or _FIRST_WORD.match(raw)
    goes_on = column and len(found["lead"]) > column if found else True
    if not found or (goes_on and not re.match(r":(?:[ ]|$)", found["sign"] + found["space"])):
        return line
    key, level = Key(found["typed"], found["typed"]), _level("", found["dash"], line.zone)
    return line._replace(
        lead=found["lead"], dash=found["dash"], gap=found["gap"], key=key, sign=found["sign"],
        space=found["space"], value=found["value"].rstrip(), level=level,
    )  # fmt: skip


def _level(key: str, dash: str, zone: str) -> str:
    if not zone:
        return "top"
    is_deep = zone == "holidays" or (zone == "approval" and key not in ("agreed", "approved"))
    level = "item" if zone in ITEMS else "deep" if is_deep else "inner"
    if zone == "sections":
        level = "section" if key in SECTION else "row"
    return level if dash else f"{level} key"


def _right_keys(lines: Iterable[Line]) -> list[set[str]]:
    """For each line the keys of the row, the section, or other part it belongs to."""
    found: list[set[str]] = []
    parts: dict[str, set[str]] = {}
    for line in lines:
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
