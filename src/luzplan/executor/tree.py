"""A tree of known names by their words, and the longest name that goes on from a place in it."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luzplan.executor.tokens import Token, Word
from luzplan.executor.words import OPEN_MARK, endings, folded_word, key_of, label_of

WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]{1,4}\b|[^\W\d_]+|\d+")
_NOTHING: frozenset[str] = frozenset()
_OWN = frozenset({"школьн", "общешкольн"})  # «руководитель школьного спортклуба»
_SHORTEST = 3
_MOST_PASSED = 8
_FURTHEST_SHARED = 6


class Node:
    """A place in a tree of names: what may follow, and the entry and name that end here.

    ``passed`` are stems that may stand between this place and the next without saying anything.
    """

    __slots__ = ("_children", "_longer", "_short", "entry", "name", "open", "passed")

    def __init__(self, passed: frozenset[str] = _NOTHING) -> None:
        self._children: dict[str, Node] = {}
        self._longer: list[tuple[list[str], str, int]] = []  # names that go on, not yet among the children
        self._short: dict[tuple[str, str], list[Node]] = {}
        self.entry: int | None = None
        self.name = ""
        self.open = False
        self.passed = passed

    @property
    def children(self) -> "dict[str, Node]":
        """The next places by the keys of the words that lead there; most are never asked for."""
        if self._longer:
            for words, name, entry in self._longer:
                self._children.setdefault(key_of(words[0]), Node()).add(words[1:], name, entry)
            self._longer.clear()
        return self._children

    def shortened(self, word: Word) -> "list[Node]":
        """The next places whose words a word may be short for."""
        key = (word.fold, word.tail)
        if key not in self._short:
            self._short[key] = [
                child
                for one, child in self.children.items()
                if one.startswith(word.fold) and (not word.tail or ends_like(word.tail, one))
            ]
        return self._short[key]

    def add(self, words: list[str], name: str, entry: int) -> None:
        """Let a name go on from here with these words; a later name takes the place of an equal one."""
        if words:
            self._longer.append((words, name, entry))
            return
        if self.entry != entry or not self.name:
            self.entry, self.name = entry, name.removesuffix(OPEN_MARK).rstrip()
        self.open |= name.endswith(OPEN_MARK)


class KnownName(NamedTuple):
    """A known name in a cell: the token after it, and the nodes passed on the way."""

    end: int
    path: tuple[Node, ...]
    entry: int
    text: str

    @property
    def open(self) -> bool:
        """Whether the name asks for further words."""
        return self.path[-1].open


def text_of(token: Token) -> str:
    """The letters of a token by which a name with signs is kept."""
    return " ".join(WORDS.findall(folded_word(token.text))) if token.kind == "quoted" else token.text


def further(first: KnownName | None, second: KnownName | None) -> KnownName | None:
    """The name that ends further, the first one if both end together."""
    return second if second and (first is None or second.end > first.end) else first


def furthest(found: Iterable[KnownName | None]) -> KnownName | None:
    """The first of the names that end furthest, None where there are none."""
    best: KnownName | None = None
    for one in found:
        best = further(best, one)
    return best


def only(found: Iterable[KnownName | None]) -> KnownName | None:
    """The furthest name if it is one: an abbreviation of two different names says neither."""
    every = [one for one in found if one]
    best = furthest(every)
    rivals = {one.entry for one in every if best and one.end == best.end}
    return best if len(rivals) == 1 else None


def longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The longest name that goes on from a node with the tokens here, or ends at it."""
    path = (*path, node)
    longer = continued(node, tokens, at, path) if node.children else None
    if longer is None and node.entry is not None:
        return KnownName(at, path, node.entry, node.name)
    return longer or _borrowed(node, tokens, at, path)


def _borrowed(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The name whose last word comes later: «муз. и физ. руководители»."""
    if not _joins(tokens[at]):
        return None
    for place in range(at + 1, min(at + _FURTHEST_SHARED, len(tokens))):
        token = tokens[place]
        last = next((node.children[form] for form in token.word.stems if form in node.children), None)
        if last is not None and last.entry is not None:
            return KnownName(at, (*path[:-1], last), last.entry, last.name)
        if not (_joins(token) or token.dotted or token.word.form.adjective):
            return None
    return None


def _joins(token: Token) -> bool:
    return token.text == "," or token.word.fold == "и"


def continued(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The longest name that goes on from a node with the word here, or with one behind passed words."""
    best: KnownName | None = None
    children = node.children
    for place in range(at, min(at + _MOST_PASSED, len(tokens))):
        token = tokens[place]
        kind, word = token.kind, token.word
        if kind in ("hyphen", "dash", "numero") or _is_preposition(tokens, place):
            continue
        if kind == "word":
            found = [children[form] for form in word.stems if form in children]
        elif (sign := text_of(token)) in children:
            found = [children[sign]]
        else:
            break
        name = furthest(longest(child, tokens, place + 1, path) for child in found)
        if name is None and kind == "word" and _may_be_short(token):
            name = only(longest(child, tokens, place + 1, path) for child in node.shortened(word))
            if name and token.dotted and name.end == place + 1 and _goes_on(tokens[name.end]):
                name = None  # «учителя ест. цикла» are not those of «естествознание»
        best = further(best, name)
        if node.passed.isdisjoint(word.stems) and _OWN.isdisjoint(word.stems):
            break
    return best


def _goes_on(token: Token) -> bool:
    form = token.word.form
    told = token.dotted or token.word.capital or form.adjective or label_of(token.word.fold)
    return token.kind == "word" and not told and form.oblique is True


def _is_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Whether «по» is no abbreviation of «производственное обучение», which ends a name."""
    word = tokens[at].word
    return word.fold == "по" and (not word.capitals or tokens[at + 1].kind == "word")


def _may_be_short(token: Token) -> bool:
    """Whether a word may be shortened: one with a dot, or at least three letters of no abbreviation."""
    word = token.word
    if word.capitals or label_of(word.fold) in ("prep", "and", "joint"):
        return bool(word.tail)
    return bool(word.tail) or len(word.fold) >= (2 if token.dotted else _SHORTEST)


def ends_like(tail: str, key: str) -> bool:
    """Whether «ли» can end a form of the word with this stem (руководите-ли)."""
    cuts = range(1, len(tail) + 1)
    return any(key.endswith(tail[:cut]) and (tail[cut:] in endings() or not tail[cut:]) for cut in cuts)
