"""Known names in a tree of their words: the longest name from a place on."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from luzplan.executor.words import (
    OPEN_MARK,
    Token,
    Word,
    folded_word,
    key_of,
    label_of,
    may_be,
    pairs,
    tokens_of,
    vocabulary,
)

WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]{1,4}\b|[^\W\d_]+|\d+")
_OWN = frozenset({"школьн", "общешкольн"})  # «руководитель школьного спортклуба»
_MOST_PASSED, _FURTHEST_SHARED = 8, 6
_END_OF = attrgetter("end")


class Node:
    """A place in a tree of names: what may follow, and the entry and name that end here.

    ``passed`` are stems that may stand between this place and the next without saying anything.
    """

    __slots__ = ("_children", "_longer", "_short", "entry", "name", "open", "passed")

    def __init__(self, passed: frozenset[str] = frozenset()) -> None:
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
            self._short[key] = [self.children[one] for one in may_be(word, self.children)]
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


def furthest(found: Iterable[KnownName | None], *, alone: bool = False) -> KnownName | None:
    """The first of the names that end furthest; ``alone`` none beside a rival: a shortening says neither."""
    names = [one for one in found if one]
    if len(names) < 2:  # as nearly always
        return names[0] if names else None
    best = max(names, key=_END_OF)
    is_rivalled = any(one.end == best.end and one.entry != best.entry for one in names)
    return None if alone and is_rivalled else best


def longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The longest name that goes on from a node with the tokens here, or ends at it."""
    path = (*path, node)
    longer = continued(node, tokens, at, path) if node.children else None
    if longer is None and node.entry is not None:
        return KnownName(at, path, node.entry, node.name)
    return longer or _borrowed(node, tokens, at, path)


