"""An executor cell as tokens that know their place."""

from __future__ import annotations

import re
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from luzplan.executor.stems import stem


class Kind(IntEnum):
    """What a token is."""

    WORD = auto()
    NUMBER = auto()
    QUOTED = auto()
    DASH = auto()
    OPEN = auto()
    CLOSE = auto()
    NUMERO = auto()
    COLON = auto()
    SEPARATOR = auto()
    OTHER = auto()
    END = auto()


class Token(NamedTuple):
    """A word, number or sign; ``fold`` is how it is compared, ``end`` leaves out the dot of an abbreviation.

    ``dotted`` tells that a dot follows.
    """

    kind: Kind
    text: str
    fold: str
    start: int
    end: int
    dotted: bool = False


_LETTER = r"[^\W\d_]"
_PATTERN = re.compile(
    rf"""
    (?P<QUOTED>«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*")
  | (?P<WORD>\b{_LETTER}/{_LETTER}{{1,4}}\b
      |[А-ЯЁA-Z]{{3,}}(?=[а-яё]{{5}})          # two words typed together: «ЗУВРдиректор»
      |[А-ЯЁ]?[а-яё]{{4,}}(?=[А-ЯЁ])           # … «директорЗУВР»
      |(?:{_LETTER}|(?<=\w)[\u00ad\u0300-\u036f])+)
  | (?P<NUMBER>\d+)
  | (?P<DASH>[-\u2010-\u2015\u2212]+)
  | (?P<OPEN>[(\[{{])
  | (?P<CLOSE>[)\]}}])
  | (?P<NUMERO>№|\#)
  | (?P<COLON>:)
  | (?P<SEPARATOR>[,;/\\|+•·*])
  | (?P<OTHER>[^\s.…])
    """,
    re.VERBOSE,
)
_LOOK_AHEAD = 4
_KINDS = {kind.name: kind for kind in Kind}
# Latin look-alikes inside a Russian word are a slip of the keyboard layout, and no reader sees them.
_FOLD = str.maketrans("ёaeopcxykmtb", "еаеорсхукмтв", "\u00ad\u0301")


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """Fold what does not change a word: case, ё, soft hyphens, stress marks, Latin look-alikes."""
    lower = word.lower()
    if "\u0306" in lower or "\u0308" in lower:
        lower = lower.replace("и\u0306", "й").replace("е\u0308", "е")
    return lower.translate(_FOLD)


def tokens_of(cell: str) -> list[Token]:
    """Cut a cell into tokens; the last ones are ``END``, so that looking ahead needs no check of bounds."""
    found = [_token(cell, match) for match in _PATTERN.finditer(cell)]
    found += [Token(Kind.END, "", "", len(cell), len(cell))] * _LOOK_AHEAD
    return found


def _token(cell: str, match: re.Match[str]) -> Token:
    kind = _KINDS[match.lastgroup or "OTHER"]
    text, end = match.group(), match.end()
    fold = folded_word(text) if kind is Kind.WORD else text
    # The dot of an abbreviation may stand apart: «Зам .по ВР».
    dotted = cell.startswith(".", end) or cell.startswith(" .", end)
    return Token(kind, text, fold, match.start(), end, dotted)


def stems_of(name: str) -> tuple[str, ...]:
    """Give the stems of a name's words: what names are compared by."""
    return tuple(stem(token.fold) for token in tokens_of(name)[:-_LOOK_AHEAD])
