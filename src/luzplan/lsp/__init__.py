"""The editor's server: a plan as text in memory → what an editor shows of it and offers to do.

``server`` and ``protocol`` speak to the editor and are the only modules that know it; all others take an
`OpenPlan` and offsets in characters, and give plain data with offsets, so that they can be tried without an
editor. What is said and done comes from `luzplan.check` and `luzplan.edit`: nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from luzplan.text import Problem, Splice

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
