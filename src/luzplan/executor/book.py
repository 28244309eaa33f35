"""The roles and schools of a plan, and everything that is asked of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from unicodedata import normalize

from luzplan.executor import LONGEST_CELL, Executor, Match, Reading, Role, School, Scope, UnknownName
from luzplan.executor.builders import understood
from luzplan.executor.cell import Cell, Gap
from luzplan.executor.labels import Vocabulary
from luzplan.executor.names import KnownNames
from luzplan.executor.roles import Kinds, Matching, ShippedRole, everyday, shipped_roles
from luzplan.executor.schools import Schools
from luzplan.executor.spelling import Spelling
from luzplan.executor.tokens import Token, stems_of, tokens_of
from luzplan.executor.words import OPEN_MARK, label_of
from luzplan.text import Text

_LONGEST_DEPUTY = 6  # letters: «ЗДУВРР»


class RoleBook:
    """Reads executor cells with the shipped roles, a plan's own roles and its schools.

    A plan's role takes the place of the shipped one that has its name, keeping the shipped aliases; its
    aliases are its own even where a shipped role has them too.
    """

    def __init__(self, roles: Iterable[Role] = (), schools: Iterable[School] = ()) -> None:
        self._of = roles, schools = tuple(roles), tuple(schools)
        own, shipped = tuple(map(_closed, roles)), shipped_roles()
        replaced = _replaced(_shipped_names(), own)
        renamed = {shipped[place].name: str(role.name) for place, role in replaced.items()}
        rows = _rows(shipped, own, renamed)
        own_entries = [
            (normalize("NFC", name), place)
            for place in range(len(shipped), len(rows))
            for name in (rows[place].name, *rows[place].aliases)
        ]
        self._parents = {row.name: row.parent for row in rows if row.parent}
        self._roles = [row.name for row in rows]
        self._known = frozenset(self._roles)
        names = KnownNames(own_entries, _shipped_names())
        kinds, of_plan = Kinds(self._roles, self._parents, renamed), Schools(schools)
        self._vocabulary = Vocabulary(names, len(shipped), self._roles, kinds, of_plan)
        self._spelling = Spelling([*_shipped_entries(), *own_entries], self._roles)
        self._matching = Matching(kinds, of_plan, self.read, self.ancestors)
        self._heads: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}

    def is_of(self, roles: Iterable[Role], schools: Iterable[School]) -> bool:
        """Whether it was made of these roles and schools, wherever they stand."""
        return self._of == (tuple(roles), tuple(schools))

    def knows(self, role: str) -> bool:
        """Whether a role has exactly this name."""
        return without_mark(role) in self._known

    def parent_of(self, role: str) -> str | None:
        """The role that a known one belongs to, None if it belongs to none or is not known."""
        return self._parents.get(without_mark(role))

    def abbreviates(self, word: str) -> bool:
        """Whether a word in capitals is one of a known name, or all of it."""
        return self._spelling.has_in_capitals(word)

    def read(self, cell: str) -> Reading:
        """What a cell says; what it does not understand is in ``unknown``. Equal cells are read once."""
        reading = self._readings.get(cell)
        if reading is None:
            reading = self._readings[cell] = self._read(cell)
        return reading

    def _read(self, cell: str) -> Reading:
        if len(cell) > LONGEST_CELL:
            return Reading((), (UnknownName(cell, 0, len(cell)),))
        read = understood(Cell(self._vocabulary, cell, self.read))
        gaps = sorted({*read.gaps, *self._mistyped(read)})
        mistyped = {(gap.start, gap.end) for gap in gaps}
        # An organisation that only its own name tells of is none if the name is a mistyped one.
        executors = tuple(
            one
            for one in read.executors
            if one.head or one.person or one.role in self._known or (one.start, one.end) not in mistyped
        )
        self._heads |= {one.role: one.head for one in executors if one.head}
        return Reading(executors, tuple(self._unknown(cell, gap) for gap in gaps))

    def _mistyped(self, read: Cell) -> Iterator[Gap]:
        """Executors with words that are no known ones, but one letter away from them."""
        for claim in read.claims:
            for token in read.tokens[claim.start : claim.end]:
                first = token.start == claim.whole.start
                plain = token.kind == "word" and not token.dotted
                if plain and self._is_slip(token, first=first, few=claim.of_few):
                    yield claim.whole

    def _is_slip(self, token: Token, *, first: bool, few: bool) -> bool:
        fold = token.word.fold
        if label_of(fold):
            return False
        if few and 2 < len(fold) <= _LONGEST_DEPUTY and self._spelling.is_near_deputy(fold):
            return True
        plain = not token.word.capitals and (first or not token.word.capital)
        return plain and self._spelling.is_slip(fold, of_few=few)

    def _unknown(self, cell: str, gap: Gap) -> UnknownName:
        text = cell[gap.start : gap.end]
        nearest = self._vocabulary.schools.nearest(text) if gap.of_school else self.nearest(text)
        return UnknownName(text, gap.start, gap.end, nearest)

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
        found = [] if reading.unknown else [self._matching.of_schools(one, text) for one in reading.executors]
        names = [*everyday().get(stems_of(text), ()), *_teacher(text)]
        others = [one for name in names for one in self.read(name).executors]
        found += [one._replace(loosely=bool(found)) for one in others]
        if (not found or found[0].head) and self._has_words(text):
            found.append(Executor(text, detail=text))
        if not found and text.islower():  # surnames are asked for in small letters, too
            found += (one for one in self.read(text.title()).executors if one.person)
        return tuple({(one.role, one.scope, one.school): one for one in reversed(found)}.values())[::-1]

    def _has_words(self, text: str) -> bool:
        """Whether known names have all words of a text."""
        words = [token.word for token in tokens_of(text) if token.kind == "word"]
        return bool(words) and all(
            len(word.fold) > 1 and self._spelling.is_known(word.fold) for word in words
        )

    def reach(self, executor: Executor, query: Executor) -> Match | None:
        """How an executor of a row answers a query, None if it does not."""
        return self._matching.reach(executor, query)

    def ancestors(self, role: str) -> tuple[str, ...]:
        """The parents of a role, the nearest first; a name that goes on has the known one as parent."""
        if role not in self._parents and role not in self._heads and role not in self._known:
            self.read(role)
        head = role if role in self._known else self._heads.get(role)
        if head is None:
            return ()
        above = self._vocabulary.kinds.above(head)
        return above if head == role else (head, *above)

    def find_school(self, text: str) -> School | None:
        """The school that a text names, None if it names none or several."""
        cell = Cell(self._vocabulary, text, self.read)
        executors = understood(cell).executors
        name = executors[0].school if len(executors) == 1 and not cell.gaps else None
        return self._vocabulary.schools.by_name(name) if name and executors[0].scope is Scope.SCHOOL else None

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three known roles whose names are written most like the text, the nearest first."""
        return self._spelling.nearest(text)

    def names_like(self, text: str) -> list[str]:
        """Names and aliases of roles that are written much like the text, in no order."""
        return self._spelling.names_like(text)


