"""The schools of a plan: which of them words mean, and how rows that name them answer a query."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luzplan.executor.lexicon import Lexicon
from luzplan.executor.model import Executor, Match, School, Scope
from luzplan.executor.places import LEVELS, PLACE_MARKS, Part, Place, may_start
from luzplan.executor.spelling import Spelling
from luzplan.executor.stems import stem, stems
from luzplan.executor.tokens import Kind, Token, stems_of, tokens_of

_ANYWHERE = frozenset({Scope.NONE, Scope.ALL})
_SCHOOLS = frozenset({Part.SCHOOL, Part.INSTITUTION, Part.EDUCATIONAL, Part.BASE, Part.LEGAL})
_QUOTES = str.maketrans("", "", '«»"“”„')


class Naming(NamedTuple):
    """Words that say which schools are meant, and the token after them.

    ``school`` is None for a school that the plan does not have; ``known`` is False if it has others.
    ``of_schools`` is False where only a district or another house than a school is named; ``oblique``
    tells a genitive plural, which belongs to a word before it.
    """

    scope: Scope
    school: str | None
    end: int
    known: bool = True
    of_schools: bool = True
    of_district: bool = False
    oblique: bool = False


class Schools:
    """The schools of a plan."""

    def __init__(self, schools: Iterable[School]) -> None:
        self._all = tuple(schools)
        names = [(str(name), i) for i, one in enumerate(self._all) for name in (one.name, *one.aliases)]
        self._lexicon = Lexicon(names)
        self._spelling = Spelling(names, [str(one.name) for one in self._all])
        self._words = [_telling(one.name) for one in self._all]
        self._own_words = frozenset(word for words in self._words for word in words)

    def level(self, name: str) -> str | None:
        """Give the level of a school by its name, from what the plan says or the name tells."""
        declared = next((one.level for one in self._all if one.name == name), None)
        return str(declared) if declared else _level_of(name)

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """Tell how the schools of a row's executor answer those of a query, None if they do not."""
        same = executor.scope is query.scope and _same_words(executor.school, query.school)
        if query.scope in _ANYWHERE or same:
            return Match.EXACT
        if executor.scope in _ANYWHERE:
            return Match.BROADER
        if executor.scope is query.scope:
            return None
        if query.scope is Scope.SCHOOL:
            return Match.BROADER if self.level(query.school or "") == executor.school else None
        return Match.EXACT if self.level(executor.school or "") == query.school else None

    def find(self, text: str) -> School | None:
        """Give the school that a text names as a whole, None where none or more than one is meant."""
        tokens = tokens_of(text)
        naming = self.naming(tokens, 0, plural_head=False)
        if naming is None or tokens[naming.end].kind is not Kind.END:
            return None
        return next((one for one in self._all if one.name == naming.school), None)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Give up to three schools whose names are written most like the text, the nearest first."""
        return self._spelling.nearest(text)

    def naming(self, tokens: Sequence[Token], at: int, *, plural_head: bool) -> Naming | None:
        """Give the schools that are named from this token on, None where these words name none.

        «ОУ» does not show its number, so it is taken for that of the word before (``plural_head``).
        """
        found = self._lexicon.match(tokens, at) if self._all else None
        if found is None and not may_start(tokens[at]) and self._own_words.isdisjoint(stems(tokens[at].fold)):
            return None
        place = Place(tokens, at, self._own_words)
        if found and found.end >= place.end:
            return Naming(Scope.SCHOOL, str(self._all[found.entry].name), found.end)
        return self._resolved(place, plural_head=plural_head) if place.end > at else None

    def _resolved(self, place: Place, *, plural_head: bool) -> Naming:
        scope, school, known = self._scope(place, plural_head=plural_head)
        of_schools = not place.parts.isdisjoint(_SCHOOLS)
        of_district = place.parts.isdisjoint(_SCHOOLS | {Part.HOUSE})
        return Naming(scope, school, place.end, known, of_schools, of_district, place.plural)

    def _scope(self, place: Place, *, plural_head: bool) -> tuple[Scope, str | None, bool]:
        """Give the scope, the school or level, and whether the plan has that school."""
        if Part.BASE in place.parts:
            base = next((one.name for one in self._all if one.base), "базовая школа")
            return Scope.SCHOOL, str(base), True
        if place.telling:
            school = self._told(place)
            return Scope.SCHOOL, school, school is not None or not self._all
        if place.level and (kind := self._of_kind(place)):
            return *kind, True
        everywhere = not place.parts.isdisjoint({Part.DISTRICT, Part.EVERY})
        every = everywhere or place.plural or (plural_head and place.unchanging)
        return Scope.ALL if every else Scope.NONE, None, True

    def _of_kind(self, place: Place) -> tuple[Scope, str | None] | None:
        """Read a level. «Директор гимназии» names the plan's only gymnasium, or just his own school."""
        ours = [one.name for one in self._all if self.level(one.name) == place.level]
        if not place.level_by_type or place.plural or len(ours) > 1:
            return Scope.KIND, place.level
        return (Scope.SCHOOL, str(ours[0])) if ours else None

    def _told(self, place: Place) -> str | None:
        """Give the one school whose name has all the telling words."""
        fitting = [
            str(one.name)
            for one, words in zip(self._all, self._words, strict=True)
            if all(not words.isdisjoint(forms) for forms in place.telling)
            and (place.level is None or self.level(one.name) == place.level)
        ]
        return fitting[0] if len(fitting) == 1 else None


def _same_words(one: str | None, other: str | None) -> bool:
    """Tell whether schools have one name in whatever case: «Ивановской СОШ» names «Ивановская СОШ»."""
    return one == other or (one is not None and other is not None and stems_of(one) == stems_of(other))


def _telling(name: str) -> frozenset[str]:
    """Give the stems of a school's name that can tell it from others."""
    tokens = tokens_of(name.translate(_QUOTES))
    kinds = {Kind.WORD, Kind.NUMBER}
    return frozenset(stem(one.fold) for one in tokens if one.kind in kinds and one.fold not in PLACE_MARKS)


def _level_of(name: str) -> str | None:
    forms = (form for token in tokens_of(name) for form in stems(token.fold))
    return next((LEVELS[form] for form in forms if form in LEVELS), None)
