"""The reader of cells with the roles and schools of a plan; the names that are written most like a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from unicodedata import normalize

from luzplan.executor import LONGEST_CELL, Reading, Role, School, UnknownName
from luzplan.executor.builders import understood
from luzplan.executor.cell import Cell, Gap
from luzplan.executor.labels import Vocabulary
from luzplan.executor.names import KnownNames
from luzplan.executor.roles import Kinds, Schools, ShippedRole, shipped_roles
from luzplan.executor.words import OPEN_MARK, folded_word, label_of, stem, stems, tokens_of
from luzplan.russian.spelling import AlikeNames, folded, is_one_slip, slips_of
from luzplan.text import Text

_LONGEST_DEPUTY = 6  # letters: «ЗДУВРР»
_SHORTEST_STEM, _SHORTEST_OF_FEW = 8, 5
_ENOUGH_ALIKE, _NEAR_THE_BEST = 0.5, 0.08
_MOST_ASKED = 20_000  # names; more would take longer to compare than to read


class RoleReader:
    """Reads executor cells with the shipped roles, a plan's own roles and its schools.

    A plan's role takes the place of the shipped one that has its name, keeping the shipped aliases; its
    aliases are its own even where a shipped role has them too.
    """

    def __init__(self, roles: Iterable[Role] = (), schools: Iterable[School] = ()) -> None:
        self.made_of = roles, schools = tuple(roles), tuple(schools)
        shipped = shipped_roles()
        rows, renamed = _rows(shipped, tuple(map(_closed, roles)))
        own_entries = [
            (normalize("NFC", name), place)
            for place, row in enumerate(rows[len(shipped) :], len(shipped))
            for name in (row.name, *row.aliases)
        ]
        names = [row.name for row in rows]
        self.kinds = Kinds(names, {row.name: row.parent for row in rows if row.parent}, renamed)
        self.schools = Schools(schools)
        known = KnownNames(own_entries, _shipped_names())
        self.vocabulary = Vocabulary(known, len(shipped), names, self.kinds, self.schools)
        self.spelling = Spelling([*_shipped_entries(), *own_entries], names)
        self._school_spelling = Spelling(self.schools.names, [str(one.name) for one in schools])
        self._heads: dict[str, str] = {}
        self._readings: dict[str, Reading] = {}

    def read(self, cell: str) -> Reading:
        """What a cell says; what it does not understand is in ``unknown``. Equal cells are read once."""
        reading = self._readings.get(cell)
        if reading is None:
            reading = self._readings[cell] = self._read(cell)
        return reading

    def _read(self, cell: str) -> Reading:
        if len(cell) > LONGEST_CELL:
            return Reading((), (UnknownName(cell, 0, len(cell)),))
        read = understood(Cell(self.vocabulary, cell, self.read))
        gaps = sorted({*read.gaps, *self._mistyped(read)})
        mistyped = {(gap.start, gap.end) for gap in gaps}
        # An organisation that only its own name tells of is none if the name is a mistyped one.
        executors = tuple(
            one
            for one in read.executors
            if one.head or one.person or self.kinds.knows(one.role) or (one.start, one.end) not in mistyped
        )
        self._heads |= {one.role: one.head for one in executors if one.head}
        unknown: list[UnknownName] = []
        for start, end, of_school in gaps:
            text = cell[start:end]
            near = self._school_spelling.nearest(text) if of_school else self.nearest(text)
            unknown.append(UnknownName(text, start, end, near))
        return Reading(executors, tuple(unknown))

    def _mistyped(self, read: Cell) -> Iterator[Gap]:
        """Executors with words that are no known ones, but one letter away from them."""
        for claim in read.claims:
            for token in read.tokens[claim.start : claim.end]:
                word, few, first = token.word, claim.of_few, token.start == claim.whole.start
                if token.kind != "word" or token.dotted or label_of(word.fold):
                    continue
                short = few and 2 < len(word.fold) <= _LONGEST_DEPUTY
                plain = not word.capitals and (first or not word.capital)
                if (short and self.spelling.is_near_deputy(word.fold)) or (
                    plain and self.spelling.is_slip(word.fold, of_few=few)
                ):
                    yield claim.whole

    def ancestors(self, role: str) -> tuple[str, ...]:
        """The parents of a role, the nearest first; a name that goes on has the known one as parent."""
        known = self.kinds.knows(role)
        if not known and role not in self._heads:
            self.read(role)
        head = role if known else self._heads.get(role)
        if head is None:
            return ()
        above = self.kinds.above(head)
        return above if known else (head, *above)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three known roles whose names are written most like the text, the nearest first."""
        return self.spelling.nearest(text)


