"""How executors of rows answer a question: as the one asked for, one of those, or what they are in."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from luzplan.executor import Executor, Match, Reading
from luzplan.executor.labels import Vocabulary
from luzplan.executor.tokens import stems_of, tokens_of
from luzplan.executor.words import form_of, label_of, vocabulary

_MEMBER = "Член"
_OF_PLACE = re.compile(r"(?<!че)[сц]к(?:[ио][йемх]|[ая]я|[оу]ю|ого|ому|ими)$")  # no «технический»
Key = tuple[object, ...]


class Identity(NamedTuple):
    """What an executor is compared by: the known role and what is said besides, which may be but an area."""

    head: str
    detail: Key = ()
    of_area: bool = False


@cache
def everyday() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The roles that everyday words mean in one house or another, by the stems of the words."""
    text = Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8")
    lines = (line.split(": ") for line in text.splitlines() if line and not line.startswith("#"))
    return {stems_of(words): tuple(roles.split(", ")) for words, roles in lines}


class Matching:
    """Compares executors by what they are, however they are written."""

    def __init__(
        self,
        vocabulary_: Vocabulary,
        read: Callable[[str], Reading],
        ancestors: Callable[[str], Iterable[str]],
    ) -> None:
        self._vocabulary, self._read, self._ancestors = vocabulary_, read, ancestors
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
        schools = found and self._vocabulary.schools.reach(executor, query)
        return found if schools is Match.EXACT else schools

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
        return None

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
        return (
            len(one) == len(other) == 1
            and isinstance(kind, Identity)
            and isinstance(above, Identity)
            and not above.detail
            and above.head in (kind.head, *self._kinds_above(kind.head))
        )

    def _kinds_above(self, role: str) -> list[str]:
        """Roles of which one is a kind, «Инспектор» of «Инспектор ПДН»; one that it belongs to is none."""
        kinds, words = self._vocabulary.kinds, role.split() or [""]
        body = kinds.is_body_role(role)
        noun = words[-1].capitalize() if body else words[0].partition("-")[0]
        told = all(form_of(word.lower()).adjective for word in words[:-1]) and not label_of(noun.lower())
        heads = [noun] if (told or not body) and noun != role and kinds.knows(noun) else []
        return [above for above in (*self._ancestors(role), *heads) if kinds.is_body_role(above) is body]

    def _acts_for(self, post: Identity, body: Identity) -> bool:
        """Whether a post is one of a body: «Председатель совета» for «Совет»."""
        is_body = self._vocabulary.kinds.is_body_role
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
        if not executor.head and not self._vocabulary.kinds.knows(executor.role):
            executor = next((one for one in self._read(executor.role).executors if one.head), executor)
        if executor.head:
            area = _is_area(executor.detail)
            detail = () if area == "any" else self._key(executor.detail)
            return Identity(executor.head, detail, area == "named")
        known = self._vocabulary.kinds.knows(executor.role)
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
