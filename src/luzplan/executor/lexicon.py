"""Known names as tries of stems, and the longest known name that starts at a token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.executor.stems import ends_like, stem, stems, word_set
from luzplan.executor.tokens import Kind, Token, folded_word

OPEN_MARK = "…"
_WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]\b|[^\W_]+")
# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_PASSED_AFTER = {
    "заместител": word_set(
        """
    директор заведующ руководител школ гимназ лице доу оу сош оош колледж техникум учрежден
    образовательн детск сад интернат
    """
    )
}
_SHORTEST = 3


class Node:
    """A place in a trie: what may follow, and the entry that ends here (None where none does).

    ``passed`` are stems that may stand between this place and the next without saying anything.
    """

    __slots__ = ("children", "entry", "passed", "takes_more")

    def __init__(self, passed: frozenset[str] = frozenset()) -> None:
        self.children: dict[str, Node] = {}
        self.entry: int | None = None
        self.passed = passed
        self.takes_more = False


class Found(NamedTuple):
    """A known name in a cell: its entry, the token after it, and the nodes passed on the way."""

    entry: int
    end: int
    path: tuple[Node, ...]
    takes_more: bool


class Lexicon:
    """Names, each standing for an entry (a number); a later name takes the place of an equal earlier one.

    Only the names that start with a word which is really looked up are compiled, since a plan uses
    few of the shipped ones.
    """

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._waiting: dict[str, list[tuple[list[str], int]]] = {}
        for name, entry in names:
            words = _WORDS.findall(name)
            if words:
                open_ = [OPEN_MARK] if name.endswith(OPEN_MARK) else []
                self._waiting.setdefault(_key(words[0]), []).append((words[1:] + open_, entry))
        self._roots: dict[str, Node] = {}
        self._first = sorted(self._waiting)

    def match(self, tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that starts at this token."""
        if tokens[at].kind is not Kind.WORD:
            return None
        steps = self._first_steps(tokens, at)
        return _furthest(_longest(self._root(first), tokens, after, ()) for first, after in steps)

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        for count in range(len(path) - 1, 0, -1):
            steps = _steps(path[count - 1], tokens, at)
            found = _furthest(_longest(node, tokens, after, tuple(path[:count])) for node, after in steps)
            if found:
                return found
        return None

    def _root(self, first: str) -> Node:
        node = self._roots.get(first)
        if node is None:
            node = self._roots[first] = Node(_PASSED_AFTER.get(first, frozenset()))
            for words, entry in self._waiting[first]:
                _insert(node, words, entry)
        return node

    def _first_steps(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
        token = tokens[at]
        known = [form for form in stems(token.fold) if form in self._waiting]
        yield from ((form, at + 1) for form in known)
        if token.dotted and len(token.fold) >= 2:
            yield from ((key, at + 1) for key in self._starting_with(token.fold) if key not in known)
        tail = _hyphened(tokens, at)
        if tail:
            yield from ((form, at + 3) for form in stems(token.fold + tail) if form in self._waiting)
            yield from ((k, at + 3) for k in self._starting_with(token.fold) if ends_like(tail, k))

    def _starting_with(self, start: str) -> Iterator[str]:
        for place in range(bisect_left(self._first, start), len(self._first)):
            if not self._first[place].startswith(start):
                return
            yield self._first[place]


def _key(word: str) -> str:
    fold = folded_word(word)
    return fold if word.isupper() and len(word) <= 6 else stem(fold)


def _insert(node: Node, words: list[str], entry: int) -> None:
    telling = [word for word in words if _key(word) not in node.passed] if len(words) > 1 else words
    for word in telling:
        if word == OPEN_MARK:
            node.takes_more = True
        elif word != "по":
            node = node.children.setdefault(_key(word), Node())
    node.entry = entry


def _furthest(found: Iterable[Found | None]) -> Found | None:
    best: Found | None = None
    for one in found:
        if one and (best is None or one.end > best.end):
            best = one
    return best


def _longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    path = (*path, node)
    steps = _steps(node, tokens, at) if node.children else ()
    longer = _furthest(_longest(child, tokens, after, path) for child, after in steps)
    if longer or node.entry is None:
        return longer
    return Found(node.entry, at, path, node.takes_more)


def _hyphened(tokens: Sequence[Token], at: int) -> str:
    """Give the word behind a hyphen that follows, "" where there is none."""
    if tokens[at + 1].kind is Kind.DASH and tokens[at + 2].kind is Kind.WORD:
        return tokens[at + 2].fold
    return ""


def _steps(node: Node, tokens: Sequence[Token], at: int) -> Iterator[tuple[Node, int]]:
    """Give the nodes that the next words lead to, and the token after those words."""
    token = tokens[at]
    if token.kind is Kind.DASH or token.fold == "по":
        yield from _steps(node, tokens, at + 1)
    elif token.kind is Kind.WORD or token.kind is Kind.NUMBER:
        yield from _word_steps(node, tokens, at)


def _word_steps(node: Node, tokens: Sequence[Token], at: int) -> Iterator[tuple[Node, int]]:
    token, children = tokens[at], node.children
    start, forms = token.fold, stems(token.fold)
    known = [form for form in forms if form in children]
    yield from ((children[form], at + 1) for form in known)
    if not known and (token.dotted or len(start) >= _SHORTEST) and not token.text.isupper():
        yield from ((child, at + 1) for key, child in children.items() if key.startswith(start))
    tail = _hyphened(tokens, at)
    if tail:
        yield from ((children[form], at + 3) for form in stems(start + tail) if form in children)
        yield from ((c, at + 3) for k, c in children.items() if k.startswith(start) and ends_like(tail, k))
    if not node.passed.isdisjoint(forms):
        yield from _steps(node, tokens, at + 1)