def _borrowed(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The name whose last word comes later: «муз. и физ. руководители»."""
    joins = [token.text == "," or token.word.fold == "и" for token in tokens[at : at + _FURTHEST_SHARED]]
    if not joins[0]:
        return None
    for token, joined in zip(tokens[at + 1 :], joins[1:], strict=False):
        last = next((node.children[form] for form in token.word.stems if form in node.children), None)
        if last is not None and last.entry is not None:
            return KnownName(at, (*path[:-1], last), last.entry, last.name)
        if not (joined or token.dotted or token.word.form.adjective):
            return None
    return None


def continued(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The longest name that goes on from a node with the word here, or with one behind passed words."""
    best: KnownName | None = None
    for place in range(at, min(at + _MOST_PASSED, len(tokens))):
        token = tokens[place]
        kind, word = token.kind, token.word
        # «ПО» that ends a name is an abbreviation of «производственное обучение».
        preposition = word.fold == "по" and (not word.capitals or tokens[place + 1].kind == "word")
        if preposition or kind in ("hyphen", "dash", "numero"):
            continue
        if kind == "word":
            found = [node.children[form] for form in word.stems if form in node.children]
        elif (sign := text_of(token)) in node.children:
            found = [node.children[sign]]
        else:
            break
        name = furthest(longest(child, tokens, place + 1, path) for child in found)
        if name is None and kind == "word" and _may_be_short(token, after=tokens[place - 1].kind):
            short = (longest(child, tokens, place + 1, path) for child in node.shortened(word))
            name = furthest(short, alone=True)
            ends = name and token.dotted and name.end == place + 1 and not name.open
            if ends and _goes_on(tokens[place + 1]):
                name = None  # «учителя ест. цикла» are not those of «естествознание»
        best = furthest((best, name))
        if node.passed.isdisjoint(word.stems) and _OWN.isdisjoint(word.stems):
            break
    return best


def _goes_on(token: Token) -> bool:
    form = token.word.form
    told = token.dotted or token.word.capital or form.adjective or label_of(token.word.fold)
    return token.kind == "word" and not told and (form.oblique is True or token.word.fold.endswith("ость"))


def _may_be_short(token: Token, after: str) -> bool:
    """Whether a word may be shortened: with a dot or hyphen, or at least three letters of no abbreviation."""
    word = token.word
    whole = word.capitals or label_of(word.fold) in ("prep", "and", "joint")
    shortest = (1 if after == "hyphen" else 2) if token.dotted else _SHORTEST
    return bool(word.tail) or (not whole and len(word.fold) >= shortest)


# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_DEPUTY = "заместител"
_TELLING = 2  # first letters by which names are kept; no form of a word has others
_SHORTEST = 3
Entry = tuple[str, int]  # a name and the number of what it stands for


class KnownNames:
    """Names, each standing for an entry; a later one takes the place of an equal earlier one.

    They are only looked into where a word begins as they do, since a plan uses few of the shipped ones.
    """

    def __init__(self, entries: Iterable[Entry], base: "KnownNames | None" = None) -> None:
        """Take names, composed, and those of ``base`` before them; what that one has compiled serves both."""
        self._base, self._own = base, _by_beginning(entries)
        self._beginning: dict[str, list[Entry]] = dict(base._beginning) if base else {}
        for start, own in self._own.items():
            self._beginning[start] = self._beginning.get(start, []) + own
        self._keyed: dict[str, dict[str, list[Entry]]] = {}
        self._roots: dict[str, Node] = {}
        self._firsts: dict[str, list[Node]] = {}
        self._short: dict[tuple[str, str, bool], list[Node]] = {}

    def match(self, tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that starts at this token."""
        token = tokens[at]
        if token.kind != "word":
            return None
        word, key = token.word, token.word.fold + token.word.tail
        if key not in self._firsts:
            self._firsts[key] = [self._root(first) for first in word.stems if self.has(first)]
        full = furthest(longest(node, tokens, at + 1, ()) for node in self._firsts[key])
        half = len(word.fold) > 1 or tokens[at + 1].kind == "hyphen"  # «м/сестра»
        cut = len(word.tail) > 1 or (word.tail and len(word.fold) > 1)  # «н-м» are two words
        if not ((token.dotted and half and not (word.capitals and at)) or cut):
            return full
        alone = tokens[at + 1].kind != "word" or tokens[at + 1].word.capitals
        begins = at == 0 or tokens[at - 1].kind != "word"
        keys = pairs("clipped").get(word.fold, "") if alone and not word.tail else ""
        clipped = self._way(keys) if begins or "/" not in keys else ()  # «каб. физ.» is no teacher
        ways = [clipped] if clipped else [(node,) for node in self._shortened(word, alone)]
        short = furthest((longest(way[-1], tokens, at + 1, way[:-1]) for way in ways), alone=True)
        told = short and (clipped or word.tail or len(word.fold) >= _SHORTEST or short.end > at + 1)
        return furthest((full, short if told else None))

    def _way(self, keys: str) -> tuple[Node, ...]:
        """The places that keys lead through: «учител/физик»; none where they lead nowhere."""
        first, *rest = keys.split("/")
        way = [self._root(first)] if self.has(first) else []
        for key in rest if way else ():
            way += [way[-1].children[key]] if key in way[-1].children else []
        return tuple(way) if len(way) == len(rest) + 1 else ()

    def _shortened(self, word: Word, alone: bool) -> list[Node]:
        """Places of the first words that a word may be short for; alone a post before a body: «лаб.»."""
        key = (word.fold, word.tail, alone)
        if key not in self._short:
            starts = [one for one in self._beginning if one.startswith(word.fold[:_TELLING])]
            keys = {one for start in starts for one in self._keys(start) if one.startswith(word.fold)}
            found, usual = may_be(word, sorted(keys)), pairs("short").get(word.fold, "")
            if not word.tail and not any(one.startswith(usual) for one in found):
                found = []  # «обр.» is no «Обрнадзор»
            posts = [one for one in found if one not in vocabulary()["body"]] if alone else []
            self._short[key] = [self._root(one) for one in posts or found]
        return self._short[key]

    def exact(self, tokens: Sequence[Token]) -> KnownName | None:
        """The name that these tokens are as a whole."""
        found = self.match(tokens, 0)
        return found if found and tokens[found.end].kind == "end" else None

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        counts = range(len(path), 0, -1)
        found = (continued(path[count - 1], tokens, at, tuple(path[:count])) for count in counts)
        return next(filter(None, found), None)

    def has(self, first: str) -> bool:
        """Whether a name has this key of its first word."""
        return first in self._keys(first[:_TELLING])

    def _keys(self, start: str) -> dict[str, list[Entry]]:
        """The names with these first letters by the keys of their first words."""
        if self._base and start not in self._own:
            return self._base._keys(start)
        if start not in self._keyed:
            keyed = self._keyed[start] = defaultdict(list)
            for entry in self._beginning.get(start, ()):
                if first := WORDS.search(entry[0]):
                    keyed[key_of(first[0])].append(entry)
        return self._keyed[start]

    def _root(self, first: str) -> Node:
        if self._base and first[:_TELLING] not in self._own:
            return self._base._root(first)
        if first not in self._roots:
            node = self._roots[first] = Node(vocabulary()["deputy_of"] if first == _DEPUTY else frozenset())
            for name, entry in self._keys(first[:_TELLING]).get(first, ()):
                node.add(_further_words(name, node.passed), name, entry)
        return self._roots[first]


def _further_words(name: str, passed: frozenset[str]) -> list[str]:
    """Words behind the first that tell a name from others: not «по», and not those before it that are passed.

    So are its signs, if it has any: «Клуб; кружок», «Штаб (оперативный)».
    """
    words = WORDS.findall(name)[1:]
    if _SIGNS.search(name):
        tokens = tokens_of(name.removesuffix(OPEN_MARK))
        words = [text_of(token) for token in tokens if token.kind not in ("end", "hyphen", "dash", "numero")][
            1:
        ]
    before = words.index("по") if passed and "по" in words else len(words) if passed else 0
    kept = [word for word in words[:before] if key_of(word) not in passed] + words[before:]
    return [word for word in kept if word != "по"] or [word for word in words if word != "по"]


_SIGNS = re.compile(r"[^\w\s…/-]|\d\.\d|\d[^\W\d]|/\w{5}")
_INITIALS = re.compile(r"\b(\w)\.(\w)\.(\w)\.")  # «с.н.с.», which tokens are one word of


def _by_beginning(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Names by the first letters of their folded first words."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for name, number in entries:
        entry = (_INITIALS.sub(r"\1\2\3", name) if "." in name else name, number)
        start = entry[0][:_TELLING]
        if not start.isalpha():
            start = "".join(WORDS.findall(entry[0])[:1])
        found[folded_word(start)[:_TELLING]].append(entry)
    return found
