"""Words of executors: the vocabulary, and how a word is compared: stems, endings, cases, plurals."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from luzplan.grammar import lines_of
from luzplan.russian.spelling import FOLDED_LOOK_ALIKE

OPEN_MARK = "…"  # at the end of a name that takes the words after it
_LONGEST = 5  # letters of an ending
# Latin look-alikes inside a Russian word are a slip of the keyboard layout, and no reader sees them.
_FOLD = FOLDED_LOOK_ALIKE | str.maketrans("ё", "е", "\u00ad\u0301")
_CHANGED = frozenset(map(chr, _FOLD))  # looking for these is many times as fast as translating

_ADJECTIVE = re.compile(r"(?:ый|(?:[кшщжч]|[^еая]н)и[йе]|ая|яя|ое|ее|ые|[аи]чь[яе])(?:ся)?$")
_ADJECTIVE_OF = re.compile(r"(?:[ео]го|[ео]му|[ыи]х|[ыи]м|[ыи]ми|ую|юю)(?:ся)?$")
_ADJECTIVE_OPEN = re.compile(r"(?:(?:[сц]к|[бвдзжклмнпрстфхцчшщь]н|[ое]в|жил)ой|[шщчж]ей|[^еая]ней)(?:ся)?$")
_OBLIQUE = re.compile(r"(?:[аяыиуюе]|[ое][мйв]|а[мх]|я[мх]|[ая]ми|ий|(?<=\w{4})[ое]к)$")
_SHORTEST_ADJECTIVE = 5
INSTRUMENTAL = ("ом", "ем", "ами", "ями", "ыми", "ими")


@cache
def vocabulary() -> dict[str, frozenset[str]]:
    """Words of the data file by their labels."""
    return {label: frozenset(words) for label, words in vocabulary_lines().items()}


@cache
def vocabulary_lines() -> dict[str, tuple[str, ...]]:
    """Words of the data file in their order by their labels."""
    pairs = (line.split(":") for line in lines_of(__file__, "words.txt"))
    return {label: tuple(words.split()) for label, words in pairs}


@cache
def endings() -> frozenset[str]:
    """The endings of nouns and adjectives."""
    return vocabulary()["endings"]


@cache
def pairs(*labels: str) -> dict[str, str]:
    """What words of the data file are written for: «зам=заместител»."""
    return dict(pair.split("=") for label in labels for pair in vocabulary_lines()[label])


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
    soft = "ь" if word.endswith("лец") else ""  # «владельца»
    return word[:-2] + soft + last if last and not word.endswith(_KEPT) else word


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
    return pairs("short", "form").get(short, short)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    if (short := _without_fleeting(word)) != word:
        found.append(short)
    found += [word[:-length] for length in _lengths(word) if word[-length:] in endings()]
    full = pairs("short", "form")  # stems by what people write for them
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


@cache
def _labels() -> dict[str, str]:
    own = vocabulary_lines()["labels"]
    return {word: label for label in reversed(own) for word in vocabulary()[label]}


@lru_cache(maxsize=16384)
def label_of(fold: str) -> str:
    """The label of a word that stands for a part of a cell, "" for all others."""
    known = _labels()
    return next((known[one] for one in stems(fold) if one in known), "")


_MASCULINE_SOFT = ("тель", "арь", "ырь", "ень", "ель")


@lru_cache(maxsize=16384)
def name_form(fold: str, name: str) -> bool | None:
    """Whether a form of a word that a name begins with is oblique, None if it may be either.

    «Методисты» is no other case than the nominative, «методиста» never is, «комиссии» and «учителя» may be.
    """
    if fold == name:
        return None if name in vocabulary()["unchanging"] else False
    if form_of(name).adjective:
        form = form_of(fold)
        return form.oblique if form.adjective else None
    if name in vocabulary()["no_plural"] or fold[-1:] not in "аяыи" or len(fold) > len(name) + 2:
        return True
    return _noun_form(fold[-1], name)


def _noun_form(ending: str, name: str) -> bool | None:
    """Whether a noun with this last letter is oblique; it may be a plural or a genitive."""
    last, words = name[-1:], vocabulary()
    if last in "ая" and name not in words["masculine"]:
        return True if ending in "ая" else None
    if last in "ое":
        return None if ending in "ая" else True
    if last == "ь" and not name.endswith(_MASCULINE_SOFT):
        return None
    if ending in "ыи":
        return None if last == "а" else False  # «главы» is the genitive of one, too
    return None if stem(name) in words["plural_a"] else True


_HISSING = ("г", "к", "х", "ж", "ч", "ш", "щ")
_ADJECTIVES = {"ый": "ые", "ой": "ые", "ий": "ие", "ая": "ые", "яя": "ие", "ое": "ые", "ее": "ие"}
_NOUNS = {"й": "и", "ь": "и", "я": "и", "а": "ы"}


_PARTS = re.compile(r"(.{3,}?)([ыи](?:й|е|х|ми?)|ой|[ая]я|[ое](?:е|го|му|й|ю)|[ую]ю)$")
_STRESSED = ("городск", "заводск", "мужск", "морск", "донск")
_SURELY_HARD = ("нн", "льн", "йн", "вн", "чн")  # «районный», but «областной»


def agreed_adjective(adjective: str, noun: str) -> str:
    """«Городская» of «городскому» and «служба»: the nominative singular, empty where it cannot be told."""
    parts, first = _PARTS.match(adjective), noun.lower().split()[0]
    base, ending = parts.groups() if parts else ("", "")
    hissing = base.endswith(_HISSING)
    soft = ending[:1] in "иеюя" and not hissing
    if not base or first[-1] in "ыиую" or (first[-1] == "ь" and not first.endswith(_MASCULINE_SOFT)):
        return ""
    if first[-1] in "ое":
        return base + ("ее" if soft or (base[-1] in "жчшщ" and ending[0] != "о") else "ое")
    if first[-1] in "ая" and first not in vocabulary()["masculine"]:
        return base + ("яя" if soft else "ая")
    if hissing or soft:
        stressed = base.lower() in _STRESSED or (base[-1] in "жчшщ" and ending[0] == "о")
        return base + ("ой" if stressed else "ий")
    return base + "ый" if base.endswith(_SURELY_HARD) else ""


def plural_name(name: str) -> str:
    """A name in the nominative plural («Классные руководители»), empty where that cannot be told."""
    words = name.split()
    for at, word in enumerate(words):
        adjective, oblique = form_of(folded_word(word))
        if at and (oblique or word.endswith("ой")):  # «заведующий библиотекой»
            return " ".join(words)
        parts = [_plural_adjective(word)] if adjective else [_plural_noun(one) for one in word.split("-")]
        if not all(parts):
            return ""
        words[at] = "-".join(parts)
        if not adjective or at + 1 == len(words):
            return " ".join(words)
    return ""


def _plural_adjective(word: str) -> str:
    ending = _ADJECTIVES.get(word[-2:], "")
    soft = word[:-2].endswith(_HISSING) and ending == "ые"
    return word[:-2] + ("ие" if soft else ending) if ending else ""


def _plural_noun(word: str) -> str:
    fold = folded_word(word)
    if word[1:].isupper() or not word.isalpha() or fold in vocabulary()["no_plural"]:
        return ""
    if stem(fold) in vocabulary()["plural_a"]:
        return word[:-1] + "я" if fold.endswith("ь") else word + "а"
    base, ending = (word[:-1], _NOUNS[fold[-1]]) if fold[-1] in _NOUNS else (word, "ы")
    if fold[-1] in "оеиыуюэё":
        return ""
    return base + ("и" if base.lower().endswith(_HISSING) else ending)
