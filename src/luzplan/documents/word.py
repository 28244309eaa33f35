"""Reading a Word file: what stands on its pages, with the numbers that Word itself puts there."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml.etree import LxmlError

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
from luzplan.documents.word_xml import (
    Element,
    Numbering,
    Styles,
    found,
    inside,
    name_of,
    number,
    pictures_in,
    text_of,
    value,
)

_WIDEST = 63  # columns of a table, says Word
_BESIDES = ("header", "footer", "footnotes", "endnotes", "comments")
# What python-docx raises depends on which part of the package is missing or spoilt.
_SPOILT = (
    LxmlError, zipfile.BadZipFile, zlib.error, struct.error,
    AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


def read_word(data: bytes) -> Document | None:
    """The document of a .docx, None if it is spoilt; `fault_of` must have let it pass."""
    try:
        return _Reader(docx.Document(io.BytesIO(data))).document()
    except _SPOILT:
        return None


class _Reader:
    """Reads the blocks of a document in order, counting lists and tables."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._numbering = Numbering(next(_related(document, "numbering"), None))
        self._styles = Styles(next(_related(document, "styles"), None))
        self._tables = 0
        self._apart = False

    def document(self) -> Document:
        body = found(self._document.element, "body")
        blocks = tuple(self._blocks(body)) if body is not None else ()
        besides = [tidy(text_of(part)) for kind in _BESIDES for part in _related(self._document, kind)]
        lines = (" ".join(text.split()) for text in besides if any(map(str.isalpha, text)))
        pictures = pictures_in(body) if body is not None else 0
        return Document(blocks, besides=tuple(dict.fromkeys(lines)), pictures=pictures)

    def _blocks(self, container: Element) -> Iterator[Block]:
        for element in inside(container, "p", "tbl"):
            if name_of(element) == "p":
                yield from self._paragraphs(element)
                continue
            framed = _framed(element)
            for cell in framed:
                yield from self._blocks(cell)
            yield from [] if framed else [self._table(element)]

    def _paragraphs(self, element: Element) -> Iterator[DocumentParagraph]:
        """The lines of a paragraph; one without text only sets the next one apart."""
        marker = self._numbering.marker(self._styles.list_properties(element))
        prominent = self._styles.is_prominent(element)
        lines = [line for line in text_of(element).split("\n") if tidy(line)]
        for line in lines:
            typed, text = ("", line) if marker else split_marker(line.strip())
            yield DocumentParagraph(tidy(text), marker or typed, split_parts(line), prominent, self._apart)
            marker, self._apart = "", False
        self._apart = self._apart or not lines

    def _table(self, element: Element) -> DocumentTable:
        self._tables += 1
        rows = []
        above: dict[int, str] = {}
        for at, row in enumerate(inside(element, "tr"), 1):
            if found(row, "trPr", "del") is None:
                cells = tuple(self._cells(row, above))
                rows.append(DocumentRow(cells, f"таблица {self._tables}, строка {at}"))
        self._apart = True
        return DocumentTable(tuple(row for row in rows if row.cells))

    def _cells(self, row: Element, above: dict[int, str]) -> Iterator[DocumentCell]:
        """A row's cells; ``above`` has the texts of the row above by the column where they begin."""
        start = min(number(row, "trPr", "gridBefore", default=0), _WIDEST)
        if start:
            yield DocumentCell("", start)
        for element in inside(row, "tc"):
            properties = found(element, "tcPr")
            span = min(max(1, number(properties, "gridSpan", default=1)), _WIDEST)
            merge = found(properties, "vMerge")
            text = "\n".join(self._lines(element))
            merged = merge is not None and value(merge) != "restart" and not text
            above[start] = above.get(start, "") if merged else text
            yield DocumentCell(above[start], span, merged, self._is_bold(element))
            start += span

    def _lines(self, cell: Element) -> Iterator[str]:
        """The lines of a cell, each with its number; a table inside it gives a line a row."""
        for element in inside(cell, "p", "tbl"):
            if name_of(element) == "p":
                marker = self._numbering.marker(self._styles.list_properties(element))
                text = tidy(f"{marker} {text_of(element)}")
                yield from [text] if text else []
            else:
                for row in inside(element, "tr"):
                    texts = (" ".join(self._lines(one)) for one in inside(row, "tc"))
                    yield " | ".join(text for text in texts if text)

    def _is_bold(self, cell: Element) -> bool:
        filled = [one for one in inside(cell, "p") if tidy(text_of(one))]
        return bool(filled) and all(map(self._styles.is_bold, filled))


def _framed(table: Element) -> list[Element]:
    """The cells of a table that only frames others, one a row; none of any other table."""
    rows = [list(inside(row, "tc")) for row in inside(table, "tr")]
    cells = [cell for row in rows for cell in row]
    nested = any(list(inside(cell, "tbl")) for cell in cells)
    return cells if nested and all(len(row) == 1 for row in rows) else []


def _related(document: WordDocument, kind: str) -> Iterator[Element]:
    """The roots of the parts of a kind: numbering, styles, headers, footnotes."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            yield parse_xml(relation.target_part.blob)
