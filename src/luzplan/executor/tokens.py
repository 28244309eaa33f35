"""An executor cell as tokens that know their place."""

import re
from enum import IntEnum, auto
from functools import lru_cache
from typing import NamedTuple

from luzplan.executor.stems import stem


class Kind(IntEnum):
    """What a token is."""

    QUOTED = auto()
    WORD = auto()
    NUMBER = auto()
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

    ``dotted`` tells that a dot follows, ``capital`` that it starts with a capital letter, ``capitals`` that
    it has no others, as an abbreviation; in a cell that is all capitals no token has these two.
    """

    kind: Kind
    text: str
    fold: str
    start: int
    end: int
    dotted: bool = False
    capital: bool = False
    capitals: bool = False


_LETTER = r"[^\W\d_]"
_CAPITAL, _SMALL = r"\u0400-\u042f", r"\u0430-\u045f"  # with «ё» in it, a range compiles ten times as fast
_SHORTENING = r"(?i:(?<=\bкл)|(?<=\bмед|\bтех|\bмуз|\bфиз|\bсоц|\bпед))"  # «кл/рук»
_PATTERN = rf"""
    (?P<QUOTED>«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|"[^"]*")
  | (?P<WORD>\bпо(?=[{_CAPITAL}]{{2}})           # two words typed together: «поУВР»
      |(?<=\bпо\s)(?:[{_CAPITAL}]\.){{1,3}}[{_CAPITAL}]\b  # «по В.Р.»
      |\b3(?=(?i:ам|амд\w*|ав|авед\w*|авуч|авхоз|Д?У?ВР)\b){_LETTER}+  # a digit typed for the letter: «3ам.»
      |\b{_LETTER}/{_LETTER}{{1,4}}\b
      |[A-Z{_CAPITAL}]{{3,}}(?=[{_SMALL}]{{5}})      # … «ЗУВРдиректор»
      |[{_CAPITAL}]?[{_SMALL}]{{4,}}(?=[{_CAPITAL}])  # … «директорЗУВР»
      |(?:{_LETTER}|(?<=\w)[\u00ad\u0300-\u036f])+)
  | (?P<NUMBER>\d+)
  | (?P<DASH>[-\u2010-\u2015]+|{_SHORTENING}/(?=[{_SMALL}]{{2}}))
  | (?P<OTHER>[^\s.…])
"""
_LOOK_AHEAD = 4
_LONG_WORD = 7  # letters: hardly any abbreviation has as many
_FOLDED = frozenset({Kind.WORD, Kind.QUOTED})
_KINDS = {kind.name: kind for kind in Kind}
_SIGNS = {
    "\u2212": Kind.DASH, "№": Kind.NUMERO, "#": Kind.NUMERO, ":": Kind.COLON,
    **dict.fromkeys("([{", Kind.OPEN), **dict.fromkeys(")]}", Kind.CLOSE),
    **dict.fromkeys(",;/\\|+•·*", Kind.SEPARATOR),
}  # fmt: skip
# Latin look-alikes inside a Russian word are a slip of the keyboard layout, and no reader sees them.
_FOLD = str.maketrans("ёaeopcxykmtb", "еаеорсхукмтв", "\u00ad\u0301")
_CHANGED = frozenset(map(chr, _FOLD))  # looking for these is many times as fast as translating


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """Fold what does not change a word: case, ё, soft hyphens, stress marks, Latin look-alikes."""
    lower = word.lower()
    if "\u0306" in lower or "\u0308" in lower:
        lower = lower.replace("и\u0306", "й").replace("е\u0308", "е")
    return lower if _CHANGED.isdisjoint(lower) else lower.translate(_FOLD)


def tokens_of(cell: str) -> list[Token]:
    """Cut a cell into tokens; the last ones are ``END``, so that looking ahead needs no check of bounds."""
    matches = list(re.finditer(_PATTERN, cell, re.VERBOSE))
    # Where all is written in capitals they tell nothing.
    telling = not cell.isupper() or all(len(match.group()) < _LONG_WORD for match in matches)
    found = [_token(cell, match, telling=telling) for match in matches]
    found += [Token(Kind.END, "", "", len(cell), len(cell))] * _LOOK_AHEAD
    return found


def _token(cell: str, match: re.Match[str], *, telling: bool) -> Token:
    text, end = match.group(), match.end()
    kind = _KINDS[match.lastgroup or "OTHER"]
    if kind is Kind.OTHER:
        kind = _SIGNS.get(text, kind)
    # The dot of an abbreviation may stand apart: «Зам .по ВР».
    dotted = cell.startswith((".", " ."), end)
    if kind not in _FOLDED:
        return Token(kind, text, text, match.start(), end, dotted)
    capital = telling and text[0].isupper()
    capitals = capital and len(text) > 1 and text.isupper()
    fold = folded_word(f"з{text[1:]}" if text[0] == "3" else text.replace(".", ""))
    return Token(kind, text, fold, match.start(), end, dotted, capital, capitals)


@lru_cache(maxsize=4096)
def stems_of(name: str) -> tuple[str, ...]:
    """Give the stems of a name's words: what names are compared by."""
    words = (token for token in tokens_of(name) if token.kind is not Kind.DASH and token.kind is not Kind.END)
    return tuple(stem(token.fold) for token in words)
