"""What the rules look at: a plan, its file, and all of its texts at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from luzplan.calendar import SchoolYear
from luzplan.check.abbreviations import EXPLAINED, capitals_in
from luzplan.model import Plan
from luzplan.source.nodes import Mapping, Node, offsets_within, walk
from luzplan.source.splice import Splice
from luzplan.source.text import Problem, Source, Text

_BREAK = "\0"  # stands before and behind every text: a pattern sees where one begins and ends


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
        self._joined = _BREAK.join(("", *self._texts, ""))
        self._values = list(self._texts.values())
        self._starts = [1]
        for value in self._texts:
            self._starts.append(self._starts[-1] + len(value) + 1)

    def find(self, pattern: str) -> Iterator[Hit]:
        """Give the matches in every text that has them; within equal texts in the order of the file."""
        for match in re.finditer(pattern, self._joined):
            at = bisect_right(self._starts, match.start()) - 1
            start, end = match.start() - self._starts[at], match.end() - self._starts[at]
            for text in self._values[at]:
                yield Hit(text, start, end, match)


class _Given(NamedTuple):
    source: Source
    plan: Plan
    root: Node
    faults: tuple[Problem, ...] = ()
    today: date | None = None


class Subject(_Given):
    """A plan as built from its file; ``faults`` are what building found wrong, in order.

    ``today`` is None where the day does not count.
    """

    @cached_property
    def _offsets(self) -> dict[int, list[int] | range]:
        """Where the characters of the texts stand that have been asked for, by the texts' starts."""
        return {}

    @cached_property
    def year(self) -> SchoolYear | None:
        """The plan's school year, None where the file does not tell it: then days mean nothing."""
        texts = (value for key, value in self.pairs() if key == "year" and isinstance(value, Text))
        return next(filter(None, map(SchoolYear.read, texts)), None)

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All text values, in the order of the file."""
        return tuple(node for node in walk(self.root) if isinstance(node, Text))

    @cached_property
    def prose(self) -> Prose:
        """All text values, to be searched at once."""
        return Prose(self.texts)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Those that the plan explains: in its table, its texts, the names of its schools and district."""
        plan = self.plan
        schools = (name for school in plan.schools for name in (school.name, *school.aliases))
        named = capitals_in([*schools, plan.district.name, plan.district.short])
        table = (str(short) for short, _ in plan.abbreviations)
        return frozenset((*named, *table, *(hit.match[1] for hit in self.prose.find(EXPLAINED))))

    def pairs(self, *path: str) -> list[tuple[Text, Node]]:
        """Give keys and values of the mapping under these keys, as they stand in the file."""
        node: Node | None = self.root
        for name in path:
            pairs = node.pairs if isinstance(node, Mapping) else []
            node = next((value for key, value in pairs if key == name), None)
        return node.pairs if isinstance(node, Mapping) else []

    def place(self, text: Text, start: int = 0, end: int | None = None) -> tuple[int, int]:
        """Give the place in the file of some characters of a text, all of them without ``end``."""
        stop = len(text) if end is None else end
        offsets = self._offsets.get(text.start)
        if offsets is None:
            offsets = self._offsets[text.start] = offsets_within(self.source, text)
        return offsets[start], offsets[stop - 1] + 1 if stop > start else offsets[start]

    def splices(self, text: Text, start: int, end: int, replacement: str) -> tuple[Splice, ...]:
        """Give the change of some characters of a text; none where the file spells them with escapes."""
        first, last = self.place(text, start, end)
        as_it_is = self.source.text[first:last] == text[start:end]
        return (Splice(first, last, replacement),) if as_it_is else ()

    def is_faulty(self, start: int, end: int) -> bool:
        """Tell whether a part of the file could not be read: then nothing can be said to be missing in it."""
        at = bisect_left(self.faults, start, key=lambda fault: fault.start)
        return at < len(self.faults) and self.faults[at].start <= end
