"""Words that the end of a line parted: whether the hyphen there is their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from luzplan.documents import Remark, tidy
from luzplan.executor.roles import shipped_roles
from luzplan.russian import quote

DOUBTFUL = "\ue000"  # for a hyphen of which only the rest of the document can tell


def unwrapped(lines: Sequence[str], *, narrow: bool = False, parted: str = "") -> str:
    """The lines as one; a word that a hyphen parted at the end of a line is whole again.

    So is one that stood in too ``narrow`` a column and was cut without a hyphen. ``parted`` stands where a
    hyphen was that is not surely the word's own.
    """
    text = "\n".join(map(tidy, lines))
    while found := _HYPHEN.search(text):  # one by one, since a word may be parted twice
        text = f"{text[: found.start()]}{_rejoined(found, parted)}{text[found.end() :]}"
    return tidy((_WITHIN_WORD.sub("", text) if narrow else text).replace("\n", " "))


def continued(text: str, more: str) -> str:
    """A text and its rest behind the end of a page, which may have cut a word."""
    *_, last = text.split() or [""]
    first, *_ = more.split() or [""]
    word = unwrapped([last, first], narrow=True)
    return f"{text.removesuffix(last)}{word}{more.removeprefix(first)}".strip()


def _rejoined(found: re.Match[str], parted: str) -> str:
    first, second = found[1].casefold(), found[2]
    own = not second.islower() or not first.isalpha() or bool(_PARTICLE.fullmatch(f"{first}-{second}"))
    linked = len(second) >= _LONG and (_LINKING.fullmatch(first) or _APPOSITION.fullmatch(first))
    adjective = _SUFFIX.fullmatch(second)
    own = own or (bool(linked) and not adjective) or _stems(found[1], second) <= _of_roles()
    return f"{found[1]}-" if own else f"{found[1]}{parted}"


def _stems(*words: str) -> set[str]:
    return {word.casefold().rstrip("аеёиоуыэюяьй") for word in words}


@cache
def _of_roles() -> set[str]:
    """The stems of the words that posts are called by: two make a compound, «тренер-преподаватель»."""
    names = (name for role in shipped_roles() for name in (role.name, *role.aliases))
    return _stems(*(word for name in names for word in re.findall(r"[а-яё]{4,}", name.casefold())))


_HYPHEN = re.compile(r"(\w+)[-\u2010]\n(?=(\w+))")
_LONG = 4  # letters
# What a hyphen of its own stands behind: «учебно-», «психолого-», «педагога-»; in «кто-то», «по-русски».
_LINKING = re.compile(r"(?!законо$)[а-яё]{4,}(?:но|ово|лого|ико|ско)")
_APPOSITION = re.compile(
    r"(?:семинар|урок|конкурс|вечер|план|педагог|учител|преподавател|воспитател|врач|мастер|тренинг|квест|концерт|выставк|встреч"
    r"|акци|беседо?|онлайн|офлайн|интернет|видео|фото|пресс|мини|веб|экспресс|блиц|бизнес|флеш)[а-яё]{0,2}"
    r"|игр[аыуе]"
)
_SUFFIX = re.compile(r"(?:н|ск|ов)[а-яё]{2,3}")
_PARTICLE = re.compile(r"\w+-(?:то|либо|нибудь|таки|ка)|(?:по|кое|во|из)-\w+")
# Before what no word begins with, letters that are no word, and endings.
_WITHIN_WORD = re.compile(
    r"(?<=\w[-–/])\n(?=\w)|(?<=[а-яё]{3}и)\n(?=[яюей]\b)"
    r"|(?<=[а-яё]{4})\n(?=[ьъы]|(?![вкс]\b)[бвгджзйклмнпрстфхцчшщ]{1,3}\b(?!\.)"
    r"|(?:[еёйыэ]|и[яеий]|[аоуи]ю|[иыо]й|[оы]е|ая|[ыая]х|ам|[ое]в)\b)"
)


_PARTED = re.compile(rf"(\w+){DOUBTFUL}(\w+)")
_VOWEL = re.compile("[аеёиоуыэюя]", re.IGNORECASE)
# What no word begins with, and what words seldom do.
_TAIL = re.compile(
    r"[ьъы]|тель|ност|ческ|ниче|зац|ци[ияею]|(?:[жшдлнрт]|ств|ж|в[ао])(?:ени|ани)|ств[аоуе]\b|[аяую]щ|вши|щих"
)


class LineEnds:
    """Tells by the ``texts`` of a document which doubtful hyphens are the words' own.

    If a word is surely parted somewhere, so is what is left open; else that has a hyphen of its own.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        whole = "\n".join(texts)
        self.remarks: list[Remark] = []
        self._words = set(re.findall(r"[\w-]+", _PARTED.sub(" ", whole).casefold()))
        self._words |= {part for word in self._words for part in word.split("-")}
        pairs = (found.groups() for found in _PARTED.finditer(whole))
        self._hyphenates = any(self._is_parted(first, second) for first, second in pairs)

    def _is_parted(self, first: str, second: str) -> bool:
        """Whether two parts are surely one word without a hyphen."""
        whole = f"{first}{second}".casefold() in self._words
        bare = not _VOWEL.search(first) or not _VOWEL.search(second)
        return whole or bare or bool(_TAIL.match(second) or _SUFFIX.fullmatch(second))

    def settled(self, text: str, place: str) -> str:
        """The text with hyphens or without; where both may be meant that is remarked."""
        while found := _PARTED.search(text):
            first, second = found.groups()
            parts = {first.casefold(), second.casefold()}
            known = f"{first}-{second}".casefold() in self._words
            apart = parts <= self._words
            parted = not known and (self._is_parted(first, second) or (self._hyphenates and not apart))
            word = f"{first}{second}" if parted else f"{first}-{second}"
            if (not parted and not known) or (parted and self._words & {first.casefold()}):
                self.remarks.append(Remark(f"перенос в конце строки прочитан как {quote(word)}", place))
            text = f"{text[: found.start()]}{word}{text[found.end() :]}"
        return text.replace(DOUBTFUL, "-")
