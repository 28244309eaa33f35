"""Tries of the stems of names, and the longest name that goes on from a place in one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.executor.stems import ADJECTIVE_NOMINATIVES, ends_like, is_adjective, stem, stems, word_set
from luzplan.executor.tokens import Kind, Token, folded_word

OPEN_MARK = "…"
WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]{1,4}\b|[^\W_]+")
# «Зам по УВР» is «заместитель директора школы по УВР»: whose deputy it is says nothing more.
_PASSED_AFTER = {
    "заместител": word_set(
        """
        директор заведующ руководител школ гимназ лице доу оу оо сош оош нош мбоу мкоу моу моку маоу колледж
        техникум учрежден образовательн общеобразовательн детск сад интернат центр
        """
    )
}
_NOTHING: frozenset[str] = frozenset()
_SHORTEST = 3
_MOST_PASSED = 8
_FURTHEST_SHARED = 6
_LONGEST_CONTRACTED = 5

Name = tuple[str, int]  # a name and its entry


class Node:
    """A place in a trie: what may follow, and the entry that ends here (None where none does).

    ``passed`` are stems that may stand between this place and the next without saying anything;
    ``nominatives`` are the forms that names have as their first word, ``abbreviations`` those in capitals.
    """

    __slots__ = ("_children", "_longer", "abbreviations", "entry", "nominatives", "passed", "takes_more")

    def __init__(self, passed: frozenset[str] = _NOTHING) -> None:
        self._children: dict[str, Node] = {}
        self._longer: list[tuple[list[str], int, bool]] = []  # names that go on, not yet among the children
        self.entry: int | None = None
        self.passed = passed
        self.nominatives: set[str] = set()
        self.abbreviations: set[str] = set()
        self.takes_more = False

    @property
    def children(self) -> "dict[str, Node]":
        """The next places by the keys of the words that lead there; most are never asked for."""
        for words, entry, takes_more in self._longer:
            key = key_of(words[0])
            self._children.setdefault(key, Node()).add(words[1:], entry, takes_more=takes_more)
        self._longer.clear()
        return self._children

    def add(self, words: list[str], entry: int, *, takes_more: bool) -> None:
        """Let a name go on from here with these words; a later name takes the place of an equal one."""
        if words:
            self._longer.append((words, entry, takes_more))
        else:
            self.entry = entry
            self.takes_more |= takes_more

    def has_form_of_adjective(self, fold: str) -> bool:
        """Tell whether a word that ends like an adjective can be the first one of a name."""
        return fold in self.nominatives or any(
            one.endswith(ADJECTIVE_NOMINATIVES) for one in self.nominatives
        )


class Found(NamedTuple):
    """A known name in a cell: its entry, the token after it, and the nodes passed on the way."""

    entry: int
    end: int
    path: tuple[Node, ...]
    takes_more: bool


def compiled(first: str, names: Iterable[Name]) -> Node:
    """Give the trie of names whose first words have this key."""
    node = Node(_PASSED_AFTER.get(first, _NOTHING))
    for name, entry in names:
        words = WORDS.findall(name)
        node.nominatives.add(folded_word(words[0]))
        if words[0].isupper():
            node.abbreviations.add(folded_word(words[0]))
        node.add(_telling(words[1:], node.passed), entry, takes_more=name.endswith(OPEN_MARK))
    return node


def key_of(word: str) -> str:
    """Give what a word of a name is kept by: its stem, a short abbreviation itself."""
    fold = folded_word(word)
    return fold if word.isupper() and len(word) <= 6 else stem(fold)


def _telling(words: list[str], passed: frozenset[str]) -> list[str]:
    """Give the words that tell a name from others: not «по», and not those before it that are passed."""
    before = words.index("по") if "по" in words else len(words)
    start = [word for word in words[:before] if not passed or key_of(word) not in passed]
    rest = [word for word in words[before:] if word != "по"]
    return start + rest or [word for word in words if word != "по"]


def furthest(found: Iterable[Found | None]) -> Found | None:
    """Give the first of the names that end furthest, None where there are none."""
    best: Found | None = None
    for one in found:
        best = better(best, one)
    return best


def better(first: Found | None, second: Found | None) -> Found | None:
    """Give the name that ends further, the first one if both end together."""
    return second if second and (first is None or second.end > first.end) else first


def only(found: Iterable[Found | None]) -> Found | None:
    """Give the furthest name if it is one: an abbreviation of two different names says neither."""
    every = [one for one in found if one]
    best = furthest(every)
    rivals = {one.entry for one in every if best and one.end == best.end}
    return best if len(rivals) == 1 else None


def longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the longest name that goes on from a node with the tokens here, or ends at it."""
    path = (*path, node)
    longer = continued(node, tokens, at, path) if node.children else None
    if longer is None and node.entry is not None:
        return Found(node.entry, at, path, node.takes_more)
    return longer or _borrowed(node, tokens, at, path)


