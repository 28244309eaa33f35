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
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """The name without its namespace, empty for comments."""
    tag = element.tag
    return _without_namespace(tag) if isinstance(tag, str) else ""


@cache
def _without_namespace(tag: str) -> str:
    return tag.rpartition("}")[2]


def found(element: Element | None, *path: str) -> Element | None:
    """The element at a path of names below another, None if it is not there."""
    for name in path:
        element = next(element.iterchildren(_PREFIX + name), None) if element is not None else None
    return element


def value(element: Element | None, *path: str, attribute: str = "val") -> str:
    """An attribute of the element at a path, empty if it is not there."""
    element = found(element, *path)
    return "" if element is None else element.get(f"{_PREFIX}{attribute}", "")


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


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, those in wrappers too."""
    for child in element:
        name = name_of(child)
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
        name = name_of(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name not in _HIDDEN and not _is_box_with_table(child):
            _collect(child, pieces)
            if name == "p":
                pieces.append("\n")


def _symbol(element: Element) -> str:
    """The sign that stands for one of a font of signs: ticks of Wingdings as ticks, all others as bullets."""
    return _SYMBOLS.get(value_of(element, "char").upper()[-2:], BULLET)


def boxes_with_tables(element: Element) -> list[Element]:
    """The text boxes with a table in them, whose texts are not among those of the paragraph."""
    return [box for child in element for box in _boxes(child)]


def _boxes(element: Element) -> Iterator[Element]:
    if _is_box_with_table(element):
        yield element
    elif name_of(element) not in _HIDDEN:
        yield from boxes_with_tables(element)


def _is_box_with_table(element: Element) -> bool:
    return name_of(element) == "txbxContent" and found(element, "tbl") is not None


def marked_texts(element: Element, *properties: str) -> str:
    """The text of the runs that have one of the properties switched on, as those that are struck through."""
    runs = (run for run in element.iter(f"{_PREFIX}r") if any(is_on(run, "rPr", one) for one in properties))
    return " ".join("".join(text_of(run) for run in runs).split())


def pictures_in(element: Element) -> int:
    """Count the pictures; one that is there in a new form and in an old one counts once."""
    return max(sum(1 for _ in element.iter(f"{{*}}{name}")) for name in ("blip", "imagedata"))


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
        """The number or bullet of the paragraph with these list properties, empty if it has none."""
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
    """An attribute of the element itself."""
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
    """The levels that a list begins anew, with the numbers they begin with."""
    overrides = [one for one in inside(num, "lvlOverride") if found(one, "startOverride") is not None]
    starts = {value_of(one, "ilvl"): number(one, "startOverride", default=1) for one in overrides}
    return {int(at): start for at, start in starts.items() if at.isdigit()}


def _written(levels: Mapping[int, _Level], counts: Mapping[int, int], at: int) -> str:
    level = levels.get(at)
    if level is None:
        return ""
    return _FORMATS.get(level.form, str)(counts.get(at, level.start))


_HEADINGS = ("heading", "title", "subtitle", "заголовок", "название", "подзаголовок")
_DEEPEST = 12  # styles, each based on the next; a circle of them ends here


class Styles:
    """The styles by their ids, each with those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        all_styles = list(inside(styles, "style")) if styles is not None else []
        self._styles = {value_of(one, "styleId"): one for one in all_styles}
        self._chains: dict[str, tuple[Element, ...]] = {}
        self._bold: dict[str, bool] = {}  # by paragraph style

    def list_properties(self, paragraph: Element) -> Element | None:
        """The paragraph's list properties, or those of its style, None if it is in no list."""
        own = found(paragraph, "pPr", "numPr")
        if own is not None:
            return own
        inherited = (found(style, "pPr", "numPr") for style in self._of(paragraph))
        return next((one for one in inherited if one is not None), None)

    def is_prominent(self, paragraph: Element) -> bool:
        """Whether a paragraph is set like a heading: by its style, centred, or all bold."""
        styles = self._of(paragraph)
        alignments = (value(one, "pPr", "jc") for one in (paragraph, *styles))
        return (
            any(value(style, "name").casefold().startswith(_HEADINGS) for style in styles)
            or next((one for one in alignments if one), "") == "center"
            or bool(self.is_bold(paragraph))
        )

    def is_bold(self, paragraph: Element) -> bool | None:
        """Whether all text of a paragraph is bold, None if it has no text."""
        bold = None
        for run in inside(paragraph, "r"):
            if text_of(run).strip():
                bold = self._run_is_bold(run, paragraph)
                if not bold:
                    break
        return bold

    def _run_is_bold(self, run: Element, paragraph: Element) -> bool:
        properties = found(run, "rPr")
        if properties is not None:
            own = is_on(properties, "b")
            style = self._styles.get(value(properties, "rStyle")) if own is None else None
            own = is_on(style, "rPr", "b") if own is None else own
            if own is not None:
                return own
        name = value(paragraph, "pPr", "pStyle")
        if name not in self._bold:
            switches = (is_on(one, "rPr", "b") for one in self._of(paragraph))
            self._bold[name] = next((on for on in switches if on is not None), False)
        return self._bold[name]

    def _of(self, paragraph: Element) -> tuple[Element, ...]:
        """The paragraph's style and those it is based on."""
        name = value(paragraph, "pPr", "pStyle")
        if name not in self._chains:
            chain: list[Element] = []
            style = self._styles.get(name)
            while style is not None and len(chain) < _DEEPEST:
                chain.append(style)
                style = self._styles.get(value(style, "basedOn"))
            self._chains[name] = tuple(chain)
        return self._chains[name]
