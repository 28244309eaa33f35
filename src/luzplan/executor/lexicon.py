"""Known names, and the longest of them that starts at a token."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from luzplan.executor.stems import ONLY_OF_ADJECTIVES, stems
from luzplan.executor.tokens import Kind, Token, folded_word
from luzplan.executor.trie import (
    WORDS,
    Found,
    Name,
    Node,
    better,
    compiled,
    continued,
    contracts,
    furthest,
    hyphened,
    key_of,
    longest,
    only,
)

_TELLING = 2  # first letters by which names are kept; no form of a word has others


class Lexicon:
    """Names, each standing for an entry (a number); a later name takes the place of an equal earlier one.

    Names are only looked into where a word begins as they do, since a plan uses few of the shipped ones.
    """

    def __init__(self, names: Iterable[Name], base: "Lexicon | None" = None) -> None:
        """Take names, composed, and those of ``base`` before them; what that one has compiled serves both."""
        self._base = base
        self._beginning = _by_beginning(names)
        self._keyed: dict[str, dict[str, list[Name]]] = {}
        self._roots: dict[str, Node] = {}

    def match(self, tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that starts at this token."""
        token = tokens[at]
        if token.kind is not Kind.WORD:
            return None
        known = [form for form in stems(token.fold) if self._has(form)]
        if token.fold.endswith(ONLY_OF_ADJECTIVES):
            known = [form for form in known if self._root(form).has_form_of_adjective(token.fold)]
        full = furthest(longest(self._root(first), tokens, at + 1, ()) for first in known)
        if not token.dotted and tokens[at + 1].kind is not Kind.DASH:
            return full
        short = (longest(self._root(first), tokens, end, ()) for first, end in self._short_first(tokens, at))
        return better(full, only(short))

    def exact(self, tokens: Sequence[Token]) -> int | None:
        """Give the entry of the name that these tokens are as a whole."""
        found = self.match(tokens, 0)
        return found.entry if found and tokens[found.end].kind is Kind.END else None

    def resume(self, path: Sequence[Node], tokens: Sequence[Token], at: int) -> Found | None:
        """Give the longest name that goes on here from a node of an earlier name: «Замы по УВР и ВР»."""
        for count in range(len(path) - 1, 0, -1):
            found = continued(path[count - 1], tokens, at, tuple(path[:count]))
            if found:
                return found
        return None

    def _keys(self, beginning: str) -> dict[str, list[Name]]:
        """Give the names with these first letters by the keys of their first words."""
        keyed = self._keyed.get(beginning)
        if keyed is None:
            keyed = self._keyed[beginning] = _by_first_word(self._beginning.get(beginning, ()))
        return keyed

    def _has(self, first: str) -> bool:
        """Tell whether a name has this key of its first word."""
        own = first in self._keys(first[:_TELLING])
        return own or (self._base is not None and self._base._has(first))

    def _names(self, first: str) -> list[Name]:
        own = self._keys(first[:_TELLING]).get(first, [])
        return [*self._base._names(first), *own] if self._base else own

    def _root(self, first: str) -> Node:
        if self._base and first not in self._keys(first[:_TELLING]):
            return self._base._root(first)
        node = self._roots.get(first)
        if node is None:
            node = self._roots[first] = compiled(first, self._names(first))
        return node

    def _short_first(self, tokens: Sequence[Token], at: int) -> Iterator[tuple[str, int]]:
        """Give the first words that are shortened or broken here, each with the token after it."""
        token = tokens[at]
        if token.dotted and len(token.fold) >= 2:
            yield from ((key, at + 1) for key in self._starting_with(token.fold))
        tail = hyphened(tokens, at)
        if tail:
            yield from ((form, at + 3) for form in stems(token.fold + tail) if self._has(form))
            yield from ((k, at + 3) for k in self._starting_with(token.fold) if contracts(tail, k))

    def _starting_with(self, start: str) -> list[str]:
        """Give the keys of first words that begin so, in the order of the alphabet."""
        beginnings = [one for one in self._beginning if one.startswith(start[:_TELLING])]
        own = {key for one in beginnings for key in self._keys(one) if key.startswith(start)}
        return sorted(own.union(self._base._starting_with(start) if self._base else ()))


def _by_beginning(names: Iterable[Name]) -> dict[str, list[Name]]:
    """Give the names by the first letters of their folded first words."""
    starts: dict[str, list[Name]] = defaultdict(list)
    for named in names:
        starts[named[0][:_TELLING]].append(named)
    found: dict[str, list[Name]] = defaultdict(list)
    for start, some in starts.items():
        if start.isalpha():
            found[folded_word(start)] += some
            continue
        for named in some:
            if first := WORDS.search(named[0]):
                found[folded_word(first.group())[:_TELLING]].append(named)
    return found


def _by_first_word(names: Iterable[Name]) -> dict[str, list[Name]]:
    keyed: dict[str, list[Name]] = {}
    for named in names:
        if first := WORDS.search(named[0]):
            keyed.setdefault(key_of(first.group()), []).append(named)
    return keyed
