"""What people type differently but mean the same, and what they mistype: case, slips, look-alike letters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise

_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxykmt", "АВСЕНКМОРТХУасеорхукмт")
# In folded words, whose small letters may have been capitals: «b» was «B», which looks like «В».
FOLDED_LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")

LATIN_LETTERS = "[A-Za-z]+"
_LATIN_LETTER = "[A-Za-z]"
# A lone «c», «o», «a», «y» where a Russian preposition stands; the letter of a class («5A класс»).
_PREPOSITION = r"(?s)(?:(?<=[а-яё,] )|(?<!.))[acoykACOYK](?= [а-яё0-9«])"
_OF_CLASS = r"(?<=\d)[ABCEHK](?= ?кл)"
_ABBREVIATION = r"(?<!\d)[A-Z]{2,6}(?!\d)"


def in_russian(text: str) -> str:
    """The text with Russian letters in the place of the Latin ones that look like them.

    The text must be as it was typed: «B» looks like «В», but its small letter is unlike «в».
    """
    return text.translate(_LOOK_ALIKE)


def word_around(text: str, at: int) -> tuple[int, int]:
    """Start and end of the word that has the letter ``at``."""
    start = end = at
    while start and text[start - 1].isalpha():
        start -= 1
    while text[end : end + 1].isalpha():
        end += 1
    return start, end


def is_disguised(text: str, start: int, end: int, is_explained: Callable[[str], bool]) -> bool:
    """Whether a word with Latin letters is a Russian one: «Пeдсовет», «c мая», «5A класс», «BP»."""
    word = text[start:end]
    meant = in_russian(word)
    if re.search(_LATIN_LETTER, meant):
        return False  # other mixtures are meant
    if not word.isascii():
        return True
    if any(re.compile(letter).match(text, start) for letter in (_PREPOSITION, _OF_CLASS)):
        return end - start == 1
    return re.compile(_ABBREVIATION).match(text, start) is not None and is_explained(meant)


def folded(text: str) -> str:
    """Fold what people type differently but mean the same: case, ё, kinds of dash and space, spare spaces."""
    low = text.casefold()
    return " ".join((low if _CHANGED.isdisjoint(low) else low.translate(_FOLD)).split())


_FOLD = str.maketrans(
    {"ё": "е", **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), "\u00ad": None}
)
_CHANGED = frozenset(map(chr, _FOLD))  # looking for these is many times as fast as translating

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"


def natural_order(text: str) -> tuple[tuple[str, int], ...]:
    """A key that sorts names as people do: «школа № 2» before «школа № 10»."""
    pieces = re.findall(r"(\D*)(\d*)", folded(text))
    return tuple((words, int(digits[:18] or 0)) for words, digits in pieces)


def retyped(text: str) -> str:
    """What the same keys write when the keyboard is switched to Russian: «atdhfkm» is «февраль»."""
    return text.casefold().translate(str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS))


def retyped_in_latin(text: str) -> str:
    """What the same keys write when the keyboard is switched to English: «црфе» is «what»."""
    return text.casefold().translate(str.maketrans(_RUSSIAN_KEYS, _LATIN_KEYS))


def nearest(text: str, names: Iterable[str], most: int = 1, *, alike: float = 0.6) -> tuple[str, ...]:
    """The names that may be meant by a text, the likeliest first; none that is less like it than ``alike``.

    Case and spaces do not count. If no name is like the text as it stands, it may have been typed with the
    keyboard switched to the wrong language.
    """
    from difflib import get_close_matches  # slips are rare, and difflib takes a while to import

    by_fold: dict[str, str] = {}
    for name in names:
        by_fold.setdefault(folded(name), name)
    for typed in (folded(text), retyped(text), retyped_in_latin(text)):
        if close := get_close_matches(typed, by_fold, most, alike):
            return tuple(by_fold[fold] for fold in close)
    return ()


def is_one_slip(one: str, other: str) -> bool:
    """Whether words differ by one letter, wrong, missing or too much, or by two neighbours swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    shorter = min(len(one), len(other))
    start = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    end = next((at for at in range(shorter - start) if one[-1 - at] != other[-1 - at]), shorter - start)
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


