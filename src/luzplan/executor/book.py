"""The roles and schools of a plan, and everything that is asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from unicodedata import normalize

from luzplan.executor.cell import CellReader
from luzplan.executor.lexicon import Lexicon
from luzplan.executor.model import Executor, Match, Reading, Role, School, UnknownName
from luzplan.executor.scan import Gap, Vocabulary
from luzplan.executor.schools import Schools
from luzplan.executor.shipped import BODIES, DEPUTIES, POSTS, Row, shipped_rows
from luzplan.executor.spelling import Spelling
from luzplan.executor.tokens import stems_of, tokens_of
from luzplan.executor.trie import OPEN_MARK
from luzplan.text.source import Text


class RoleBook:
    """Reads executor cells with the shipped roles, a plan's own roles and its schools.

    A plan's role takes the place of the shipped one that has its name, keeping the shipped aliases; its
    aliases are its own even where a shipped role has them too.
    """

    def __init__(self, roles: Iterable[Role] = (), schools: Iterable[School] = ()) -> None:
        own, shipped = tuple(map(_closed, roles)), shipped_rows()
        replaced = _replaced(_shipped_lexicon(), own)
        renamed = {shipped[place].name: str(role.name) for place, role in replaced.items()}
        rows = _rows(shipped, own, renamed)
        own_names = [
            (normalize("NFC", name), place)
            for place in range(len(shipped), len(rows))
            for name, _ in _named(rows[place], place)
        ]
        lexicon = Lexicon(own_names, _shipped_lexicon())
        self._parents = {row.name: row.parent for row in rows if row.parent}
        self._schools = Schools(schools)
        role_names = tuple(row.name for row in rows)
        posts, bodies, deputies = (_under(rows, tops, renamed) for tops in (POSTS, BODIES, DEPUTIES))
        spelling = Spelling([*_shipped_names(), *own_names], role_names, posts)
        self._vocabulary = Vocabulary(
            names=lexicon,
            roles=role_names,
            bodies=_places(rows, bodies),
            deputies=_places(rows, deputies),
            posts=_places(rows, posts),
            spelling=spelling,
            schools=self._schools,
        )
        self._heads: dict[str, str] = {}
        self._same: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}

    def knows(self, role: str) -> bool:
        """Tell whether a role has exactly this name."""
        return without_mark(role) in self._vocabulary.roles

    def parent_of(self, role: str) -> str | None:
        """Give the role that a known one belongs to, None if it belongs to none or is not known."""
        return self._parents.get(without_mark(role))

    def abbreviates(self, word: str) -> bool:
        """Tell whether a word in capitals is one of a known name, or all of it."""
        return self._vocabulary.spelling.has_in_capitals(word)

    def read(self, cell: str) -> Reading:
        """Read a cell; what it does not understand is in ``unknown``. Equal cells are read once."""
        reading = self._readings.get(cell)
        if reading is None:
            reading = self._readings[cell] = self._read(cell)
        return reading

    def _read(self, cell: str) -> Reading:
        reader = CellReader(self._vocabulary, cell).read()
        self._heads |= reader.heads
        self._same |= reader.same
        return Reading(tuple(reader.executors), tuple(self._unknown(cell, gap) for gap in reader.gaps))

    def _unknown(self, cell: str, gap: Gap) -> UnknownName:
        text = cell[gap.start : gap.end]
        nearest = self._schools.nearest(text) if gap.of_school else self.nearest(text)
        return UnknownName(text, gap.start, gap.end, nearest)

    def query(self, text: str) -> Executor | UnknownName:
        """Give the one executor that a query means."""
        reading = self.read(text)
        if len(reading.executors) == 1 and not reading.unknown:
            return reading.executors[0]
        return reading.unknown[0] if reading.unknown else UnknownName(text, 0, len(text), self.nearest(text))

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """Tell how an executor of a row answers a query, None if it does not."""
        if self._are_same(executor.role, query.role):
            return self._schools.reach(executor, query)
        if executor.role in self.ancestors(query.role):
            return self._schools.reach(executor, query) and Match.BROADER
        return None

    def _are_same(self, one: str, other: str) -> bool:
        """Tell whether names mean one role, as «Прокуратура» and «Прокуратура района» do.

        Two longer names do not if both have names of their own: «Прокуратура Лузского района».
        """
        if stems_of(one) == stems_of(other):
            return True
        ours, theirs = (stems_of(self._same.get(role, role)) for role in (one, other))
        telling = all(role in self._same and not role[1:].islower() for role in (one, other))
        return ours == theirs and not telling

    def ancestors(self, role: str) -> tuple[str, ...]:
        """Give the parents of a role, the nearest first; a name that goes on has the known one as parent."""
        if role not in self._parents and role not in self._heads:
            self.read(role)
        head = self._heads.get(role)
        return self._known_ancestors(role) if head is None else (head, *self._known_ancestors(head))

    def _known_ancestors(self, role: str) -> tuple[str, ...]:
        found: list[str] = []
        parent = self._parents.get(role)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self._parents.get(parent)
        return tuple(found)

    def find_school(self, text: str) -> School | None:
        """Give the school that a text names, None if it names none or several."""
        return self._schools.find(text)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Give up to three known roles whose names are written most like the text, the nearest first."""
        return self._vocabulary.spelling.nearest(text)


