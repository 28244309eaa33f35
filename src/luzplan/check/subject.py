"""What the rules look at: a plan, its file, and all of its texts at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from luzplan.model import Plan
from luzplan.source.nodes import Node, offset_within, walk
from luzplan.source.text import Problem, Source, Text

_BREAK = "\0"  # stands between texts, so that no pattern reaches from one into the next


class Hit(NamedTuple):
    """A match of a pattern in a text; ``start`` and ``end`` are in the text's value."""

    text: Text
    start: int
    end: int
    match: re.Match[str]


class Prose:
    """Texts that are searched all at once, equal ones once only: a plan repeats itself a lot."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts: dict[str, list[Text]] = {}
        for text in texts:
            self._texts.setdefault(str(text), []).append(text)
        self._joined = _BREAK.join(self._texts)
        self._values = list(self._texts.values())
        self._starts = [0]
        for value in self._texts:
            self._starts.append(self._starts[-1] + len(value) + 1)

    def find(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Give the matches in every text that has them; within equal texts in the order of the file."""
        for match in pattern.finditer(self._joined):
            at = bisect_right(self._starts, match.start()) - 1
            start, end = match.start() - self._starts[at], match.end() - self._starts[at]
            for text in self._values[at]:
                yield Hit(text, start, end, match)

    def has(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether any text has a match."""
        return pattern.search(self._joined) is not None


@dataclass(frozen=True)
class Subject:
    """A plan as built from its file; ``faults`` are what building found wrong, in order.

    ``today`` is None where the day does not count.
    """

    source: Source
    plan: Plan
    root: Node
    faults: tuple[Problem, ...] = ()
    today: date | None = None

    @cached_property
    def prose(self) -> Prose:
        """All text values of the file."""
        return Prose(node for node in walk(self.root) if isinstance(node, Text))

    def place(self, text: Text, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Give the place in the file of some characters of a text, all of them without ``end``."""
        stop = len(text) if end is None else end
        first = offset_within(self.source, text, start)
        return first, offset_within(self.source, text, stop - 1) + 1 if stop > start else first

    def is_faulty(self, start: int, end: int) -> bool:
        """Tell whether a part of the file could not be read: then nothing can be said to be missing in it."""
        at = bisect_left(self.faults, start, key=lambda fault: fault.start)
        return at < len(self.faults) and self.faults[at].start <= end
