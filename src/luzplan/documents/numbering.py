"""Automatic numbers of Word's lists, which stand nowhere in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from luzplan.documents.ooxml import Element, found, inside, number, value

BULLET = "•"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(count: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        letters += letter * (count // worth)
        count %= worth
    return letters


def _letter(alphabet: str) -> Callable[[int], str]:
    return lambda count: alphabet[(count - 1) % len(alphabet)] * ((count - 1) // len(alphabet) + 1)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
    "upperLetter": _letter(_LATIN.upper()),
    "lowerLetter": _letter(_LATIN),
    "russianUpper": _letter(_RUSSIAN.upper()),
    "russianLower": _letter(_RUSSIAN),
    "decimalZero": lambda count: f"{count:02}",
    "none": lambda count: "",
}


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered; in ``text`` «%1» is the number of the first level."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts a document's lists; its paragraphs must be asked for in their order."""

    def __init__(self, numbering: Element | None) -> None:
        lists = list(inside(numbering, "abstractNum")) if numbering is not None else []
        self._levels = {value_of(one, "abstractNumId"): _levels(one) for one in lists}
        nums = list(inside(numbering, "num")) if numbering is not None else []
        self._lists = {value_of(one, "numId"): value(one, "abstractNumId") for one in nums}
        self._restarts = {value_of(one, "numId"): _restarts(one) for one in nums}
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, properties: Element | None) -> str:
        """Give the number or bullet of the paragraph with these list properties, empty if it has none."""
        list_id = value(properties, "numId")
        level_number = number(properties, "ilvl", default=0)
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        level = levels.get(level_number)
        if level is None:
            return ""
        counts = self._counted(list_id, level_number, level)
        if level.form == "bullet":
            return BULLET
        return re.sub(
            r"%([1-9])", lambda place: _written(levels, counts, int(place[1]) - 1), level.text
        ).strip()

    def _counted(self, list_id: str, level_number: int, level: _Level) -> dict[int, int]:
        """Count the paragraph; the levels below begin anew."""
        counts = self._counts.setdefault(self._lists[list_id], {})
        for at, start in self._restarts.pop(list_id, {}).items():
            counts[at] = start - 1
        count = counts.get(level_number, level.start - 1) + 1
        kept = {at: upper for at, upper in counts.items() if at < level_number}
        counts.clear()
        counts |= {**kept, level_number: count}
        return counts


def value_of(element: Element, attribute: str) -> str:
    """Give an attribute of the element itself."""
    return value(element, attribute=attribute)


def _levels(abstract: Element) -> dict[int, _Level]:
    levels = {}
    for one in inside(abstract, "lvl"):
        at = value_of(one, "ilvl")
        if at.isdigit():
            form = value(one, "numFmt") or "decimal"
            levels[int(at)] = _Level(form, value(one, "lvlText"), number(one, "start", default=1))
    return levels


def _restarts(num: Element) -> dict[int, int]:
    """Give the levels that a list begins anew, with the numbers they begin with."""
    overrides = [one for one in inside(num, "lvlOverride") if found(one, "startOverride") is not None]
    starts = {value_of(one, "ilvl"): number(one, "startOverride", default=1) for one in overrides}
    return {int(at): start for at, start in starts.items() if at.isdigit()}


def _written(levels: Mapping[int, _Level], counts: Mapping[int, int], at: int) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    return _FORMATS.get(level.form, str)(counts.get(at, level.start))
