"""The rows by which labelled words become persons, schools, classes, phrases, and at last executors.

They stand in grammar.txt; here are the builders of all stages but the last.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from luzplan.executor import builders
from luzplan.executor.cell import Cell
from luzplan.executor.labels import Unit
from luzplan.executor.tokens import vocabulary
from luzplan.language import Found, Grammar
from luzplan.russian.spelling import in_russian

_HOUSES = frozenset({"учрежден"})
_SHORTEST_IN_CAPITALS = 5
_Build = Callable[[Found[Unit], Cell], Sequence[Unit] | None]


def groups(found: Found[Unit], cell: Cell) -> Sequence[Unit]:
    """Classes and groups; a nominative acts itself: «дежурный учитель и класс»."""
    first, last = found.items[0], found.items[-1]
    acting = cell.tokens[last.end - 1].word.fold in ("класс", "классы", "группа")
    return [Unit("acting" if acting else "groups", first.start, last.end)]


def person(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """A person, or the namesake of a house: «музей А.С. Пушкина»."""
    before = cell.tokens[found.items[0].start - 1].word.stems
    if found.items[0].label == "initials" and not vocabulary()["namesake"].isdisjoint(before):
        return [Unit("place", found.items[0].start, found.items[-1].end)]
    name = _named(cell, found["surname"], found["first"])
    return [Unit("person", found.items[0].start, found.items[-1].end, value=name)] if name else None


def _named(cell: Cell, surname: Sequence[Unit], first: Sequence[Unit]) -> str | None:
    """A person as «Фамилия И.О.», None where the words are none."""
    initials = "".join(_initials(cell, unit) for unit in first)
    if not initials:
        return None
    if not surname:
        return cell.words(first[0].start, first[-1].end)
    own = cell.words(surname[0].start, surname[-1].end)
    if not own[0].isupper() or (surname[0].label == "abbr" and len(own) < _SHORTEST_IN_CAPITALS):
        return None
    return f"{builders.nominative(own)} {initials}"


def _initials(cell: Cell, unit: Unit) -> str:
    words = cell.words(unit.start, unit.end)
    if unit.label == "abbr":  # «Иванова МП»
        return f"{words[0]}.{words[1]}." if len(words) == 2 else ""
    if unit.label != "initials":
        return f"{words[0]}." if words[0].isupper() else ""
    letters = [part for part in words.replace(",", ".").replace(" ", ".").split(".") if part[:1].isupper()]
    return in_russian(".".join(letters)) + "."


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
    """«Школы №№ 1, 2»: further schools that only their numbers name."""
    scope = found["scope"][0]
    made = [scope]
    for number in (unit for unit in found["more"] if unit.label == "num"):
        naming = cell.further_school(scope, number)
        made += [Unit("comma", number.start, number.start), number._replace(label="scope", value=naming)]
    return made


def spelt_form(found: Found[Unit], cell: Cell) -> Sequence[Unit] | None:
    """«Муниципальное казённое учреждение «Отдел культуры»»: a legal form in full before a name."""
    first, last, quoted = found.items[0], found["form"][-1], found["quoted"]
    nouns = (token.word.stems for token in cell.tokens[first.start : last.end])
    if all(_HOUSES.isdisjoint(forms) for forms in nouns) or (quoted and cell.inside(quoted[0]) is None):
        return None
    return [Unit("legal", first.start, last.end), *quoted]


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


def told(found: Found[Unit], _: Cell) -> Sequence[Unit]:
    """«Зам. директора (УВР и ВР)»: brackets tell which of those that the name before them may mean."""
    start = found.items[0].start
    return [found["name"][0]._replace(start=start, head=start)]


def _labelled(label: str, units: Sequence[Unit]) -> Unit:
    return Unit(label, units[0].start, units[-1].end)


_BUILDERS: dict[str, _Build] = {**globals(), **vars(builders)}
GRAMMAR = Grammar(Path(__file__).with_name("grammar.txt"), _BUILDERS, _labelled)


def understood(cell: Cell) -> Cell:
    """The cell with its executors and gaps found."""
    GRAMMAR.rewritten(cell.units, cell)
    cell.spread_school()
    return cell
