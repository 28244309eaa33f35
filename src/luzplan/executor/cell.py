"""A cell while it is read, and what the rows before the last stage make of its words: people, schools."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from luzplan.executor import Executor, Reading, Scope
from luzplan.executor.labels import Labeller, Unit, Vocabulary
from luzplan.executor.names import KnownName
from luzplan.executor.roles import INSTITUTION, Naming
from luzplan.executor.words import Form, folded_word, label_of, pairs, tokens_of, vocabulary
from luzplan.grammar import Found
from luzplan.russian.spelling import in_russian

_SHORTEST_IN_CAPITALS = 5


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
        self.known, self.text, self.read = known, text, read
        self.tokens = tokens_of(text)
        lines = frozenset(match.end() for match in re.finditer(r"\n[\s.…]*", text))
        self.units = Labeller(known, self.tokens, lines).units()
        self.executors: list[Executor] = []
        self.gaps: list[Gap] = []
        self.claims: list[Claim] = []
        self.last: KnownName | None = None
        self.chain = 0  # the first of the executors that share a head with the last one

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

    def is_plural(self, unit: Unit) -> bool:
        """Whether a name stands in the plural, or in another case that looks so."""
        own = folded_word(unit.name.text).split()[0] if unit.name else ""
        fold = self.tokens[unit.head].word.fold
        return fold != own and fold.endswith(("ы", "и", "а", "я", "е"))

    def inside(self, quoted: Unit) -> Executor | None:
        """The one executor that words in quotes name."""
        whole = self.words(quoted.start, quoted.end)
        words = whole[1:] if whole.count("«") > whole.count("»") else whole[1:-1]
        reading = self.read(f'{words}"' if words.count('"') % 2 else words)  # «"ПО "Маяк"»
        one = reading.executors[0] if len(reading.executors) == 1 and not reading.unknown else None
        return None if one is None or one.role == INSTITUTION or one.scope is not Scope.NONE else one

    def naming(self, units: Sequence[Unit]) -> Naming:
        """The schools that labelled words mean."""
        pairs = [(unit.label, self.tokens[at]) for unit in units for at in range(unit.start, unit.end)]
        words = re.sub(r"№№|\bN{1,2}[º°]?(?=\s?\d)", "№", self.words(units[0].start, units[-1].end))
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
            if one.scope is Scope.NONE and not one.person and (bodies or not is_body(one.generic)):
                self.executors[place] = one._replace(scope=naming.scope, school=naming.school)


def groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Classes and groups; a nominative acts itself: «учитель и класс», «дворник закреплённые классы»."""
    first, last = found.items[0], found.items[-1]
    noun = cell.tokens[last.end - 1].word.fold
    label = "acting" if noun in ("класс", "классы", "группа") else "groups"
    apart = noun.startswith("класс") and cell.tokens[first.start].word.form == Form(True, False)
    cut = [Unit("joint", first.start, first.start)] if apart else []
    return [*cut, Unit(label, first.start, last.end)]


