"""A document as its readers give it: paragraphs and tables in order, whatever file they came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text outside of tables.

    ``marker`` is the number or bullet before it («1.», «-»), which the text does not repeat. ``parts`` are
    the pieces of the line between wide gaps, one if there are none. ``prominent`` is a line that is set like
    a heading. ``apart`` says that a blank line stands before it. ``place`` tells people where it is.
    """

    text: str
    marker: str = ""
    parts: tuple[str, ...] = ()
    prominent: bool = False
    apart: bool = False
    place: str = ""

    @property
    def words(self) -> str:
        """The text with its marker."""
        return f"{self.marker} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``span`` columns of the table's grid.

    ``merged`` is the lower part of the cell above, whose text it then has.
    """

    text: str
    span: int = 1
    merged: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``place`` tells people where it is."""

    cells: tuple[Cell, ...]
    place: str = ""

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that have a text of their own."""
        return tuple(cell for cell in self.cells if cell.text and not cell.merged)

    @property
    def width(self) -> int:
        """The columns of the grid that the row takes."""
        return sum(cell.span for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, each of at least one cell."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a document in order.

    ``remarks`` are lines about the document that are no part of it. ``besides`` are texts that stand beside
    the pages' text, as those in margins and footnotes. ``pictures`` is how many there are.
    """

    blocks: tuple[Paragraph | Table, ...]
    remarks: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    pictures: int = 0

    @property
    def tables(self) -> tuple[Table, ...]:
        """The blocks that are tables."""
        return tuple(block for block in self.blocks if isinstance(block, Table))


def tidy(text: str) -> str:
    """Give the text as it looks: composed letters, single spaces, no invisible characters, no empty lines."""
    visible = "".join(map(_visible, unicodedata.normalize("NFC", text.replace("\t", " "))))
    lines = (" ".join(line.split()) for line in re.split(r"[\n\r\v\f\x85\u2028\u2029]", visible))
    return "\n".join(line for line in lines if line)


def _visible(character: str) -> str:
    """Leave line ends, drop what cannot be seen: control characters, soft hyphens, half characters."""
    if character in _LINE_ENDS or character.isspace():
        return character
    return "" if unicodedata.category(character) in _INVISIBLE else character


_LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"
_INVISIBLE = ("Cc", "Cf", "Cs", "Cn")


def split_marker(text: str) -> tuple[str, str]:
    """Give the number or bullet a line begins with, empty if with none, and the rest."""
    found = _MARKER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def split_parts(text: str) -> tuple[str, ...]:
    """Give the pieces of a line between tabs and wide gaps, as of two things set side by side."""
    bound = re.sub(r"(№)\s+(?=_)", r"\1 ", text.strip())  # a blank belongs to its word however wide the gap
    return tuple(part for part in map(tidy, re.split(r"\t|\s{2,}", bound)) if part)


# «1.», «2)», «3.1.», «а)», a bullet; but not the beginning of a date («12.10 …») nor a blank («___»).
_MARKER = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})+\.|\d{1,2}[.)](?!\d)|[а-яёa-z]\)|[-–—•●▪·*○\uf0b7](?![-–—_*]))\s*(?=\S)"
)


def is_open(text: str) -> bool:
    """Whether the text ends where no sentence can: after a comma, a preposition, a bracket."""
    return bool(_OPEN_END.search(text))


_OPEN_END = re.compile(r"(?:[,–—(-]|\b(?:и|в|во|на|по|с|со|к|о|об|для|от|из|за|при|или|не))$")
