"""What the rows of all stages but the last make of their words: persons, classes, schools, phrases."""

from collections.abc import Sequence
from functools import cache

from luzplan.executor.cell import Cell
from luzplan.executor.labels import Unit
from luzplan.executor.words import vocabulary, vocabulary_lines
from luzplan.language import Found
from luzplan.russian.spelling import in_russian

_SHORTEST_IN_CAPITALS = 5


def groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Classes and groups; a nominative acts itself: «дежурный учитель и класс»."""
    first, last = found.items[0], found.items[-1]
    acting = cell.tokens[last.end - 1].word.fold in ("класс", "классы", "группа")
    return [Unit("acting" if acting else "groups", first.start, last.end)]


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
    for ending, own in _endings_of_surnames():
        if surname.endswith(ending) and len(surname) > len(ending) + 1:
            return surname.removesuffix(ending) + own
    return surname


@cache
def _endings_of_surnames() -> list[tuple[str, ...]]:
    return [tuple(pair.split("=")) for pair in vocabulary_lines()["of_surname"]]


def schools(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """«СОШ № 2 г. Лузы», «всех школ округа»."""
    return [Unit("scope", found.items[0].start, found.items[-1].end, value=cell.naming(found.items))]


def schools_by_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Директора МБОУ»: the legal form of schools in the place of their names."""
    last = cell.tokens[found.items[-1].start].word.fold
    return schools(found, cell) if last.endswith(("оу", "оку", "обу")) else None


def numbered(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«МБОУ № 5», «МОУ «Средняя школа № 7»»."""
    quoted = found["quoted"]
    return schools(found, cell) if not quoted or cell.names_school(quoted[0]) else None


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
        again = cell.within(f"{words}{cell.words(number.start, number.end)}")
        naming = again.naming(again.units)
        made += [Unit("comma", number.start, number.start), number._replace(label="scope", value=naming)]
    return made


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
