"""A document as its readers give it, whatever file it came from; and one read from plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from unicodedata import category, is_normalized, normalize

from luzplan.text import Problem, decode_source


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
    """A row; ``place`` tells people where it is."""

    cells: tuple[DocumentCell, ...]
    place: str = ""

    @property
    def filled(self) -> tuple[DocumentCell, ...]:
        """The cells that have a text of their own."""
        return tuple(cell for cell in self.cells if cell.text and not cell.merged)

    @property
    def width(self) -> int:
        """The columns of the grid that the row takes."""
        return sum(cell.span for cell in self.cells)


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
    footnotes. ``pictures`` is how many there are. ``notices`` are about texts that are in the blocks, or
    could not be read. ``head`` is what a file that luzplan wrote carries, under the keys of a plan file.
    """

    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    pictures: int = 0
    notices: tuple[Remark, ...] = ()
    head: Mapping[str, object] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        """The blocks that are tables."""
        return tuple(block for block in self.blocks if isinstance(block, DocumentTable))


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


_OPEN_END = re.compile(r"(?:[,–—(-]|\b(?:и|в|во|на|по|с|со|к|о|об|для|от|из|за|при|или|не))$")
_REMARK = re.compile(r"#\s*(?:source|источник)\b", re.IGNORECASE)
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_BOLD = "**"
_LONGEST_BETWEEN = 2  # lines
_LONGEST_BOLD = 8  # lines; two marks that are further apart are hardly a pair


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    apart: bool
    bold: bool = False

    @property
    def tabs(self) -> int:
        return self.text.count("\t")

    @property
    def place(self) -> str:
        return f"строка {self.number}"


def read_text(text: str) -> Document:
    """The document of a text; lines that begin with «# source» are remarks."""
    lines = list(_lines(text))
    remarks = tuple(tidy(line.text.lstrip("#")) for line in lines if _REMARK.match(line.text))
    own = _without_marks([line for line in lines if not _REMARK.match(line.text)])
    return Document(tuple(_blocks(list(own))), remarks)


# A table drawn in a text: rows between bars, and the lines between them.
_BARS = re.compile(r"\s*[|│║](.*)[|│║]\s*")
_RULE = re.compile(r"[\s|+:=\u2500-\u257f-]*[|+\u2500-\u257f][\s|+:=\u2500-\u257f-]*")


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank; of drawn tables the rows, with tabs in the place of bars."""
    apart = False
    for number, drawn in enumerate(text.splitlines(), 1):
        if _RULE.fullmatch(drawn):
            continue
        row = _BARS.fullmatch(drawn)
        line = "\t".join(cell.strip() for cell in re.split("[|│║]", row[1])) if row else drawn
        if tidy(line):
            yield _Line(number, line, apart)
        apart = not tidy(line)


def _without_marks(lines: list[_Line]) -> Iterator[_Line]:
    """Take the marks of bold type («**») and of headings («#») away from the lines they make bold."""
    end = -1  # of the bold type that goes over several lines
    for at, line in enumerate(lines):
        end = max(end, _end_of_bold(lines, at)) if at > end else end
        text = _HEADING.sub("", line.text.replace(_BOLD, ""), count=1)
        begins_bold = line.text.strip().startswith(_BOLD) or bool(_HEADING.match(line.text))
        if tidy(text):
            yield replace(line, text=text, bold=begins_bold or at <= end)


def _end_of_bold(lines: list[_Line], start: int) -> int:
    """The index of the line where the bold type ends that begins in this line, -1 if it ends there too."""
    if not lines[start].text.strip().startswith(_BOLD) or lines[start].text.count(_BOLD) > 1:
        return -1
    near = range(start + 1, min(start + _LONGEST_BOLD, len(lines)))
    return next((at for at in near if lines[at].text.strip().endswith(_BOLD)), -1)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    rows: list[_Line] = []
    for at, line in enumerate(lines):
        if rows and _continues(rows[-1], line, rows[0].tabs):
            rows[-1] = replace(rows[-1], text=f"{rows[-1].text}\n{line.text}")
            continue
        is_row = bool(rows) or not _is_item(line) if line.tabs else rows and _is_between(lines, at)
        # A blank line ends a table above one that is wider, or numbers its rows anew.
        is_new = line.apart and rows and (line.tabs > rows[0].tabs or line.text.lstrip().startswith("№"))
        if rows and (not is_row or is_new):
            yield DocumentTable(tuple(map(_row, rows)))
            rows = []
        if is_row:
            rows.append(line)
        else:
            yield DocumentParagraph(*line_pieces(line.text), 2 * line.bold, line.apart, line.place)
    if rows:
        yield DocumentTable(tuple(map(_row, rows)))


def _is_between(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line without tabs stands close between two rows, so that it is one itself."""
    near = lines[at + 1 : at + 1 + _LONGEST_BETWEEN]
    end = next((index for index, line in enumerate(near) if line.tabs), None)
    return end is not None and not any(line.apart for line in (lines[at], *near[: end + 1]))


def _continues(row: _Line, line: _Line, width: int) -> bool:
    """Whether the line is the rest of the row before it, which a line end inside a cell cut in two."""
    goes_on = not line.apart and line.text.strip()[0].islower()
    return goes_on and row.tabs + line.tabs <= width and (row.tabs < width or is_open(row.text.strip()))


def _is_item(line: _Line) -> bool:
    """Whether the line is an item of a list whose number was set off with a tab."""
    marker, rest = split_marker(line.text)
    return line.tabs == 1 and bool(marker) and "\t" not in rest


def _row(line: _Line) -> DocumentRow:
    cells = tuple(DocumentCell(tidy(text), bold=line.bold) for text in line.text.split("\t"))
    return DocumentRow(cells, line.place)


# How people know the encodings: Windows, the old editors of DOS, Unix.
_ENCODINGS = {"cp1251": "Windows-1251", "cp866": "DOS (CP866)", "koi8-r": "KOI8-R"}
_SAMPLE = 20_000  # bytes
_FREQUENT = re.compile("[оеаинтсрвлкмд]")
# A capital inside a word, frames close to letters, and what no Russian text has: letters of other alphabets.
_STRANGE = re.compile(r"[а-яё][А-ЯЁ]|(?<=\w)[─-╿]|[─-╿](?=\w)|[^\x00-\x7fА-Яа-яЁё«»„“”–—…№°§•·’‘\xa0\xad─-╿]")
_RULES = re.compile(r"(\S)\1{3,}")  # drawn of one sign
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_russian(name: str, data: bytes) -> tuple[str, str] | Problem:
    """The text, and the name of its encoding where that had to be guessed; what is no text is a problem."""
    loaded = decode_source(name, data)
    if not loaded.problems:
        return loaded.source.text, ""
    sample = data[:_SAMPLE]
    best = max(_ENCODINGS, key=lambda encoding: _likeness(sample, encoding))
    if _CONTROLS.search(sample) or _likeness(sample, best) <= 0:
        return loaded.problems[0]
    return data.decode(best, errors="replace").replace("\r\n", "\n"), _ENCODINGS[best]


def _likeness(sample: bytes, encoding: str) -> int:
    """How much bytes look like Russian if they are read so."""
    text = _RULES.sub("", sample.decode(encoding, errors="replace"))
    return len(_FREQUENT.findall(text)) - 2 * len(_STRANGE.findall(text))
