"""One executor cell read: roles, scopes, people, organisations, and what is none of them."""

from collections.abc import Callable
from typing import Self

from luzplan.executor.abbreviations import is_abbreviation
from luzplan.executor.brackets import closing, told_executors, told_names
from luzplan.executor.descriptions import described_name, is_half, is_shortened, tells
from luzplan.executor.groups import group_end, is_class_noun
from luzplan.executor.model import Executor, Scope
from luzplan.executor.naming import named
from luzplan.executor.passing import number_end, remark_end, said_end
from luzplan.executor.persons import Person, surname_at
from luzplan.executor.phrases import is_label
from luzplan.executor.scan import Gap, Scan, Vocabulary
from luzplan.executor.schools import Naming
from luzplan.executor.sharing import (
    further_school,
    is_field_of,
    is_subject_of,
    listed_surname,
    share_scope,
    stands_alone,
)
from luzplan.executor.stems import is_adjective
from luzplan.executor.tails import abbreviation_end, is_whole, name_end
from luzplan.executor.tokens import Kind, Token, tokens_of
from luzplan.executor.trie import Found

INSTITUTION = "Образовательное учреждение"
CLASS = "Класс"
_SPEAKING = frozenset({Kind.WORD, Kind.NUMBER, Kind.QUOTED})


