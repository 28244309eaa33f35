"""Latin letters that look like Russian ones."""

from __future__ import annotations

import re

LATIN = "ABCEHKMOPTXaceopxy"
RUSSIAN = "АВСЕНКМОРТХасеорху"
_TO_RUSSIAN = str.maketrans(LATIN, RUSSIAN)

# A Latin letter beside a Russian one; a lone «c», «o», «a», «y» where a Russian preposition stands;
# the letter of a class («5A класс»); capitals that spell a Russian abbreviation. NUL stands between texts.
MIXED = re.compile(f"[а-яёА-ЯЁ][{LATIN}]|[{LATIN}][а-яёА-ЯЁ]")
LONE = re.compile(r"(?:(?<=[а-яё,] )|(?<=\0))[acoyACOY](?= [а-яё0-9«])")
OF_CLASS = re.compile(r"(?<=\d)[ABCEHK](?= ?кл)")
CAPITALS = re.compile(r"(?<![A-Za-zА-Яа-яЁё0-9])[ABCEHKMOPTX]{2,6}(?![A-Za-zА-Яа-яЁё0-9])")
_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]+")


def in_russian(text: str) -> str:
    """Give the text with Russian letters in the place of the Latin ones that look like them."""
    return text.translate(_TO_RUSSIAN)


def word_around(text: str, at: int) -> tuple[int, int]:
    """Give start and end of the word that has the character ``at``."""
    start = at
    while start and _WORD.fullmatch(text[start - 1]):
        start -= 1
    found = _WORD.match(text, start)
    return start, found.end() if found else at


def is_russian_in_disguise(word: str) -> bool:
    """Tell whether all Latin letters of a word look like Russian ones: other mixtures are meant."""
    return not re.search("[A-Za-z]", in_russian(word))
