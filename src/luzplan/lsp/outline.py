"""The shape of a plan in an editor: its outline, what can be folded, remarks beside the rows, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luzplan.deadline import DeadlineKind
from luzplan.deadline.wording import deadline_words
from luzplan.lsp.opened import OpenPlan
from luzplan.plan import Activity, Section
from luzplan.text import Text
from luzplan.text.yaml import Mapping, Node
from luzplan.text.yaml import Sequence as Items

_LONGEST = 80  # characters of a name in the outline


class Symbol(NamedTuple):
    """A part of the plan from ``start`` to ``end`` whose name stands at ``name_start`` to ``name_end``."""

    name: str
    kind: str
    start: int
    end: int
    name_start: int
    name_end: int
    detail: str = ""
    children: tuple[Symbol, ...] = ()


def symbols(opened: OpenPlan) -> list[Symbol]:
    """The keys of the plan; schools and roles by their names, sections with their rows."""
    root = opened.root
    if not isinstance(root, Mapping) or opened.plan is None:
        return []
    found: list[Symbol] = []
    for key, value in root.pairs:
        if key == "sections":
            found += [_section(opened, one) for one in opened.plan.sections]
        elif not (isinstance(value, Text) and not value):
            records = _records(opened, value) if key in ("schools", "roles") else ()
            end = max(key.end, _trimmed(opened, value.end))
            found.append(Symbol(str(key), "key", key.start, end, key.start, key.end, children=tuple(records)))
    return found


def _records(opened: OpenPlan, value: Node) -> Iterator[Symbol]:
    for item in value.items if isinstance(value, Items) else ():
        pairs = item.pairs if isinstance(item, Mapping) else []
        name = next((one for key, one in pairs if key == "name" and isinstance(one, Text) and one), None)
        if name is not None:
            end = max(_trimmed(opened, item.end), name.end)
            yield Symbol(_line(name), "record", item.start, end, name.start, name.end)


def _section(opened: OpenPlan, section: Section) -> Symbol:
    rows = tuple(_row(opened, row) for row in section.activities)
    title = section.title if section.title else Text("", section.start, section.start)
    end = max([_trimmed(opened, section.end), title.end, *(row.end for row in rows)])
    name = f"{section.number}. {_line(title)}" if title else f"{section.number}."
    return Symbol(name, "section", section.start, end, title.start, title.end, children=rows)


def _row(opened: OpenPlan, row: Activity) -> Symbol:
    what = row.what if row.what else Text("", row.start, row.start)
    end = max(_trimmed(opened, row.end), what.end)
    name = f"{row.position} {_line(what)}".strip()
    return Symbol(name, "row", row.start, end, what.start, what.end, _line(row.when))


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _trimmed(opened: OpenPlan, end: int) -> int:
    """An end without the blank lines that a block scalar takes in."""
    return len(opened.text[:end].rstrip()) if opened.text[end - 1 : end].isspace() else end


class Fold(NamedTuple):
    """Lines that can be folded, from the one with one offset to the one with another."""

    start: int
    end: int
    comment: bool = False


def folds(opened: OpenPlan) -> list[Fold]:
    """The keys, sections and rows, and comments of several lines."""
    found = [Fold(one.start, one.end) for one in _all(symbols(opened))]
    for block in re.finditer(r"(?m)^[ \t]*#[^\r\n]*(?:\r?\n[ \t]*#[^\r\n]*)+", opened.text):
        found.append(Fold(block.start(), block.end(), comment=True))
    return sorted(found)


def _all(some: list[Symbol] | tuple[Symbol, ...]) -> Iterator[Symbol]:
    for symbol in some:
        yield symbol
        yield from _all(symbol.children)


class Hint(NamedTuple):
    """A remark beside the character at an offset."""

    offset: int
    text: str
    before: bool = False


def hints(opened: OpenPlan, start: int, end: int) -> list[Hint]:
    """The number of each row between two offsets, and the days that its deadline was understood as."""
    rows = opened.plan.activities() if opened.plan else ()
    return [hint for row in rows if row.start <= end and start <= row.end for hint in _beside(opened, row)]


def _beside(opened: OpenPlan, row: Activity) -> Iterator[Hint]:
    yield Hint(row.start, row.position, before=True)
    if row.deadline.kind in (DeadlineKind.DATES, DeadlineKind.RECURRING):
        yield Hint(_trimmed(opened, row.when.end), deadline_words(row.deadline))


class Link(NamedTuple):
    """The address that the characters from one offset to another lead to; without a scheme it is a file."""

    start: int
    end: int
    target: str


_ADDRESS = re.compile(r"https?://[^\s<>«»\"'{}\[\]]+[^\s<>«»\"'{}\[\].,;:!?)]")
_SCHEMA = re.compile(r"(?m)^#.*?\$schema=(\S+)")


def links(opened: OpenPlan) -> list[Link]:
    """The pages that the plan names, and its schema."""
    found = [Link(one.start(), one.end(), one[0]) for one in _ADDRESS.finditer(opened.text)]
    schema = _SCHEMA.search(opened.text)
    if schema and not schema[1].startswith("http"):
        found.append(Link(schema.start(1), schema.end(1), schema[1]))
    return sorted(found)
