"""The XML of a Word file: its elements by their names, and the text in them."""

from __future__ import annotations

from collections.abc import Iterator
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
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: Element) -> str:
    """Give the name without its namespace, empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def found(element: Element | None, *path: str) -> Element | None:
    """Give the element at a path of names below another, None if it is not there."""
    for name in path:
        element = element.find(f"{_PREFIX}{name}") if element is not None else None
    return element


def value(element: Element | None, *path: str, attribute: str = "val") -> str:
    """Give an attribute of the element at a path, empty if it is not there."""
    element = found(element, *path)
    return "" if element is None else element.get(f"{_PREFIX}{attribute}", "")


def number(element: Element | None, *path: str, default: int) -> int:
    """Give the value at a path as a number, the default if it is none."""
    text = value(element, *path)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default


def is_on(element: Element | None, *path: str) -> bool | None:
    """Whether a property is switched on, None if it is not mentioned."""
    element = found(element, *path)
    return None if element is None else value(element) not in _OFF


def inside(element: Element, *names: str) -> Iterator[Element]:
    """Give the children of these names, those in wrappers too."""
    for child in element:
        name = name_of(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from inside(child, *names)


def text_of(element: Element) -> str:
    """Give the text as it stands on the page; a line end behind each line but the last."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = name_of(child)
        if name == "t":
            yield child.text or ""
        yield _CHARACTERS.get(name, "")
        yield from () if name in _HIDDEN else _pieces(child)
        yield "\n" if name == "p" else ""


def pictures_in(element: Element) -> int:
    """Count the pictures; one that is there in a new form and in an old one counts once."""
    return max(sum(1 for _ in element.iter(f"{{*}}{name}")) for name in ("blip", "imagedata"))
