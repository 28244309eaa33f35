"""The XML of a Word file: its elements, and the numbers and headings that stand nowhere in its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from docx.oxml.ns import qn
from lxml.etree import _Element

Element: TypeAlias = _Element

_PREFIX = qn("w:")
# What only stands around other elements: content controls, insertions that were tracked, tags of add-ins.
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
# What is no text of the page: deletions that were tracked, codes of fields, properties, doubles of shapes.
_HIDDEN = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "sdtPr", "Fallback", "numPr"})
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SYMBOLS = {"FC": "✓", "FE": "☑", "FB": "✗", "FD": "☒", "A8": "☐", "6F": "☐"}
BULLET = "•"
_OFF = frozenset({"0", "false", "off", "none"})
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_HEADINGS = ("heading", "title", "subtitle", "заголовок", "название", "подзаголовок")
_DEEPEST = 12  # styles, each based on the next; a circle of them ends here


def name_of(element: Element) -> str:
    """The name without its namespace, empty for comments."""
    return _name(element.tag)


@cache
def _name(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def found(element: Element | None, *path: str) -> Element | None:
    """The element at a path of names below another, None if it is not there."""
    for name in path:
        tag = _PREFIX + name
        for child in element if element is not None else ():  # half the time that lxml takes to find it
            if child.tag == tag:
                element = child
                break
        else:
            return None
    return element


def value(element: Element | None, *path: str, attribute: str = "val") -> str:
    """An attribute of the element at a path, empty if it is not there."""
    element = found(element, *path)
    return "" if element is None else element.get(_PREFIX + attribute, "")


def number(element: Element | None, *path: str, default: int) -> int:
    """The value at a path as a number, the default if it is none."""
    text = value(element, *path)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether a property is switched on, None if it is not mentioned."""
    element = found(element, *path)
    return None if element is None else value(element) not in _OFF


def holds(element: Element, *names: str) -> bool:
    """Whether there is an element of one of these names anywhere below."""
    return next(element.iter(*(_PREFIX + name for name in names)), None) is not None


def inside(element: Element | None, *names: str) -> Iterator[Element]:
    """The children of these names, those in wrappers too; none of no element."""
    for child in element if element is not None else ():
        name = _name(child.tag)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from inside(child, *names)


def text_of(element: Element) -> str:
    """The text as it stands on the page; a line end behind each line but the last."""
    pieces: list[str] = []
    _collect(element, pieces)
    return "".join(pieces)


def _collect(element: Element, pieces: list[str]) -> None:
    """Add the texts below an element; no generator, since this takes most of the time of a long table."""
    for child in element:
        match _name(child.tag):
            case "t":
                pieces.append(child.text or "")
            case "sym":  # ticks of Wingdings are ticks, all other signs of a font bullets
                pieces.append(_SYMBOLS.get(value(child, attribute="char").upper()[-2:], BULLET))
            case "txbxContent" if _is_box_with_table(child):
                pass
            case name if name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            case name if name not in _HIDDEN:
                _collect(child, pieces)
                pieces += ["\n"] if name == "p" else []


def boxes_with_tables(element: Element) -> list[Element]:
    """The text boxes with a table in them, whose texts are not among those of the paragraph."""
    boxes: list[Element] = []
    for child in element:
        if _is_box_with_table(child):
            boxes.append(child)
        elif name_of(child) not in _HIDDEN:
            boxes += boxes_with_tables(child)
    return boxes


def _is_box_with_table(element: Element) -> bool:
    return name_of(element) == "txbxContent" and found(element, "tbl") is not None


