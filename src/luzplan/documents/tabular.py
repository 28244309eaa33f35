"""Tables without pages: Excel workbooks and CSV."""

from __future__ import annotations

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from luzplan.documents import (
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    tidy,
)

if TYPE_CHECKING:
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_WIDEST = 100  # columns
_DEFAULT_NAME = re.compile(r"(?:лист|sheet|table)\s*\d*", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_SEPARATORS = ";\t,"
_SAMPLE = 20  # lines
# What openpyxl raises depends on which part of the workbook is missing or spoilt.
_SPOILT = (
    zipfile.BadZipFile, zlib.error, struct.error, SyntaxError,
    AttributeError, EOFError, LookupError, OSError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
# The corner of a merged area, and how many columns and rows it takes.
_Areas = dict[tuple[int, int], tuple[int, int]]


def read_workbook(data: bytes) -> Document | None:
    """The document of an .xlsx, a table for each visible sheet; None if it is spoilt.

    Cells that stand more than a hundred columns away from the edge are not read. Raises ModuleNotFoundError
    if the library for workbooks is not installed.
    """
    import openpyxl

    try:
        # Read row by row: a lone cell in the last row of a sheet would else fill the memory.
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
            blocks = [block for one in sheets for block in _sheet(one, package, named=len(sheets) > 1)]
    except _SPOILT:
        return None
    return Document(tuple(blocks))


def _sheet(sheet: ReadOnlyWorksheet, package: zipfile.ZipFile, *, named: bool) -> Iterator[Block]:
    """A sheet below its name, where there are several that people have named."""
    areas = _areas(package.read(sheet._worksheet_path))
    sheet.reset_dimensions()
    values = sheet.iter_rows(max_col=_WIDEST, values_only=True)
    rows = _without_worked_out(_sheet_rows(sheet.title, values, areas))
    if not rows:
        return
    if named and not _DEFAULT_NAME.fullmatch(sheet.title) and sheet.title != _OWN_NAME:
        place = f"лист «{sheet.title}»"
        yield DocumentParagraph(sheet.title, parts=(sheet.title,), prominent=True, apart=True, place=place)
    yield DocumentTable(rows)


def _areas(xml: bytes) -> _Areas:
    from openpyxl.utils.cell import range_boundaries

    bounds = (range_boundaries(found[1].decode("ascii")) for found in _MERGED.finditer(xml))
    return {(top, left): (right - left + 1, bottom - top + 1) for left, top, right, bottom in bounds}


def _sheet_rows(name: str, rows: Iterable[Sequence[object]], areas: _Areas) -> Iterator[DocumentRow]:
    """The rows that have a text; areas over several rows have their text in each."""
    above: dict[int, tuple[str, int, int]] = {}  # by column: an area's text, its width, its last row
    for at, values in enumerate(rows, 1):
        texts = [_cell_text(value) for value in values]
        while texts and not texts[-1]:
            texts.pop()
        cells = tuple(_sheet_cells(at, texts, areas, above))
        if any(texts):
            yield DocumentRow(cells, f"лист «{name}», строка {at}")


def _sheet_cells(
    at: int, texts: Sequence[str], areas: _Areas, above: dict[int, tuple[str, int, int]]
) -> Iterator[DocumentCell]:
    column = 0
    while column < len(texts):
        text, span, last = above.get(column, ("", 1, 0))
        merged = last >= at
        if not merged:
            span, height = areas.get((at, column + 1), (1, 1))
            text = texts[column]
            span = min(span, _WIDEST)
            if height > 1:
                above[column] = (text, span, at + height - 1)
        yield DocumentCell(text, span, merged)
        column += span


def _cell_text(value: object) -> str:
    """A value as people see it: days as 12.09.2011, whole numbers without a point."""
    match value:
        case datetime():
            form = "%d.%m.%Y" if value.time() == time() else "%d.%m.%Y %H:%M"
        case date():
            form = "%d.%m.%Y"
        case time():
            form = "%H:%M"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return "" if value is None else tidy(str(value))
    return value.strftime(form)


# What `export` works out by itself beside a deadline, and what else it does.
_OWN_NAME = "Мероприятия"
_DEADLINE = re.compile(r"срок|дата|время|когда", re.IGNORECASE)
_DAYS, _WORKED_OUT = ["Начало", "Конец"], frozenset({"Начало", "Конец", "Роли"})


def _without_worked_out(rows: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
    """The rows of a table that `export` wrote without what it had worked out; others as they are."""
    table = tuple(rows)
    head = [cell.text for cell in table[0].cells] if table else []
    if not any(_DEADLINE.match(text) and head[at : at + 2] == _DAYS for at, text in enumerate(head, 1)):
        return table
    kept = [at for at, text in enumerate(head) if text not in _WORKED_OUT]
    return tuple(
        replace(row, cells=tuple(row.cells[at] for at in kept if at < len(row.cells))) for row in table
    )


def read_csv(text: str) -> Document | None:
    """The document of a CSV text, whatever separates its cells; None if a cell is beyond all measure."""
    separator = _separator(text)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return None
    rows = ((at, [tidy(cell) for cell in line]) for at, line in enumerate(lines, 1))
    table = _without_worked_out(
        DocumentRow(tuple(map(DocumentCell, cells)), f"запись {at}") for at, cells in rows if any(cells)
    )
    return Document((DocumentTable(table),) if table else ())


def _separator(text: str) -> str:
    """What separates the cells: what stands most often in the first lines."""
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])
    return max(_SEPARATORS, key=sample.count)
