"""The roles: which there are, what they are below, and how those of rows answer a question."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from luzplan.executor import Executor, Match, Reading, Scope
from luzplan.executor.schools import Schools
from luzplan.executor.tokens import stems_of, tokens_of
from luzplan.executor.words import OPEN_MARK, form_of, label_of, stems, vocabulary
from luzplan.grammar import lines_of

_MEMBER = "Член"
_OF_PLACE = re.compile(r"(?<!че)[сц]к(?:[ио][йемх]|[ая]я|[оу]ю|ого|ому|ими)$")  # no «технический»
Key = tuple[object, ...]


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
    found, parent = list[ShippedRole](), ""
    for line in text.replace("\n  ", " ").splitlines():
        if line.startswith("#"):
            parent = line.partition(" < ")[2]
        elif line:
            found.append(_role(line, parent))
    return tuple(found)


def _role(line: str, of_group: str) -> ShippedRole:
    head, _, aliases = line.partition(": ")
    written, _, parent = head.partition(" < ")
    name = written.removesuffix(f" {OPEN_MARK}")
    names = [*([written] if written != name else []), *(aliases.split(", ") if aliases else [])]
    return ShippedRole(name, parent or of_group, tuple(names))


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
        self._roles, self._parents, self._renamed = roles, parents, renamed
        self._places = {role: place for place, role in enumerate(roles)}
        self._under: dict[tuple[str, ...], dict[str, bool]] = {}
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
        known = self._under.setdefault(tops, {self._renamed.get(top, top): True for top in tops})
        passed = set[str]()
        while role and role not in known and role not in passed:
            passed.add(role)
            role = self._parents.get(role, "")
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
            self._bodies[key] = _has_body_noun(text) or self._is_short_for_body(self._roles[entry], text)
        return self._bodies[key]

    def _is_short_for_body(self, role: str, text: str) -> bool:
        abbreviation = sum(map(str.isupper, text.partition(" ")[0])) >= 2
        if _has_body_noun(role):
            return abbreviation or role.lower().startswith(text.partition(" ")[0])
        return abbreviation and not self.is_under(role, *_POSTS)


def _has_body_noun(text: str) -> bool:
    for word in text.lower().replace("ё", "е").replace("-", " ").split()[:3]:
        if not vocabulary()["body"].isdisjoint(stems(word)):
            return True
        if not word.endswith(_OF_ADJECTIVES) or word.startswith(_HEADS):
            return False
    return False


class Identity(NamedTuple):
    """What an executor is compared by: the known role and what is said besides, which may be but an area."""

    head: str
    detail: Key = ()
    of_area: bool = False


@cache
def everyday() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The roles that everyday words mean in one house or another, by the stems of the words."""
    lines = (line.split(": ") for line in lines_of(__file__, "everyday.txt"))
    return {stems_of(words): tuple(roles.split(", ")) for words, roles in lines}


