"""A tree of known names by their words: the longest name from a place on, and the case it stands in."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from luzplan.executor.tokens import (
    OPEN_MARK,
    Token,
    Word,
    endings,
    folded_word,
    form_of,
    key_of,
    label_of,
    stem,
    vocabulary,
)

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
    return token.kind == "word" and not told and (form.oblique is True or token.word.fold.endswith("ость"))


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


_MASCULINE_SOFT = ("тель", "арь", "ырь", "ень", "ель")
_NOMINATIVE_TAILS = ("ль", "ли", "ра", "ся", "рь", "ри", "ры")
_IN_FULL = "заместитель"
_FOREIGN = frozenset({"ия", "ии", "ию", "ие"})


def is_form(fold: str, name: KnownName, at: int) -> bool:
    """Whether a word is a form of the one-word name that it is read as: «экологии» is none of «эколог»."""
    own = folded_word(name.text)
    other = fold.startswith(own) and own[-1:] not in "аоеийьыя" and fold[len(own) :][:2] in _FOREIGN
    return name.end != at + 1 or not other


def is_oblique(name: KnownName, tokens: Sequence[Token], at: int) -> bool | None:
    """Whether a name stands in another case than the nominative, None if the form leaves it open."""
    written = WORDS.findall(name.text)
    place = at
    for word in written[:2]:
        while tokens[place].kind in ("hyphen", "dash"):
            place += 1
        token, own = tokens[place], folded_word(word)
        fold = token.word.fold
        own = _IN_FULL if own == "зам" and len(fold) > len(own) else own
        if token.kind != "word" or (place > at and own[:2] != fold[:2]):
            return None
        if token.word.tail:
            return False if token.word.tail in _NOMINATIVE_TAILS else None
        place += 1
        if (token.dotted and (fold != own or len(written) > 1)) or _is_short(fold, own):
            continue
        oblique = name_form(fold, own)
        leading = token.word.form.adjective and len(written) > 1
        if oblique is not None and not (leading and token.word.form.oblique is None):
            return None if word.isupper() and not oblique else oblique
        if not (leading or "-" in name.text) or place >= name.end:
            return None
    return None


def _is_short(fold: str, own: str) -> bool:
    return own.startswith(fold) and len(own) > len(fold) + 2


@lru_cache(maxsize=16384)
def name_form(fold: str, name: str) -> bool | None:
    """Whether a form of a word that a name begins with is oblique, None if it may be either.

    «Методисты» is no other case than the nominative, «методиста» never is, «комиссии» and «учителя» may be.
    """
    if fold == name:
        return None if name in vocabulary()["unchanging"] else False
    if form_of(name).adjective:
        form = form_of(fold)
        return form.oblique if form.adjective else None
    if name in vocabulary()["no_plural"] or fold[-1:] not in "аяыи" or len(fold) > len(name) + 2:
        return True
    return _noun_form(fold[-1], name)


def _noun_form(ending: str, name: str) -> bool | None:
    """Whether a noun with this last letter is oblique; it may be a plural or a genitive."""
    last, words = name[-1:], vocabulary()
    if last in "ая" and name not in words["masculine"]:
        return True if ending in "ая" else None
    if last in "ое":
        return None if ending in "ая" else True
    if last == "ь" and not name.endswith(_MASCULINE_SOFT):
        return None
    if ending in "ыи":
        return False
    return None if stem(name) in words["plural_a"] else True
