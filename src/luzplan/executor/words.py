"""Russian words: how they are compared, their stems, and what their endings say of number and case."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

OPEN_MARK = "…"  # at the end of a name that takes the words after it
_LONGEST = 5  # letters of an ending
# Latin look-alikes inside a Russian word are a slip of the keyboard layout, and no reader sees them.
_FOLD = str.maketrans("ёaeopcxykmtb", "еаеорсхукмтв", "\u00ad\u0301")
_CHANGED = frozenset(map(chr, _FOLD))  # looking for these is many times as fast as translating

_ADJECTIVE = re.compile(r"(?:ый|(?:[кшщжч]|[^еая]н)и[йе]|ая|яя|ое|ее|ые)(?:ся)?$")
_ADJECTIVE_OF = re.compile(r"(?:[ео]го|[ео]му|[ыи]х|[ыи]м|[ыи]ми|ую|юю)(?:ся)?$")
_ADJECTIVE_OPEN = re.compile(r"(?:(?:[сц]к|[бвдзжклмнпрстфхцчшщь]н|[ое]в|жил)ой|[шщчж]ей|[^еая]ней)(?:ся)?$")
_OBLIQUE = re.compile(r"(?:[аяыиуюе]|[ое][мйв]|а[мх]|я[мх]|[ая]ми|ий)$")
_SHORTEST_ADJECTIVE = 5


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Words of the data file by their labels."""
    return {label: frozenset(words) for label, words in vocabulary_lines().items()}


@cache
def vocabulary_lines() -> dict[str, tuple[str, ...]]:
    """Words of the data file in their order by their labels."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    lines = re.sub(r"#.*", "", text).replace("\n  ", " ").splitlines()
    pairs = (line.split(":") for line in lines if ":" in line)
    return {label: tuple(words.split()) for label, words in pairs}


@cache
def endings() -> frozenset[str]:
    """The endings of nouns and adjectives."""
    return vocabulary()["endings"]


@cache
def _full_words() -> dict[str, str]:
    """Full stems by what people write for them."""
    pairs = (pair.split("=") for label in ("short", "form") for pair in vocabulary()[label])
    return dict(pairs)


@lru_cache(maxsize=16384)
def folded_word(word: str) -> str:
    """A word without what does not change it: case, ё, soft hyphens, stress marks, Latin look-alikes."""
    lower = word.lower()
    if "\u0306" in lower or "\u0308" in lower:
        lower = lower.replace("и\u0306", "й").replace("е\u0308", "е")
    return lower if _CHANGED.isdisjoint(lower) else lower.translate(_FOLD)


# «Участок – участка», «точек – точки», «дворец – дворца», but «пищеблок – пищеблока».
_FLEETING = {"ок": "к", "ек": "к", "ец": "ц"}
_KEPT = ("блок", "век")
_SHORTEST_FLEETING = 5


def _without_fleeting(word: str) -> str:
    last = _FLEETING.get(word[-2:]) if len(word) >= _SHORTEST_FLEETING else None
    return word[:-2] + last if last and not word.endswith(_KEPT) else word


def _lengths(word: str) -> range:
    """Lengths of endings that leave a stem of three letters, so that «МОУ» is no form of «МО»."""
    return range(1, min(_LONGEST, len(word) - 3) + 1)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """The stem that a folded word of a known name is kept by."""
    for length in reversed(_lengths(word)):
        if word[-length:] in endings() and (length == 1 or len(word) - length >= 4):
            short = word[:-length]
            break
    else:
        short = _without_fleeting(word)
    return _full_words().get(short, short)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    if (short := _without_fleeting(word)) != word:
        found.append(short)
    found += [word[:-length] for length in _lengths(word) if word[-length:] in endings()]
    full = _full_words()
    found += [full[short] for short in found if short in full]
    return tuple(found)


@lru_cache(maxsize=16384)
def key_of(word: str) -> str:
    """What a word of a name is kept by: its stem, a short abbreviation itself."""
    fold = folded_word(word)
    return fold if word.isupper() and len(word) <= 6 else stem(fold)


class Form(NamedTuple):
    """What the ending of a word says: an adjective or not, and whether it is oblique, None if either."""

    adjective: bool
    oblique: bool | None


@lru_cache(maxsize=16384)
def form_of(fold: str) -> Form:
    """The form of a word that is not known, by its ending alone."""
    if len(fold) >= _SHORTEST_ADJECTIVE:
        if _ADJECTIVE.search(fold):
            return Form(True, False)
        if _ADJECTIVE_OPEN.search(fold):
            return Form(True, None)
        if _ADJECTIVE_OF.search(fold):
            return Form(True, True)
    oblique = len(fold) > 2 and (_OBLIQUE.search(fold) is not None or fold in vocabulary()["unchanging"])
    return Form(False, True if oblique else None)


def is_telling(fold: str) -> bool:
    """Whether an adjective makes another role of a known one."""
    return vocabulary()["plain"].isdisjoint(stems(fold))


@cache
def labels() -> dict[str, str]:
    """Labels of the words that stand for a part of a cell themselves."""
    own = vocabulary_lines()["labels"]
    return {word: label for label in reversed(own) for word in vocabulary()[label]}


@lru_cache(maxsize=16384)
def label_of(fold: str) -> str:
    """The label of a word that stands for a part of a cell, "" for all others."""
    known = labels()
    return next((known[one] for one in stems(fold) if one in known), "")
