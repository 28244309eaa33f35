"""Schools as texts name them, compared with the plan's list: one of them, or one spelt differently."""

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from luzplan.executor import School
from luzplan.russian import INSTITUTION_FORM
from luzplan.russian.spelling import folded, nearest, word_around

# What it is by law, then up to eight words of its name: «КОГОАУ СОШ г. Лузы».
_MENTION = rf"(?<![\w-])({INSTITUTION_FORM})(?: +(?:[№N]? ?\d+|[«\"(]?[\w.-]+[»\")]?)){{1,8}}"
_WORD = r"[№n]? ?\d+|[\w-]+"
_GENERIC = frozenset(
    (
        "сош", "оош", "нош", "мсош", "школа", "гимназия", "лицей", "г", "город", "с", "село", "д", "деревня",
        "п", "пгт", "поселок", "им", "имени",
    )
)  # fmt: skip
_SAME_STEM = 3  # letters at the end that cases change
_ALIKE = 0.75
_SHORTEST_SLIP = 5


class InstitutionName(NamedTuple):
    """A school's name in parts: what it is by law, and the words that follow, folded."""

    full: str
    form: str
    words: tuple[str, ...]


def mention_at(text: str, form_end: int) -> tuple[int, str] | None:
    """Where a name begins and its words, up to eight; None if what is there is no name."""
    found = re.compile(_MENTION).match(text, word_around(text, form_end)[0])
    return (found.start(), found[0]) if found else None


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name, folded; «№ 2» is one."""
    return tuple(word.replace(" ", "") for word in re.findall(_WORD, folded(text)))


class SchoolNames:
    """The names of a plan's schools, found by the first word that others need not have."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._names: dict[str, list[InstitutionName]] = {}
        for school in schools:
            if found := re.match(
                _MENTION, school.name
            ):  # others begin with no legal form, and cannot be told
                name = InstitutionName(str(school.name), found[1], words_of(school.name[found.end(1) :]))
                for key in _keys(name.words)[:1]:
                    self._names.setdefault(key, []).append(name)

    def __bool__(self) -> bool:
        return bool(self._names)

    def nearly_named(self, mention: str) -> tuple[str, int] | None:
        """The school that is meant but spelt differently, and how long the part is that names it.

        None where the mention is a school's own name, or no school of the list.
        """
        found = re.match(_MENTION, mention)
        if found is None:
            return None
        form, rest = found[1], mention[found.end(1) :]
        words = words_of(rest)
        near = {name: None for key in _keys(words) for name in self._names.get(key, ())}
        fitting = [name for name in near if _names_it(words, name)]
        if not fitting or any(name.form == form and _is_spelt_so(words, name) for name in fitting):
            return None
        best = max(fitting, key=lambda name: (_shared(words, name), name.form == form))
        return best.full, found.end(1) + _length(rest, _shared(words, best))


def _keys(words: Iterable[str]) -> list[str]:
    """For each word that tells a school from others what all forms and slips of it have in common.

    That is the first letter, or the whole of a number, in which there is no slip.
    """
    return [word[0] if word[0].isalpha() else word for word in words if word not in _GENERIC]


def _names_it(words: tuple[str, ...], name: InstitutionName) -> bool:
    """Whether the first words are those of the name, as far as both go, and tell it from other schools."""
    shared = _shared(words, name)
    distinctive = [word for word in name.words[:shared] if word not in _GENERIC]
    return bool(distinctive) and shared >= min(len(name.words), 2)


def _shared(words: tuple[str, ...], name: InstitutionName) -> int:
    pairs = zip(words, name.words, strict=False)
    return sum(1 for _ in takewhile(lambda pair: _same(*pair) or _slipped(*pair), pairs))


def _is_spelt_so(words: tuple[str, ...], name: InstitutionName) -> bool:
    shared = _shared(words, name)
    return all(_same(*pair) for pair in zip(words[:shared], name.words[:shared], strict=True))


def _same(one: str, other: str) -> bool:
    """Whether two words are one, in any case: «Фабричная», «Фабричной»."""
    stem = max(len(one), len(other)) - _SAME_STEM
    return one == other or (stem >= _SAME_STEM and one[:stem] == other[:stem])


def _slipped(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the finger; numbers never do."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one + other).isalpha():
        return False
    return bool(nearest(other, (one,), alike=_ALIKE))


def _length(rest: str, number: int) -> int:
    """The length of a text's part that holds so many words."""
    ends = [found.end() for found in re.finditer(_WORD, rest.casefold())]
    return ends[number - 1]
