"""The roles and schools of a plan, and everything that is asked of them."""

from __future__ import annotations

from collections.abc import Iterable

from luzplan.executor.cell import CellReader, Vocabulary
from luzplan.executor.lexicon import Lexicon
from luzplan.executor.model import Executor, Match, Reading, Role, School, Scope, UnknownName
from luzplan.executor.schools import Schools
from luzplan.executor.shipped import shipped_roles
from luzplan.russian import folded

_INSTITUTION = "Образовательное учреждение"


class RoleBook:
    """Reads executor cells with the shipped roles, a plan's own roles and its schools.

    A plan's role takes the place of the shipped one that has its name, keeping the shipped aliases; its
    aliases are its own even where a shipped role has them too.
    """

    def __init__(self, roles: Iterable[Role] = (), schools: Iterable[School] = ()) -> None:
        own = tuple(roles)
        self._schools = Schools(schools)
        shipped = shipped_roles()
        lexicon = Lexicon(_names(shipped, 0))
        replaced = {}
        for place, role in enumerate(own):
            tokens_reading = CellReader(
                Vocabulary(lexicon, tuple(r.name for r in shipped), Schools(()), _INSTITUTION), role.name
            )
            tokens_reading.read()
            if len(tokens_reading.executors) == 1 and not tokens_reading.gaps:
                for i, one in enumerate(shipped):
                    if (
                        one.name == tokens_reading.executors[0].role
                        and tokens_reading.executors[0].scope is Scope.NONE
                    ):
                        replaced[i] = place
        self.roles: tuple[Role, ...] = own + tuple(one for i, one in enumerate(shipped) if i not in replaced)
        names = [one.name for one in shipped]
        for i, place in replaced.items():
            names[i] = own[place].name
        every = [*names, *(one.name for one in own)]
        lexicon = Lexicon([*_names(shipped, 0), *_names(own, len(shipped))])
        self._vocabulary = Vocabulary(lexicon, tuple(str(one) for one in every), self._schools, _INSTITUTION)
        self._parents: dict[str, str | None] = {one.name: one.parent for one in reversed(self.roles)}
        self._readings: dict[str, Reading] = {}

    def read(self, cell: str) -> Reading:
        """Read a cell; what it does not understand is in ``unknown``. Equal cells are read once."""
        reading = self._readings.get(cell)
        if reading is None:
            reading = self._readings[cell] = self._read(cell)
        return reading

    def _read(self, cell: str) -> Reading:
        reader = CellReader(self._vocabulary, cell)
        reader.read()
        unknown = tuple(UnknownName(cell[s:e], s, e, self.nearest(cell[s:e])) for s, e in reader.gaps)
        return Reading(tuple(reader.executors), unknown)

    def query(self, text: str) -> Executor | UnknownName:
        """Give the one executor that a query means."""
        reading = self.read(text)
        if len(reading.executors) == 1 and not reading.unknown:
            return reading.executors[0]
        return reading.unknown[0] if reading.unknown else UnknownName(text, 0, len(text), self.nearest(text))

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """Tell how an executor of a row answers a query, None if it does not."""
        if folded(executor.role) == folded(query.role):
            return self._reach_of_scope(executor, query)
        if executor.role in self.ancestors(query.role):
            return self._reach_of_scope(executor, query) and Match.BROADER
        return None

    def _reach_of_scope(self, executor: Executor, query: Executor) -> Match | None:
        if query.scope in {Scope.NONE, Scope.ALL} or (executor.scope, executor.school) == (
            query.scope,
            query.school,
        ):
            return Match.EXACT
        if executor.scope in {Scope.NONE, Scope.ALL}:
            return Match.BROADER
        if executor.scope is query.scope:
            return None
        if query.scope is Scope.SCHOOL:
            return Match.BROADER if self._schools.level(query.school or "") == executor.school else None
        return Match.EXACT if self._schools.level(executor.school or "") == query.school else None

    def ancestors(self, role: str) -> tuple[str, ...]:
        """Give the parents of a role, the nearest first."""
        found: list[str] = []
        parent = self._parents.get(role)
        while parent is not None and parent not in found:
            found.append(str(parent))
            parent = self._parents.get(parent)
        return tuple(found)

    def find_school(self, text: str) -> School | None:
        """Give the school that a text names, None if it names none or several."""
        return self._schools.find(text)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Give up to three known role names that are written most like the text, the nearest first."""
        from difflib import get_close_matches

        names = {
            folded(name): role.name for role in reversed(self.roles) for name in (*role.aliases, role.name)
        }
        close = get_close_matches(folded(text), names, n=5, cutoff=0.6)
        return tuple(dict.fromkeys(str(names[name]) for name in close))[:3]


def _names(roles: Iterable[Role], start: int) -> list[tuple[str, int]]:
    return [(name, i) for i, role in enumerate(roles, start) for name in (role.name, *role.aliases)]
