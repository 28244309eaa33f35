"""Known names as tries of stems, and the longest known name that starts at a token."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from luzplan.executor.stems import (
    ADJECTIVE_NOMINATIVES,
    ONLY_OF_ADJECTIVES,
    ends_like,
    is_adjective,
    stem,
    stems,
    word_set,
)
from luzplan.executor.tokens import Kind, Token, folded_word

OPEN_MARK = "…"
_WORDS = re.compile(r"\b[^\W\d_]/[^\W\d_]{1,4}\b|[^\W_]+")
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
_TELLING = 2  # first letters by which names are kept; no form of a word has others
_MOST_PASSED = 8
_FURTHEST_SHARED = 6
_LONGEST_CONTRACTED = 5


class Node:
    """A place in a trie: what may follow, and the entry that ends here (None where none does).

    ``passed`` are stems that may stand between this place and the next without saying anything;
    ``nominatives`` are the forms that names have as their first word, ``abbreviations`` those in capitals.
    """

    __slots__ = ("abbreviations", "children", "entry", "nominatives", "passed", "takes_more")

    def __init__(self, passed: frozenset[str] = _NOTHING) -> None:
        self.children: dict[str, Node] = {}
        self.entry: int | None = None
        self.passed = passed
        self.nominatives: set[str] = set()
        self.abbreviations: set[str] = set()
        self.takes_more = False

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


Named = tuple[str, int]  # a name and its entry


class Lexicon:
    """Names, each standing for an entry (a number); a later name takes the place of an equal earlier one.

    Names are only looked into where a word begins as they do, since a plan uses few of the shipped ones.
    """

    def __init__(self, names: Iterable[Named], base: "Lexicon | None" = None) -> None:
        """Take names, and those of ``base`` before them; what that one has compiled serves both."""
        self._base = base
        self._beginning = _by_beginning(names)
        self._keyed: dict[str, dict[str, list[Named]]] = {}
        self._roots: dict[str, Node] = {}

    def match(self, tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that starts at this token."""
        token = tokens[at]
        if token.kind is not Kind.WORD:
            return None
        known = [form for form in stems(token.fold) if self._has(form)]
        if token.fold.endswith(ONLY_OF_ADJECTIVES):
            known = [form for form in known if self._root(form).has_form_of_adjective(token.fold)]
        full = _furthest(_longest(self._root(first), tokens, at + 1, ()) for first in known)
        if not token.dotted and tokens[at + 1].kind is not Kind.DASH:
            return full
        short = (_longest(self._root(first), tokens, end, ()) for first, end in self._short_first(tokens, at))
        return _better(full, _only(short))

    def exact(self, tokens: Sequence[Token]) -> int | None:
        """Give the entry of the name that these tokens are as a whole."""
        found = self.match(tokens, 0)
        return found.entry if found and tokens[found.end].kind is Kind.END else None

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        for count in range(len(path) - 1, 0, -1):
            found = _continued(path[count - 1], tokens, at, tuple(path[:count]))
            if found:
                return found
        return None

    def _keys(self, beginning: str) -> dict[str, list[Named]]:
        """Give the names with these first letters by the keys of their first words."""
        keyed = self._keyed.get(beginning)
        if keyed is None:
            keyed = self._keyed[beginning] = _by_first_word(self._beginning.get(beginning, ()))
        return keyed

    def _has(self, first: str) -> bool:
        """Tell whether a name has this key of its first word."""
        own = first in self._keys(first[:_TELLING])
        return own or (self._base is not None and self._base._has(first))

    def _names(self, first: str) -> list[Named]:
        own = self._keys(first[:_TELLING]).get(first, [])
        return [*self._base._names(first), *own] if self._base else own

    def _root(self, first: str) -> Node:
        if self._base and first not in self._keys(first[:_TELLING]):
            return self._base._root(first)
        node = self._roots.get(first)
        if node is None:
            node = self._roots[first] = _compiled(first, self._names(first))
        return node

    def _short_first(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
        """Give the first words that are shortened or broken here, each with the token after it."""
        token = tokens[at]
        if token.dotted and len(token.fold) >= 2:
            yield from ((key, at + 1) for key in self._starting_with(token.fold))
        tail = _hyphened(tokens, at)
        if tail:
            yield from ((form, at + 3) for form in stems(token.fold + tail) if self._has(form))
            yield from ((k, at + 3) for k in self._starting_with(token.fold) if _contracts(tail, k))

    def _starting_with(self, start: str) -> list[str]:
        """Give the keys of first words that begin so, in the order of the alphabet."""
        beginnings = [one for one in self._beginning if one.startswith(start[:_TELLING])]
        own = {key for one in beginnings for key in self._keys(one) if key.startswith(start)}
        return sorted(own.union(self._base._starting_with(start) if self._base else ()))


def _by_beginning(names: Iterable[Named]) -> dict[str, list[Named]]:
    """Give the names by the first letters of their folded first words."""
    starts: dict[str, list[Named]] = {}
    for named in names:
        starts.setdefault(named[0][: _TELLING + 1], []).append(named)  # one more: й can be two characters
    found: dict[str, list[Named]] = {}
    for start, some in starts.items():
        if start[:_TELLING].isalpha():
            found.setdefault(folded_word(start)[:_TELLING], []).extend(some)
            continue
        for named in some:
            if first := _WORDS.search(named[0]):
                found.setdefault(folded_word(first.group())[:_TELLING], []).append(named)
    return found


def _by_first_word(names: Iterable[Named]) -> dict[str, list[Named]]:
    keyed: dict[str, list[Named]] = {}
    for named in names:
        if first := _WORDS.search(named[0]):
            keyed.setdefault(_key(first.group()), []).append(named)
    return keyed


def _compiled(first: str, names: Iterable[Named]) -> Node:
    """Give the trie of names whose first words have this key."""
    node = Node(_PASSED_AFTER.get(first, _NOTHING))
    for name, entry in names:
        words = _WORDS.findall(name)
        node.nominatives.add(folded_word(words[0]))
        if words[0].isupper():
            node.abbreviations.add(folded_word(words[0]))
        _insert(node, words[1:], entry, takes_more=name.endswith(OPEN_MARK))
    return node


def words_of(name: str) -> list[str]:
    """Give the words of a name."""
    return _WORDS.findall(name)


def _key(word: str) -> str:
    fold = folded_word(word)
    return fold if word.isupper() and len(word) <= 6 else stem(fold)


def _insert(node: Node, words: list[str], entry: int, *, takes_more: bool) -> None:
    for key in _telling(words, node.passed):
        node = node.children.setdefault(key, Node())
    node.entry = entry
    node.takes_more |= takes_more


def _telling(words: list[str], passed: frozenset[str]) -> list[str]:
    """Give the keys of the words that tell a name from others: not those before «по» that are passed."""
    keys = [_key(word) for word in words if word != "по"]
    before = words.index("по") if "по" in words else len(words)
    telling = [key for place, key in enumerate(keys) if place >= before or key not in passed]
    return telling or keys


def _furthest(found: Iterable[Found | None]) -> Found | None:
    best: Found | None = None
    for one in found:
        best = _better(best, one)
    return best


def _better(first: Found | None, second: Found | None) -> Found | None:
    return second if second and (first is None or second.end > first.end) else first


def _only(found: Iterable[Found | None]) -> Found | None:
    """Give the furthest name if it is one: an abbreviation of two different names says neither."""
    every = [one for one in found if one]
    best = _furthest(every)
    rivals = {one.entry for one in every if best and one.end == best.end}
    return best if len(rivals) == 1 else None


def _longest(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    path = (*path, node)
    longer = _continued(node, tokens, at, path) if node.children else None
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


def _continued(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the longest name that goes on from a node with the word here, or with one behind passed words."""
    best: Found | None = None
    for place in range(at, min(at + _MOST_PASSED, len(tokens))):
        token = tokens[place]
        if token.kind is Kind.DASH or token.kind is Kind.NUMERO or _is_preposition(tokens, place):
            continue
        if token.kind is not Kind.WORD and token.kind is not Kind.NUMBER:
            break
        best = _better(best, _with_word(node, tokens, place, path))
        if node.passed.isdisjoint(stems(token.fold)):
            break
    return best


def _is_preposition(tokens: Sequence[Token], at: int) -> bool:
    """Tell «по» from the abbreviation of «производственное обучение», which ends a name."""
    return tokens[at].fold == "по" and (not tokens[at].capitals or tokens[at + 1].kind is Kind.WORD)


def _with_word(node: Node, tokens: Sequence[Token], at: int, path: tuple[Node, ...]) -> Found | None:
    """Give the longest name that goes on from a node with the word that stands here."""
    token, children = tokens[at], node.children
    found = _furthest(
        _longest(children[form], tokens, at + 1, path) for form in stems(token.fold) if form in children
    )
    if found is None and _may_be_short(token):
        found = _only(_longest(child, tokens, at + 1, path) for child in _starting(children, token.fold))
    return _better(
        found, _only(_longest(child, tokens, at + 3, path) for child in _broken(children, tokens, at))
    )


def _may_be_short(token: Token) -> bool:
    """Tell whether a word may be shortened: one with a dot, or at least three letters of no abbreviation."""
    return (token.dotted and len(token.fold) >= 2) or (len(token.fold) >= _SHORTEST and not token.capitals)


def _starting(children: dict[str, Node], start: str) -> Iterator[Node]:
    return (child for key, child in children.items() if key.startswith(start))


def _broken(children: dict[str, Node], tokens: Sequence[Token], at: int) -> Iterator[Node]:
    """Give the nodes of words with a hyphen in them: «рук-ли», «попечительс- кого»."""
    tail = _hyphened(tokens, at)
    if tail:
        start = tokens[at].fold
        yield from (children[form] for form in stems(start + tail) if form in children)
        yield from (
            child for key, child in children.items() if key.startswith(start) and _contracts(tail, key)
        )


def _hyphened(tokens: Sequence[Token], at: int) -> str:
    """Give the word behind a hyphen that follows, "" where there is none."""
    if tokens[at + 1].kind is Kind.DASH and tokens[at + 2].kind is Kind.WORD:
        return tokens[at + 2].fold
    return ""


def _contracts(tail: str, key: str) -> bool:
    return len(tail) <= _LONGEST_CONTRACTED and ends_like(tail, key)
