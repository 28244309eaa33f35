"""A cell while it is read: its words, its people by name, and the executors and gaps found in it so far."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from luzplan.executor import Executor, Reading, Scope
from luzplan.executor.labels import Labeller, Unit, Vocabulary
from luzplan.executor.names import KnownName
from luzplan.executor.roles import INSTITUTION
from luzplan.executor.schools import Naming
from luzplan.executor.tokens import tokens_of
from luzplan.executor.words import label_of


class Gap(NamedTuple):
    """The place of words that were not understood; ``of_school`` says that they name an unknown school."""

    start: int
    end: int
    of_school: bool = False


class Claim(NamedTuple):
    """Words that an executor takes in beside its known name, from one token to another.

    ``whole`` is the place of the executor; ``of_few`` says that only few words can stand there.
    """

    start: int
    end: int
    whole: Gap
    of_few: bool


class Cell:
    """What the rows of the grammar read and fill; ``read`` reads a text within the cell."""

    def __init__(self, known: Vocabulary, text: str, read: Callable[[str], Reading]) -> None:
        self.known, self.text, self._read = known, text, read
        self.tokens = tokens_of(text)
        self.units = Labeller(known, self.tokens, self._line_starts()).units()
        self.executors: list[Executor] = []
        self.gaps: list[Gap] = []
        self.claims: list[Claim] = []
        self.last: KnownName | None = None
        self.chain = 0  # the first of the executors that share a head with the last one

    def _line_starts(self) -> frozenset[int]:
        """The tokens with which the second and further lines of the cell begin."""
        if "\n" not in self.text:
            return frozenset()
        pairs = enumerate(pairwise(self.tokens), 1)
        return frozenset(at for at, (one, other) in pairs if "\n" in self.text[one.end : other.start])

    def within(self, text: str) -> "Cell":
        """A text as a cell of its own."""
        return Cell(self.known, text, self._read)

    def words(self, start: int, end: int) -> str:
        """The words from one token up to another, with single spaces."""
        if end <= start:
            return ""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def place(self, start: int, end: int, *, of_school: bool = False) -> Gap:
        """The place of the tokens from one up to another."""
        return Gap(self.tokens[start].start, self.tokens[end - 1].end, of_school)

    def is_body(self, name: KnownName) -> bool:
        """Whether a name stands for an organisation or a group."""
        return self.known.kinds.is_body(name.entry, name.text)

    def inside(self, quoted: Unit) -> Executor | None:
        """The one executor that words in quotes name."""
        whole = self.words(quoted.start, quoted.end)
        words = whole[1:] if whole.count("«") > whole.count("»") else whole[1:-1]
        reading = self._read(f'{words}"' if words.count('"') % 2 else words)  # «"ПО "Маяк"»
        one = reading.executors[0] if len(reading.executors) == 1 and not reading.unknown else None
        return None if one is None or one.role == INSTITUTION or one.scope is not Scope.NONE else one

    def names_school(self, quoted: Unit) -> bool:
        """Whether words in quotes name a school: «Средняя школа № 7»."""
        words = tokens_of(self.words(quoted.start, quoted.end)[1:-1])
        numbered = any(one.kind == "number" for one in words)
        return self.inside(quoted) is None and any(
            label_of(one.word.fold) == "school" and (numbered or not one.word.capitals) for one in words
        )

    def naming(self, units: Sequence[Unit]) -> Naming:
        """The schools that labelled words mean."""
        pairs = [(unit.label, self.tokens[at]) for unit in units for at in range(unit.start, unit.end)]
        words = self.words(units[0].start, units[-1].end).replace("№№", "№")
        return self.known.schools.naming(pairs, words)

    def school_role(self, unit: Unit) -> str:
        """The role of a school that acts itself, by its noun; what has none is a school."""
        words = self.tokens[unit.start : unit.end]
        last = self.executors[-1] if self.executors else None
        if last and last.scope is Scope.SCHOOL and words[0].kind in ("number", "numero"):
            return last.role
        if any(label_of(one.word.fold) == "house" or one.word.fold in ("оу", "оо") for one in words):
            return INSTITUTION
        nouns = [tokens_of(one.text) for one in words if label_of(one.word.fold) == "school"]
        found = [self.known.names.exact(noun) for noun in (*nouns, tokens_of("школа"))]
        return next((self.known.roles[name.entry] for name in found if name), INSTITUTION)

    def miss_school(self, unit: Unit, naming: Naming) -> None:
        """Note a school that the plan does not have."""
        if not naming.known:
            self.gaps.append(self.place(unit.start, unit.end, of_school=True))

    def add(self, executor: Executor, start: int, end: int, naming: Naming | None = None) -> None:
        """Add an executor that is named by the tokens from one up to another."""
        scope, school = (naming.scope, naming.school) if naming else (executor.scope, executor.school)
        place = self.place(start, end)
        self.executors.append(executor._replace(scope=scope, school=school, start=place.start, end=place.end))

    def put(self, naming: Naming, start: int, *, bodies: bool = True) -> None:
        """Let the executors from one on act at these schools, where they name none themselves."""
        is_body = self.known.kinds.is_body_role
        for place, one in enumerate(self.executors[start:], start):
            if one.scope is Scope.NONE and not one.person and (bodies or not is_body(one.head or one.role)):
                self.executors[place] = one._replace(scope=naming.scope, school=naming.school)
