"""A document as its readers give it, whatever file it came from; and what all of them do with its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from string import digits
from unicodedata import category, is_normalized, normalize

from luzplan.russian import quote


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What is wrong with a file, and the way out."""

    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A line of text outside of tables.

    ``marker`` is the number or bullet before it («1.», «-»), which the text does not repeat. ``parts`` are
    the pieces of the line between wide gaps. ``prominent`` is how much it is set like a heading: 1 in the
    middle, 2 bold or by its style, of a ``rank`` where the document tells it («h1»). ``apart`` says that a
    blank line stands before it. ``place`` tells people where it is.
    """

    text: str
    marker: str = ""
    parts: tuple[str, ...] = ()
    prominent: int = 0
    apart: bool = False
    place: str = ""
    rank: str = ""

    @property
    def words(self) -> str:
        """The text with its marker."""
        return f"{self.marker} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class DocumentCell:
    """A cell over ``span`` columns of the table's grid.

    ``merged`` is the lower part of the cell above, whose text it then has. ``spaced`` is the text with the
    empty lines between its lines, by which people align cells side by side; empty if there are none.
    """

    text: str
    span: int = 1
    merged: bool = False
    bold: bool = False
    spaced: str = ""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row; ``place`` tells people where it is.

    ``footnotes`` are texts that signs in it refer to, and what is struck through or hidden in its cells. One
    that is ``struck`` is struck through as a whole.
    """

    cells: tuple[DocumentCell, ...]
    place: str = ""
    footnotes: tuple[str, ...] = ()
    struck: bool = False

    @property
    def filled(self) -> tuple[DocumentCell, ...]:
        """The cells that have a text of their own."""
        return tuple(cell for cell in self.cells if cell.text and not cell.merged)

    @property
    def width(self) -> int:
        """The columns of the grid that the row takes."""
        return sum(cell.span for cell in self.cells)

    @property
    def placed(self) -> Iterator[tuple[int, DocumentCell]]:
        """The cells, each behind the column of the grid where it begins."""
        return zip(accumulate((cell.span for cell in self.cells), initial=0), self.cells, strict=False)


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """Rows, each of at least one cell."""

    rows: tuple[DocumentRow, ...]


Block = DocumentParagraph | DocumentTable


@dataclass(frozen=True, slots=True)
class Remark:
    """What people should check at a place of the document; ``unplaced`` is what found no place of its own."""

    message: str
    place: str = ""
    unplaced: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The blocks of a document in order.

    ``remarks`` are lines about the document that are no part of it. ``besides`` are texts in margins and
    comments. ``footnotes`` are those of the rows, and all others. ``pictures`` is how many there are.
    ``notices`` are about texts that are in the blocks, or could not be read. ``head`` is what a file that
    luzplan wrote carries, under the keys of a plan file.
    """

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    pictures: int = 0
    notices: tuple[Remark, ...] = ()
    head: Mapping[str, object] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        """The blocks that are tables."""
        return tuple(block for block in self.blocks if isinstance(block, DocumentTable))


STRUCK, HIDDEN = "зачёркнутый текст прочитан как обычный", "скрытый текст прочитан как обычный"
STRUCK_ROW = "зачёркнутая строка не стала мероприятием"


def marked(said: str, text: str, place: str = "") -> tuple[Remark, ...]:
    """The remark on a text that is struck through or hidden, none on one without letters and digits."""
    line = " ".join(text.split())
    return (Remark(f"{said}: {quote(line)}", place),) if any(map(str.isalnum, line)) else ()


def set_aside(said: str, text: str, kept: str, place: str) -> tuple[str, Remark] | None:
    """The line for a row's note, and the remark, on what is struck through or hidden in a cell.

    None where nothing else is ``kept`` of the cell, or the text is none.
    """
    line = " ".join(text.split())
    if not any(map(str.isalnum, line)) or not any(map(str.isalnum, kept)):
        return None
    sort = "Зачёркнуто" if said == STRUCK else "Скрыто"
    remark = f"{sort.lower()} {quote(line)}, осталось {quoted_beginning(kept)}"
    return f"{sort}: {line}", Remark(remark, place)


def is_whole_row(text: str, row: str) -> bool:
    """Whether a text is all that a row says, its number aside."""
    said, whole = ("".join(filter(str.isalnum, one)).lstrip(digits) for one in (text, row))
    return bool(said) and said == whole


class SpoiltError(Exception):
    """A library could not read a file, whose fault that is."""


@contextmanager
def reading_file() -> Iterator[None]:
    """Around calls of a library that reads a file: what it raises depends on which part of that is spoilt."""
    try:
        yield
    except (ImportError, MemoryError):  # which say nothing of the file
        raise
    except Exception as error:
        raise SpoiltError from error


def tidy(text: str) -> str:
    """The text as it looks: composed letters, single spaces, no invisible characters, no empty lines."""
    if text.isprintable() and "  " not in text and text == text.strip() and is_normalized("NFC", text):
        return text
    composed = normalize("NFC", text.replace("\t", " "))
    visible = "".join(one for one in composed if one.isspace() or category(one) not in _INVISIBLE)
    lines = (" ".join(line.split()) for line in _LINE_END.split(visible))
    return "\n".join(line for line in lines if line)


_LINE_END = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = ("Cc", "Cf", "Cs", "Cn")  # control characters, soft hyphens, half characters


def split_marker(text: str) -> tuple[str, str]:
    """The number or bullet a line begins with, empty if with none, and the rest."""
    found = _MARKER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def line_pieces(line: str, marker: str = "") -> tuple[str, str, tuple[str, ...]]:
    """The text of a line, the marker before it (that which is typed there if none is given), its parts."""
    typed, text = ("", line) if marker else split_marker(line.strip())
    return tidy(text), marker or typed, split_parts(line)


def split_parts(text: str) -> tuple[str, ...]:
    """The pieces of a line between tabs and wide gaps, as of two things set side by side."""
    bound = re.sub(r"(№)\s+(?=_)", r"\1 ", text.strip())  # a blank belongs to its word however wide the gap
    return tuple(part for part in map(tidy, re.split(r"\t|\s{2,}", bound)) if part)


# «1.», «2)», «3.1.», «а)», a bullet; but not the beginning of a date («12.10 …») nor a blank («___»).
_MARKER = re.compile(
    r"((?:\d{1,2}(?:\.\d{1,2})+\.|\d{1,2}[.)])(?!\d)|[а-яёa-z]\)|[-–—•●▪·*○\uf0b7](?![-–—_*]))\s*(?=\S)"
)


def is_open(text: str) -> bool:
    """Whether the text ends where no sentence can: after a comma, a preposition, a bracket."""
    return bool(_OPEN_END.search(text))


_OPEN_END = re.compile(
    r"(?:[,–—(-]|\b(?:и|в|во|на|по|с|со|к|о|об|для|от|из|за|при|или|не|до|после|перед|без|под|над))$"
)


def quoted_beginning(text: str) -> str:
    """The text in quotes on one line, of a long one its beginning."""
    line = " ".join(text.split())
    return quote(line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…")


_LONGEST_QUOTE = 50  # characters
