"""A cascade: stages of rows, each a pattern over labels with named slots, and what it makes of them.

A phrase is a list of items with a label each. A row is a pattern over labels and a builder:

    ("TO days:DAYS date_word each:EACH_MONTH?", monthly_days)

- a lower-case word is a label, or a group of labels («a_month» for «month of_month»);
- a word in capitals is a sequence: a pattern with a name of its own, which may name others;
- ``slot:`` before a label, a sequence or a bracket names what it matches, and the builder finds the items
  under that name (``*`` and ``+`` stand behind a label or within the bracket: ``days:(num comma?)+`` would
  keep the last number only, ``days:((num comma?)+)`` keeps all);
- all else (``* + ? | ^ $``, brackets, looking ahead and behind) means what it means to ``re``.

A stage passes over the phrase once, from left to right: the row counts that matches first, of several that
start at one place the one that stands first in the table. Its builder gives the items that take the place
of the matched ones, or None if they stay. Rows for which a phrase lacks labels are not even compiled.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Generic, Protocol, TypeVar


class HasLabel(Protocol):
    """What a cascade works on."""

    @property
    def label(self) -> str:
        """What the item is to the grammar."""


ItemT = TypeVar("ItemT", bound=HasLabel)
ContextT = TypeVar("ContextT")  # what the builders are told besides: a calendar, a vocabulary


class Found(Generic[ItemT]):
    """What a row has matched: all ``items``, and those of a named slot."""

    def __init__(self, items: Sequence[ItemT], match: re.Match[str]) -> None:
        self.items = items[match.start() : match.end()]
        self._match = match

    def __getitem__(self, slot: str) -> Sequence[ItemT]:
        """Items of a slot, none if nothing fills it or the row has none of that name."""
        name = slot.upper()
        start, end = self._match.span(name) if name in self._match.re.groupindex else (-1, -1)
        first = self._match.start()
        return self.items[start - first : end - first] if start >= 0 else ()


Build = Callable[[Found[ItemT], ContextT], "Sequence[ItemT] | None"]
Row = tuple[str, Build[ItemT, ContextT]]  # a pattern and what becomes of the items that it matches


class Alphabet:
    """The labels of a language, a letter each, so that patterns over labels become patterns of ``re``."""

    def __init__(
        self, labels: Iterable[str], groups: Mapping[str, str], sequences: Mapping[str, str]
    ) -> None:
        # Below 0x100 the sets of letters in a pattern compile ten times as fast.
        self._letters = {label: chr(_FIRST_LETTER + at) for at, label in enumerate(labels)}
        self._groups, self._sequences = groups, sequences
        self._needs_of_names: dict[str, list[str]] = {}

    def spelled(self, items: Iterable[HasLabel]) -> str:
        """One letter an item."""
        return "".join([self._letters[item.label] for item in items])

    def letters(self, label: str) -> str:
        """The letters that a label or a group of labels stands for."""
        return "".join(self._letters[one] for one in self._groups.get(label, label).split())

    def regex(self, pattern: str) -> str:
        """The regular expression over letters."""
        written = []
        for slot, name, repeated, opening, sign in _TOKEN.findall(pattern):
            named = f"(?P<{slot[:-1].upper()}>" if slot else ""
            if opening:
                written.append(named or ("(?:" if opening == "(" else opening))
            else:
                one = (self._spelled_name(name) + repeated) if name else sign
                written.append(f"{named}{one})" if named else one)
        return "".join(written)

    def _spelled_name(self, name: str) -> str:
        if name in self._sequences:
            return f"(?:{self.regex(self._sequences[name])})"
        letters = self.letters(name)
        return letters if len(letters) == 1 else f"[{letters}]"

    def needs(self, pattern: str) -> list[str]:
        """Sets of letters, of each of which a phrase must have one for a match."""
        return self._needs(_TOKEN.findall(pattern)[::-1])

    def _needs(self, tokens: list[tuple[str, ...]]) -> list[str]:
        """The needs up to the closing bracket; tokens are taken from the end of the list."""
        ways: list[list[str]] = [[]]
        while tokens and (token := tokens.pop())[-1] != ")":
            _, name, repeated, opening, sign = token
            if sign == "|":
                ways.append([])
            if not name and not opening:
                continue
            inner = self._needs_of(name) if name else self._needs(tokens)
            if opening:
                repeated = tokens.pop()[-1] if tokens and tokens[-1][-1] in _REPEATED else ""
            if repeated not in _OPTIONAL and "!" not in opening:
                ways[-1] += inner
        if len(ways) == 1:
            return ways[0]
        return ["".join(min(way, key=len) for way in ways)] if all(ways) else []

    def _needs_of(self, name: str) -> list[str]:
        if name not in self._needs_of_names:
            sequence = self._sequences.get(name)
            self._needs_of_names[name] = self.needs(sequence) if sequence else [self.letters(name)]
        return self._needs_of_names[name]


class PatternRow(Generic[ItemT, ContextT]):
    """A row; its pattern is compiled when a phrase has the labels for it."""

    def __init__(self, alphabet: Alphabet, row: "Row[ItemT, ContextT]") -> None:
        self._alphabet = alphabet
        self.pattern, self.build = row

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over letters."""
        return re.compile(self._alphabet.regex(self.pattern))

    @cached_property
    def needs(self) -> list[str]:
        """Sets of letters, of each of which a phrase must have one."""
        return self._alphabet.needs(self.pattern)

    def found(self, spelled: str, at: int) -> re.Match[str] | None:
        """The first match from a place on that takes anything in."""
        match = self.regex.search(spelled, at)
        return match if match and match.end() > match.start() else None

    def may_match(self, letters: frozenset[str]) -> bool:
        """Whether a phrase of these letters has what a match of the row must have."""
        return not any(map(letters.isdisjoint, self.needs))


