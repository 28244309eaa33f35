"""PDF: tables by their lines, and the lines of text around them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from luzplan.documents import (
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    Remark,
    line_pieces,
    reading_file,
    split_marker,
    split_parts,
)
from luzplan.documents.cells import is_approval
from luzplan.documents.line_ends import DOUBTFUL, LineEnds, unwrapped

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 300
_FULL = 0.85  # of the widest line: a line that long goes on in the next
_Texts = Sequence[Sequence[str | None]]
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:стр(?:аница)?\.?\s*)?\d{1,3}(?:\s*(?:из|/)\s*\d{1,3})?[-–—\s]*", re.IGNORECASE
)
_MARGIN = 0.1  # of the page's height
# Of a line's height: a gap between columns, one between blocks side by side, one between words.
_WIDE, _LEAST_GAP, _BLANK = 2.2, 0.6, 0.15
_APART = 2.0  # heights of a line
_BEGINS_PLAN = re.compile(r"\W*план", re.IGNORECASE)


def read_pdf(data: bytes) -> Document:
    """The document of a PDF, without blocks if it has no text.

    Raises ModuleNotFoundError if the library for PDF is not installed.
    """
    import pdfplumber

    with reading_file():
        pdf = pdfplumber.open(io.BytesIO(data))
        pages = pdf.pages
    with pdf:
        blocks = [block for page in pages[:MOST_PAGES] for block in _page(page)]
    left = f"прочитаны страницы 1–{MOST_PAGES} из {len(pages)}, остальные нет: разделите документ"
    notices = (Remark(left),) if len(pages) > MOST_PAGES else ()
    ends = LineEnds(text for block in blocks for text in _texts(block))
    settled = tuple(_joined([_settled(block, ends) for block in blocks]))
    return Document(settled, notices=(*notices, *ends.remarks))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, DocumentTable):
        yield from (cell.text for row in block.rows for cell in row.cells)
    else:
        yield block.text


def _settled(block: Block, ends: LineEnds) -> Block:
    """The block without doubtful hyphens."""
    if isinstance(block, DocumentParagraph):
        text = ends.settled(block.text, block.place)
        return block if text == block.text else replace(block, text=text, parts=split_parts(text))
    rows = []
    for row in block.rows:
        cells = (replace(cell, text=ends.settled(cell.text, row.place)) for cell in row.cells)
        rows.append(replace(row, cells=tuple(cells)))
    return DocumentTable(tuple(rows))


def _page(page: Page) -> list[Block]:
    place = f"стр. {page.page_number}"
    with reading_file():
        found = [(grid, grid.extract()) for grid in page.find_tables()]
        filled = [(grid, texts) for grid, texts in found if any(text for row in texts for text in row)]
        cells = [cell for grid, _ in filled for cell in grid.cells]
        rest = page.filter(lambda one: not any(_is_within(one, cell) for cell in cells)) if cells else page
        lines = [_line(line) for line in rest.extract_text_lines()]
    tables = ((grid.bbox[1], tuple(_rows(texts, place))) for grid, texts in filled)
    placed: list[tuple[float, Block]] = [(top, DocumentTable(rows)) for top, rows in tables if rows]
    height = float(page.height)
    margins = [one for one in lines if one.bottom < _MARGIN * height or one.top > height - _MARGIN * height]
    lines = [one for one in lines if one not in margins or not _PAGE_NUMBER.fullmatch(one.text)]
    approval = _approval(lines, place)
    if approval:
        table, taken = approval
        placed.append((taken[0].top, table))
        lines = [line for line in lines if line not in taken]
    placed += _paragraphs(lines, place)
    page.close()
    return [block for _, block in sorted(placed, key=lambda one: one[0])]


def _is_within(one: Mapping[str, Any], cell: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a letter lies in a cell, by which the library gives it to the cell, too."""
    left, top, right, bottom = cell
    across, down = (float(one["x0"] + one["x1"]) / 2, float(one["top"] + one["bottom"]) / 2)
    return left <= across < right and top <= down < bottom


def _rows(rows: _Texts, place: str) -> Iterator[DocumentRow]:
    for at, texts in enumerate(rows, 1):
        cells: list[DocumentCell] = []
        for absent, group in groupby(texts, key=lambda text: text is None):
            run = list(group)
            if absent and cells:  # the cell before it takes its place too
                cells[-1] = DocumentCell(cells[-1].text, cells[-1].span + len(run))
            else:
                lines = ((text or "").split("\n") for text in run)
                cells += [DocumentCell(unwrapped(one, narrow=True, parted=DOUBTFUL)) for one in lines]
        if any(cell.text for cell in cells):
            yield DocumentRow(tuple(cells), f"{place}, строка {at}")


