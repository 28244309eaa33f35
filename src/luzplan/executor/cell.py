"""One executor cell read: names, scopes, people, organisations, and what is none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from luzplan.executor.bodies import organisation_at, tail_end
from luzplan.executor.groups import group_at
from luzplan.executor.lexicon import Found, Lexicon
from luzplan.executor.model import Executor, Scope
from luzplan.executor.persons import Person, person_at, surname_at
from luzplan.executor.phrases import clause_end, filler_end
from luzplan.executor.schools import Schools
from luzplan.executor.stems import may_be_subject
from luzplan.executor.tokens import Kind, Token, tokens_of

_BREAKS = frozenset({Kind.END, Kind.SEPARATOR, Kind.COLON, Kind.OPEN, Kind.CLOSE})
_PASSED = _BREAKS | {Kind.DASH, Kind.OTHER, Kind.NUMERO}


class Vocabulary(NamedTuple):
    """What cells are read with: names and the roles they stand for, schools, and the heads of bodies."""

    names: Lexicon
    role_names: tuple[str, ...]
    schools: Schools
    institution: str


class CellReader:
    """Reads one cell; afterwards ``executors`` and ``gaps`` (places of unknown words) say what it holds."""

    def __init__(self, vocabulary: Vocabulary, cell: str) -> None:
        self.executors: list[Executor] = []
        self.gaps: list[tuple[int, int]] = []
        self._vocabulary, self._cell = vocabulary, cell
        self._tokens = tokens_of(cell)
        self._at = 0
        self._last: Found | None = None

    def read(self) -> None:
        """Read the whole cell."""
        ways: tuple[Callable[[], bool], ...] = (
            self._pass_over, self._note, self._person, self._position, self._shared, self._classes,
            self._institution, self._organisation, self._clause,
        )  # fmt: skip
        while self._tokens[self._at].kind is not Kind.END:
            if not any(way() for way in ways):
                self._gap()

    def _pass_over(self) -> bool:
        token = self._tokens[self._at]
        if token.kind is Kind.OPEN:
            self._parenthesis()
        elif token.kind in _PASSED:
            self._at += 1
        else:
            return False
        return True

    def _parenthesis(self) -> None:
        """Read what stands in brackets if it names executors as a whole; anything else there is a note."""
        close = self._at
        while self._tokens[close].kind not in {Kind.CLOSE, Kind.END}:
            close += 1
        start, end = self._tokens[self._at].end, self._tokens[close].start
        inner = CellReader(self._vocabulary, " " * start + self._cell[start:end])
        inner.read()
        if not inner.gaps:
            self.executors += inner.executors
        self._at = close

    def _note(self) -> bool:
        end = filler_end(self._tokens, self._at)
        self._at = end or self._at
        return bool(end)

    def _add(
        self, role: str, start: int, end: int, scope: Scope = Scope.NONE, school: str | None = None
    ) -> None:
        first, last = self._tokens[start], self._tokens[end - 1]
        self.executors.append(Executor(role, scope, school, first.start, last.end))
        self._at = end

    def _person(self) -> bool:
        person = person_at(self._tokens, self._at, self._is_position)
        return self._take_person(person)

    def _take_person(self, person: Person | None) -> bool:
        if person is None:
            return False
        start, end = self._tokens[self._at].start, self._tokens[person.end - 1].end
        self.executors.append(Executor(person.name, start=start, end=end, person=True))
        self._at = person.end
        return True

    def _is_position(self, at: int) -> bool:
        return self._vocabulary.names.match(self._tokens, at) is not None

    def _position(self) -> bool:
        found = self._vocabulary.names.match(self._tokens, self._at)
        return self._take(found)

    def _shared(self) -> bool:
        """Go on from the head of the last executor: «Замы по УВР и ВР»."""
        found = self._last and self._vocabulary.names.resume(self._last.path, self._tokens, self._at)
        return self._take(found)

    def _take(self, found: Found | None) -> bool:
        if found is None:
            return False
        start, self._last = self._at, found
        name = self._vocabulary.role_names[found.entry]
        end = found.end
        if found.takes_more:
            end = self._tail(end)
            name = " ".join(
                [
                    name,
                    *self._cell[self._tokens[found.end - 1].end : self._tokens[end - 1].end]
                    .lstrip(". -")
                    .split(),
                ]
            )
        scope, school = Scope.NONE, None
        while (after := group_at(self._tokens, end)) or (after := filler_end(self._tokens, end)):
            end = after
        naming = self._vocabulary.schools.naming(
            self._tokens, end, plural_head=self._tokens[start].fold.endswith(("ы", "и", "а", "я"))
        )
        if naming:
            scope, school, end = naming.scope, naming.school, naming.end
        if naming and scope is Scope.SCHOOL and school is None:
            school = self._cell[self._tokens[found.end].start : self._tokens[end - 1].end]
        while after := group_at(self._tokens, end):
            end = after
        self._add(name, start, end, scope, school)
        surname = surname_at(self._tokens, self._at)
        if surname and not self._is_position(self._at):
            self._take_person(surname)
        return True

    def _tail(self, at: int) -> int:
        return tail_end(self._tokens, at, self._starts_anew)

    def _starts_anew(self, at: int) -> bool:
        """Tell whether a new executor starts here within words that could also go on."""
        if person_at(self._tokens, at, self._is_position):
            return True
        return may_be_subject(self._tokens[at].fold) and self._is_position(at)

    def _classes(self) -> bool:
        end = group_at(self._tokens, self._at)
        if not end or self._tokens[end - 1].kind is not Kind.WORD:
            return False
        self._add("Класс", self._at, end)
        return True

    def _institution(self) -> bool:
        naming = self._vocabulary.schools.naming(self._tokens, self._at, plural_head=True)
        if naming is None or not naming.known:
            return False
        self._add(self._vocabulary.institution, self._at, naming.end, naming.scope, naming.school)
        return True

    def _organisation(self) -> bool:
        end = organisation_at(self._tokens, self._at, self._starts_anew)
        if end is None:
            return False
        self._add(
            " ".join(self._cell[self._tokens[self._at].start : self._tokens[end - 1].end].split()),
            self._at,
            end,
        )
        return True

    def _clause(self) -> bool:
        """Pass over what is said of the last executor: «…, курирующий вопросы аттестации»."""
        end = clause_end(self._tokens, self._at) if self.executors else None
        self._at = end or self._at
        return bool(end)

    def _gap(self) -> None:
        start = self._at
        self._at += 1
        while not self._ends_gap(self._tokens[self._at]):
            self._at += 1
        self.gaps.append((self._tokens[start].start, self._tokens[self._at - 1].end))

    def _ends_gap(self, token: Token) -> bool:
        return token.kind in _BREAKS or token.fold == "и"
