"""How the two small languages are read, of deadlines and of executors, and how to teach them a new form.

A phrase becomes *items*: parts with a place in the text and a *label*, which says what the part is to the
grammar and nothing more («15» a number, «мая» a month in the genitive). ``tokens.txt`` of each language cuts
it; words get their labels from a vocabulary file, an entry a line (``deadline/words.txt``,
``executor/roles.txt``). Then *stages* of *rows* (``grammar.txt`` of each) pass over the phrase, each row a
pattern over labels and a builder:

    days:DAYS months:a_month YEAR -> days_of_months

- A word in small letters is a label or a group of labels («a_month» for «month of_month»), one in capitals a
  sequence: a pattern with a name of its own, which may name others; the file defines both at its top.
- ``slot:`` names what the next label, sequence or bracket matches, and the builder is given its items under
  this name, so that it never looks for them again (``*`` and ``+`` stand behind a label or in a bracket:
  ``days:(num comma?)+`` would keep the last number only, ``days:((num comma?)+)`` keeps all).
- All else means what it means to ``re``: brackets, ``* + ? | ^ $``, looking ahead and behind.
- A builder gives the items that take the place of those that matched, or None if they stay as they are;
  ``-> =label`` puts one item with the label in their place, ``-> @slot`` leaves those of a slot, ``-> @``
  nothing.
- A stage passes from left to right. The row counts that matches first; of several that start at one place
  the one that stands first in the file. What one stage makes, the next ones see: numbers before days, days
  before months, months before ranges. Rows whose labels a phrase lacks are not even compiled.

After the last stage the deadlines' ``reader`` weighs what is there (a recurrence before dates, dates before
the whole year, that before «по графику») and looks at what no row took: a word or a number that may change
the days makes the phrase *unknown*, pointed at; a place, a class, a remark does not. So a row that is missing
costs a reading, never a wrong one; keep it so.

To teach a form of deadlines, «до конца смены» say:

1. Write the phrase and what a person reads in it into a table of ``tests/data/deadlines``, with two
   neighbours that must not change, before anything else.
2. Is it a word? Add its form to ``deadline/words.txt``, under the label of the words that are used like it.
3. Is it an order of words? Add a row to the stage of ``deadline/grammar.txt`` that makes such a thing, over
   labels and not over words, with a builder that is there; most forms are a spelling of one that is known.
4. Is it a new meaning? Write a builder in the module whose things it makes (``parts`` of periods, ``periods``
   with a name and years, ``cycles`` that recur, ``ranges`` and bounds). It may raise a ``DeadlineError`` for
   words that cannot be meant so, such as «31 февраля».

Executors are read the same way; what their labels, stages and files are stands in ``executor/__init__.py``.
``luzplan when «фраза»`` tells how a phrase is read.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
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
        self._all, self._match = items, match
        self.items = items[match.start() : match.end()]

    def __getitem__(self, slot: str) -> Sequence[ItemT]:
        """Items of a slot, none if nothing fills it or the row has none of that name."""
        name = slot.upper()
        start, end = self._match.span(name) if name in self._match.re.groupindex else (-1, -1)
        return self._all[start:end] if start >= 0 else ()


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
                continue
            one = sign
            if name in self._sequences:
                one = f"(?:{self.regex(self._sequences[name])}){repeated}"
            elif name:
                letters = self.letters(name)
                one = (letters if len(letters) == 1 else f"[{letters}]") + repeated
            written.append(f"{named}{one})" if named else one)
        return "".join(written)

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
    def search(self) -> "Callable[[str, int], re.Match[str] | None]":
        """Look for the first match from a place on."""
        return re.compile(self._alphabet.regex(self.pattern)).search

    @cached_property
    def needs(self) -> list[str]:
        """Sets of letters, of each of which a phrase must have one."""
        return self._alphabet.needs(self.pattern)

    def may_match(self, letters: frozenset[str]) -> bool:
        """Whether a phrase of these letters has what a match of the row must have."""
        return not any(map(letters.isdisjoint, self.needs))


class Cascade(Generic[ItemT, ContextT]):
    """Stages of rows, one after the other; plans repeat their forms, so what matches is remembered."""

    def __init__(self, alphabet: Alphabet, stages: "Iterable[Sequence[Row[ItemT, ContextT]]]") -> None:
        self.alphabet = alphabet
        self.stages = [[PatternRow(alphabet, row) for row in rows] for rows in stages]
        self._fitting: dict[frozenset[str], list[tuple[int, list[PatternRow[ItemT, ContextT]]]]] = {}
        self._steps: dict[tuple[str, int], tuple[int, list[_Matched[ItemT, ContextT]]]] = {}

    def rewritten(self, items: list[ItemT], context: ContextT) -> list[ItemT]:
        """What the stages make of a phrase."""
        at = 0
        while at < len(self.stages):
            spelled = self.alphabet.spelled(items)
            at, matches = self._steps.get((spelled, at)) or self._step(spelled, at)
            made: list[ItemT] = []
            done = 0
            for start, row, match in matches:
                built = row.build(Found(items, match), context)
                before, done = done, match.end()
                made += items[before:start]
                made += items[start:done] if built is None else built
            items = made + items[done:] if matches else items
        return items

    def _step(self, spelled: str, at: int) -> "tuple[int, list[_Matched[ItemT, ContextT]]]":
        """What matches in the next stage where anything does, and the stage after it."""
        if len(self._steps) >= _MOST_FORMS:
            self._steps.clear()
        letters = frozenset(spelled)
        if letters not in self._fitting:
            fitting = ([row for row in rows if row.may_match(letters)] for rows in self.stages)
            self._fitting[letters] = [(then, rows) for then, rows in enumerate(fitting, 1) if rows]
        steps = ((then, _matches(rows, spelled)) for then, rows in self._fitting[letters] if then > at)
        step = self._steps[spelled, at] = next((one for one in steps if one[1]), (len(self.stages), []))
        return step


def _matches(
    rows: "Iterable[PatternRow[ItemT, ContextT]]", spelled: str
) -> "list[_Matched[ItemT, ContextT]]":
    """The matches that count, from left to right."""
    found: list[_Matched[ItemT, ContextT]] = []
    waiting = [(match.start(), row, match) for row in rows if (match := row.search(spelled, 0))]
    while waiting:
        found.append(first := min(waiting, key=_START))
        done = first[2].end()
        # Only rows that have matched before this place are tried again: long phrases take linear time.
        waiting = [
            (again.start(), row, again)
            for start, row, match in waiting
            if (again := match if start >= done else row.search(spelled, done))
        ]
    return found


def lines_of(module: str, name: str) -> list[str]:
    """The lines of a data file beside a module; an indented one goes on with that before, «#» is a remark."""
    text = re.sub("(?m)^#.*\n", "", Path(module).with_name(name).read_text(encoding="utf-8"))
    return [line for line in text.replace("\n  ", " ").splitlines() if line]


