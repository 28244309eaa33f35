"""The roles and schools that there are: what roles are below, and which schools words mean."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from luzplan.executor import School, Scope
from luzplan.executor.names import KnownNames
from luzplan.executor.words import (
    OPEN_MARK,
    Token,
    Word,
    label_of,
    pairs,
    stems,
    stems_of,
    tokens_of,
    vocabulary,
)
from luzplan.grammar import lines_of


class ShippedRole(NamedTuple):
    """A role as plain strings; a parent of "" means none."""

    name: str
    parent: str
    aliases: tuple[str, ...]


@cache
def shipped_roles() -> tuple[ShippedRole, ...]:
    """The shipped roles.

    The file has them under the names of their groups, as «Роль < Родитель: псевдоним, псевдоним», where
    an indented line goes on with the one before; a group «# Имя < Родитель» is the parent of those without
    their own; «Роль …» takes further words, too. As much YAML, or JSON, would take longer to read.
    """
    text = Path(__file__).with_name("roles.txt").read_text(encoding="utf-8")
    found, of_group = list[ShippedRole](), ""
    for line in text.replace("\n  ", " ").splitlines():
        if line.startswith("#"):
            of_group = line.partition(" < ")[2]
        elif line:
            head, _, aliases = line.partition(": ")
            written, _, parent = head.partition(" < ")
            name = written.removesuffix(f" {OPEN_MARK}")
            names = [*([written] if written != name else []), *(aliases.split(", ") if aliases else [])]
            found.append(ShippedRole(name, parent or of_group, tuple(names)))
    return tuple(found)


INSTITUTION, ORGANISATION = "Образовательное учреждение", "Организация"
CLASS, GROUP, LEADER, TEACHER = "Класс", "Группа", "Руководитель", "Учитель"
COLLECTIVE, SCHOOL_LEADER = "Трудовой коллектив", "Руководитель ОУ"
_DEPUTIES = ("Заместитель директора", "Заместитель заведующего")
_POSTS = ("Педагог", "Администрация")
_HEADS = ("заведующ",)  # a post itself, though it looks like an adjective: «заведующий библиотекой»
_OF_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "о", "ые", "ие")


class Kinds:
    """The roles with their parents; ``renamed`` are shipped ones that a plan has under its own names."""

    def __init__(self, roles: Sequence[str], parents: Mapping[str, str], renamed: Mapping[str, str]) -> None:
        self._roles, self.parents, self._renamed = roles, parents, renamed
        self._places = {role: place for place, role in enumerate(roles)}
        self._under: dict[tuple[str, ...], dict[str, bool]] = {}
        self._bodies: dict[tuple[int, str], bool] = {}

    def knows(self, role: str) -> bool:
        """Whether a role has exactly this name."""
        return role in self._places

    def above(self, role: str) -> tuple[str, ...]:
        """Roles above one, the nearest first."""
        found = {role: None}
        while (role := self.parents.get(role, "")) and role not in found:
            found[role] = None
        return tuple(found)[1:]

    def is_under(self, role: str, *tops: str) -> bool:
        """Whether a role is one of some shipped ones or below one of them."""
        known = self._under.setdefault(tops, {self._renamed.get(top, top): True for top in tops})
        passed = set[str]()
        while role and role not in known and role not in passed:
            passed.add(role)
            role = self.parents.get(role, "")
        found = known.get(role, False)
        known.update(dict.fromkeys(passed, found))  # long chains are gone up once
        return found

    def is_deputy(self, entry: int) -> bool:
        """Whether a name stands for a deputy, whose field of work («по УВР») is one of few."""
        return self.is_under(self._roles[entry], *_DEPUTIES)

    def is_body_role(self, role: str) -> bool:
        """Whether a role is an organisation or a group; an organisation of its own name is one."""
        place = self._places.get(role)
        return place is None or self.is_body(place, role)

    def is_body(self, entry: int, text: str) -> bool:
        """Whether a name stands for an organisation or a group, by its noun or by that of its role."""
        key = (entry, text)
        if key not in self._bodies:
            first, role = text.partition(" ")[0], self._roles[entry]
            abbreviation = sum(map(str.isupper, first)) >= 2
            if _has_body_noun(role):
                short = abbreviation or role.lower().startswith(first)
            else:
                short = abbreviation and not self.is_under(role, *_POSTS)
            self._bodies[key] = short or _has_body_noun(text)
        return self._bodies[key]


def _has_body_noun(text: str) -> bool:
    for word in text.lower().replace("ё", "е").replace("-", " ").split()[:3]:
        if not vocabulary()["body"].isdisjoint(stems(word)):
            return True
        if not word.endswith(_OF_ADJECTIVES) or word.startswith(_HEADS):
            return False
    return False


@cache
def everyday() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The roles that everyday words mean in one house or another, by the stems of the words."""
    lines = (line.split(": ") for line in lines_of(__file__, "everyday.txt"))
    return {stems_of(words): tuple(roles.split(", ")) for words, roles in lines}


