"""The shipped roles, and which roles are organisations or people, and what they are below."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from luzplan.executor.words import stems, vocabulary


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
    their own. As much YAML, or JSON, would take longer to read.
    """
    text = Path(__file__).with_name("roles.txt").read_text(encoding="utf-8")
    found, parent = list[ShippedRole](), ""
    for line in text.replace("\n  ", " ").splitlines():
        if line.startswith("#"):
            parent = line.partition(" < ")[2]
        elif line:
            found.append(_role(line, parent))
    return tuple(found)


def _role(line: str, of_group: str) -> ShippedRole:
    head, _, aliases = line.partition(": ")
    name, _, parent = head.partition(" < ")
    return ShippedRole(name, parent or of_group, tuple(aliases.split(", ")) if aliases else ())


INSTITUTION, ORGANISATION = "Образовательное учреждение", "Организация"
CLASS, GROUP, LEADER = "Класс", "Группа", "Руководитель"
COLLECTIVE, SCHOOL_LEADER = "Трудовой коллектив", "Руководитель ОУ"
_DEPUTIES = ("Заместитель директора", "Заместитель заведующего")
_POSTS = ("Педагог", "Администрация")
_HEADS = ("заведующ",)  # a post itself, though it looks like an adjective: «заведующий библиотекой»
_OF_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ое", "ее", "о", "ые", "ие")


class Kinds:
    """The roles with their parents; ``renamed`` are shipped ones that a plan has under its own names."""

    def __init__(self, roles: Sequence[str], parents: Mapping[str, str], renamed: Mapping[str, str]) -> None:
        self._roles, self._parents, self._renamed = roles, parents, renamed
        self._places = {role: place for place, role in enumerate(roles)}
        self._deputies: dict[int, bool] = {}
        self._bodies: dict[tuple[int, str], bool] = {}

    def knows(self, role: str) -> bool:
        """Whether a role has exactly this name."""
        return role in self._places

    def above(self, role: str) -> tuple[str, ...]:
        """Roles above one, the nearest first."""
        found = {role: None}
        while (role := self._parents.get(role, "")) and role not in found:
            found[role] = None
        return tuple(found)[1:]

    def is_under(self, role: str, *tops: str) -> bool:
        """Whether a role is one of some shipped ones or below one of them."""
        names = {self._renamed.get(top, top) for top in tops}
        return not names.isdisjoint((role, *self.above(role)))

    def is_deputy(self, entry: int) -> bool:
        """Whether a name stands for a deputy, whose field of work («по УВР») is one of few."""
        if entry not in self._deputies:
            self._deputies[entry] = self.is_under(self._roles[entry], *_DEPUTIES)
        return self._deputies[entry]

    def is_body_role(self, role: str) -> bool:
        """Whether a role is an organisation or a group; an organisation of its own name is one."""
        place = self._places.get(role)
        return place is None or self.is_body(place, role)

    def is_body(self, entry: int, text: str) -> bool:
        """Whether a name stands for an organisation or a group, by its noun or by that of its role."""
        key = (entry, text)
        if key not in self._bodies:
            self._bodies[key] = _has_body_noun(text) or self._is_short_for_body(self._roles[entry], text)
        return self._bodies[key]

    def _is_short_for_body(self, role: str, text: str) -> bool:
        if _has_body_noun(role):
            return _is_abbreviation(text) or role.lower().startswith(text.partition(" ")[0])
        return _is_abbreviation(text) and not self.is_under(role, *_POSTS)


def _has_body_noun(text: str) -> bool:
    for word in text.lower().replace("ё", "е").replace("-", " ").split()[:3]:
        if not vocabulary()["body"].isdisjoint(stems(word)):
            return True
        if not word.endswith(_OF_ADJECTIVES) or word.startswith(_HEADS):
            return False
    return False


def _is_abbreviation(text: str) -> bool:
    return sum(map(str.isupper, text.partition(" ")[0])) >= 2
