"""Tables of rewriting rules over phrases that are spelled as the letters of their items' kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from luzplan.deadline.items import KINDS, Item
from luzplan.deadline.patterns import GROUPS, SEQUENCES
from luzplan.school_year import Calendar

Build = Callable[[Sequence[Item], Calendar], Item | None]
Row = tuple[str, Build]  # a pattern over kinds of items, and what these become (None: they stay)

_ONE_OF = r"\(([a-z_]+(?: ?\| ?[a-z_]+)+)\)(?!\S)"  # «(week | decade)»
_FIRST_LETTER = 0xA1  # below 0x100 the sets of letters in a pattern compile ten times as fast
_LETTERS = {name: chr(_FIRST_LETTER + at) for at, name in enumerate(KINDS)}


class Stage:
    """One pass over phrases that have an item of some kinds: at each place the first matching row counts."""

    def __init__(self, kinds: str, rows: tuple[Row, ...]) -> None:
        self._signs = frozenset(_LETTERS[kind] for kind in kinds.split())
        self.rules = [Rule(pattern, build) for pattern, build in rows]
        self._fitting: dict[frozenset[str], list[Rule]] = {}

    def rewritten(self, items: list[Item], spelled: str, calendar: Calendar) -> list[Item]:
        """Replace every match by what its row builds; the same list comes back if nothing matches."""
        if self._signs.isdisjoint(spelled):
            return items
        rules = self._rules_for(frozenset(spelled))
        made: list[Item] = []
        done = 0
        while found := _first_match(rules, spelled, done):
            rule, start, end = found
            matched = items[start:end]
            built = rule.build(matched, calendar)
            made += items[done:start]
            made += matched if built is None else [built]
            done = end
        return made + items[done:] if done else items

    def _rules_for(self, letters: frozenset[str]) -> list[Rule]:
        """Give the rules that phrases of these letters can match, so that no others are compiled."""
        if letters not in self._fitting:
            self._fitting[letters] = [rule for rule in self.rules if rule.may_match(letters)]
        return self._fitting[letters]


class Rule:
    """A row of a table, compiled when a phrase may match it."""

    def __init__(self, pattern: str, build: Build) -> None:
        self._pattern, self.build = pattern, build

    @cached_property
    def pattern(self) -> str:
        """The pattern with its sequences written out."""
        return _written_out(self._pattern)

    @cached_property
    def _needed(self) -> list[list[str]]:
        """Sets of letters of which every match has one each, for each way to match: what has no brackets."""
        ways: list[list[str]] = [[]]
        depth = 0
        for word in re.sub(_ONE_OF, lambda group: group[1].replace(" ", ""), self.pattern).split():
            if not depth and word == "|":
                ways.append([])
            elif not depth and word.replace("|", "").isidentifier():
                ways[-1].append("".join(map(_letters, word.split("|"))))
            depth += word.count("(") - word.count(")")
        return ways

    def may_match(self, letters: frozenset[str]) -> bool:
        """Tell whether a phrase of these letters may match."""
        return any(not any(map(letters.isdisjoint, needed)) for needed in self._needed)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The pattern over letters of kinds."""
        return re.compile(_spelled_pattern(self.pattern))


def _first_match(rules: Sequence[Rule], spelled: str, at: int) -> tuple[Rule, int, int] | None:
    """Give the rule that matches first from a place on, with start and end."""
    best = None
    for rule in rules:
        match = rule.regex.search(spelled, at)
        if match and (best is None or match.start() < best[1]):
            best = rule, match.start(), match.end()
    return best


def rewritten(items: list[Item], stages: Sequence[Stage], calendar: Calendar) -> list[Item]:
    """Give what the stages, one after the other, make of a phrase."""
    spelled = _spelled(items)
    for stage in stages:
        made = stage.rewritten(items, spelled, calendar)
        if made is not items:
            items, spelled = made, _spelled(made)
    return items


def _spelled(items: Sequence[Item]) -> str:
    return "".join([_LETTERS[item.kind] for item in items])


def _written_out(pattern: str) -> str:
    return re.sub(r"\b[A-Z][A-Z_]+\b", lambda name: _written_out(SEQUENCES[name[0]]), pattern)


def _spelled_pattern(pattern: str) -> str:
    """Turn a pattern over names of kinds («num dash num month») into one over their letters."""
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"[a-z_]+", lambda name: _letters(name[0]), grouped).replace(" ", "")


def _letters(name: str) -> str:
    letters = "".join(_LETTERS[one] for one in GROUPS.get(name, name).split())
    return letters if len(letters) == 1 else f"[{letters}]"
