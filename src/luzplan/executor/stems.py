"""Russian word forms folded to stems by a table of endings."""

from __future__ import annotations

from functools import lru_cache


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(words.split())


_ENDINGS = word_set(
    """
    а я о е у ю ы и ь й ой ый ий ая яя ое ее ые ие ую юю ых их ым им ом ем ов ев ей ах ях ам ям ью ею ою
    ия ию ии ого его ому ему ыми ими ами ями ией иям иях ием иями ийся аяся ееся иеся ихся имся егося
    емуся ейся уюся имися
    """
)
_LONGEST = max(map(len, _ENDINGS))

# How people shorten a word when they leave out the dot, and forms that lose or change a vowel.
_SYNONYMS = {
    "зам": "заместител",
    "зав": "заведующ",
    "рук": "руководител",
    "руковод": "руководител",
    "кл": "классн",
    "клас": "классн",
    "сестер": "сестр",
    "медсестер": "медсестр",
    "семей": "семь",
    "дир": "директор",
    "отв": "ответственн",
    "пред": "председател",
    "соц": "социальн",
    "муз": "музыкальн",
    "физ": "физическ",
    "мед": "медицинск",
    "пед": "педагогическ",
    "нач": "начальн",
    "ст": "старш",
    "мл": "младш",
    "гл": "главн",
    "уч": "учител",
    "учит": "учител",
    "восп": "воспитател",
    "преп": "преподавател",
    "библ": "библиотек",
    "адм": "администрац",
}


def _endings(word: str) -> range:
    return range(1, min(_LONGEST, len(word) - 2) + 1)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Give the stem that a folded word of a known name is kept by."""
    for length in reversed(_endings(word)):
        short = word[:-length]
        if word[-length:] in _ENDINGS and len(short) >= (3 if length == 1 else 4):
            return _SYNONYMS.get(short, short)
    return _SYNONYMS.get(word, word)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Give every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    found += [word[:-length] for length in _endings(word) if word[-length:] in _ENDINGS]
    found += [_SYNONYMS[short] for short in found if short in _SYNONYMS]
    return tuple(found)


def ends_like(tail: str, stem_: str) -> bool:
    """Tell whether «ли» can end a form of the word with this stem (руководите-ли)."""
    return any(stem_.endswith(tail[:cut]) and tail[cut:] in _ENDINGS for cut in range(1, len(tail) + 1)) or (
        stem_.endswith(tail)
    )


_OBLIQUE = (
    "ов", "ев", "ей", "ам", "ям", "ах", "ях", "ом", "ем", "ой", "ого", "его", "ому", "ему",
    "ых", "их", "ым", "им", "ую", "юю", "ю", "у", "ами", "ями", "ыми", "ими", "ихся", "егося",
)  # fmt: skip


def may_be_subject(fold: str) -> bool:
    """Tell whether a word may stand in the nominative, as the name of who acts does."""
    return not (len(fold) > 3 and fold.endswith(_OBLIQUE))
