"""Russian word forms folded to stems by a table of endings."""

from __future__ import annotations

from functools import lru_cache


def word_set(words: str) -> frozenset[str]:
    """Give the words of a table."""
    return frozenset(words.split())


_ENDINGS = word_set(
    """
    а я о е у ю ы и ь й
    ой ый ий ая яя ое ее ые ие ую юю ых их ым им ом ем ов ев ей ах ях ам ям ью ею ою ия ию ии
    ого его ому ему ыми ими ами ями ией иям иях ием иями
    ийся аяся ееся иеся ихся имся егося емуся ейся уюся имися
    """
)
_LONGEST = max(map(len, _ENDINGS))

# How people shorten a word even without a dot, and forms that lose or change a vowel.
_SYNONYMS = {
    "зам": "заместител", "замдиректор": "заместител", "замдир": "заместител",
    "зав": "заведующ", "завед": "заведующ",
    "рук": "руководител", "руков": "руководител", "руковод": "руководител", "кл": "классн",
    "псих": "психолог", "клас": "классн", "дир": "директор", "отв": "ответственн", "пред": "председател",
    "предс": "председател", "соц": "социальн", "муз": "музыкальн", "физ": "физическ", "мед": "медицинск",
    "пед": "педагогическ", "нач": "начальн", "ст": "старш", "мл": "младш", "гл": "главн", "уч": "учител",
    "учит": "учител", "восп": "воспитател", "воспит": "воспитател", "преп": "преподавател",
    "адм": "администрац", "админ": "администрац", "администр": "администрац", "пом": "помощник", "чл": "член",
    "род": "родительск", "общ": "общественн", "техн": "техническ", "сестер": "сестр",
    "медсестер": "медсестр", "диетсестер": "диетсестр", "диетмедсестер": "диетмедсестр",
    "семей": "семь", "детьми": "дет", "людей": "люд",
    "отец": "отц", "юнармейц": "юнармец", "звень": "звен", "церкв": "церков", "кухонь": "кухн",
    "радиоузел": "радиоузл",
    "профк": "профком", "родк": "родком", "местк": "местком", "исполк": "исполком",
    "райисполк": "райисполком", "сельисполк": "сельисполком", "узки": "узк", "обще": "общ",
}  # fmt: skip

_ADJECTIVE_ENDINGS = (
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им", "ых", "их",
    "ыми", "ими", "ую", "юю",
)  # fmt: skip
# «Классый» is no form of «класс».
ADJECTIVE_NOMINATIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ийся", "иеся")
ONLY_OF_ADJECTIVES = ("ый", "ого", "ыми", "ых", "ую", "юю")  # «дому» ends like one, too
_OBLIQUE_ENDINGS = (
    "ов", "ев", "ей", "ам", "ям", "ах", "ях", "ом", "ем", "ой", "ого", "его", "ому", "ему", "ых", "их", "ым",
    "им", "ую", "юю", "ю", "у", "ами", "ями", "ыми", "ими", "ихся", "егося", "емуся",
)  # fmt: skip


# «Участок – участка», «точек – точки», «дворец – дворца», but «пищеблок – пищеблока».
_FLEETING = {"ок": "к", "ек": "к", "ец": "ц"}
_KEPT = ("блок", "век")
_SHORTEST_FLEETING = 5


def _without_fleeting(word: str) -> str:
    """Give the word without the vowel that its other forms lose."""
    last = _FLEETING.get(word[-2:]) if len(word) >= _SHORTEST_FLEETING else None
    return word[:-2] + last if last and not word.endswith(_KEPT) else word


def _lengths(word: str) -> range:
    """Give the lengths of endings that leave a stem of three letters, so that «МОУ» is no form of «МО»."""
    return range(1, min(_LONGEST, len(word) - 3) + 1)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Give the stem that a folded word of a known name is kept by."""
    for length in reversed(_lengths(word)):
        if word[-length:] in _ENDINGS and (length == 1 or len(word) - length >= 4):
            short = word[:-length]
            return _SYNONYMS.get(short, short)
    short = _without_fleeting(word)
    return _SYNONYMS.get(short, short)


@lru_cache(maxsize=16384)
def stems(word: str) -> tuple[str, ...]:
    """Give every stem that a folded word of a cell may have, the word itself first."""
    found = [word]
    if (short := _without_fleeting(word)) != word:
        found.append(short)
    found += [word[:-length] for length in _lengths(word) if word[-length:] in _ENDINGS]
    found += [_SYNONYMS[short] for short in found if short in _SYNONYMS]
    return tuple(found)


def ends_like(tail: str, stem_: str) -> bool:
    """Tell whether «ли» can end a form of the word with this stem (руководите-ли)."""
    cuts = range(1, len(tail) + 1)
    return any(stem_.endswith(tail[:cut]) and (tail[cut:] in _ENDINGS or not tail[cut:]) for cut in cuts)


def may_be_subject(fold: str) -> bool:
    """Tell whether a word may stand in the nominative, as the name of who acts does."""
    return len(fold) <= 4 or not fold.endswith(_OBLIQUE_ENDINGS)


def is_adjective(fold: str) -> bool:
    """Tell whether a word looks like an adjective or participle."""
    return len(fold) >= 5 and fold.endswith(_ADJECTIVE_ENDINGS)