class _Word(NamedTuple):
    """A word between the blanks of a line, with its left and right ends."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page."""

    top: float
    bottom: float
    words: tuple[_Word, ...]

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def end(self) -> float:
        return self.words[-1].end

    @property
    def gaps(self) -> list[float]:
        """The widths of the blanks before its words."""
        return [0.0, *(after.start - before.end for before, after in pairwise(self.words))]

    @property
    def text(self) -> str:
        """The words, with tabs in the place of wide gaps."""
        between = ("\t" if gap > _WIDE * self.height else " " for gap in self.gaps)
        pairs = zip(between, self.words, strict=True)
        return "".join(f"{blank}{word.text}" for blank, word in pairs).strip()

    def halves(self, low: float, high: float) -> tuple[Sequence[_Word], Sequence[_Word]] | None:
        """The words on both sides of a gap that has a part between two places, None if there is none."""
        if self.words[-1].end < high or self.words[0].start > low:
            return (self.words, ()) if self.words[-1].end < high else ((), self.words)
        around = [
            (gap, at)
            for at, gap in enumerate(self.gaps)
            if at and self.words[at - 1].end < high and self.words[at].start > low
        ]
        widest, at = max(around, default=(0.0, 0))
        return (self.words[:at], self.words[at:]) if widest > _LEAST_GAP * self.height else None


def _line(line: dict[str, Any]) -> _Line:
    height = line["bottom"] - line["top"]
    words: list[_Word] = []
    blank = True
    for char in line["chars"]:
        if not char["text"].strip():
            blank = True
            continue
        if blank or char["x0"] - words[-1].end > _BLANK * height:
            words.append(_Word(char["x0"], char["x1"], char["text"]))
        else:
            start, _, text = words[-1]
            words[-1] = _Word(start, char["x1"], f"{text}{char['text']}")
        blank = False
    return _Line(line["top"], line["bottom"], tuple(words))


def _approval(lines: Sequence[_Line], place: str) -> tuple[DocumentTable, Sequence[_Line]] | None:
    """The approval blocks that stand side by side on a page, and their lines; None if there are none."""
    parts = [line.text.split("\t") for line in lines]
    start = next((at for at, one in enumerate(parts) if len(one) == 2 and all(map(is_approval, one))), None)
    if start is None:
        return None
    _, at = max((gap, at) for at, gap in enumerate(lines[start].gaps))
    low, high = lines[start].words[at - 1].end, lines[start].words[at].start
    sides: tuple[list[str], list[str]] = ([], [])
    taken: list[_Line] = []
    for line in lines[start:]:
        halves = line.halves(low, high)
        apart = taken and line.top - taken[-1].bottom > _APART * line.height
        if halves is None or apart or _BEGINS_PLAN.match(line.text):
            break
        taken.append(line)
        left, right = halves
        low = max([low, *(word.end for word in left)])
        high = min([high, *(word.start for word in right)])
        for texts, words in zip(sides, halves, strict=True):
            texts.extend([" ".join(word.text for word in words)] if words else [])
    cells = tuple(DocumentCell("\n".join(side)) for side in sides)
    return DocumentTable((DocumentRow(cells, place),)), taken


def _paragraphs(lines: Sequence[_Line], place: str) -> Iterator[tuple[float, Block]]:
    """The paragraphs with their heights on the page; a line that is full goes on in the next."""
    right = max((line.end for line in lines), default=0)
    texts: list[str] = []
    top = 0.0
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        top = top if texts else line.top
        texts.append(line.text)
        full = line.end > _FULL * right and "\t" not in line.text
        if after and full and not split_marker(after.text)[0] and 0 <= after.top - line.bottom < line.height:
            continue
        text = unwrapped(texts, narrow=True, parted=DOUBTFUL) if len(texts) > 1 else texts[0]
        if text:
            yield top, DocumentParagraph(*line_pieces(text), place=place)
        texts = []


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a table that goes on over pages as one."""
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, DocumentTable)):
        if not is_table:
            yield from group
            continue
        tables = [block for block in group if isinstance(block, DocumentTable)]
        for _, same in groupby(tables, key=lambda table: max(row.width for row in table.rows)):
            yield DocumentTable(tuple(chain.from_iterable(table.rows for table in same)))
