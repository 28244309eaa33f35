"""A cell while it is read: what its rows find in it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from luzplan.executor.labels import Unit, Labeller, Vocabulary
from luzplan.executor.model import Executor, Reading, Scope
from luzplan.executor.names import KnownName
from luzplan.executor.schools import Naming
from luzplan.executor.tokens import Token, stems_of, tokens_of
from luzplan.executor.words import is_telling, label_of
from luzplan.language.cascade import Found
from luzplan.russian.spelling import folded

INSTITUTION, CLASS, GROUP = "Образовательное учреждение", "Класс", "Группа"
_PLURAL = ("ы", "и", "а", "я", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ые", "ие", "их", "ых")
# «Ивановой М.П.», «Петрову С.С.»: plans say who acts, who is told to and with whom, hardly anything else.
_NOMINATIVES = {
    "овой": "ова", "евой": "ева", "иной": "ина", "ову": "ов", "еву": "ев", "ину": "ин", "овым": "ов",
    "евым": "ев", "иным": "ин", "скому": "ский", "ским": "ский", "цкому": "цкий", "цким": "цкий",
}  # fmt: skip
_CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")  # capitals that are typed in Latin by slip
_LISTS = frozenset({"comma", "and"})
_TRAILING = _LISTS | {"dash", "hyphen", "colon"}
_ASIDE = frozenset({"groups", "acting", "every", "open_b", "close_b"})


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
    """The tokens and items of a cell, and the executors and gaps that were found in it so far."""

    def __init__(self, vocabulary: Vocabulary, text: str, read: Callable[[str], Reading]) -> None:
        self.vocabulary, self.text, self._read = vocabulary, text, read
        self.tokens: list[Token] = tokens_of(text)
        self.items = Labeller(vocabulary, self.tokens).items()
        self.executors: list[Executor] = []
        self.gaps: list[Gap] = []
        self._last: KnownName | None = None
        self._chain = 0
        self.claims: list[Claim] = []

    def words(self, start: int, end: int) -> str:
        """The words from one token up to another, with single spaces."""
        if end <= start:
            return ""
        return " ".join(self.text[self.tokens[start].start : self.tokens[end - 1].end].split())

    def inside(self, quoted: Unit) -> Executor | None:
        """The one executor that words in quotes name."""
        reading = self._read(self.words(quoted.start, quoted.end)[1:-1])
        one = reading.executors[0] if len(reading.executors) == 1 and not reading.unknown else None
        return None if one is None or one.role == INSTITUTION or one.scope is not Scope.NONE else one

    def names_school(self, quoted: Unit) -> bool:
        """Whether words in quotes name a school: «Средняя школа № 7»."""
        words = tokens_of(self.words(quoted.start, quoted.end)[1:-1])
        return any(label_of(one.word.fold) == "school" for one in words)

    def person(self, surname: Sequence[Unit], first: Sequence[Unit]) -> str | None:
        """A person as «Фамилия И.О.», None where the words are none."""
        own = self.words(surname[0].start, surname[-1].end) if surname else ""
        if own and not own[0].isupper():
            return None
        initials = "".join(self._initials(item) for item in first)
        if surname and surname[0].label == "abbr" and len(own) < 5:
            return None
        if len(first) == 1 and first[0].label == "abbr" and len(initials) != 4:
            return None
        if not surname:
            return self.words(first[0].start, first[-1].end)
        return f"{_nominative(own)} {initials}"

    def _initials(self, item: Unit) -> str:
        words = self.words(item.start, item.end)
        if item.label == "abbr":
            return ".".join(words) + "." if len(words) == 2 else ""
        if item.label != "initials":
            return f"{words[0]}." if words[0].isupper() else ""
        letters = [part for part in words.replace(",", ".").replace(" ", ".").split(".") if part[:1].isupper()]
        return ".".join(letters).translate(_CYRILLIC) + "."

    def naming(self, items: Sequence[Unit]) -> Naming:
        """The schools that labelled items mean."""
        pairs = [(item.label, self.tokens[place]) for item in items for place in range(item.start, item.end)]
        return self.vocabulary.schools.naming(pairs, self.words(items[0].start, items[-1].end))

    def further_school(self, scope: Unit, number: Unit) -> Naming:
        """A school that shares the words before its number with the one before."""
        words = self.words(scope.start, scope.end).rstrip("0123456789") + self.words(number.start, number.end)
        again = Cell(self.vocabulary, words, self._read)
        return again.naming(again.items)

    # What the rows of the last stage find: each takes its items out of the cell.

    def take(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take a known name with all that belongs to it."""
        return cell._take(found["head"][0], found.items[0].start, found["tail"])

    def _take(self, head: Unit, start: int, tail: Sequence[Unit]) -> Sequence[Unit]:
        name = head.name
        assert name is not None
        scope, rest = self._scope(name, head, tail)
        name, rest = self._deputy(name, rest)
        before = self.words(head.start, head.head) if self._is_described(head) else ""
        detail = self._detail(rest)
        few = self.vocabulary.bodies.is_deputy(name.entry)
        whole = self._place(start, self._end(head, tail))
        if head.start < head.head:
            self.claims.append(Claim(head.start, head.head, whole, True))
        self.claims += (Claim(item.start, item.end, whole, few) for item in rest if item.name is None)
        self._last = name
        if head.label != "shared":
            self._chain = len(self.executors)
        self._add(self._executor(name, head, before, detail), start, self._end(head, tail), scope)
        if head.label == "shared":
            self._share(scope)
        return []

    def _share(self, naming: Naming) -> None:
        """«Замы по УВР и ВР БШ»: those that share a head share the schools, too."""
        for place in range(self._chain, len(self.executors) - 1):
            one = self.executors[place]
            if one.scope is Scope.NONE and not one.person:
                self.executors[place] = one._replace(scope=naming.scope, school=naming.school)

    def _is_described(self, head: Unit) -> bool:
        adjectives = self.tokens[head.start : head.head]
        return any(one.kind == "word" and is_telling(one.word.fold) for one in adjectives)

    def _end(self, head: Unit, tail: Sequence[Unit]) -> int:
        kept = [item.end for item in tail if item.label not in _LISTS]
        return max([head.end, *kept])

    def _executor(self, name: KnownName, head: Unit, before: str, detail: str) -> Executor:
        role = self.vocabulary.roles[name.entry]
        between = head.value if isinstance(head.value, str) else ""
        if not (before or detail or between):
            return Executor(role)
        own = role if stems_of(name.text) == stems_of(role) else name.text
        written = self.words(head.head, name.end)
        if folded(written) == folded(own):
            own = written
        if before or between:
            own = f"{before} {self.words(head.head, name.end)}".lstrip()
        told = f"{own}{'' if detail[:1] in '-,' else ' '}{detail}" if detail else own
        return Executor(told[:1].upper() + told[1:], head=role, detail=" ".join(f"{before} {between} {detail}".split()))

    def _detail(self, items: Sequence[Unit]) -> str:
        runs: list[list[int]] = []
        for item in items:
            if runs and runs[-1][1] == item.start:
                runs[-1][1] = item.end
            else:
                runs.append([item.start, item.end])
        return " ".join(self.words(start, end) for start, end in runs)

    def _scope(self, name: KnownName, head: Unit, tail: Sequence[Unit]) -> tuple[Naming, list[Unit]]:
        """The schools at which an executor is meant, and the rest of what is said of it."""
        body = self.vocabulary.bodies.is_body(name.entry, name.text)
        found, rest = Naming(Scope.NONE), []
        plural = self._is_plural(name, head)
        aside = False
        for item in tail:
            aside = item.label == "open_b" or (aside and item.label != "close_b")
            if aside and item.label != "scope":
                continue
            naming = item.value
            if item.label in _ASIDE or (item.label == "num" and not body):
                continue
            if isinstance(naming, Naming) and not (
                rest and rest[-1].label == "field" and naming.scope is not Scope.SCHOOL
            ):
                if naming.unchanging and plural:
                    naming = naming._replace(scope=Scope.ALL)
                found = naming if found.scope is Scope.NONE else found
                if not naming.known:
                    self.gaps.append(self._place(item.start, item.end, of_school=True))
            elif item.label == "area" and not self._is_of_area(name):
                found = Naming(Scope.ALL)
            else:
                rest.append(item)
        while rest and rest[-1].label in _TRAILING:
            rest.pop()
        return found, rest

    def _is_of_area(self, name: KnownName) -> bool:
        role = self.vocabulary.roles[name.entry]
        return name.open or (role != INSTITUTION and "Организация" in self.vocabulary.bodies.above(role))

    def _is_plural(self, name: KnownName, head: Unit) -> bool:
        fold = self.tokens[head.head].word.fold
        return fold.endswith(_PLURAL) and not name.text.lower().replace("ё", "е").startswith(fold)

    def _deputy(self, name: KnownName, rest: list[Unit]) -> tuple[KnownName, list[Unit]]:
        """«Заместитель директора школы №5 по ВР», «завуч по хозчасти»: what follows tells which deputy it is."""
        if not rest or not self.vocabulary.bodies.is_deputy(name.entry):
            return name, rest
        told = self.vocabulary.names.exact(tokens_of(f"зам {self._detail(rest)}"))
        return (told, []) if told and self.vocabulary.bodies.is_deputy(told.entry) else (name, rest)

    def take_person(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take a person."""
        item = found.items[0]
        cell._add(Executor(str(item.value), person=True), item.start, item.end)
        return []

    def take_surname(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take a person that only the surname names."""
        start, end = found.items[0].start, found.items[-1].end
        cell._add(Executor(_nominative(cell.words(start, end)), person=True), start, end)
        return []

    def take_own(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take an organisation that its legal form, quotes or capitals give away, under its own name."""
        start, end = found.items[0].start, found.items[-1].end
        own = found["own"][0]
        cell.claims.append(Claim(start, end, cell._place(start, end), start + 1 == end))
        inner = cell.inside(own) if own.label == "quoted" else None
        words = cell.words(start, end)
        executor = inner._replace(scope=Scope.NONE, school=None) if inner else Executor(words[:1].upper() + words[1:])
        cell._last = None
        cell._add(executor, start, end)
        return []

    def take_schools(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take schools that act themselves, or further ones of the last post: «Директора школ, гимназий»."""
        item = found.items[0]
        naming = item.value
        assert isinstance(naming, Naming)
        if naming.unchanging:
            naming = naming._replace(scope=Scope.ALL)
        role = cell._kind_of_school(item)
        if cell.executors and cell._last and (naming.oblique or cell.executors[-1].scope is Scope.SCHOOL):
            if not cell.vocabulary.bodies.is_body(cell._last.entry, cell._last.text):
                role = cell.executors[-1].role
        if not naming.known:
            cell.gaps.append(cell._place(item.start, item.end, of_school=True))
        cell._add(Executor(role), item.start, item.end, naming)
        return []

    def _kind_of_school(self, item: Unit) -> str:
        """The role of a school that acts itself, by its noun; what has none is a school."""
        words = self.tokens[item.start : item.end]
        if self.executors and self.executors[-1].scope is Scope.SCHOOL and words[0].kind in ("number", "numero"):
            return self.executors[-1].role
        if any(label_of(one.word.fold) == "house" or one.word.fold in ("оу", "оо") for one in words):
            return INSTITUTION
        nouns = [tokens_of(one.text) for one in words if label_of(one.word.fold) == "school"]
        found = [self.vocabulary.names.exact(noun) for noun in (*nouns, tokens_of("школа"))]
        return next((self.vocabulary.roles[name.entry] for name in found if name), INSTITUTION)

    def take_groups(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Take classes or groups that act themselves."""
        item = found.items[0]
        words = cell.words(item.start, item.end)
        of_class = any(token.word.fold.startswith("кл") for token in cell.tokens[item.start : item.end])
        executor = Executor(CLASS) if of_class else Executor(words[:1].upper() + words[1:], head=GROUP, detail=words)
        cell._add(executor, item.start, item.end)
        return []

    def take_strange(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Report words without a known head, but for those that go on the post before."""
        start, end = found.items[0].start, found.items[-1].end
        last = cell._last
        oblique = found.items[0].label in ("noun_of", "adj_of", "field") and start > 0
        if last and oblique and len(last.path) > 1 and (entry := last.path[0].entry) is not None and not last.path[0].passed:
            detail = cell.words(start, end)
            role = cell.vocabulary.roles[entry]
            cell._add(Executor(f"{role} {detail}", head=role, detail=detail), start, end)
        elif not (cell.executors and all(item.label in ("num", "numero") for item in found.items)):
            cell.gaps.append(cell._place(start, end))
        return []

    def pass_aside(found: Found[Unit], cell: "Cell") -> Sequence[Unit]:  # type: ignore[misc]
        """Pass over words in brackets that name nobody: «(площадь у входа в парк)»."""
        return []

    def spread_school(self) -> None:
        """«СОШ № 2, директор»: the one school that a cell begins with is that of the posts after it."""
        schools = [one for one in self.executors if one.scope is Scope.SCHOOL]
        if len(schools) == 1 and schools[0] is self.executors[0] and INSTITUTION in self.vocabulary.bodies.above(
            schools[0].role
        ):
            bodies = self.vocabulary.bodies
            for place, one in enumerate(self.executors[1:], 1):
                if one.scope is Scope.NONE and not one.person and not bodies.is_body_role(one.head or one.role):
                    self.executors[place] = one._replace(scope=Scope.SCHOOL, school=schools[0].school)

    def _place(self, start: int, end: int, *, of_school: bool = False) -> Gap:
        return Gap(self.tokens[start].start, self.tokens[end - 1].end, of_school)

    def _add(self, executor: Executor, start: int, end: int, naming: Naming | None = None) -> None:
        scope, school = (naming.scope, naming.school) if naming else (executor.scope, executor.school)
        first, last = self.tokens[start], self.tokens[end - 1]
        self.executors.append(
            executor._replace(scope=scope, school=school, start=first.start, end=last.end)
        )


def _nominative(surname: str) -> str:
    """A usual surname in the nominative, so that a person is the same in all cases."""
    parts = [part[:1] + part[1:].lower() for part in surname.replace(" ", "").split("-")]
    surname = "-".join(parts)
    for ending, nominative in _NOMINATIVES.items():
        if surname.endswith(ending) and len(surname) > len(ending) + 1:
            return surname.removesuffix(ending) + nominative
    return surname
