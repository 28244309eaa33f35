"""How known names are written: slips of one letter, and the names most like a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from luzplan.executor.lexicon import words_of
from luzplan.executor.stems import stem, stems
from luzplan.executor.tokens import folded_word
from luzplan.russian import folded

_SHORTEST_WORD = 6
_SHORTEST_ABBREVIATION = 4
_ENOUGH_ALIKE = 0.5
_NEAR_THE_BEST = 0.15
_RARE_PAIRS = 5


class Spelling:
    """The words of known names; built when the first strange word is met, since most cells have none."""

    def __init__(self, names: Sequence[tuple[str, str]], posts: Iterable[str]) -> None:
        """Take pairs of a name and its role, and those of the roles that are posts of a school.

        Only near the abbreviation of a post (ЗУВР) is another one suspect: organisations have too many.
        """
        self._names, self._posts = names, frozenset(posts)
        self._nearest: dict[str, tuple[str, ...]] = {}

    def is_slip(self, word: str, fold: str) -> bool:
        """Tell whether a word is no known one but one letter away from one, so that it is likely mistyped."""
        if word.isupper():
            strange = len(word) >= _SHORTEST_ABBREVIATION and fold not in self._abbreviations
            return strange and not self._abbreviation_shapes.isdisjoint(_shapes(fold))
        if len(fold) < _SHORTEST_WORD or not self._stems.isdisjoint(stems(fold)):
            return False
        return not self._stem_shapes.isdisjoint(_shapes(stem(fold)))

    def is_known(self, fold: str) -> bool:
        """Tell whether a word is part of a known name."""
        return fold in self._abbreviations or not self._stems.isdisjoint(stems(fold))

    def nearest(self, text: str) -> tuple[str, ...]:
        """Give up to three roles whose names are written most like the text, the nearest first."""
        key = folded(text)
        if key not in self._nearest:
            self._nearest[key] = self._most_alike(_pairs(key))
        return self._nearest[key]

    def _most_alike(self, wanted: frozenset[str]) -> tuple[str, ...]:
        """Give the roles of the names that share most pairs of letters; the rarest pairs say whom to ask."""
        rare = sorted((self._places[pair] for pair in wanted if pair in self._places), key=len)[:_RARE_PAIRS]
        alike = {}
        for place in {place for places in rare for place in places}:
            pairs = self._letter_pairs[place]
            alike[place] = 2 * len(wanted & pairs) / (len(wanted) + len(pairs))
        enough = max(_ENOUGH_ALIKE, max(alike.values(), default=0) - _NEAR_THE_BEST)
        best = sorted(
            (place for place in alike if alike[place] >= enough), key=lambda one: (-alike[one], one)
        )
        return tuple(dict.fromkeys(self._names[place][1] for place in best))[:3]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(words_of("\n".join(name for name, _ in self._names)))

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        return frozenset(folded_word(word) for word in self._words if word.isupper())

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(stem(folded_word(word)) for word in self._words if not word.isupper())

    @cached_property
    def _abbreviation_shapes(self) -> frozenset[str]:
        posts = words_of("\n".join(name for name, role in self._names if role in self._posts))
        return _all_shapes(folded_word(word) for word in posts if word.isupper() and len(word) >= 3)

    @cached_property
    def _stem_shapes(self) -> frozenset[str]:
        return _all_shapes(word for word in self._stems if len(word) >= 5)

    @cached_property
    def _letter_pairs(self) -> list[frozenset[str]]:
        return [_pairs(folded(name)) for name, _ in self._names]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, pairs in enumerate(self._letter_pairs):
            for pair in pairs:
                places.setdefault(pair, []).append(place)
        return places


def _pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring letters, the ends included."""
    framed = f" {text} "
    return frozenset(framed[place : place + 2] for place in range(len(framed) - 1))


def _shapes(word: str) -> Iterator[str]:
    """Give the word and what remains of it without each one letter but the first, which few mistype.

    Words one slip apart share such a shape.
    """
    yield word
    yield from (word[:place] + word[place + 1 :] for place in range(1, len(word)))


def _all_shapes(words: Iterable[str]) -> frozenset[str]:
    return frozenset(shape for word in words for shape in _shapes(word))
