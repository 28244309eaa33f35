"""How known names are written: slips of one letter, and the names most like a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from luzplan.executor.stems import stem, stems
from luzplan.executor.tokens import Token, folded_word
from luzplan.executor.trie import OPEN_MARK
from luzplan.russian.spelling import folded, is_one_slip

_SHORTEST_WORD = 6
_SHORTEST_STEM = 5
_SHORTEST_ABBREVIATION = 4
_ABBREVIATIONS = re.compile(r"\b[А-ЯЁ]{3,}\b")
_ENOUGH_ALIKE = 0.5
_NEAR_THE_BEST = 0.08


class Spelling:
    """The words of known names, looked into only where a strange word is met: most cells have none."""

    def __init__(
        self, names: Sequence[tuple[str, int]], roles: Sequence[str], posts: frozenset[str] = frozenset()
    ) -> None:
        """Take names with the places of their roles, and those of the roles that are posts of a school.

        Only near the abbreviation of a post (ЗУВР) is another one suspect: organisations have too many.
        """
        self._names, self._roles, self._posts = names, roles, posts
        self._stems: dict[str, frozenset[str]] = {}
        self._initials: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._slips: dict[tuple[str, bool], bool] = {}
        self._in_capitals: dict[str, bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def is_slip(self, token: Token) -> bool:
        """Tell whether a word is no known one but one slip away from one, so that it is likely mistyped."""
        key = (token.fold, token.capitals)
        if key not in self._slips:
            self._slips[key] = not self.is_known(token.fold) and self._is_near_known(token)
        return self._slips[key]

    def _is_near_known(self, token: Token) -> bool:
        fold = token.fold
        if token.capitals and len(fold) >= _SHORTEST_ABBREVIATION:
            near_post = any(is_one_slip(fold, other) for other in self._post_abbreviations)
            return near_post or (len(fold) >= _SHORTEST_WORD and self._is_near_word(fold))
        return len(fold) >= _SHORTEST_WORD and not token.capitals and self._is_near_word(fold)

    def _is_near_word(self, fold: str) -> bool:
        return any(is_slip_of(stem(fold), other) for other in self._stems_from(fold[:1]))

    def is_known(self, fold: str) -> bool:
        """Tell whether a word is part of a known name."""
        return not self._stems_from(fold[:1]).isdisjoint(stems(fold))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Give up to three roles whose names are written most like the text, the nearest first.

        Only names with the same first letter are asked, which people hardly ever mistype.
        """
        key = folded(text)
        if key not in self._nearest:
            self._nearest[key] = _most_alike(_pairs(key), self._names_from(key[:1]))
        return self._nearest[key]

    def has_in_capitals(self, word: str) -> bool:
        """Tell whether a word in capitals stands in a known name, as a word of its own."""
        if word not in self._in_capitals:
            self._in_capitals[word] = _has_alone(word, self._text)
        return self._in_capitals[word]

    @cached_property
    def _text(self) -> str:
        return "\n".join(name for name, _ in self._names)

    @cached_property
    def _folded(self) -> str:
        return folded_word(self._text)

    @cached_property
    def _post_abbreviations(self) -> frozenset[str]:
        posts = "\n".join(name for name, place in self._names if self._roles[place] in self._posts)
        return frozenset(map(folded_word, _ABBREVIATIONS.findall(posts)))

    def _stems_from(self, letter: str) -> frozenset[str]:
        """Give the stems of all known words with this first letter."""
        if letter not in self._stems:
            words = set(re.findall(rf"\b{re.escape(letter)}\w*", self._folded))
            self._stems[letter] = frozenset(stem(word) for word in words) | words
        return self._stems[letter]

    def _names_from(self, letter: str) -> list[tuple[frozenset[str], str]]:
        """Give the pairs of letters of the names with this first letter, each with the role."""
        if letter not in self._initials:
            near = (
                (folded(name), self._roles[place])
                for name, place in self._names
                if folded(name[:1]) == letter
            )
            self._initials[letter] = [
                (_pairs(name.removesuffix(f" {OPEN_MARK}")), role) for name, role in near
            ]
        return self._initials[letter]


def _has_alone(word: str, text: str) -> bool:
    """Tell whether a word stands between no other capitals; a pattern for that would try every letter."""
    at = text.find(word)
    while at >= 0 and (text[at - 1 : at].isupper() or text[at + len(word) : at + len(word) + 1].isupper()):
        at = text.find(word, at + 1)
    return at >= 0


def _most_alike(wanted: frozenset[str], names: Iterable[tuple[frozenset[str], str]]) -> tuple[str, ...]:
    alike: dict[str, float] = {}
    for pairs, role in names:
        shared = 2 * len(wanted & pairs) / (len(wanted) + len(pairs))
        alike[role] = max(shared, alike.get(role, 0.0))
    enough = max(_ENOUGH_ALIKE, max(alike.values(), default=0.0) - _NEAR_THE_BEST)
    best = sorted((role for role in alike if alike[role] >= enough), key=lambda role: -alike[role])
    return tuple(best[:3])


def _pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring letters, the ends included."""
    framed = f" {text} "
    return frozenset(framed[place : place + 2] for place in range(len(framed) - 1))


def is_slip_of(ours: str, known: str, shortest: int = _SHORTEST_STEM) -> bool:
    """Tell whether a stem is likely a mistyped known one; shorter words are alike by chance."""
    long = min(len(ours), len(known)) >= shortest
    return long and ours[0] == known[0] and is_one_slip(ours, known) and not _are_akin(ours, known)


def _are_akin(one: str, other: str) -> bool:
    """Tell whether stems may differ by the suffix alone: «приёмк(а)» and «приёмн(ый)»."""
    doubled = len(one) > len(other) and one[-1] == one[-2]
    return not doubled and (one[:-1] == other[:-1] or one[:-1] == other or other[:-1] == one)
