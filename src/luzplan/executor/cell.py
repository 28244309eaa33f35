"""A cell while it is read: its words, its people by name, and the executors and gaps found in it so far."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from luzplan.executor import Executor, Reading, Scope
from luzplan.executor.labels import Labeller, Unit, Vocabulary
from luzplan.executor.roles import INSTITUTION
from luzplan.executor.schools import Naming
from luzplan.executor.tokens import Token, label_of, tokens_of
from luzplan.executor.tree import KnownName


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
        self.units = Labeller(known, self.tokens, _line_starts(text, self.tokens)).units()
        self.executors: list[Executor] = []
        self.gaps: list[Gap] = []
        self.claims: list[Claim] = []
        self.last: KnownName | None = None
        self._chain = 0  # the first of the executors that share a head with the last one

    def words(self, start: int, end: int) -> str:
        """The words from one token up to another, with single spaces."""
        if end <= start:
            return ""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def place(self, start: int, end: int, *, of_school: bool = False) -> Gap:
        """The place of the tokens from one up to another."""
        return Gap(self.tokens[start].start, self.tokens[end - 1].end, of_school)

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

    def further_school(self, scope: Unit, number: Unit) -> Naming:
        """A school that shares the words before its number with the one before."""
        words = self.words(scope.start, scope.end).rstrip("0123456789")
        again = Cell(self.known, f"{words}{self.words(number.start, number.end)}", self._read)
        return again.naming(again.units)

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

    def add(self, executor: Executor, start: int, end: int, naming: Naming | None = None) -> None:
        """Add an executor that is named by the tokens from one up to another."""
        scope, school = (naming.scope, naming.school) if naming else (executor.scope, executor.school)
        place = self.place(start, end)
        self.executors.append(executor._replace(scope=scope, school=school, start=place.start, end=place.end))

    def start_chain(self) -> None:
        """Let the executors from here on share the schools of a later one."""
        self._chain = len(self.executors)

    def share(self, naming: Naming) -> None:
        """«Замы по УВР и ВР БШ»: those that share a head share the schools, too."""
        for place in range(self._chain, len(self.executors) - 1):
            one = self.executors[place]
            if one.scope is Scope.NONE and not one.person:
                self.executors[place] = one._replace(scope=naming.scope, school=naming.school)

    def spread_school(self) -> None:
        """«СОШ № 2, директор»: the one school that a cell begins with is that of the posts after it."""
        schools = [one for one in self.executors if one.scope is Scope.SCHOOL]
        first = self.executors[0] if self.executors else None
        kinds = self.known.kinds
        if first is None or schools != [first] or not kinds.is_under(first.role, INSTITUTION):
            return
        for place, one in enumerate(self.executors[1:], 1):
            if one.scope is Scope.NONE and not one.person and not kinds.is_body_role(one.head or one.role):
                self.executors[place] = one._replace(scope=Scope.SCHOOL, school=first.school)


def _line_starts(text: str, tokens: Sequence[Token]) -> frozenset[int]:
    """The tokens with which the second and further lines of a cell begin."""
    if "\n" not in text:
        return frozenset()
    pairs = enumerate(pairwise(tokens), 1)
    return frozenset(at for at, (one, other) in pairs if "\n" in text[one.end : other.start])