# What follows from the shipped rows alone is found once, however many plans are read.


@cache
def _shipped_names() -> tuple[tuple[str, int], ...]:
    return tuple(pair for place, row in enumerate(shipped_rows()) for pair in _named(row, place))


@cache
def _shipped_lexicon() -> Lexicon:
    return Lexicon(_shipped_names())


def _replaced(lexicon: Lexicon, own: Iterable[Role]) -> dict[int, Role]:
    """Give the plan's roles that take the place of a shipped one, by that one's place."""
    places = ((lexicon.exact(tokens_of(role.name)), role) for role in own)
    return {place: role for place, role in places if place is not None}


def _rows(shipped: Sequence[Row], own: Iterable[Role], renamed: Mapping[str, str]) -> list[Row]:
    """Give all roles, the shipped ones under the names and parents that the plan gives them."""
    mine = {str(role.name): role for role in own}
    rows = [*shipped, *map(_row_of, mine.values())]
    for place, row in enumerate(rows) if renamed else ():
        name = renamed.get(row.name, row.name)
        parent = mine[name].parent if name in mine else None
        rows[place] = Row(name, str(parent or renamed.get(row.parent, row.parent)), row.aliases)
    return rows


def _closed(role: Role) -> Role:
    """Give a role under its name alone; one that takes further words, «Комиссия …», does so as an alias."""
    name, parent = without_mark(role.name), without_mark(role.parent or "")
    aliases = role.aliases if name == role.name else (role.name, *role.aliases)
    return role._replace(name=Text(name), parent=Text(parent), aliases=aliases)


def without_mark(name: str) -> str:
    """Give the name that a role goes by in a reading: «Комиссия» of the open «Комиссия …»."""
    return name.removesuffix(OPEN_MARK).rstrip() or name


def _places(rows: Sequence[Row], names: frozenset[str]) -> frozenset[int]:
    return frozenset(place for place, row in enumerate(rows) if row.name in names)


def _under(rows: Iterable[Row], tops: Iterable[str], renamed: Mapping[str, str]) -> frozenset[str]:
    """Give the roles below some, and these."""
    found: set[str] = set()
    more = {renamed.get(top, top) for top in tops}
    while more:
        found |= more
        more = {row.name for row in rows if row.parent in more} - found
    return frozenset(found)


def _named(row: Row, place: int) -> list[tuple[str, int]]:
    return [(name, place) for name in (row.name, *row.aliases)]


def _row_of(role: Role) -> Row:
    return Row(str(role.name), str(role.parent or ""), tuple(map(str, role.aliases)))
