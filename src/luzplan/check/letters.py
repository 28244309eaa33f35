"""Latin letters that look like Russian ones."""

from __future__ import annotations

import re
from collections.abc import Callable

_LATIN = "ABCEHKMOPTXaceopxy"
_TO_RUSSIAN = str.maketrans(_LATIN, "АВСЕНКМОРТХасеорху")

LATIN_LETTERS = "[A-Za-z]+"
_LATIN_LETTER = "[A-Za-z]"
# A lone «c», «o», «a», «y» where a Russian preposition stands; the letter of a class («5A класс»).
_PREPOSITION = r"(?s)(?:(?<=[а-яё,] )|(?<!.))[acoyACOY](?= [а-яё0-9«])"
_OF_CLASS = r"(?<=\d)[ABCEHK](?= ?кл)"
_ABBREVIATION = r"(?<!\d)[A-Z]{2,6}(?!\d)"


def in_russian(text: str) -> str:
    """Give the text with Russian letters in the place of the Latin ones that look like them."""
    return text.translate(_TO_RUSSIAN)


def word_around(text: str, at: int) -> tuple[int, int]:
    """Give start and end of the word that has the letter ``at``."""
    start = end = at
    while start and text[start - 1].isalpha():
        start -= 1
    while text[end : end + 1].isalpha():
        end += 1
    return start, end


def is_disguised(text: str, start: int, end: int, is_explained: Callable[[str], bool]) -> bool:
    """Tell whether a word with Latin letters is a Russian one: «Пeдсовет», «c мая», «5A класс», «BP»."""
    word = text[start:end]
    meant = in_russian(word)
    if re.search(_LATIN_LETTER, meant):
        return False  # other mixtures are meant
    if not word.isascii():
        return True
    if any(re.compile(letter).match(text, start) for letter in (_PREPOSITION, _OF_CLASS)):
        return end - start == 1
    return re.compile(_ABBREVIATION).match(text, start) is not None and is_explained(meant)
