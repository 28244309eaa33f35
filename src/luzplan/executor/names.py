"""Known names, and the longest of them that starts at a token."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.executor.tokens import Token, Word, tokens_of
from luzplan.executor.words import ENDINGS, OPEN_MARK, folded_word, key_of, label_of

WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]{1,4}\b|[^\W\d_]+|\d+")
# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_PASSED = {
    "заместител": frozenset(
        """
        директор заведующ руководител школ гимназ лице доу оу оо сош оош нош мбоу мкоу моу моку маоу
        д дир колледж техникум учрежден образовательн общеобразовательн детск сад интернат центр
        """.split()
    )
}
_NOTHING: frozenset[str] = frozenset()
_OWN = frozenset({"школьн", "общешкольн"})  # «руководитель школьного спортклуба»
_TELLING = 2  # first letters by which names are kept; no form of a word has others
_SHORTEST = 3
_MOST_PASSED = 8
_FURTHEST_SHARED = 6

Entry = tuple[str, int]  # a name and the number of what it stands for


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
                if one.startswith(word.fold) and (not word.tail or _ends_like(word.tail, one))
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


class Names:
    """Names, each standing for an entry; a later name takes the place of an equal earlier one.

    Names are only looked into where a word begins as they do, since a plan uses few of the shipped ones.
    """

    def __init__(self, entries: Iterable[Entry], base: "Names | None" = None) -> None:
        """Take names, composed, and those of ``base`` before them; what that one has compiled serves both."""
        self._base = base
        self._beginning = _by_beginning(entries)
        self._keyed: dict[str, dict[str, list[Entry]]] = {}
        self._roots: dict[str, Node] = {}
        self._firsts: dict[str, list[Node]] = {}
        self._short: dict[tuple[str, str], list[Node]] = {}

    def match(self, tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that starts at this token."""
        token = tokens[at]
        if token.kind != "word":
            return None
        word = token.word
        full = None
        for node in self._firsts.get(word.fold + word.tail) or self._first_nodes(word):
            full = _further(full, _longest(node, tokens, at + 1, ()))
        if (token.dotted and len(word.fold) >= _SHORTEST and not (word.capitals and at)) or word.tail:
            return _further(full, _only(_longest(node, tokens, at + 1, ()) for node in self._shortened(word)))
        return full

    def _first_nodes(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be a form of."""
        found = self._firsts[word.fold + word.tail] = [self._root(first) for first in word.stems if self.has(first)]
        return found

    def _shortened(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be short for."""
        key = (word.fold, word.tail)
        if key not in self._short:
            starting = self._starting_with(word.fold)
            self._short[key] = [self._root(one) for one in starting if not word.tail or _ends_like(word.tail, one)]
        return self._short[key]

    def exact(self, tokens: Sequence[Token]) -> KnownName | None:
        """The name that these tokens are as a whole."""
        found = self.match(tokens, 0)
        return found if found and tokens[found.end].kind == "end" else None

    def may_have(self, name: str) -> bool:
        """Whether a name can be one of these, by its first two words: most cannot."""
        words = WORDS.findall(name)[:2]
        if not words or not self.has(key_of(words[0])):
            return False
        node = self._root(key_of(words[0]))
        return len(words) == 1 or bool(node.passed) or key_of(words[1]) in node.children

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> KnownName | None:
        """The longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        for count in range(len(path), 0, -1):
            found = _continued(path[count - 1], tokens, at, tuple(path[:count]))
            if found:
                return found
        return None

    def has(self, first: str) -> bool:
        """Whether a name has this key of its first word."""
        own = first in self._keys(first[:_TELLING])
        return own or (self._base is not None and self._base.has(first))

    def _keys(self, beginning: str) -> dict[str, list[Entry]]:
        """Names with these first letters by the keys of their first words."""
        keyed = self._keyed.get(beginning)
        if keyed is None:
            keyed = self._keyed[beginning] = {}
            for entry in self._beginning.get(beginning, ()):
                if first := WORDS.search(entry[0]):
                    keyed.setdefault(key_of(first[0]), []).append(entry)
        return keyed

    def _entries(self, first: str) -> list[Entry]:
        own = self._keys(first[:_TELLING]).get(first, [])
        return [*self._base._entries(first), *own] if self._base else own

    def _root(self, first: str) -> Node:
        if self._base and first not in self._keys(first[:_TELLING]):
            return self._base._root(first)
        node = self._roots.get(first)
        if node is None:
            node = self._roots[first] = Node(_PASSED.get(first, _NOTHING))
            for name, entry in self._entries(first):
                node.add(_telling(_words_of(name)[1:], node.passed), name, entry)
        return node

    def _starting_with(self, start: str) -> list[str]:
        """Keys of first words that begin so, in the order of the alphabet."""
        beginnings = [one for one in self._beginning if one.startswith(start[:_TELLING])]
        own = {key for one in beginnings for key in self._keys(one) if key.startswith(start)}
        return sorted(own.union(self._base._starting_with(start) if self._base else ()))


def _words_of(name: str) -> list[str]:
    """Words of a name, and its signs if it has any: «Клуб; кружок», «Штаб (оперативный)»."""
    if _SIGNS.search(name) is None:
        return WORDS.findall(name)
    tokens = tokens_of(name.removesuffix(OPEN_MARK))
    return [_text_of(token) for token in tokens if token.kind not in ("end", "hyphen", "dash", "numero")]


_SIGNS = re.compile(r"[^\w\s…/-]|\d\.\d|\d[^\W\d]|/\w{5}")


def _text_of(token: Token) -> str:
    return " ".join(WORDS.findall(folded_word(token.text))) if token.kind == "quoted" else token.text


def _by_beginning(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Names by the first letters of their folded first words."""
    starts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        starts[entry[0][:_TELLING]].append(entry)
    found: dict[str, list[Entry]] = defaultdict(list)
    for start, some in starts.items():
        if start.isalpha():
            found[folded_word(start)] += some
            continue
        for entry in some:
            if first := WORDS.search(entry[0]):
                found[folded_word(first[0])[:_TELLING]].append(entry)
    return found


def _telling(words: list[str], passed: frozenset[str]) -> list[str]:
    """Words that tell a name from others: not «по», and not those before it that are passed."""
    before = words.index("по") if "по" in words else len(words)
    start = [word for word in words[:before] if not passed or key_of(word) not in passed]
    rest = [word for word in words[before:] if word != "по"]
    return start + rest or [word for word in words if word != "по"]


def _further(first: KnownName | None, second: KnownName | None) -> KnownName | None:
    return second if second and (first is None or second.end > first.end) else first


def _furthest(found: Iterable[KnownName | None]) -> KnownName | None:
    best: KnownName | None = None
    for one in found:
        best = _further(best, one)
    return best


def _only(found: Iterable[KnownName | None]) -> KnownName | None:
    """The furthest name if it is one: an abbreviation of two different names says neither."""
    every = [one for one in found if one]
    best = _furthest(every)
    rivals = {one.entry for one in every if best and one.end == best.end}
    return best if len(rivals) == 1 else None


def _longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
    """The longest name that goes on from a node with the tokens here, or ends at it."""
    path = (*path, node)
    longer = _continued(node, tokens, at, path) if node.children else None
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


def _continued(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> KnownName | None:
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
        elif (sign := _text_of(token)) in children:
            found = [children[sign]]
        else:
            break
        name = _furthest(_longest(child, tokens, place + 1, path) for child in found)
        if name is None and kind == "word" and _may_be_short(token):
            name = _only(_longest(child, tokens, place + 1, path) for child in node.shortened(word))
            if name and token.dotted and name.end == place + 1 and _goes_on(tokens[name.end]):
                name = None  # «учителя ест. цикла» are not those of «естествознание»
        best = _further(best, name)
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


def _ends_like(tail: str, key: str) -> bool:
    """Whether «ли» can end a form of the word with this stem (руководите-ли)."""
    cuts = range(1, len(tail) + 1)
    return any(key.endswith(tail[:cut]) and (tail[cut:] in ENDINGS or not tail[cut:]) for cut in cuts)