class Spelling:
    """The words of known names, looked into only where a strange word is met: most cells have none."""

    def __init__(self, names: Sequence[tuple[str, int]], roles: Sequence[str]) -> None:
        """Take names with the places of their roles."""
        self._names, self._roles = names, roles
        self._stems: dict[str, frozenset[str]] = {}
        self._slips: dict[tuple[str, bool], bool] = {}
        self._nearest: dict[str, tuple[str, ...]] = {}

    def is_slip(self, fold: str, *, of_few: bool = False) -> bool:
        """Whether a word is no known one but one slip away from one, so that it is likely mistyped.

        Short words are alike by chance, but for those that are ``of_few``: what deputies are for.
        """
        key = (fold, of_few)
        if key not in self._slips:
            ours, shortest = stem(fold), _SHORTEST_OF_FEW if of_few else _SHORTEST_STEM
            self._slips[key] = (
                len(ours) >= _SHORTEST_OF_FEW
                and not self.is_known(fold)
                and any(
                    _is_likely(ours, one, shortest) for one in slips_of(ours) & self._stems_from(fold[:1])
                )
            )
        return self._slips[key]

    def is_known(self, fold: str) -> bool:
        """Whether a word is part of a known name."""
        return not self._stems_from(fold[:1]).isdisjoint(stems(fold))

    def is_near_deputy(self, fold: str) -> bool:
        """Whether a word in capitals is one slip away from a deputy or what one is for: «УВЗ», «ЗУВРР»."""
        return not self.is_known(fold) and any(is_one_slip(fold, other) for other in self._abbreviations)

    def nearest(self, text: str) -> tuple[str, ...]:
        """Up to three roles whose names are written most like the text, the nearest first.

        Only names with the same first letter are asked, which people hardly ever mistype.
        """
        key = folded(text)
        if key not in self._nearest:
            alike = dict[int, float]()  # roles by the share of the likest of their names
            for at, share in self._alike(key).items():
                place = self._names[at][1]
                alike[place] = max(share, alike.get(place, 0.0))
            enough = max(_ENOUGH_ALIKE, max(alike.values(), default=0.0) - _NEAR_THE_BEST)
            best = sorted((one for one in alike if alike[one] >= enough), key=lambda one: (-alike[one], one))
            self._nearest[key] = tuple(self._roles[place] for place in best[:3])
        return self._nearest[key]

    def names_like(self, text: str) -> list[str]:
        """Names that are written much like the text, in no order."""
        return [self._names[at][0] for at in self._alike(folded(text))]

    def _alike(self, key: str) -> dict[int, float]:
        return self._by_letter[key[:1]].alike(key) if key[:1] in self._by_letter else {}

    def has_in_capitals(self, word: str) -> bool:
        """Whether a word in capitals stands in a known name, between no other capitals."""
        at = self._text.find(word)
        while at >= 0 and (self._text[at - 1 : at].isupper() or self._text[at + len(word)].isupper()):
            at = self._text.find(word, at + 1)
        return at >= 0

    @cached_property
    def _text(self) -> str:
        return "\n".join(name for name, _ in self._names) + "\n"

    @cached_property
    def _abbreviations(self) -> frozenset[str]:
        found = re.findall(r"(?m)^(З[А-Я]{2,})$|^[Зз]ам по ([А-Я]{3,})$", self._text)
        return frozenset(folded_word(one or other) for one, other in found)

    def _stems_from(self, letter: str) -> frozenset[str]:
        """Stems of all known words with this first letter."""
        if letter not in self._stems:
            words = set(re.findall(rf"\b{re.escape(letter)}\w*", folded_word(self._text)))
            self._stems[letter] = frozenset(stem(word) for word in words) | words
        return self._stems[letter]

    @cached_property
    def _by_letter(self) -> dict[str, AlikeNames]:
        """The names by their first letters."""
        found: dict[str, list[tuple[str, int]]] = {}
        for at, (name, _) in enumerate(self._names[:_MOST_ASKED]):
            key = folded(name).removesuffix(f" {OPEN_MARK}")
            found.setdefault(key[:1], []).append((key, at))
        return {letter: AlikeNames(names) for letter, names in found.items()}


def _is_likely(ours: str, known: str, shortest: int) -> bool:
    """Whether a stem is likely a known one that was mistyped; two swapped letters are never chance.

    No stems that differ by the suffix alone: «приёмк(а)» and «приёмн(ый)».
    """
    if sorted(ours) == sorted(known):
        return True
    doubled = len(ours) > len(known) and ours[-1] == ours[-2] != "н"  # «населённых» beside «население»
    akin = ours[:-2] == known[:-2] or ours[:-1] == known or known[:-1] == ours
    return len(ours) >= shortest and len(known) >= shortest - 1 and (doubled or not akin)


# What follows from the shipped roles alone is found once, however many plans are read.


@cache
def _shipped_entries() -> tuple[tuple[str, int], ...]:
    return tuple(
        (name, place) for place, row in enumerate(shipped_roles()) for name in (row.name, *row.aliases)
    )


@cache
def _shipped_names() -> KnownNames:
    return KnownNames(_shipped_entries())


def _rows(shipped: Sequence[ShippedRole], own: Sequence[Role]) -> tuple[list[ShippedRole], dict[str, str]]:
    """All roles, the shipped ones under the names and parents that the plan gives them; and these names."""
    found = ((_shipped_names().exact(tokens_of(role.name)), role) for role in own)
    renamed = {shipped[name.entry].name: str(role.name) for name, role in found if name is not None}
    mine = {str(role.name): role for role in own}
    rows = list(shipped)
    for name, role in mine.items():
        rows.append(ShippedRole(name, str(role.parent or ""), tuple(map(str, role.aliases))))
    for place, row in enumerate(rows) if renamed else ():
        name = renamed.get(row.name, row.name)
        parent = mine[name].parent if name in mine else None
        rows[place] = ShippedRole(name, str(parent or renamed.get(row.parent, row.parent)), row.aliases)
    return rows, renamed


def _closed(role: Role) -> Role:
    """A role under its name alone; one that takes further words, «Комиссия …», does so as an alias."""
    if OPEN_MARK not in f"{role.name}{role.parent}":
        return role
    name, parent = without_mark(role.name), without_mark(role.parent or "")
    aliases = role.aliases if name == role.name else (role.name, *role.aliases)
    return role._replace(name=Text(name), parent=Text(parent), aliases=aliases)


def without_mark(name: str) -> str:
    """The name that a role goes by in a reading: «Комиссия» of the open «Комиссия …»."""
    return name.removesuffix(OPEN_MARK).rstrip() or name