def pictures_in(element: Element) -> int:
    """Count the pictures; one that is there in a new form and in an old one counts once."""
    return max(sum(1 for _ in element.iter(f"{{*}}{name}")) for name in ("blip", "imagedata"))


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
        lists, nums = inside(numbering, "abstractNum"), list(inside(numbering, "num"))
        self._levels = {value(one, attribute="abstractNumId"): _levels(one) for one in lists}
        self._lists = {value(one, attribute="numId"): value(one, "abstractNumId") for one in nums}
        self._restarts = {value(one, attribute="numId"): _restarts(one) for one in nums}
        self._counts: dict[str, dict[int, int]] = {}

    def marker(self, properties: Element | None) -> str:
        """The number or bullet of the paragraph with these list properties, empty if it has none."""
        list_id = value(properties, "numId")
        level_number = number(properties, "ilvl", default=0)
        levels = self._levels.get(self._lists.get(list_id, ""), {})
        level = levels.get(level_number)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._lists[list_id], {})
        for at, start in self._restarts.pop(list_id, {}).items():
            counts[at] = start - 1
        count = counts.get(level_number, level.start - 1) + 1
        kept = {at: upper for at, upper in counts.items() if at < level_number}
        counts.clear()  # the levels below begin anew
        counts |= {**kept, level_number: count}
        if level.form == "bullet":
            return BULLET

        def written(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            upper = levels.get(at)
            return _FORMATS.get(upper.form, str)(counts.get(at, upper.start)) if upper else ""

        return re.sub("%([1-9])", written, level.text).strip()


def _levels(abstract: Element) -> dict[int, _Level]:
    levels = {}
    for one in inside(abstract, "lvl"):
        at = value(one, attribute="ilvl")
        if at.isdigit():
            form = value(one, "numFmt") or "decimal"
            levels[int(at)] = _Level(form, value(one, "lvlText"), number(one, "start", default=1))
    return levels


def _restarts(num: Element) -> dict[int, int]:
    """The levels that a list begins anew, with the numbers they begin with."""
    overrides = [one for one in inside(num, "lvlOverride") if found(one, "startOverride") is not None]
    starts = {value(one, attribute="ilvl"): number(one, "startOverride", default=1) for one in overrides}
    return {int(at): start for at, start in starts.items() if at.isdigit()}


class Styles:
    """The styles by their ids, each with those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        self._styles = {value(one, attribute="styleId"): one for one in inside(styles, "style")}
        # By paragraph style.
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._lists: dict[str, Element | None] = {}
        self._bold: dict[str, bool] = {}

    def list_properties(self, paragraph: Element) -> Element | None:
        """The paragraph's list properties, or those of its style, None if it is in no list."""
        properties = found(paragraph, "pPr")
        own = found(properties, "numPr")
        if own is not None:
            return own
        name = value(properties, "pStyle")
        if name not in self._lists:
            inherited = (found(style, "pPr", "numPr") for style in self._chain(name))
            self._lists[name] = next((one for one in inherited if one is not None), None)
        return self._lists[name]

    def prominence(self, paragraph: Element) -> int:
        """How much a paragraph is set like a heading: 2 by its style or all bold, 1 centred, else 0."""
        styles = self._chain(value(paragraph, "pPr", "pStyle"))
        alignments = (value(one, "pPr", "jc") for one in (paragraph, *styles))
        is_heading = any(value(style, "name").casefold().startswith(_HEADINGS) for style in styles)
        is_centred = next(filter(None, alignments), "") == "center"
        return 2 if is_heading or self.is_bold(paragraph) else int(is_centred)

    def is_bold(self, paragraph: Element) -> bool | None:
        """Whether all text of a paragraph is bold, None if it has no text."""
        bold = None
        for run in inside(paragraph, "r"):
            if bold is not False and text_of(run).strip():
                bold = self._run_is_bold(run, paragraph)
        return bold

    def _run_is_bold(self, run: Element, paragraph: Element) -> bool:
        properties = found(run, "rPr")
        if properties is not None:
            own = is_on(properties, "b")
            if own is None:
                own = is_on(self._styles.get(value(properties, "rStyle")), "rPr", "b")
            if own is not None:
                return own
        name = value(paragraph, "pPr", "pStyle")
        if name not in self._bold:
            switches = (is_on(one, "rPr", "b") for one in self._chain(name))
            self._bold[name] = next((on for on in switches if on is not None), False)
        return self._bold[name]

    def _chain(self, name: str) -> tuple[Element, ...]:
        if name not in self._chains:
            chain: list[Element] = []
            style = self._styles.get(name)
            while style is not None and len(chain) < _DEEPEST:
                chain.append(style)
                style = self._styles.get(value(style, "basedOn"))
            self._chains[name] = tuple(chain)
        return self._chains[name]