@cache
def lexer(module: str, **parts: str) -> re.Pattern[str]:
    """The kinds («kind: pattern») of ``tokens.txt`` beside a module; «NAME = pattern» is a part of others."""
    for line in lines_of(module, "tokens.txt"):
        name, _, pattern = line.partition(" = " if line[0].isupper() else ": ")
        for part in filter(str.isupper, parts):
            pattern = pattern.replace(f"<{part}>", parts[part])
        parts[name] = pattern
    kinds = (f"(?P<{name}>{pattern})" for name, pattern in parts.items() if name.islower())
    return re.compile("|".join(kinds), re.VERBOSE)


class Grammar(Cascade[ItemT, ContextT]):
    """The stages of ``grammar.txt`` beside a module, whose rows name ``builders``.

    ``labelled`` makes the item of «=label». «labels = …» are the labels of the language; «name = …» is a
    group of labels if the name is small, a sequence if it is in capitals; «[stage]» begins a stage and
    «pattern -> builder» is a row of it; «name: labels» is a set that code asks for.
    """

    def __init__(
        self,
        module: str,
        builders: "Mapping[str, Build[ItemT, ContextT]]",
        labelled: "Callable[[str, Sequence[ItemT]], ItemT]",
    ) -> None:
        self.labels: list[str] = []
        self.groups: dict[str, str] = {}
        self.sequences: dict[str, str] = {}
        self.sets: dict[str, frozenset[str]] = {}
        stages: list[list[Row[ItemT, ContextT]]] = []
        for line in lines_of(module, "grammar.txt"):
            pattern, arrow, builder = line.rpartition(" -> ")
            if arrow:
                is_plain = builder[0] in "=@"
                build = _plain(builder[0], builder[1:], labelled) if is_plain else builders[builder]
                stages[-1].append((pattern, build))
                continue
            if line.startswith("["):
                stages.append([])
                continue
            name, sign, meaning = line.partition(" = ")
            if not sign:
                name, _, meaning = line.partition(": ")
                self.sets[name] = frozenset(meaning.split())
            elif name == "labels":
                self.labels += meaning.split()
            else:
                (self.sequences if name.isupper() else self.groups)[name] = meaning
        super().__init__(Alphabet(self.labels, self.groups, self.sequences), stages)


def _plain(
    sign: str, name: str, labelled: "Callable[[str, Sequence[ItemT]], ItemT]"
) -> "Build[ItemT, ContextT]":
    """What «=label» and «@slot» stand for; no slot has an empty name."""
    if sign == "=":
        return lambda found, _: (labelled(name, found.items),)
    return lambda found, _: found[name]


_Matched = tuple[int, PatternRow[ItemT, ContextT], re.Match[str]]  # from where on
_MOST_FORMS = 8000  # of phrases that are remembered
_START = itemgetter(0)
_FIRST_LETTER = 0xA1
_OPTIONAL, _REPEATED = ("*", "?"), ("*", "+", "?")
# A slot; the name of a label or a sequence, and how often it is there; a bracket; another sign.
_TOKEN = re.compile(r"([a-z_]+:)?(?:([A-Za-z_]+)([*+?]?)|(\((?:\?<?[=!])?))|([^\s\w:])")
