"""Plain text: its encoding, tables set with tabs or drawn, lines of a list; and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luzplan.documents import (
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    is_open,
    line_pieces,
    reading_file,
    split_marker,
    tidy,
)
from luzplan.documents.dates import find_year
from luzplan.documents.line_ends import unwrapped
from luzplan.documents.transcript import DAYS, OWN_COLUMNS, WORKED_OUT, own_table
from luzplan.text import Problem, decode_source

_REMARK = re.compile(r"#\s*(?:source|источник)\b", re.IGNORECASE)
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_BOLD = "**"
_LONGEST_BETWEEN = 2  # lines
_LONGEST_BOLD = 8  # lines; two marks that are further apart are hardly a pair
# A table drawn in a text: rows between bars, and the lines between them.
_BARS = re.compile(r"\s*[|│║](.*)[|│║]\s*")
_DASHES = re.compile(r"\s*[-–—=]{4,}[-–—=\s]*")
_RULE = re.compile(r"[\s|+:=\u2500-\u257f-]*[|+\u2500-\u257f][\s|+:=\u2500-\u257f-]*")
_LEAST_COLUMNS = 3
_WIDE_GAP = re.compile(r"\s{2,}")
_PIECE = re.compile(r"\S+(?:\s\S+)*")
_NUMBER = re.compile(r"[\dIVXІХ]{1,5}(?:\.\d+)*[.)]?$")
_NEAR = 2  # characters
# How people know the encodings: Windows, the old editors of DOS, Unix.
_ENCODINGS = {"cp1251": "Windows-1251", "cp866": "DOS (CP866)", "koi8-r": "KOI8-R"}
_SAMPLE = 20_000  # bytes
_FREQUENT = re.compile("[оеаинтсрвлкмд]")
# A capital inside a word, frames close to letters, and what no Russian text has: letters of other alphabets.
_STRANGE = re.compile(r"[а-яё][А-ЯЁ]|(?<=\w)[─-╿]|[─-╿](?=\w)|[^\x00-\x7fА-Яа-яЁё«»„“”–—…№°§•·’‘\xa0\xad─-╿]")
_RULES = re.compile(r"(\S)\1{3,}")  # drawn of one sign
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# What keeps a spreadsheet from taking a text for a formula; the time of a day that a program wrote.
_NO_TEXT = re.compile(r"^'(?='*[-=+@＝＋－＠])|(?<=^\d{4}-\d\d-\d\d) 00:00(?::00)?$")
_SEPARATORS = ";\t,"
_SAMPLE_LINES = 20  # lines


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
    own = list(_without_marks([line for line in lines if not _REMARK.match(line.text)]))
    return Document(tuple(_aligned(own) or _blocks(own)), remarks)


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank; of drawn tables the rows, with tabs in the place of bars."""
    apart = False
    for number, drawn in enumerate(text.splitlines(), 1):
        if _RULE.fullmatch(drawn) or _DASHES.fullmatch(drawn):
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
        if at > end and line.text.strip().startswith(_BOLD) and line.text.count(_BOLD) == 1:
            near = range(at + 1, min(at + _LONGEST_BOLD, len(lines)))
            end = next((below for below in near if lines[below].text.strip().endswith(_BOLD)), end)
        text = _HEADING.sub("", line.text.replace(_BOLD, ""), count=1)
        begins_bold = line.text.strip().startswith(_BOLD) or bool(_HEADING.match(line.text))
        if tidy(text):
            yield replace(line, text=text, bold=begins_bold or at <= end)


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    rows: list[_Line] = []
    for at, line in enumerate(lines):
        if rows and _continues(rows[-1], line, rows[0].tabs):
            rows[-1] = replace(rows[-1], text=f"{rows[-1].text}\n{line.text}")
            continue
        marker, rest = split_marker(line.text)
        is_item = line.tabs == 1 and bool(marker) and "\t" not in rest  # its number was set off with a tab
        is_row = bool(rows) or not is_item if line.tabs else rows and _is_between(lines, at)
        # A blank line ends a table above one that is wider, or numbers its rows anew.
        is_new = line.apart and rows and (line.tabs > rows[0].tabs or line.text.lstrip().startswith("№"))
        if rows and (not is_row or is_new):
            yield DocumentTable(tuple(map(_row, rows)))
            rows = []
        if is_row:
            rows.append(line)
        else:
            yield _paragraph(line)
    if rows:
        yield DocumentTable(tuple(map(_row, rows)))


