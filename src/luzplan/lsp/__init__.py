"""The editor's server: a plan as text in memory → what an editor shows of it and offers to do.

``server``, ``requests`` and ``protocol`` speak to the editor and are the only modules that know it; all
others take an `OpenPlan` and offsets in characters, and give plain data with offsets, so that they can be
tried without an editor. What is said and done comes from `luzplan.check` and `luzplan.edit`: nothing is
decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from functools import cached_property
from pathlib import PurePath
from typing import NamedTuple

from luzplan.answers import RoleBook
from luzplan.check import Checked, Options, check_built
from luzplan.plan import Activity, Plan
from luzplan.plan.build import Built, build_plan
from luzplan.plan.shape import PLAN
from luzplan.text import Problem, Source, Splice, Text
from luzplan.text.reading import parse_again
from luzplan.text.scalar import offsets_within
from luzplan.text.yaml import Mapping, Node

Changes = Callable[[], tuple[Splice, ...]]


class Action(NamedTuple):
    """A change with a title; ``changes`` works it out when it is wanted, () if it cannot be made.

    ``problem`` is what it mends, None where nothing is wrong; ``preferred`` if nobody has to think.
    """

    title: str
    changes: Changes
    problem: Problem | None = None
    preferred: bool = False


class Completion(NamedTuple):
    """A text for the characters from ``start`` to ``end``; ``kind`` is «key», «role», «school», … .

    Those with a lower ``rank`` come first.
    """

    text: str
    start: int
    end: int
    kind: str
    about: str = ""
    rank: int = 0


class Hover(NamedTuple):
    """Markdown about the characters from one offset to another."""

    start: int
    end: int
    text: str


class Fold(NamedTuple):
    """Lines that can be folded, from the one with one offset to the one with another."""

    start: int
    end: int
    comment: bool = False


class Hint(NamedTuple):
    """A remark beside the character at an offset."""

    offset: int
    text: str
    before: bool = False


class Link(NamedTuple):
    """The address that the characters from one offset to another lead to; without a scheme it is a file."""

    start: int
    end: int
    target: str


class Mention(NamedTuple):
    """A place of the file; ``declares`` tells a declaration from what only mentions it."""

    start: int
    end: int
    declares: bool = False


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


_SCHEMA = re.compile(r"(?m)^#.*\$schema=\S*(plan\.schema|luzplan)\S*")
_TOP_KEY = re.compile(r"(?m)^([A-Za-z_]\w*)[ \t]*:(?=[ \t\r\n]|\Z)")
_OURS = frozenset(field.name for field in PLAN.fields)
_NAME = re.compile(r"(?i)(?:plan|план).*\.ya?ml")


def is_plan(name: str, text: str) -> bool:
    """Whether a file is a plan: it says so, or its top keys do, or its name where it has none."""
    if _SCHEMA.search(text):
        return True
    keys = set(_TOP_KEY.findall(text))
    if "sections" in keys and keys & _OURS > {"sections"}:
        return True
    return _NAME.fullmatch(PurePath(name).name) is not None and (not keys or bool(keys & _OURS))


class OpenPlan:
    """A text of a plan and the answers that are drawn from it, each when it is first asked for.

    The ``book`` of an earlier text, where the roles and schools are the same, spares reading its cells anew.
    """

    def __init__(
        self, name: str, text: str, options: Options, today: date, book: RoleBook | None = None
    ) -> None:
        self.name = name
        self.text = text
        self.options = options
        self.today = today
        self._book = book

    def changed(self, text: str) -> OpenPlan:
        """The plan with another text."""
        book = self.plan.book if "built" in vars(self) and self.plan else self._book
        return OpenPlan(self.name, text, self.options, self.today, book)

    @cached_property
    def built(self) -> Built:
        """The plan as built from the text."""
        built = build_plan(Source(self.name, self.text), parse_again)
        plan, book = built.plan, self._book
        if plan is not None and book is not None and book.made_of == (plan.roles, plan.schools):
            plan.book = book
        return built

    @property
    def source(self) -> Source:
        """The text as the tool takes it."""
        return self.built.source

    @property
    def plan(self) -> Plan | None:
        """The plan, None where the text is none."""
        return self.built.plan

    @property
    def root(self) -> Node | None:
        """The nodes that the plan was built from."""
        return self.built.meant

    @cached_property
    def checked(self) -> Checked:
        """What is wrong with it, as `luzplan validate` says it."""
        return check_built(self.built, self.options)

    @cached_property
    def _rows(self) -> list[Activity]:
        return list(self.plan.activities()) if self.plan else []

    def activity_at(self, offset: int) -> Activity | None:
        """The row that a character stands in."""
        at = bisect_right(self._rows, offset, key=lambda row: row.start) - 1
        return self._rows[at] if at >= 0 and offset <= self._rows[at].end else None

    def text_at(self, offset: int) -> tuple[tuple[str, ...], Text, int] | None:
        """The text at an offset with the keys it stands under, and the place in its value; a key has itself.

        None where no text stands.
        """
        found = _text_at(self.root, offset) if self.root is not None else None
        if found is None:
            return None
        path, text = found
        offsets = offsets_within(self.source, text)
        return path, text, min(max(bisect_right(offsets, offset) - 1, 0), len(text))

    def key_at(self, offset: int) -> tuple[str, ...]:
        """The keys down to the one at an offset, () where no key stands."""
        return _key_at(self.root, offset) if self.root is not None else ()


def _text_at(node: Node, offset: int, path: tuple[str, ...] = ()) -> tuple[tuple[str, ...], Text] | None:
    if isinstance(node, Text):
        return (path, node) if node.start <= offset <= node.end and node.end > node.start else None
    if isinstance(node, Mapping):
        parts = [((*path, str(key)), value) for key, value in node.pairs]
    else:
        parts = [(path, item) for item in node.items]
    inside = [(below, part) for below, part in parts if part.start <= offset <= part.end]
    return next((found for below, part in inside if (found := _text_at(part, offset, below))), None)


def _key_at(node: Node, offset: int) -> tuple[str, ...]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            if key.start <= offset <= key.end:
                return (str(key),)
            if value.start <= offset <= value.end and (below := _key_at(value, offset)):
                return (str(key), *below)
    elif not isinstance(node, Text):
        return next((below for item in node.items if (below := _key_at(item, offset))), ())
    return ()


def difference(old: str, new: str) -> tuple[Splice, ...]:
    """The changes that make one text of another: whole lines where many differ, else words."""
    if old == new:
        return ()
    from difflib import SequenceMatcher  # few requests change anything

    before, after = (text.splitlines(keepends=True) for text in (old, new))
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        _narrowed(Splice(starts[i1], starts[i2], "".join(after[j1:j2])), old)
        for tag, i1, i2, j1, j2 in codes
        if tag != "equal"
    )


def _narrowed(splice: Splice, old: str) -> Splice:
    """A change without what is the same before and after at its ends."""
    start, end, text = splice
    while start < end and text and old[start] == text[0]:
        start, text = start + 1, text[1:]
    while start < end and text and old[end - 1] == text[-1]:
        end, text = end - 1, text[:-1]
    return Splice(start, end, text)
