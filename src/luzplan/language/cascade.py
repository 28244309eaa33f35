"""A cascade: stages of rows, each a pattern over labels with named slots, and what it makes of them.

A phrase is a list of items with a label each. A row is a pattern over labels and a builder:

    Row("TO days:DAYS date_word each:EACH_MONTH?", monthly_days)

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
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar


class Labelled(Protocol):
    """What a cascade works on."""

    @property
    def label(self) -> str:
        """What the item is to the grammar."""


ItemT = TypeVar("ItemT", bound=Labelled)
ContextT = TypeVar("ContextT")  # what the builders are told besides: a calendar, a vocabulary


class Found(Generic[ItemT]):
    """What a row has matched: all ``items``, and those of a named slot."""

    def __init__(self, items: Sequence[ItemT], match: re.Match[str]) -> None:
        self.items = items[match.start() : match.end()]
        self._match = match

    def __getitem__(self, slot: str) -> Sequence[ItemT]:
        """Items of a slot, none if nothing fills it."""
        start, end = self._match.span(slot.upper())
        first = self._match.start()
        return self.items[start - first : end - first] if start >= 0 else ()


Build = Callable[[Found[ItemT], ContextT], "Sequence[ItemT] | None"]


class Alphabet:
    """The labels of a language, a letter each, so that patterns over labels become patterns of ``re``."""

    def __init__(
        self, labels: Iterable[str], groups: Mapping[str, str], sequences: Mapping[str, str]
    ) -> None:
        # Below 0x100 the sets of letters in a pattern compile ten times as fast.
        self._letters = {label: chr(_FIRST_LETTER + at) for at, label in enumerate(labels)}
        self._groups, self._sequences = groups, sequences

    def spelled(self, items: Iterable[Labelled]) -> str:
        """One letter an item."""
        return "".join([self._letters[item.label] for item in items])

    def written_out(self, pattern: str) -> str:
        """The pattern with sequences in place of their names."""
        return _SEQUENCE.sub(lambda name: f"({self.written_out(self._sequences[name[0]])})", pattern)

    def compiled(self, pattern: str) -> re.Pattern[str]:
        """The regular expression over letters for a pattern that is written out."""
        grouped = _PLAIN_BRACKET.sub("(?:", pattern)
        slotted = _SLOT.sub(
            lambda slot: f"(?P<{slot[1].upper()}>" + (f"{slot[2]})" if slot[2] else ""), grouped
        )
        return re.compile(_LABEL.sub(lambda label: self._set(label[0]), slotted).replace(" ", ""))

    def letters(self, label: str) -> str:
        """The letters that a label or a group of labels stands for."""
        return "".join(self._letters[one] for one in self._groups.get(label, label).split())

    def _set(self, label: str) -> str:
        letters = self.letters(label)
        return letters if len(letters) == 1 else f"[{letters}]"


class Row(Generic[ItemT, ContextT]):
    """A pattern and what becomes of the items that it matches."""

    def __init__(self, pattern: str, build: "Build[ItemT, ContextT]") -> None:
        self.pattern, self.build = pattern, build


class Stage(Generic[ItemT, ContextT]):
    """Rows that are tried side by side in one pass."""

    def __init__(self, alphabet: Alphabet, rows: Sequence[Row[ItemT, ContextT]]) -> None:
        self._rules = [_Rule(alphabet, row) for row in rows]
        self._fitting: dict[frozenset[str], list[_Rule[ItemT, ContextT]]] = {}

    def rewritten(self, items: list[ItemT], spelled: str, context: ContextT) -> list[ItemT]:
        """What the rows make of the items that are spelled so; the same list if nothing matches."""
        rules = self._rules_for(frozenset(spelled))
        made: list[ItemT] = []
        done = 0
        while rules and (first := _first_match(rules, spelled, done)):
            rule, match = first
            built = rule.row.build(Found(items, match), context)
            made += items[done : match.start()]
            made += items[match.start() : match.end()] if built is None else built
            done = match.end()
        return made + items[done:] if done else items

    def _rules_for(self, letters: frozenset[str]) -> "list[_Rule[ItemT, ContextT]]":
        if letters not in self._fitting:
            self._fitting[letters] = [rule for rule in self._rules if rule.may_match(letters)]
        return self._fitting[letters]


def rewritten(
    items: list[ItemT], stages: Sequence[Stage[ItemT, ContextT]], alphabet: Alphabet, context: ContextT
) -> list[ItemT]:
    """What the stages, one after the other, make of a phrase."""
    spelled = alphabet.spelled(items)
    for stage in stages:
        made = stage.rewritten(items, spelled, context)
        if made is not items:
            items, spelled = made, alphabet.spelled(made)
    return items


class _Rule(Generic[ItemT, ContextT]):
    """A row with its pattern, compiled when a phrase has the labels for it."""

    def __init__(self, alphabet: Alphabet, row: Row[ItemT, ContextT]) -> None:
        self._alphabet, self.row = alphabet, row

    @cached_property
    def _written_out(self) -> str:
        return self._alphabet.written_out(self.row.pattern)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return self._alphabet.compiled(self._written_out)

    @cached_property
    def _ways(self) -> "_Ways":
        return _ways(_PARTS.findall(self._written_out)[::-1], self._alphabet)

    def may_match(self, letters: frozenset[str]) -> bool:
        """Whether a phrase of these letters has what a match of the row must have."""
        return _may_match(self._ways, letters)


_FIRST_LETTER = 0xA1
_SEQUENCE = re.compile(r"\b[A-Z][A-Z_]+\b")
_PLAIN_BRACKET = re.compile(r"(?<!:)\((?!\?)")
_SLOT = re.compile(r"([a-z][a-z_]*):(?:\(|([a-z][a-z_]*[*+?]?))")
_LABEL = re.compile(r"\b[a-z][a-z_]*\b")
_PARTS = re.compile(r"\(\?<?[=!]|[()|]|[*+?]|[a-z][a-z_]*(?!:)\b")

_Ways = list[list["str | _Ways"]]  # ways to match: of each part one letter, or one of its own ways


def _ways(parts: list[str], alphabet: Alphabet) -> _Ways:
    """Take the parts of a pattern, the next one last, up to the closing bracket."""
    ways: _Ways = [[]]
    while parts and (part := parts.pop()) != ")":
        if part == "|":
            ways.append([])
            continue
        inner = _ways(parts, alphabet) if part[0] == "(" else alphabet.letters(part)
        repeated = parts.pop() if parts and parts[-1] in "*+?" else ""
        if repeated in ("", "+") and part not in ("(?!", "(?<!"):
            ways[-1].append(inner)
    return ways


def _may_match(ways: _Ways, letters: frozenset[str]) -> bool:
    return any(
        all(
            not letters.isdisjoint(part) if isinstance(part, str) else _may_match(part, letters)
            for part in way
        )
        for way in ways
    )


def _first_match(
    rules: "Sequence[_Rule[ItemT, ContextT]]", spelled: str, at: int
) -> "tuple[_Rule[ItemT, ContextT], re.Match[str]] | None":
    best = None
    for rule in rules:
        match = rule.regex.search(spelled, at)
        if match and match.end() > match.start() and (best is None or match.start() < best[1].start()):
            best = rule, match
    return best
