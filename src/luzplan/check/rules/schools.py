"""LP1: the names of the plan's own schools and district as its texts have them."""

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import NamedTuple

from luzplan.check.rule import CheckContext, Finding, Rule, is_same_word, rule, weightier_when_new
from luzplan.executor import School
from luzplan.russian import (
    INSTITUTION_FORM,
    INSTITUTION_FORM_END,
    listing,
    quote,
)
from luzplan.russian.spelling import folded, nearest, word_around
from luzplan.text import Severity

ABANDONED = "LP120"
# What it is by law, then up to eight words of its name: «КОГОАУ СОШ г. Лузы».
_MENTION = rf"(?<![\w-])({INSTITUTION_FORM})(?: +(?:[№N]? ?\d+|[«\"(]?[\w.-]+[»\")]?)){{1,8}}"
_WORD = r"[№n]? ?\d+|[\w-]+"
_GENERIC = frozenset(
    (
        "сош", "оош", "нош", "мсош", "школа", "гимназия", "лицей", "г", "город", "с", "село", "д", "деревня",
        "п", "пгт", "поселок", "им", "имени",
    )
)  # fmt: skip
_ALIKE = 0.75
_SHORTEST_SLIP = 5
_GARDEN = "сад"
# By how a word begins.
_KINDS = {
    "сош": "сош", "мсош": "сош", "оош": "оош", "нош": "нош", "гимн": "гимназия", "лице": "лицей", "школ": "",
    "детс": _GARDEN, "д/с": _GARDEN, "мбдо": _GARDEN, "мкдо": _GARDEN, "мдоу": _GARDEN, "доу": _GARDEN,
}  # fmt: skip
_NUMBERED = (
    r"(?i)\b(?P<kind>м?сош|[он]ош|школ[аыуе]|школой|гимнази[яию]|гимназией|лице[йюея]|лицеем|"
    r"детск(?:ий|ого|ому|им|ом) сад(?:а|у|ом|е)?|д/с|м?[бк]?доу)"
    r" ?[№N] ?(?P<number>\d{1,4})(?!\d)"
)


def institution_spelled_two_ways(context: CheckContext) -> Iterator[Finding]:
    """Школа записана по-разному.

    В списке schools: школа называется одним именем, в тексте другим: читатель решит, что это две школы,
    а поиск по школе найдёт не всё. Часть имени («МОКУ СОШ №2» без города) и падежи ошибкой не считаются.

    Плохо:

        schools:
          - name: КОГОКУ СОШ г. Лузы
        author: {position: директор КОГОАУ СОШ г. Лузы}

    Хорошо:

        schools:
          - name: КОГОКУ СОШ г. Лузы
        author: {position: директор КОГОКУ СОШ г. Лузы}
    """
    names = SchoolNames(context.plan.schools)
    known: dict[str, tuple[str, int] | None] = {}
    for hit in context.search.find(INSTITUTION_FORM_END) if names else ():
        start, mention = mention_at(hit.text, hit.start) or (0, "")
        if mention not in known:
            known[mention] = names.nearly_named(mention)
        if near := known[mention]:
            name, length = near
            place = context.place(hit.text, start, start + length)
            message = f"{quote(mention[:length])} — в списке школ {quote(name)}"
            meant = context.suggestions(hit.text, start, start + length, [name])
            hint = "оставьте одно название, в списке и в тексте"
            yield Finding(message, *place, hint, suggestions=meant)


class InstitutionName(NamedTuple):
    """A school's name in parts: what it is by law, and the words that follow, folded."""

    full: str
    form: str
    words: tuple[str, ...]


def mention_at(text: str, form_end: int) -> tuple[int, str] | None:
    """Where a name begins and its words, up to eight; None if what is there is no name."""
    found = re.compile(_MENTION).match(text, word_around(text, form_end)[0])
    return (found.start(), found[0]) if found else None


def _folded_words(text: str) -> tuple[str, ...]:
    """«№ 2» is one word."""
    return tuple(word.replace(" ", "") for word in re.findall(_WORD, folded(text)))