_PROPER = frozenset({"name", "surname", "adj", "adj_of", "adj_open", "abbr"})
_UNCHANGING = frozenset({"оу", "оо", "шк"})
_PLURAL = ("ам", "ям", "ами", "ями", "ах", "ях", "ов", "ев", "ий", "их", "ых", "ими", "ыми")


class Naming(NamedTuple):
    """Schools that words mean, up to the token ``end``.

    ``school`` is the words themselves for one that the plan does not have; then ``known`` is False if it has
    others. ``unchanging`` says that the words do not show their number: «ОУ».
    """

    scope: Scope
    school: str | None = None
    known: bool = True
    unchanging: bool = False
    oblique: bool = False
    end: int = 0


class Schools:
    """The schools of a plan."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._all = tuple(schools)
        self.names = [(str(name), i) for i, one in enumerate(self._all) for name in (one.name, *one.aliases)]
        self._known = KnownNames(self.names)
        self._by_name = {str(one.name): one for one in reversed(self._all)}
        self._with_word: dict[str, set[int]] = {}
        for place, one in enumerate(self._all):
            for word in stems_of(one.name):
                if label_of(word) not in ("mark", "honour"):
                    self._with_word.setdefault(word, set()).add(place)
        self._of_level: dict[str, list[str]] = {}
        for one in self._all:
            self._of_level.setdefault(self.level(one.name) or "", []).append(str(one.name))

    def level(self, name: str) -> str | None:
        """The level of a school, from what the plan says or its name tells."""
        declared = self._by_name.get(name)
        if declared and declared.level:
            return str(declared.level)
        return _level_of(token.word for token in tokens_of(name))

    def match(self, tokens: Sequence[Token], at: int) -> Naming | None:
        """The school whose name or alias starts at this token."""
        found = self._known.match(tokens, at) if self._all else None
        if found is None:
            return None
        word = tokens[at].word
        oblique = word.form.oblique if not word.capitals else None
        return Naming(Scope.SCHOOL, str(self._all[found.entry].name), oblique=oblique is True, end=found.end)

    def naming(self, items: Iterable[tuple[str, Token]], words: str) -> Naming:
        """The schools that labelled words mean; «гимназии» the plan's only one, or just an executor's own."""
        said = list(items)
        labels = [label for label, _ in said]
        kinds = [(label, token.word) for label, token in said if label in ("school", "level")]
        nouns = [token.word.fold for label, token in said if label in ("school", "house")]
        plural = any(noun == "школ" or noun.endswith(_PLURAL) for noun in nouns)
        if "base" in labels:
            base = next((str(one.name) for one in self._all if one.base), "базовая школа")
            return Naming(Scope.SCHOOL, base, oblique=plural)
        area = labels.index("district") if "district" in labels else len(labels)
        telling = [forms for at, pair in enumerate(said) for forms in _telling(*pair, of_area=at > area)]
        level = _level_of(word for _, word in kinds)
        if telling:
            school = self._told(telling, level, of_house="house" in labels and "school" not in labels)
            return Naming(Scope.SCHOOL, school or words, school is not None or not self._all, oblique=plural)
        ours = self._of_level.get(level or "", [])
        if level and (kinds[0][0] != "school" or plural or len(ours) > 1):
            return Naming(Scope.KIND, level, oblique=plural)
        if level and ours:
            return Naming(Scope.SCHOOL, ours[0], oblique=plural)
        if plural or "every" in labels or "district" in labels:
            return Naming(Scope.ALL, oblique=plural)
        return Naming(Scope.NONE, unchanging="legal" in labels or not _UNCHANGING.isdisjoint(nouns))

    def _told(self, telling: Iterable[tuple[str, ...]], level: str | None, *, of_house: bool) -> str | None:
        """The one school whose name has all the telling words, of a level or a house if that is told."""
        places = (set[int]().union(*(self._with_word.get(form, ()) for form in forms)) for forms in telling)
        names = [str(self._all[place].name) for place in set.intersection(*places)]
        fitting = [
            name
            for name in names
            if (level is None or self.level(name) == level)
            and (not of_house or any(label_of(word) == "house" for word in stems_of(name)))
        ]
        return fitting[0] if len(fitting) == 1 else None

    def by_name(self, name: str) -> School | None:
        """The school of this name."""
        return self._by_name.get(name)


def _telling(label: str, token: Token, *, of_area: bool) -> list[tuple[str, ...]]:
    """The stems by which a word can tell one school from others, none for other words."""
    if label == "num":
        return [(token.text,)]
    if label == "quoted":
        return [stems(word) for word in stems_of(token.text)]
    if label == "attribute":
        return [(pairs("ordinal")[form],) for form in token.word.stems if form in pairs("ordinal")]
    own = label in _PROPER and not of_area and (token.word.capital or not token.word.form.adjective)
    return [token.word.stems] if own else []


def _level_of(words: Iterable[Word]) -> str | None:
    levels = pairs("level_of")
    return next((levels[form] for word in words for form in word.stems if form in levels), None)
