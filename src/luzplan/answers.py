"""Who is meant by a question about people, and how the executors of rows answer it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from luzplan.executor import Executor, Match, Role, School, Scope, UnknownName
from luzplan.executor.book import RoleReader, without_mark
from luzplan.executor.builders import understood
from luzplan.executor.cell import Cell
from luzplan.executor.roles import SCHOOL_LEADER, everyday
from luzplan.executor.words import form_of, label_of, stems_of, tokens_of, vocabulary

_MEMBER = "Член"
_OF_PLACE = re.compile(r"(?<!че)[сц]к(?:[ио][йемх]|[ая]я|[оу]ю|ого|ому|ими)$")  # no «технический»
_ANYWHERE = frozenset({Scope.NONE, Scope.ALL})
Key = tuple[object, ...]


class Identity(NamedTuple):
    """What an executor is compared by: the known role and what is said besides, which may be but an area."""

    head: str
    detail: Key = ()
    of_area: bool = False


class RoleBook(RoleReader):
    """Reads cells, and answers questions about whom they name."""

    def __init__(self, roles: Iterable[Role] = (), schools: Iterable[School] = ()) -> None:
        super().__init__(roles, schools)
        self._identities: dict[tuple[str, str, str], Identity] = {}

    def knows(self, role: str) -> bool:
        """Whether a role has exactly this name."""
        return self.kinds.knows(without_mark(role))

    def parent_of(self, role: str) -> str | None:
        """The role that a known one belongs to, None if it belongs to none or is not known."""
        return self.kinds.parents.get(without_mark(role))

    def abbreviates(self, word: str) -> bool:
        """Whether a word in capitals is one of a known name, or all of it."""
        return self.spelling.has_in_capitals(word)

    def find_school(self, text: str) -> School | None:
        """The school that a text names, None if it names none or several."""
        cell = understood(Cell(self.vocabulary, text, self.read))
        one = cell.executors[0] if len(cell.executors) == 1 and not cell.gaps else None
        return self.schools.by_name(one.school or "") if one and one.scope is Scope.SCHOOL else None

    def names_like(self, text: str) -> list[str]:
        """Names and aliases of roles that are written much like the text, in no order."""
        return self.spelling.names_like(text)

    def query(self, text: str) -> Executor | UnknownName:
        """The one executor that a query means."""
        found = self.queries(text)
        if found:
            return found[0]
        unknown = self.read(text).unknown
        return unknown[0] if unknown else UnknownName(text, 0, len(text), self.nearest(text))

    def queries(self, text: str) -> tuple[Executor, ...]:
        """All executors that a query may mean, the likeliest first: «физрук» has several posts."""
        reading = self.read(text)
        if len(reading.executors) > 1:
            return ()
        found = [] if reading.unknown else [self._of_schools(one, text) for one in reading.executors]
        names = list(everyday().get(stems_of(text), ()))
        # «Преподаватель истории» for «учитель истории», and the other way round.
        post, _, subject = text.strip().partition(" ")
        other = {"учитель": "преподаватель", "преподаватель": "учитель"}.get(post.lower())
        names += [f"{other} {subject}"] if other and subject else []
        others = [one for name in names for one in self.read(name).executors]
        found += [one._replace(loosely=bool(found)) for one in others]
        if not found or found[0].head:
            words = [token.word.fold for token in tokens_of(text) if token.kind == "word"]
            if words and all(len(word) > 1 and self.spelling.is_known(word) for word in words):
                found.append(Executor(text, detail=text))  # known names have all its words
        if not found and text.islower():  # surnames are asked for in small letters, too
            found += (one for one in self.read(text.title()).executors if one.person)
        return tuple({(one.role, one.scope, one.school): one for one in reversed(found)}.values())[::-1]

    def _of_schools(self, query: Executor, text: str) -> Executor:
        """A query for who leads schools, «директор школы», which in a cell says no more than «директор»."""
        words = (label_of(token.word.fold) for token in tokens_of(text))
        told = query.scope is Scope.NONE and self._leads(query) and not {"school", "house"}.isdisjoint(words)
        return query._replace(scope=Scope.ALL) if told else query

    def _leads(self, executor: Executor) -> bool:
        return not executor.detail and self.kinds.is_under(executor.generic, SCHOOL_LEADER)

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
        schools = found and self._at_schools(executor, query)
        return found if schools is Match.EXACT else schools

    def _at_schools(self, executor: Executor, query: Executor) -> Match | None:
        """How the schools of a row's executor answer those of a query, None if they do not."""
        one, other = executor.school, query.school
        # «Ивановской СОШ» names «Ивановская СОШ»
        same = one == other or (one is not None and other is not None and stems_of(one) == stems_of(other))
        if query.scope in _ANYWHERE or (executor.scope is query.scope and same):
            return Match.EXACT
        if executor.scope in _ANYWHERE:
            return Match.BROADER
        if executor.scope is query.scope:
            return None
        if query.scope is Scope.SCHOOL:
            return Match.BROADER if self.schools.level(other or "") == one else None
        return Match.EXACT if self.schools.level(one or "") == other else None

    def _of_role(self, executor: Executor, query: Executor) -> Match | None:
        ours, theirs = self._identity(executor), self._identity(query)
        if ours.head == theirs.head:
            return _same_head(ours, theirs) or self._of_kind(ours.detail, theirs.detail)
        if not theirs.detail and theirs.head in self._kinds_above(ours.head):
            return Match.NARROWER
        plain = not (ours.detail or theirs.detail) and theirs.head in self.ancestors(ours.head)
        if plain and not vocabulary()["people"].isdisjoint(stems_of(theirs.head)):
            return Match.NARROWER  # a deputy is one of the «Администрация», but no post is its office
        if not ours.detail and ours.head in self.ancestors(theirs.head):
            return Match.BROADER
        if self._acts_for(ours, theirs) or self._acts_for(theirs, ours):
            return Match.EXACT if _MEMBER in (ours.head, theirs.head) else Match.BROADER
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
        words, body = role.split() or [""], self.kinds.is_body_role(role)
        noun = words[-1].capitalize() if body else words[0].partition("-")[0]
        told = all(form_of(word.lower()).adjective for word in words[:-1]) and not label_of(noun.lower())
        heads = [noun] if (told or not body) and noun != role and self.kinds.knows(noun) else []
        return [above for above in (*self.ancestors(role), *heads) if self.kinds.is_body_role(above) is body]

    def _acts_for(self, post: Identity, body: Identity) -> bool:
        """Whether a post is one of a body: «Председатель совета» for «Совет»."""
        if self.kinds.is_body_role(post.head) or not self.kinds.is_body_role(body.head):
            return False
        if post.detail == (body,):
            return True
        rest = post.head.partition(" ")[2]
        return not (post.detail or body.detail) and bool(rest) and self._key(rest) == (body,)

    def _identity(self, executor: Executor) -> Identity:
        key = (executor.role, executor.head, executor.detail)
        if key not in self._identities:
            known = self.kinds.knows(executor.role)
            if not executor.head and not known:
                executor = next((one for one in self.read(executor.role).executors if one.head), executor)
            if executor.head:
                area = _area_in(executor.detail)
                detail = () if area == "any" else self._key(executor.detail)
                identity = Identity(executor.head, detail, area == "named")
            else:
                identity = Identity(executor.role) if known else Identity("", stems_of(executor.role))
            self._identities[key] = identity
        return self._identities[key]

    def _key(self, words: str) -> Key:
        """What words are compared by: the one executor that they name, else their stems."""
        reading = self.read(words)
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


def _area_in(words: str) -> str:
    """The area that is all that words name: «any» for «района», «named» for «Лузского района», else ""."""
    named, marked = False, False
    for token in tokens_of(words):
        if token.kind == "end":
            break
        word = token.word
        area = not vocabulary()["area"].isdisjoint(word.stems)
        marked |= area
        of_place = _OF_PLACE.search(word.fold) is not None and not label_of(word.fold)
        if not area and not (word.capital and not word.capitals and (marked or of_place)):
            return ""
        named |= not area
    return "named" if named else "any" if marked else ""


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