class CellReader:
    """Reads one cell; then ``executors``, ``heads`` and ``gaps`` say what it holds.

    ``heads`` are the known roles of names that go on («Комиссия» of «Комиссия по питанию»), ``gaps``
    the places of words that were not understood; ``same`` are the known roles of names that mean no other.
    """

    def __init__(self, vocabulary: Vocabulary, cell: str) -> None:
        self.executors: list[Executor] = []
        self.heads: dict[str, str] = {}
        self.same: dict[str, str] = {}
        self.gaps: list[Gap] = []
        self._vocabulary, self._scan = vocabulary, Scan(vocabulary, cell)
        self._tokens = self._scan.tokens
        self._at = 0
        self._last: Found | None = None
        self._chain = 0  # the executor whose head the last ones share

    def read(self) -> Self:
        """Read the whole cell: at each word the first way that fits takes some."""
        ways: tuple[Callable[[], bool], ...] = (
            self._person, self._remark, self._clause, self._subject, self._shared, self._named, self._further,
            self._numbered, self._classes, self._described, self._abbreviation, self._number,
        )  # fmt: skip
        while self._tokens[self._at].kind is not Kind.END:
            if self._tokens[self._at].kind not in _SPEAKING:
                self._sign()
            elif not any(way() for way in ways):
                self._gap()
        return self

    def _sign(self) -> None:
        if self._tokens[self._at].kind is Kind.OPEN:
            self._brackets()
        else:
            self._at += 1

    def _brackets(self) -> None:
        """Take what stands in brackets if it names executors as a whole; anything else there is a remark."""
        close = closing(self._scan, self._at)
        label = close == self._at + 2 and is_label(self._tokens[self._at + 1])
        if label or group_end(self._tokens, self._at + 1) == close or self._told(close):
            self._at = close
            return
        start = self._tokens[self._at].end
        inner = CellReader(self._vocabulary, self._scan.cell[start : self._tokens[close].start]).read()
        if not inner.gaps:
            self.executors += (
                one._replace(start=one.start + start, end=one.end + start) for one in inner.executors
            )
            self.heads |= inner.heads
            self.same |= inner.same
        self._at = close

    def _told(self, close: int) -> bool:
        """Let brackets tell which of the executors that the name before them may mean is meant."""
        told = told_names(self._scan, self._last, self._at, close)
        if not told or not self.executors or self.executors[-1].end != self._tokens[self._at - 1].end:
            return False
        self._last = told[-1].found
        self.executors += told_executors(self._scan, self.executors.pop(), told)
        return True

    def _remark(self) -> bool:
        return self._pass_to(remark_end(self._scan, self._at))

    def _pass_to(self, end: int) -> bool:
        self._at = end or self._at
        return end > 0

    def _person(self) -> bool:
        listed = listed_surname(self._scan, self.executors, self._at)
        return self._take_person(self._scan.person(self._at) or listed)

    def _take_person(self, person: Person | None) -> bool:
        if person is None:
            return False
        start, end = self._tokens[self._at].start, self._tokens[person.end - 1].end
        end += self._scan.cell.startswith(".", end)
        self.executors.append(Executor(person.name, start=start, end=end, person=True))
        self._at = person.end
        return True

    def _named(self) -> bool:
        """Take a known name, unless the words name schools at greater length."""
        if is_shortened(self._scan, self._at):
            return False
        found = None if is_half(self._scan, self._at) else self._scan.match(self._at)
        naming = self._vocabulary.schools.naming(self._tokens, self._at, plural_head=True)
        if naming and naming.of_schools and (found is None or naming.end > found.end):
            return self._take_more_schools(naming) or self._take_schools(naming)
        if naming and naming.oblique and self._take_more_schools(naming):
            return True
        parted = self._scan.past_adjective(found) if found else None
        if found and parted:
            return self._take_parted(parted, self._tokens[found.end])
        return found is not None and self._take(found)

    def _take_parted(self, found: Found, adjective: Token) -> bool:
        """Take a known name that an adjective parts: «Администрация Лузского района»."""
        before = len(self.executors)
        taken = self._take(found, described=tells(adjective))
        if adjective.capital and len(self.executors) > before:
            self.same[self.executors[-1].role] = self._vocabulary.roles[found.entry]
        return taken

    def _take_more_schools(self, naming: Naming) -> bool:
        """Take further schools of the last position: «Директора школ, гимназий»."""
        if self._last is None or self._scan.is_body(self._last):
            return False
        if not naming.oblique and not (self.executors and self.executors[-1].scope is Scope.SCHOOL):
            return False
        role = head = self._vocabulary.roles[self._last.entry]
        if self._last.takes_more:
            role = f"{head} {self._scan.words(self._at, naming.end)}"
        self._note_head(role, head)
        return self._take_schools(naming, role)

    def _take_schools(self, naming: Naming, role: str = INSTITUTION) -> bool:
        """Take a role at the schools named here; they act themselves in «школы округа», «МОКУ СОШ №2»."""
        school = naming.school
        if naming.scope is Scope.SCHOOL and school is None:
            school = self._scan.words(self._at, naming.end)
        if not naming.known:
            self._report(self._at, naming.end, of_school=True)
        self._add(role, self._at, naming.end, naming.scope, school)
        return True

    def _shared(self) -> bool:
        """Go on from the head of the last executor: «Замы по УВР и ВР»."""
        short = self._scan.is_abbreviated(self._at)
        if self._last is None or (not short and self._scan.starts_anew(self._at)):
            return False
        if is_field_of(self._scan, self._last, self._at) or self._scan.names_schools(self._at):
            return False
        found = self._vocabulary.names.resume(self._last.path, self._tokens, self._at)
        own = self._scan.match(self._at)
        if found is None or (own and stands_alone(self._scan, own, found, self._last)):
            return False
        chain = self._chain
        taken = self._take(found)
        self._chain = chain
        share_scope(self.executors, chain)
        return taken

    def _take(self, found: Found, *, described: bool = False) -> bool:
        """Take a known name with all that belongs to it."""
        start = self._at
        whole = named(self._scan, found, start, described=described)
        if not whole.known:
            return self._gap(whole.end)
        if whole.strange_school is not None:
            self._report(whole.strange_school, whole.end, of_school=True)
        self._last, self._chain = found, len(self.executors)
        self._add(whole.role, start, whole.end, whole.scope, whole.school)
        self._note_head(whole.role, self._vocabulary.roles[found.entry])
        if whole.same:
            self.same[whole.role] = whole.same
        self._take_surname()
        return True

    def _add(
        self, role: str, start: int, end: int, scope: Scope = Scope.NONE, school: str | None = None
    ) -> None:
        first, last = self._tokens[start], self._tokens[end - 1]
        self.executors.append(Executor(role, scope, school, first.start, last.end))
        self._at = end

    def _note_head(self, role: str, head: str) -> None:
        if role != head:
            self.heads[role] = head

    def _take_surname(self) -> None:
        """Take a bare surname, which only a position before it gives away."""
        if self._scan.match(self._at) is None and self._scan.person(self._at) is None:
            self._take_person(surname_at(self._tokens, self._at))

    def _subject(self) -> bool:
        """Take a further subject of teachers: «МО учителей истории, географии»."""
        if self._last is None or not self.executors:
            return False
        further = is_subject_of(self._scan, self.executors[-1].role, self._last, self._at)
        return further and self._add_field(self._last)

    def _further(self) -> bool:
        """Go on with a name after a comma or «и»: «отдел образования, культуры», «тренеры школ и клубов»."""
        if self._last is None or not self.executors:
            return False
        if self._scan.is_body(self._last):
            return is_field_of(self._scan, self._last, self._at) and self._add_field(self._last)
        root = self._last.path[0].entry
        return root is not None and is_whole(self._scan, self._at) and self._add_of_whole(root)

    def _add_field(self, office: Found) -> bool:
        last, end = self.executors[-1], name_end(self._scan, self._at)
        joint = " и " if self._tokens[self._at - 1].fold == "и" else ", "
        role = f"{last.role}{joint}{self._scan.words(self._at, end)}"
        self.executors[-1] = Executor(role, last.scope, last.school, last.start, self._tokens[end - 1].end)
        self._note_head(role, self._vocabulary.roles[office.entry])
        return self._pass_to(end)

    def _add_of_whole(self, entry: int) -> bool:
        head, end = self._vocabulary.roles[entry], name_end(self._scan, self._at)
        role = f"{head} {self._scan.words(self._at, end)}"
        self._add(role, self._at, end)
        self._note_head(role, head)
        return True

    def _classes(self) -> bool:
        """Take classes that act themselves: «9 класс», «5-11 классы»."""
        end = group_end(self._tokens, self._at)
        tokens = self._tokens[self._at : end]
        if not any(map(is_class_noun, tokens)):
            further = len(tokens) > 1 and tokens[0].kind is Kind.NUMBER and bool(self.executors)
            return further and self._pass_to(end)  # «кл. рук. 9а (…), 9б (…)»
        if is_class_noun(self._tokens[self._at - 2]) and self.executors and self.executors[-1].role != CLASS:
            return self._pass_to(end)
        self._add(CLASS, self._at, end)
        return True

    def _described(self) -> bool:
        """Take a known name with adjectives before it: «школьный психолог», «сельский дом культуры»."""
        name = described_name(self._scan, self._at)
        return name is not None and self._take(name.found, described=name.telling)

    def _abbreviation(self) -> bool:
        """Take an organisation that only its capitals give away: УСиДР."""
        slip = self._vocabulary.spelling.is_slip(self._tokens[self._at])
        if slip or not is_abbreviation(self._scan, self._at):
            return False
        end = abbreviation_end(self._scan, self._at)
        self._add(self._scan.words(self._at, end), self._at, end)
        return True

    def _clause(self) -> bool:
        return bool(self.executors) and self._pass_to(said_end(self._scan, self._at))

    def _number(self) -> bool:
        return self._pass_to(number_end(self._scan, self._at, named=bool(self.executors)))

    def _numbered(self) -> bool:
        """Take a further school that only its number names: «Директора школ № 1, 2»."""
        words = further_school(self._scan, self.executors, self._at)
        naming = self._vocabulary.schools.naming(tokens_of(words), 0, plural_head=False)
        if naming is None or naming.scope is not Scope.SCHOOL:
            return False
        if not naming.known:
            self._report(self._at, self._at + 1, of_school=True)
        self._add(self.executors[-1].role, self._at, self._at + 1, Scope.SCHOOL, naming.school or words)
        return True

    def _gap(self, end: int = 0) -> bool:
        """Report the words from here up to the next sign or executor, and not less than up to ``end``."""
        end = max(end, self._at + 1)
        while not self._scan.is_break(end) and self._tokens[end].fold != "и":
            if self._scan.starts_anew(end) and not is_adjective(self._tokens[end - 1].fold):
                break
            end += 1
        self._report(self._at, end)
        return self._pass_to(end)

    def _report(self, start: int, end: int, *, of_school: bool = False) -> None:
        self.gaps.append(Gap(self._tokens[start].start, self._tokens[end - 1].end, of_school))