def _aligned(lines: Sequence[_Line]) -> Sequence[Block]:
    """The blocks of a text whose table has its columns set below their headings by blanks; else none."""
    parted = [line.text.strip() for line in lines]
    wide = [at for at, line in enumerate(parted) if len(_WIDE_GAP.split(line)) >= _LEAST_COLUMNS]
    wide = [at for at in wide if "__" not in parted[at]]  # where something is to be signed
    if len(wide) < _LEAST_COLUMNS or any(line.tabs for line in lines):
        return ()
    starts = [0, *(found.start() for found in list(_PIECE.finditer(lines[wide[0]].text))[1:])]
    cut = [_cut(line, starts) if at >= wide[0] else () for at, line in enumerate(lines)]
    if not all(cut[at] for at in wide):
        return ()
    below = [lines[at] for at in wide if cut[at - 1]]
    spaced = 2 * sum(line.apart for line in below) > len(below)  # whether blank lines part the rows
    numbered = any(_NUMBER.match(cut[at][0]) for at in wide[1:])
    blocks: list[Block] = []
    rows: list[tuple[_Line, list[list[str]]]] = []
    for line, texts in zip(lines, cut, strict=True):
        if not texts:
            blocks += [*_table_of(rows), _paragraph(line)]
            rows = []
            continue
        begins = bool(_NUMBER.match(texts[0])) if numbered else _begins(texts, line.apart, spaced=spaced)
        if begins or not rows:
            rows.append((line, [[] for _ in starts]))
        for cell, text in zip(rows[-1][1], texts, strict=True):
            cell.extend([text] if text else [])
    return [*blocks, *_table_of(rows)]


def _table_of(rows: Sequence[tuple[_Line, Sequence[Sequence[str]]]]) -> Iterator[Block]:
    if rows:
        cells = (tuple(DocumentCell(unwrapped(texts), bold=line.bold) for texts in row) for line, row in rows)
        yield DocumentTable(
            tuple(DocumentRow(own, line.place) for own, (line, _) in zip(cells, rows, strict=True))
        )


def _cut(line: _Line, starts: Sequence[int]) -> Sequence[str]:
    """The texts of a line in columns, none if some stands in several of them, or is a title between rows."""
    spans = [found.span() for found in _PIECE.finditer(line.text)]
    if len(spans) == 1:
        [(start, end)] = spans
        below = any(abs(start - one) <= _NEAR for one in starts)
        across = any(start < one < end for one in starts)
        if line.apart or line.bold or line.text.isupper() or across or not below:
            return ()
    if any(start and line.text[start - 1 : start].strip() for start in starts):
        return ()
    return [tidy(line.text[start:end]) for start, end in pairwise([*starts, None])]


def _begins(texts: Sequence[str], apart: bool, *, spaced: bool) -> bool:
    """Whether a line of a table without numbers begins a row, and does not go on with that above it."""
    if all(texts):
        return True
    first = next(filter(None, texts))
    if all(texts[1:]):  # below a month that stands for several rows
        return first[0].isupper()
    return apart if spaced else bool(texts[0]) and texts[0][0].isalnum() and not texts[0][0].islower()


def _paragraph(line: _Line) -> DocumentParagraph:
    return DocumentParagraph(*line_pieces(line.text), 2 * line.bold, line.apart, line.place)


def _is_between(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line without tabs stands close between two rows, so that it is one itself."""
    near = lines[at + 1 : at + 1 + _LONGEST_BETWEEN]
    end = next((index for index, line in enumerate(near) if line.tabs), None)
    return end is not None and not any(line.apart for line in (lines[at], *near[: end + 1]))


def _continues(row: _Line, line: _Line, width: int) -> bool:
    """Whether the line is the rest of the row before it, which a line end inside a cell cut in two."""
    goes_on = not line.apart and line.text.strip()[0].islower()
    return goes_on and row.tabs + line.tabs <= width and (row.tabs < width or is_open(row.text.strip()))


def _row(line: _Line) -> DocumentRow:
    cells = tuple(DocumentCell(tidy(text), bold=line.bold) for text in line.text.split("\t"))
    return DocumentRow(cells, line.place)


def read_csv(text: str) -> Document:
    """The document of a CSV text, whatever separates its cells."""
    sample = "\n".join(text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES])
    separator = max(_SEPARATORS, key=sample.count)
    with reading_file():
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    rows = ((at, [tidy(_NO_TEXT.sub("", cell)) for cell in line]) for at, line in enumerate(lines, 1))
    table = tuple(
        DocumentRow(tuple(map(DocumentCell, cells)), f"запись {at}") for at, cells in rows if any(cells)
    )
    own = own_table(table)
    if own is None:
        return Document((DocumentTable(table),) if table else ())
    plan, sections = own
    # The words of its own head are those of `export`, and the days that it worked out tell the year.
    further = [cell.text for cell in table[0].cells if cell.text not in (*WORKED_OUT, *OWN_COLUMNS)]
    told = {"columns": further} if further else {}
    at = [cell.text for cell in table[0].cells].index(DAYS[0])
    days = [row.cells[at].text for row in table[1:] if at < len(row.cells)]
    year = {"year": str(found.year)} if (found := find_year((), days)) else {}
    return Document((plan,), head={"headings": "", "sections": sections, **told, **year})


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
