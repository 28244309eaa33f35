"""People by name: «Иванова М.П.», «М.П. Иванова», «Иванова Мария Петровна»."""

from collections.abc import Sequence

from luzplan.executor.cell import Cell
from luzplan.executor.labels import Unit

_CYRILLIC = str.maketrans("ABCEHKMOPTX", "АВСЕНКМОРТХ")  # capitals that are typed in Latin by slip
# «Ивановой М.П.», «Петрову С.С.»: plans say who acts, who is told to and with whom, hardly anything else.
_NOMINATIVES = {
    "овой": "ова", "евой": "ева", "иной": "ина", "ову": "ов", "еву": "ев", "ину": "ин", "овым": "ов",
    "евым": "ев", "иным": "ин", "скому": "ский", "ским": "ский", "цкому": "цкий", "цким": "цкий",
}  # fmt: skip
_SHORTEST_IN_CAPITALS = 5


def person(cell: Cell, surname: Sequence[Unit], first: Sequence[Unit]) -> str | None:
    """A person as «Фамилия И.О.», None where the words are none."""
    initials = "".join(_initials(cell, unit) for unit in first)
    if not initials:
        return None
    if not surname:
        return cell.words(first[0].start, first[-1].end)
    own = cell.words(surname[0].start, surname[-1].end)
    if not own[0].isupper() or (surname[0].label == "abbr" and len(own) < _SHORTEST_IN_CAPITALS):
        return None
    return f"{nominative(own)} {initials}"


def _initials(cell: Cell, unit: Unit) -> str:
    words = cell.words(unit.start, unit.end)
    if unit.label == "abbr":  # «Иванова МП»
        return f"{words[0]}.{words[1]}." if len(words) == 2 else ""
    if unit.label != "initials":
        return f"{words[0]}." if words[0].isupper() else ""
    letters = [part for part in words.replace(",", ".").replace(" ", ".").split(".") if part[:1].isupper()]
    return ".".join(letters).translate(_CYRILLIC) + "."


def nominative(surname: str) -> str:
    """A usual surname in the nominative, so that a person is the same in all cases."""
    parts = surname.replace(" ", "").split("-")
    surname = "-".join(part[:1] + part[1:].lower() for part in parts)
    for ending, own in _NOMINATIVES.items():
        if surname.endswith(ending) and len(surname) > len(ending) + 1:
            return surname.removesuffix(ending) + own
    return surname