class SchoolNames:
    """The names of a plan's schools, found by the first word that others need not have."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._names: dict[str, list[InstitutionName]] = {}
        for school in schools:
            # Others begin with no legal form, and cannot be told.
            if found := re.match(_MENTION, school.name):
                name = InstitutionName(str(school.name), found[1], _folded_words(school.name[found.end(1) :]))
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
        words = _folded_words(rest)
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
    """How many of the first words are the same."""
    pairs = zip(words, name.words, strict=False)
    return sum(1 for _ in takewhile(lambda pair: is_same_word(*pair) or _slipped(*pair), pairs))


def _is_spelt_so(words: tuple[str, ...], name: InstitutionName) -> bool:
    shared = _shared(words, name)
    return all(is_same_word(*pair) for pair in zip(words[:shared], name.words[:shared], strict=True))


def _slipped(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the finger; numbers never do."""
    if min(len(one), len(other)) < _SHORTEST_SLIP or not (one + other).isalpha():
        return False
    return bool(nearest(other, (one,), alike=_ALIKE))


def _length(rest: str, number: int) -> int:
    """The length of a text's part that holds so many words."""
    ends = [found.end() for found in re.finditer(_WORD, rest.casefold())]
    return ends[number - 1]


def foreign_school(context: CheckContext) -> Iterator[Finding]:
    """Школы с таким номером в списке нет.

    В тексте названа школа, которой нет в schools:. Номер могли набрать с ошибкой, или школу переименовали
    в одном месте. Школа другого города, названного рядом («СОШ №5 г. Кирова»), детский сад там, где в списке
    одни школы (и наоборот), и планы без списка не отмечаются; «№2» и «№ 2» — одна школа.

    Плохо:

        schools: [{name: МОКУ СОШ №2 г. Лузы}]
        goals: [проведение олимпиад на базе СОШ №3.]

    Хорошо:

        schools: [{name: МОКУ СОШ №2 г. Лузы}]
        goals: [проведение олимпиад на базе СОШ № 2.]
    """
    schools = context.plan.schools
    names = [(one.start, str(one)) for school in schools for one in (school.name, *school.aliases)]
    numbers = {_school(found) for _, name in names for found in re.finditer(_NUMBERED, name)}
    own = {start for start, _ in names} | {activity.who.start for activity in context.plan.activities()}
    towns = set(re.findall(r"\b(?:г|с|д|п|пгт)\. ?([А-ЯЁ]\w{2})", " ".join(name for _, name in names)))
    for hit in context.search.find(_NUMBERED) if numbers else ():
        kind, number = _school(hit.match)
        alike = {one for of, one in numbers if (of == _GARDEN) == (kind == _GARDEN)}
        known = any(number == one and (not kind or not of or kind == of) for of, one in numbers)
        town = re.match(r"\s*\(?(?:г|с|д|п|пгт)\. ?([А-ЯЁ]\w{2})", hit.text[hit.end :])
        elsewhere = town is not None and town[1] not in towns
        if known or elsewhere or not alike or hit.text.start in own:
            continue
        listed = listing([f"№ {one}" for one in sorted(alike, key=int)])
        message = f"школы {quote(hit.text[hit.start : hit.end])} нет в списке школ"
        yield Finding(message, *context.place(hit.text, hit.start, hit.end), f"в списке: {listed}")


def _school(found: re.Match[str]) -> tuple[str, str]:
    """The kind, empty where the word does not tell it, and the number."""
    word = found["kind"].casefold()
    return next((kind for start, kind in _KINDS.items() if word.startswith(start)), ""), found["number"]


RULES = (
    rule("LP111", Severity.WARNING, institution_spelled_two_ways),
    weightier_when_new(rule("LP118", Severity.NOTE, foreign_school)),
    Rule(
        ABANDONED,
        Severity.WARNING,
        "abandoned-name",
        """Прежнее название осталось в тексте.

        Роль, школу или сокращение переименовали или убрали из списка, а текст называет их по-прежнему.
        Видно только в сравнении: luzplan validate --since main. Переименовать сразу везде: luzplan rename.
        Названия, которые программа знает и без списка, не отмечаются.
        """,
    ),
)
