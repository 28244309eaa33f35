"""PDF: tables by their lines, and the lines of text around them."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from luzplan.documents import (
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    split_marker,
    split_parts,
    tidy,
)

if TYPE_CHECKING:
    from pdfplumber.page import Page

MOST_PAGES = 300
_FULL = 0.85  # of the widest line: a line that long goes on in the next
_SPOILT = (
    struct.error, zlib.error, AssertionError, AttributeError, ArithmeticError,
    LookupError, OSError, RecursionError, TypeError, ValueError,
)  # fmt: skip


def read_pdf(data: bytes) -> Document | None:
    """The document of a PDF, without blocks if it has no text, None if it is spoilt.

    Raises ModuleNotFoundError if the library for PDF is not installed.
    """
    import pdfplumber
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            pages = pdf.pages[:MOST_PAGES]
            blocks = [block for page in pages for block in _page(page)]
    except (PSException, PdfminerException, *_SPOILT):
        return None
    return Document(tuple(_joined(blocks)))


def _page(page: Page) -> list[Block]:
    """The blocks of a page from top to bottom."""
    place = f"стр. {page.page_number}"
    placed: list[tuple[float, Block]] = []
    rest = page
    for table in page.find_tables():
        rows = tuple(_rows(table.extract(), place))
        if rows:
            placed.append((table.bbox[1], DocumentTable(rows)))
            rest = rest.outside_bbox(table.bbox)
    placed += _paragraphs(rest.extract_text_lines(return_chars=False), place)
    page.close()
    return [block for _, block in sorted(placed, key=lambda one: one[0])]


def _rows(rows: Sequence[Sequence[str | None]], place: str) -> Iterator[DocumentRow]:
    for at, texts in enumerate(rows, 1):
        cells: list[DocumentCell] = []
        for absent, group in groupby(texts, key=lambda text: text is None):
            run = list(group)
            if absent and cells:  # the cell before it takes its place too
                cells[-1] = DocumentCell(cells[-1].text, cells[-1].span + len(run))
            else:
                cells += [DocumentCell(_unwrapped((text or "").split("\n"))) for text in run]
        if any(cell.text for cell in cells):
            yield DocumentRow(tuple(cells), f"{place}, строка {at}")


def _paragraphs(lines: Sequence[dict[str, Any]], place: str) -> Iterator[tuple[float, Block]]:
    """The paragraphs with their heights on the page; a line that is full goes on in the next."""
    right = max((line["x1"] for line in lines), default=0)
    texts: list[str] = []
    top = 0.0
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        top = top if texts else line["top"]
        texts.append(line["text"])
        full = line["x1"] > _FULL * right
        if after and full and not split_marker(after["text"].strip())[0] and _follows(line, after):
            continue
        text = _unwrapped(texts)
        marker, words = split_marker(text)
        if words:
            yield top, DocumentParagraph(tidy(words), marker, split_parts(text), place=place)
        texts = []


def _follows(line: dict[str, Any], after: dict[str, Any]) -> bool:
    """Whether a line stands close below another."""
    height = float(line["bottom"] - line["top"])
    return bool(0 <= after["top"] - line["bottom"] < height)


def _unwrapped(lines: Sequence[str]) -> str:
    """Lines that the width of the page made, as one; a hyphen in a word keeps its word together."""
    text = "\n".join(tidy(line) for line in lines)
    return tidy(re.sub(r"(?<=\w[-–])\n(?=\w)", "", text).replace("\n", " "))


def _joined(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, a table that goes on over pages as one."""
    for is_table, group in groupby(blocks, key=lambda block: isinstance(block, DocumentTable)):
        if not is_table:
            yield from group
            continue
        tables = [block for block in group if isinstance(block, DocumentTable)]
        for _, same in groupby(tables, key=lambda table: max(row.width for row in table.rows)):
            yield DocumentTable(tuple(chain.from_iterable(table.rows for table in same)))
