"""How known names are written: slips of one letter, and the names most like a text."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from luzplan.executor.words import OPEN_MARK, folded_word, stem, stems
from luzplan.russian.spelling import folded, is_one_slip

_SHORTEST_STEM, _SHORTEST_OF_FEW = 8, 5
_ENOUGH_ALIKE = 0.5
_NEAR_THE_BEST = 0.08


class Spelling:
    """The words of known names, looked into only where a strange word is met: most cells have none."""

    def __init__(self, names: Sequence[tuple[str, int]], roles: Sequence[str]) -> None:
        """Take names with the places of their roles."""
        self._names, self._roles = names, roles
        self._stems: dict[str, frozenset[str]] = {}
        self._initials: dict[str, list[tuple[frozenset[str], str]]] = {}
        self._slips: dict[tuple[str, bool], bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def is_slip(self, fold: str, *, of_few: bool = False) -> bool:
        """Whether a word is no known one but one slip away from one, so that it is likely mistyped.

        Short words are alike by chance, but for those that are ``of_few``: what deputies are for.
        """
        key = (fold, of_few)
        if key not in self._slips:
            ours, shortest = stem(fold), _SHORTEST_OF_FEW if of_few else _SHORTEST_STEM
            self._slips[key] = (
                len(ours) >= _SHORTEST_OF_FEW
                and not self.is_known(fold)
                and any(_is_slip_of(ours, other, shortest) for other in self._stems_from(fold[:1]))
            )
        return self._slips[key]

    def is_known(self, fold: str) -> bool:
        """Whether a word is part of a known name."""
        return not self._stems_from(fold[:1]).isdisjoint(stems(fold))

    def is_near_deputy(self, fold: str) -> bool:
        """Whether a word in capitals is one slip away from a deputy or what one is for: «УВЗ», «ЗУВРР»."""
        return not self.is_known(fold) and any(is_one_slip(fold, other) for other in self._abbreviations)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three roles whose names are written most like the text, the nearest first.

        Only names with the same first letter are asked, which people hardly ever mistype.
        """
        key = folded(text)
        if key not in self._nearest:
            self._nearest[key] = _most_alike(_pairs(key), self._names_from(key[:1]))
        return self._nearest[key]

    def has_in_capitals(self, word: str) -> bool:
        """Whether a word in capitals stands in a known name, between no other capitals."""
        at = self._text.find(word)
        while at >= 0 and (self._text[at - 1 : at].isupper() or self._text[at + len(word)].isupper()):
            at = self._text.find(word, at + 1)
        return at >= 0

    @cached_property
    def _text(self) -> str:
        return "\n".join(name for name, _ in self._names) + "\n"

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        found = re.findall(r"(?m)^(З[А-Я]{2,})$|^[Зз]ам по ([А-Я]{3,})$", self._text)
        return frozenset(folded_word(one or other) for one, other in found)

    def _stems_from(self, letter: str) -> frozenset[str]:
        """Stems of all known words with this first letter."""
        if letter not in self._stems:
            words = set(re.findall(rf"\b{re.escape(letter)}\w*", folded_word(self._text)))
            self._stems[letter] = frozenset(stem(word) for word in words) | words
        return self._stems[letter]

    def _names_from(self, letter: str) -> list[tuple[frozenset[str], str]]:
        """Pairs of letters of the names with this first letter, each with the role."""
        if letter not in self._initials:
            self._initials[letter] = [
                (_pairs(folded(name).removesuffix(f" {OPEN_MARK}")), self._roles[place])
                for name, place in self._names
                if folded(name[:1]) == letter
            ]
        return self._initials[letter]


def _most_alike(wanted: frozenset[str], names: Iterable[tuple[frozenset[str], str]]) -> tuple[str, ...]:
    alike: dict[str, float] = {}
    for pairs, role in names:
        shared = 2 * len(wanted & pairs) / (len(wanted) + len(pairs))
        alike[role] = max(shared, alike.get(role, 0.0))
    enough = max(_ENOUGH_ALIKE, max(alike.values(), default=0.0) - _NEAR_THE_BEST)
    best = sorted((role for role in alike if alike[role] >= enough), key=lambda role: -alike[role])
    return tuple(best[:3])


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring letters, the ends included."""
    framed = f" {text} "
    return frozenset(framed[place : place + 2] for place in range(len(framed) - 1))


def _is_slip_of(ours: str, known: str, shortest: int) -> bool:
    """Whether a stem is likely a mistyped known one; two swapped letters are never chance."""
    if not is_one_slip(ours, known):
        return False
    long = len(ours) >= shortest and len(known) >= shortest - 1
    return sorted(ours) == sorted(known) or (long and not _are_akin(ours, known))


def _are_akin(one: str, other: str) -> bool:
    """Whether stems may differ by the suffix alone: «приёмк(а)» and «приёмн(ый)»."""
    doubled = len(one) > len(other) and one[-1] == one[-2] != "н"  # «населённых» beside «население»
    return not doubled and (one[:-2] == other[:-2] or one[:-1] == other or other[:-1] == one)