# What follows from the shipped roles alone is found once, however many plans are read.


@cache
def _shipped_entries() -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, place) for place, row in enumerate(shipped_roles()) for name in (row.name, *row.aliases)
    )


@cache
def _shipped_names() -> KnownNames:
    return KnownNames(_shipped_entries())


def _replaced(names: KnownNames, own: Iterable[Role]) -> dict[int, Role]:
    """The plan's roles that take the place of a shipped one, by that one's place."""
    found = ((names.exact(tokens_of(role.name)), role) for role in own)
    return {name.entry: role for name, role in found if name is not None}


def _rows(
    shipped: Sequence[ShippedRole], own: Iterable[Role], renamed: Mapping[str, str]
) -> list[ShippedRole]:
    """All roles, the shipped ones under the names and parents that the plan gives them."""
    mine = {str(role.name): role for role in own}
    rows = list(shipped)
    for name, role in mine.items():
        rows.append(ShippedRole(name, str(role.parent or ""), tuple(map(str, role.aliases))))
    for place, row in enumerate(rows) if renamed else ():
        name = renamed.get(row.name, row.name)
        parent = mine[name].parent if name in mine else None
        rows[place] = ShippedRole(name, str(parent or renamed.get(row.parent, row.parent)), row.aliases)
    return rows


def _closed(role: Role) -> Role:
    """A role under its name alone; one that takes further words, «Комиссия …», does so as an alias."""
    if OPEN_MARK not in f"{role.name}{role.parent}":
        return role
    name, parent = without_mark(role.name), without_mark(role.parent or "")
    aliases = role.aliases if name == role.name else (role.name, *role.aliases)
    return role._replace(name=Text(name), parent=Text(parent), aliases=aliases)


def _teacher(text: str) -> list[str]:
    """«Преподаватель истории» for «учитель истории», and the other way round; none for others."""
    post, _, subject = text.strip().partition(" ")
    other = {"учитель": "преподаватель", "преподаватель": "учитель"}.get(post.lower())
    return [f"{other} {subject}"] if other and subject else []


def without_mark(name: str) -> str:
    """The name that a role goes by in a reading: «Комиссия» of the open «Комиссия …»."""
    return name.removesuffix(OPEN_MARK).rstrip() or name