_SHORTEST_STEM = 4
_WRITTEN = (
    "а я у ю ы и е о й ь ом ем ым им ой ей ый ий ов ев ам ям ах ях ых их ая яя ую юю ое ее ые ие ою ею"
    " ами ями ыми ими ого его ому ему"
)
_ENDINGS = frozenset(_WRITTEN.split())


def differ_in_ending(
    one: str, other: str, endings: frozenset[str] = _ENDINGS, shortest: int = _SHORTEST_STEM
) -> bool:
    """Whether folded words may be forms of one word: «группу» is «группа» in another case.

    They have a stem of so many letters in common at the ``shortest``, and the ``endings`` behind it or none.
    """
    return any(
        one[:at] == other[:at] and all(not end or end in endings for end in (one[at:], other[at:]))
        for at in range(min(len(one), len(other)), shortest - 1, -1)
    )


def without_a_letter(word: str) -> set[str]:
    """The word, and it without one of its letters: words one slip apart have one of these in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


_LETTERS = ("", *map(chr, range(ord("а"), ord("я") + 1)))


def slips_of(word: str, *, first: bool = False) -> set[str]:
    """All words that are one slip away from a word (``is_one_slip``), in its first letter if asked for."""
    cuts = [(word[:at], word[at:]) for at in range(not first, len(word) + 1)]
    swapped = {start + rest[1] + rest[0] + rest[2:] for start, rest in cuts if len(rest) > 1}
    others = {
        f"{start}{letter}{rest[skipped:]}"
        for start, rest in cuts
        for letter in _LETTERS
        for skipped in (0, 1)
    }
    return (swapped | others) - {word}


_MOST_COMPARED = 150


class AlikeNames:
    """Names with their numbers, by the pairs of neighbouring letters that they have."""

    def __init__(self, names: Sequence[tuple[str, int]]) -> None:
        self._names = sorted(names, key=_length)
        # Of each pair of letters the bit that stands for it: numbers are compared faster than sets.
        self._bits: dict[tuple[str, str], int] = {}
        self._pairs: dict[int, int] = {}  # of the names that were compared

    @cached_property
    def _having(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, (name, _) in enumerate(self._names):
            for pair in _pairs(name):
                found[pair].append(at)
        return found

    def alike(self, text: str) -> dict[int, float]:
        """The numbers of names that share pairs with the text, with the shares; the likest are among them."""
        wanted, compared = _pairs(text), set[int]()
        of_length = bisect_left(self._names, len(text), key=_length)
        # The rarest pairs tell names apart, and the names that are as long as the text may be it.
        for having in sorted((self._having.get(pair, []) for pair in wanted), key=len):
            at, most = bisect_left(having, of_length), _MOST_COMPARED - len(compared)
            compared.update(having[max(0, at - most // 2) : at + most // 2])
        pairs = self._number(wanted)
        return {self._names[at][1]: _share(pairs, self._pairs_of(at)) for at in compared}

    def _pairs_of(self, at: int) -> int:
        if at not in self._pairs:
            self._pairs[at] = self._number(_pairs(self._names[at][0]))
        return self._pairs[at]

    def _number(self, pairs: frozenset[tuple[str, str]]) -> int:
        return sum(self._bits.setdefault(pair, 1 << len(self._bits)) for pair in pairs)


def _share(one: int, other: int) -> float:
    return 2 * (one & other).bit_count() / (one.bit_count() + other.bit_count())


def _length(name: tuple[str, int]) -> int:
    return len(name[0])


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """Pairs of neighbouring letters, the ends included."""
    return frozenset(pairwise(f" {text} "))