def person(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """A person as «Фамилия И.О.», or the namesake of a house: «музей А.С. Пушкина»."""
    start, end = found.items[0].start, found.items[-1].end
    before = cell.tokens[start - 1].word.stems
    if found.items[0].label == "initials" and not vocabulary()["namesake"].isdisjoint(before):
        return [Unit("place", start, end)]
    surname, first = found["surname"], found["first"]
    name = "".join(_initials(cell, unit) for unit in first)
    if name and not surname:
        name = cell.words(first[0].start, first[-1].end)
    elif name:
        own = cell.words(surname[0].start, surname[-1].end)
        if not own[0].isupper() or (surname[0].label == "abbr" and len(own) < _SHORTEST_IN_CAPITALS):
            return None
        name = f"{nominative(own)} {name}"
    return [Unit("person", start, end, value=name)] if name else None


def _initials(cell: Cell, unit: Unit) -> str:
    words = cell.words(unit.start, unit.end)
    if unit.label == "abbr":  # «Иванова МП»
        return f"{words[0]}.{words[1]}." if len(words) == 2 else ""
    if unit.label != "initials":
        return f"{words[0]}." if words[0].isupper() else ""
    letters = [part for part in words.replace(",", ".").replace(" ", ".").split(".") if part[:1].isupper()]
    return in_russian(".".join(letters)) + "."


def nominative(surname: str) -> str:
    """A usual surname in the nominative, so that a person is the same in all cases.

    Plans say who acts, who is told to and with whom, hardly anything else: «Ивановой М.П.», «Петрову С.С.».
    """
    parts = surname.replace(" ", "").split("-")
    surname = "-".join(part[:1] + part[1:].lower() for part in parts)
    for ending, own in pairs("of_surname").items():
        if surname.endswith(ending) and len(surname) > len(ending) + 1:
            return surname.removesuffix(ending) + own
    return surname


def official_name(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Администрации муниципального образования – Лесной район»: a dash between two nouns of one place."""
    dash, *_, last = found.items
    before, places = cell.tokens[dash.start - 1].word, vocabulary()["place"]
    of_place = before.form.oblique and not places.isdisjoint(before.stems)
    named = any(not places.isdisjoint(one.word.stems) for one in cell.tokens[dash.end : last.end])
    return [Unit("place", dash.start, last.end)] if of_place and named else None


def schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«СОШ № 2 г. Лузы», «всех школ округа»."""
    return [Unit("scope", found.items[0].start, found.items[-1].end, value=cell.naming(found.items))]


def schools_by_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Директора МБОУ»: the legal form of schools in the place of their names."""
    last = cell.tokens[found.items[-1].start].word.fold
    return schools(found, cell) if last.endswith(("оу", "оку", "обу")) else None


def numbered(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«МБОУ № 5», «МОУ «Средняя школа № 7»»."""
    for quoted in found["quoted"]:
        words = tokens_of(cell.words(quoted.start, quoted.end)[1:-1])
        has_number = any(one.kind == "number" for one in words)
        nouns = [one.word for one in words if label_of(one.word.fold) == "school"]
        if cell.inside(quoted) is not None or not any(has_number or not one.capitals for one in nouns):
            return None
    return schools(found, cell)


def kind_of_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Средних и основных школ»: a kind whose noun comes with the next."""
    level = found["level"][0]
    naming = cell.naming([level])._replace(oblique=True)
    return [level._replace(label="scope", value=naming), *found["joint"]]


def further_schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«Школы №№ 1, 2»: further schools that only their numbers name, and the words before the first."""
    scope = found["scope"][0]
    words = cell.words(scope.start, scope.end).rstrip("0123456789")
    made = [scope]
    for number in (unit for unit in found["more"] if unit.label == "num"):
        again = Cell(cell.known, f"{words}{cell.words(number.start, number.end)}", cell.read)
        naming = again.naming(again.units)
        made += [Unit("comma", number.start, number.start), number._replace(label="scope", value=naming)]
    return made


def further_house(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Директора МБОУ СОШ № 1 и МБОУ «Гимназия»»: a further school under its own name."""
    *form, own = found["house"]
    of_school = form[-1].label != "legal" or cell.tokens[form[-1].start].word.fold.endswith("оу")
    if not (of_school or cell.is_plural(found.items[0])):
        return None
    naming = cell.naming([*form, own._replace(label="quoted")])
    return [*found["kept"], Unit("scope", found["house"][0].start, own.end, value=naming)]


def heading(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Филиалы: Сосновский СДК, Петровский СК»: a plural tells what is listed behind it."""
    if not cell.is_plural(found["noun"][0]):
        return None
    return [Unit("joint", found.items[0].start, found.items[-1].end)]


def spelt_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Муниципальное казённое учреждение «Отдел культуры»»: a legal form in full before a name."""
    start, end, quoted = found.items[0].start, found["form"][-1].end, found["quoted"]
    of_house = any("учрежден" in token.word.stems for token in cell.tokens[start:end])
    if not of_house or (quoted and cell.inside(quoted[0]) is None):
        return None
    return [Unit("legal", start, end), *quoted]


def agreed(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    """Adjectives with their noun: what either leaves open the other tells."""
    noun, told = found["noun"][0], {unit.label for unit in found["before"]}
    kind, _sign, case = noun.label.partition("_")
    oblique = True if "adj_of" in told else False if "adj" in told else None
    label = noun.label
    if kind in ("noun", "name"):
        label = "noun" if oblique is False else "noun_of"
    elif oblique is not None:
        label = f"{kind}_{case if case == 'by' else 'of'}" if oblique else kind
    return [noun._replace(label=label, start=found.items[0].start)]


def agreed_before(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """Adjectives before the one with which a known name begins; None if it begins with its noun."""
    noun = found["noun"][0]
    begins = noun.head == noun.start and noun.name is not None and noun.name.end > noun.start + 1
    if not begins or not cell.tokens[noun.start].word.form.adjective:
        return None
    return [noun._replace(start=found.items[0].start)]


def told(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    """«Зам. директора (УВР и ВР)»: brackets tell which of those that the name before them may mean."""
    start = found.items[0].start
    return [found["name"][0]._replace(start=start, head=start)]
