"""Known names, and the longest of them that starts at a token."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from luzplan.executor.tokens import Token, Word, tokens_of
from luzplan.executor.tree import (
    WORDS,
    KnownName,
    Node,
    continued,
    ends_like,
    further,
    longest,
    only,
    text_of,
)
from luzplan.executor.words import OPEN_MARK, folded_word, key_of, vocabulary

# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_DEPUTY = "заместител"
_NOTHING: frozenset[str] = frozenset()
_TELLING = 2  # first letters by which names are kept; no form of a word has others
_SHORTEST = 3

Entry = tuple[str, int]  # a name and the number of what it stands for


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
            full = further(full, longest(node, tokens, at + 1, ()))
        if (token.dotted and len(word.fold) >= _SHORTEST and not (word.capitals and at)) or word.tail:
            return further(full, only(longest(node, tokens, at + 1, ()) for node in self._shortened(word)))
        return full

    def _first_nodes(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be a form of."""
        found = self._firsts[word.fold + word.tail] = [
            self._root(first) for first in word.stems if self.has(first)
        ]
        return found

    def _shortened(self, word: Word) -> list[Node]:
        """Places of the first words that a word may be short for."""
        key = (word.fold, word.tail)
        if key not in self._short:
            starting = self._starting_with(word.fold)
            self._short[key] = [
                self._root(one) for one in starting if not word.tail or ends_like(word.tail, one)
            ]
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
            found = continued(path[count - 1], tokens, at, tuple(path[:count]))
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
            node = self._roots[first] = Node(vocabulary()["deputy_of"] if first == _DEPUTY else _NOTHING)
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
    return [text_of(token) for token in tokens if token.kind not in ("end", "hyphen", "dash", "numero")]


_SIGNS = re.compile(r"[^\w\s…/-]|\d\.\d|\d[^\W\d]|/\w{5}")


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