class Matching:
    """Compares executors by what they are, however they are written."""

    def __init__(
        self,
        kinds: Kinds,
        schools: Schools,
        read: Callable[[str], Reading],
        ancestors: Callable[[str], Iterable[str]],
    ) -> None:
        self._kinds, self._schools, self._read, self._ancestors = kinds, schools, read, ancestors
        self._identities: dict[tuple[str, str, str], Identity] = {}

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """How an executor of a row answers a query, None if it does not."""
        if executor.person or query.person:
            return _same_person(executor, query)
        if query.detail and not query.head:
            words = set(stems_of(executor.role))
            return Match.NARROWER if words.issuperset(stems_of(query.detail)) else None
        found = self._of_role(executor, query)
        if found is Match.EXACT and query.loosely:
            found = Match.BROADER
        if found is Match.NARROWER and query.scope is not Scope.NONE and self._leads(query):
            found = found if self._leads(executor) else None  # no «директор ДДТ» for «директор школы»
        schools = found and self._schools.reach(executor, query)
        return found if schools is Match.EXACT else schools

    def of_schools(self, query: Executor, text: str) -> Executor:
        """A query for who leads schools, «директор школы», which in a cell says no more than «директор»."""
        words = (label_of(token.word.fold) for token in tokens_of(text))
        told = query.scope is Scope.NONE and self._leads(query) and not {"school", "house"}.isdisjoint(words)
        return query._replace(scope=Scope.ALL) if told else query

    def _leads(self, executor: Executor) -> bool:
        return not executor.detail and self._kinds.is_under(executor.generic, SCHOOL_LEADER)

    def _of_role(self, executor: Executor, query: Executor) -> Match | None:
        ours, theirs = self._identity(executor), self._identity(query)
        if ours.head == theirs.head:
            return _same_head(ours, theirs) or self._of_kind(ours.detail, theirs.detail)
        if not theirs.detail and theirs.head in self._kinds_above(ours.head):
            return Match.NARROWER
        plain = not (ours.detail or theirs.detail) and theirs.head in self._ancestors(ours.head)
        if plain and not vocabulary()["people"].isdisjoint(stems_of(theirs.head)):
            return Match.NARROWER  # a deputy is one of the «Администрация», but no post is its office
        if not ours.detail and ours.head in self._ancestors(theirs.head):
            return Match.BROADER
        if self._acts_for(ours, theirs) or self._acts_for(theirs, ours):
            member = _MEMBER in (ours.head, theirs.head)
            return Match.EXACT if member else Match.BROADER
        # «Начальник управления» in the plan of a «управление образования»
        said, asked = stems_of(executor.role), stems_of(query.role)
        return self._of_kind(said, asked) if min(len(said), len(asked)) > 1 else None

    def _of_kind(self, ours: Key, theirs: Key) -> Match | None:
        """How details of which one says less answer each other: «начальник отдела», «… отдела культуры»."""
        if self._says_more(ours, theirs):
            return Match.NARROWER
        return Match.BROADER if self._says_more(theirs, ours) else None

    def _says_more(self, one: Key, other: Key) -> bool:
        """Whether a detail goes on another, or names a body that is one of those the other names."""
        if one == other or not (one and other):
            return False
        if one[: len(other)] == other:
            return True
        kind, above = one[0], other[0]
        if len(one) + len(other) > 2 or not (isinstance(kind, Identity) and isinstance(above, Identity)):
            return False
        return not above.detail and above.head in (kind.head, *self._kinds_above(kind.head))

    def _kinds_above(self, role: str) -> list[str]:
        """Roles of which one is a kind, «Инспектор» of «Инспектор ПДН»; one that it belongs to is none."""
        kinds, words = self._kinds, role.split() or [""]
        body = kinds.is_body_role(role)
        noun = words[-1].capitalize() if body else words[0].partition("-")[0]
        told = all(form_of(word.lower()).adjective for word in words[:-1]) and not label_of(noun.lower())
        heads = [noun] if (told or not body) and noun != role and kinds.knows(noun) else []
        return [above for above in (*self._ancestors(role), *heads) if kinds.is_body_role(above) is body]

    def _acts_for(self, post: Identity, body: Identity) -> bool:
        """Whether a post is one of a body: «Председатель совета» for «Совет»."""
        is_body = self._kinds.is_body_role
        if is_body(post.head) or not is_body(body.head):
            return False
        if post.detail == (body,):
            return True
        if post.detail or body.detail:
            return False
        _, _, rest = post.head.partition(" ")
        return bool(rest) and self._key(rest) == (body,)

    def _identity(self, executor: Executor) -> Identity:
        key = (executor.role, executor.head, executor.detail)
        if key not in self._identities:
            self._identities[key] = self._identified(executor)
        return self._identities[key]

    def _identified(self, executor: Executor) -> Identity:
        if not executor.head and not self._kinds.knows(executor.role):
            executor = next((one for one in self._read(executor.role).executors if one.head), executor)
        if executor.head:
            area = _is_area(executor.detail)
            detail = () if area == "any" else self._key(executor.detail)
            return Identity(executor.head, detail, area == "named")
        known = self._kinds.knows(executor.role)
        return Identity(executor.role) if known else Identity("", stems_of(executor.role))

    def _key(self, words: str) -> Key:
        """What words are compared by: the one executor that they name, else their stems."""
        reading = self._read(words)
        if len(reading.executors) == 1 and not reading.unknown and not reading.executors[0].person:
            one = reading.executors[0]
            whole = one.end - one.start >= len(words.rstrip(". ")) - 1
            if whole and len(one.detail) < len(words):  # «курсов» is all detail, and no name within it
                return (self._identity(one),)
        return stems_of(words)


def _same_head(ours: Identity, theirs: Identity) -> Match | None:
    if ours.detail == theirs.detail:
        return Match.EXACT
    if not ours.head:
        return None
    if not theirs.detail:
        return Match.EXACT if ours.of_area else Match.NARROWER
    return Match.BROADER if not ours.detail else None


def _is_area(words: str) -> str:
    """Whether words say no more than an area: «any» for «района», «named» for «Лузского района», else ""."""
    areas, named, marked = vocabulary()["area"], False, False
    for token in tokens_of(words):
        if token.kind == "end":
            break
        area = not areas.isdisjoint(token.word.stems)
        marked |= area
        word = token.word
        of_place = _OF_PLACE.search(word.fold) is not None and not label_of(word.fold)
        own = word.capital and not word.capitals and (marked or of_place)
        if not area and not own:
            return ""
        named |= not area
    return "" if not marked and not named else "named" if named else "any"


def _same_person(executor: Executor, query: Executor) -> Match | None:
    if not (executor.person and query.person):
        return None
    ours, theirs = (one.role.replace("ё", "е").split(" ", 1) for one in (executor, query))
    if ours[0] != theirs[0]:
        return None
    initials, asked = ours[1:] or [""], theirs[1:] or [""]
    if initials[0].startswith(asked[0]):
        return Match.EXACT
    return Match.BROADER if asked[0].startswith(initials[0]) else None