class Stage(Generic[ItemT, ContextT]):
    """Rows that are tried side by side in one pass."""

    def __init__(self, rules: "Sequence[PatternRow[ItemT, ContextT]]") -> None:
        self.rules = rules
        self._fitting: dict[frozenset[str], list[PatternRow[ItemT, ContextT]]] = {}

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The letters that decide which rows a phrase may match."""
        return frozenset().union(*(part for rule in self.rules for part in rule.needs))

    def matches(self, spelled: str) -> "list[_Matched[ItemT, ContextT]]":
        """The matches that count, from left to right."""
        letters = self._needed.intersection(spelled)
        if letters not in self._fitting:
            self._fitting[letters] = [rule for rule in self.rules if rule.may_match(letters)]
        found: list[_Matched[ItemT, ContextT]] = []
        rules = self._fitting[letters]
        waiting = [(match.start(), rule, match) for rule in rules if (match := rule.found(spelled, 0))]
        while waiting:
            found.append(first := min(waiting, key=_START))
            done = first[2].end()
            # Only rows that have matched before this place are tried again: long phrases take linear time.
            waiting = [
                (again.start(), rule, again)
                for start, rule, match in waiting
                if (again := match if start >= done else rule.found(spelled, done))
            ]
        return found


class Cascade(Generic[ItemT, ContextT]):
    """Stages of rows, one after the other; plans repeat their forms, so what matches is remembered."""

    def __init__(self, alphabet: Alphabet, stages: "Iterable[Sequence[Row[ItemT, ContextT]]]") -> None:
        self.alphabet = alphabet
        self.stages = [Stage([PatternRow(alphabet, row) for row in rows]) for rows in stages]
        self._steps: dict[tuple[str, int], tuple[int, list[_Matched[ItemT, ContextT]]]] = {}

    def rewritten(self, items: list[ItemT], context: ContextT) -> list[ItemT]:
        """What the stages make of a phrase."""
        at = 0
        while at < len(self.stages):
            spelled = self.alphabet.spelled(items)
            at, matches = self._steps.get((spelled, at)) or self._step(spelled, at)
            made: list[ItemT] = []
            done = 0
            for start, rule, match in matches:
                built = rule.build(Found(items, match), context)
                before, done = done, match.end()
                made += items[before:start]
                made += items[start:done] if built is None else built
            items = made + items[done:] if matches else items
        return items

    def _step(self, spelled: str, at: int) -> "tuple[int, list[_Matched[ItemT, ContextT]]]":
        """What matches in the next stage where anything does, and the stage after it."""
        if len(self._steps) >= _MOST_FORMS:
            self._steps.clear()
        nothing: tuple[int, list[_Matched[ItemT, ContextT]]] = (len(self.stages), [])
        steps = ((then, self.stages[then - 1].matches(spelled)) for then in range(at + 1, nothing[0] + 1))
        step = self._steps[spelled, at] = next((step for step in steps if step[1]), nothing)
        return step


class Grammar(Cascade[ItemT, ContextT]):
    """The stages of a file, whose rows name builders that ``row`` knows.

    «labels = …» are the labels of the language; «name = …» is a group of labels if the name is small, a
    sequence if it is in capitals; «[stage]» begins a stage and «pattern -> builder» is a row of it. An
    indented line goes on with the one before; «#» begins a remark.
    """

    def __init__(self, path: Path, row: "Callable[[str, str], Row[ItemT, ContextT]]") -> None:
        self.labels: list[str] = []
        self.groups: dict[str, str] = {}
        self.sequences: dict[str, str] = {}
        rows: list[list[Row[ItemT, ContextT]]] = []
        for line in _lines(path.read_text(encoding="utf-8")):
            pattern, arrow, builder = line.rpartition(" -> ")
            name, _, meaning = line.partition(" = ")
            if line[0] == "[":
                rows.append([])
            elif arrow:
                rows[-1].append(row(pattern, builder))
            else:
                self._define(name, meaning)
        super().__init__(Alphabet(self.labels, self.groups, self.sequences), rows)

    def _define(self, name: str, meaning: str) -> None:
        if name == "labels":
            self.labels += meaning.split()
        else:
            (self.sequences if name.isupper() else self.groups)[name] = meaning


def _lines(text: str) -> Iterator[str]:
    for line in text.replace("\n    ", " ").splitlines():
        if line and line[0] != "#":
            yield line


_Matched = tuple[int, PatternRow[ItemT, ContextT], re.Match[str]]  # from where on
_MOST_FORMS = 8000  # of phrases that are remembered
_START = itemgetter(0)
_FIRST_LETTER = 0xA1
_OPTIONAL, _REPEATED = ("*", "?"), ("*", "+", "?")
# A slot; the name of a label or a sequence, and how often it is there; a bracket; another sign.
_TOKEN = re.compile(r"([a-z_]+:)?(?:([A-Za-z_]+)([*+?]?)|(\((?:\?<?[=!])?))|([^\s\w:])")