def _borrowed(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the name whose last word comes later: «муз. и физ. руководители»."""
    if not _joins(tokens[at]):
        return None
    for place in range(at + 1, min(at + _FURTHEST_SHARED, len(tokens))):
        token = tokens[place]
        last = next((node.children[form] for form in stems(token.fold) if form in node.children), None)
        if last is not None and last.entry is not None:
            return Found(last.entry, at, (*path[:-1], last), takes_more=False)
        if not (_joins(token) or token.dotted or is_adjective(token.fold)):
            return None
    return None


def _joins(token: Token) -> bool:
    return token.text == "," or token.fold == "и"


def continued(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the longest name that goes on from a node with the word here, or with one behind passed words."""
    best: Found | None = None
    for place in range(at, min(at + _MOST_PASSED, len(tokens))):
        token = tokens[place]
        if token.kind is Kind.DASH or token.kind is Kind.NUMERO or _is_preposition(tokens, place):
            continue
        if token.kind is not Kind.WORD and token.kind is not Kind.NUMBER:
            break
        best = better(best, _with_word(node, tokens, place, path))
        if node.passed.isdisjoint(stems(token.fold)):
            break
    return best


def _is_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Tell «по» from the abbreviation of «производственное обучение», which ends a name."""
    return tokens[at].fold == "по" and (not tokens[at].capitals or tokens[at + 1].kind is Kind.WORD)


def _with_word(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the longest name that goes on from a node with the word that stands here."""
    token, children = tokens[at], node.children
    found = furthest(
        longest(children[form], tokens, at + 1, path) for form in stems(token.fold) if form in children
    )
    if found is None and _may_be_short(token):
        found = only(longest(child, tokens, at + 1, path) for child in _starting(children, token.fold))
    return better(
        found, only(longest(child, tokens, at + 3, path) for child in _broken(children, tokens, at))
    )


def _may_be_short(token: Token) -> bool:
    """Tell whether a word may be shortened: one with a dot, or at least three letters of no abbreviation."""
    return (token.dotted and len(token.fold) >= 2) or (len(token.fold) >= _SHORTEST and not token.capitals)


def _starting(children: dict[str, Node], start: str) -> Iterator[Node]:
    return (child for key, child in children.items() if key.startswith(start))


def _broken(children: dict[str, Node], tokens: Sequence[Token], at: int) -> Iterator[Node]:
    """Give the nodes of words with a hyphen in them: «рук-ли», «попечительс- кого»."""
    tail = hyphened(tokens, at)
    if tail:
        start = tokens[at].fold
        yield from (children[form] for form in stems(start + tail) if form in children)
        yield from (
            child for key, child in children.items() if key.startswith(start) and contracts(tail, key)
        )


def hyphened(tokens: Sequence[Token], at: int) -> str:
    """Give the word behind a hyphen that follows, "" where there is none."""
    if tokens[at + 1].kind is Kind.DASH and tokens[at + 2].kind is Kind.WORD:
        return tokens[at + 2].fold
    return ""


def contracts(tail: str, key: str) -> bool:
    """Tell whether a word is shortened to its ends («рук-ли»): ``tail`` is the end, ``key`` the stem."""
    return len(tail) <= _LONGEST_CONTRACTED and ends_like(tail, key)
