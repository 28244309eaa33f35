"""Tables without pages: Excel workbooks and CSV."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import repeat
from typing import TYPE_CHECKING

from luzplan.documents import (
    HIDDEN,
    STRUCK,
    STRUCK_ROW,
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    Remark,
    is_whole_row,
    marked,
    reading_file,
    tidy,
)
from luzplan.documents.days import day_as_shown
from luzplan.documents.reading import TOO_WIDE, WIDEST
from luzplan.documents.sheets import without_repeats
from luzplan.documents.transcript import KEYS, head_of_cells
from luzplan.documents.years import find_year

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_DEFAULT_NAME = re.compile(r"(?:лист|sheet|table)\s*\d*", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
# What keeps a spreadsheet from taking a text for a formula; the time of a day that a program wrote.
_NO_TEXT = re.compile(r"^'(?='*[-=+@＝＋－＠])|(?<=^\d{4}-\d\d-\d\d) 00:00(?::00)?$")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NO_VALUES = frozenset({"#NAME?", "#NULL!", "#DIV/0!", "#REF!", "#VALUE!", "#NUM!", "#N/A"})
_TYPED = "формулы, у которых нет значения, прочитаны как текст"
_SIGNED = re.compile(r"^=(?=[-+])")  # Excel puts it before a sign that a text was begun with
_SEPARATORS = ";\t,"
_SAMPLE = 20  # lines
# The corner of a merged area, and how many columns and rows it takes.
_Areas = dict[tuple[int, int], tuple[int, int]]


def read_workbook(data: bytes) -> Document:
    """The document of an .xlsx, a table for each visible sheet.

    Cells more than a hundred columns away from the edge are not read, which is noticed. Raises
    ModuleNotFoundError if the library for workbooks is not installed.
    """
    import openpyxl

    # Read row by row: a lone cell in the last row of a sheet would else fill the memory.
    with reading_file():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        head = next((_head(one) for one in sheets if one.title == _HEAD_SHEET), {})
        if head:
            sheets = [one for one in sheets if one.title == _OWN_NAME]
        notices: list[Remark] = []
        read = ((one.title, _sheet(one, formulas, package, notices)) for one in sheets)
        tables = [(_own_name(title), rows) for title, rows in read if rows]
    several = len(tables) > 1
    parts = without_repeats(tables) if several else tables
    blocks = [block for name, rows in parts for block in _named(name if several else "", rows)]
    if len(blocks) == 1 and isinstance(blocks[0], DocumentTable) and _is_own(blocks[0].rows):
        blocks[0], sections = _by_sections(blocks[0].rows)
        told = head.get("sections")
        whole = told if isinstance(told, dict) else {}
        head = {**head, "sections": {number: whole.get(number, {}) | one for number, one in sections.items()}}
    return Document(tuple(blocks), head=head, notices=tuple(notices))


def _head(sheet: ReadOnlyWorksheet) -> Mapping[str, object]:
    """What `export` wrote of the plan beside its rows, empty if the sheet is another."""
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(max_col=2, values_only=True)]
    if not rows or rows[0] != _HEAD:
        return {}
    head = head_of_cells((key, text) for key, text in rows[1:] if key and text)
    headings = head.get("headings")
    words = {"columns": "", **headings} if isinstance(headings, dict) else ""
    return {**dict.fromkeys(KEYS, ""), **head, "headings": words} if head else {}


def _own_name(name: str) -> str:
    """The name of a sheet, empty if nobody gave it one."""
    return "" if _DEFAULT_NAME.fullmatch(name) or name == _OWN_NAME else name


def _named(name: str, rows: tuple[DocumentRow, ...]) -> Iterator[Block]:
    """A sheet's table, below its name if it has one."""
    if name:
        yield DocumentParagraph(name, parts=(name,), prominent=2, apart=True, place=f"лист «{name}»")
    yield DocumentTable(rows)


def _sheet(
    sheet: ReadOnlyWorksheet, formulas: Workbook, package: zipfile.ZipFile, notices: list[Remark]
) -> tuple[DocumentRow, ...]:
    xml = package.read(sheet._worksheet_path)
    texts = _narrowed(sheet, _rows_of(formulas[sheet.title]) if _FORMULA.search(xml) else repeat(()), notices)
    rows = tuple(_sheet_rows(sheet.title, texts, _areas(xml)))
    hidden = [int(found[1]) for found in _HIDDEN_ROW.finditer(xml)]
    struck = {one.place for one in notices if one.message.startswith(STRUCK_ROW)}
    rows = tuple(replace(row, struck=True) if row.place in struck else row for row in rows)
    filled = {row.place: " ".join(cell.text for cell in row.filled) for row in rows} if hidden else {}
    for place in (_place(sheet.title, at) for at in hidden):
        notices += marked(HIDDEN, filled.get(place, ""), place)
    return rows


def _narrowed(
    sheet: ReadOnlyWorksheet, formulas: Iterable[Sequence[ReadOnlyCell]], notices: list[Remark]
) -> Iterator[Sequence[str]]:
    """The texts of a sheet's rows without cells too far from its edge; these and what is odd are noticed."""
    is_told = is_typed = False
    strikes = any(font.strike for font in sheet.parent._fonts)
    for at, (cells, typed) in enumerate(zip(_rows_of(sheet), formulas, strict=False), 1):
        place = _place(sheet.title, at)
        if not is_told and any(map(_cell_text, cells[WIDEST:])):
            is_told = True
            notices.append(Remark(TOO_WIDE, place))
        near = cells[:WIDEST]
        texts = list(map(_cell_text, near))
        for column, text in _typed(near, typed):
            texts[column] = text
            notices += [] if is_typed else [Remark(_TYPED, place)]
            is_typed = True
        if strikes:
            struck = " ".join(
                text for cell, text in zip(near, texts, strict=True) if text and cell.font.strike
            )
            said = STRUCK_ROW if is_whole_row(struck, "".join(texts)) else STRUCK
            notices += marked(said, struck, place)
        yield texts


def _typed(cells: Sequence[ReadOnlyCell], formulas: Sequence[ReadOnlyCell]) -> Iterator[tuple[int, str]]:
    """What people typed where Excel took it for a formula and found no value, by its column.

    «-Подготовка» is such a text: with a sign before them words are names to Excel, which nobody has defined.
    """
    for column, (cell, formula) in enumerate(zip(cells, formulas, strict=False)):
        text = getattr(formula.value, "text", formula.value)  # of an array
        is_formula = isinstance(text, str) and text.startswith("=")
        if is_formula and (cell.value is None or cell.value in _NO_VALUES):
            yield column, tidy(_SIGNED.sub("", text))


def _rows_of(sheet: ReadOnlyWorksheet) -> Iterator[tuple[ReadOnlyCell, ...]]:
    sheet.reset_dimensions()
    with reading_file():
        yield from sheet.iter_rows()


def _place(sheet: str, row: int) -> str:
    return f"лист «{sheet}», строка {row}"


def _areas(xml: bytes) -> _Areas:
    from openpyxl.utils.cell import range_boundaries

    bounds = (range_boundaries(found[1].decode("ascii")) for found in _MERGED.finditer(xml))
    # One that ends before it begins is refused by the library, but not before the last row.
    return {
        (top, left): (right - left + 1, bottom - top + 1)
        for left, top, right, bottom in bounds
        if left <= right and top <= bottom
    }


def _sheet_rows(name: str, rows: Iterable[Sequence[str]], areas: _Areas) -> Iterator[DocumentRow]:
    """The rows that have a text; areas over several rows have their text in each."""
    above: dict[int, tuple[str, int, int]] = {}  # by column: an area's text, its width, its last row
    for at, texts in enumerate(rows, 1):
        filled = [column for column, text in enumerate(texts, 1) if text]
        width = max([0, *filled, *(column + 1 for column, (_, _, last) in above.items() if last >= at)])
        cells = tuple(_sheet_cells(at, [*texts, *[""] * width][:width], areas, above))
        if any(texts):
            yield DocumentRow(cells, _place(name, at))


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
            span = min(span, WIDEST)
            if height > 1:
                above[column] = (text, span, at + height - 1)
        yield DocumentCell(text, span, merged)
        column += span


def _cell_text(cell: ReadOnlyCell) -> str:
    """A value as people see it: days as 12.09.2011, whole numbers without a point."""
    match cell.value:
        case None:
            return ""
        case datetime() as value:
            clock = "" if value.time() == time() else value.strftime(" %H:%M")
            return f"{day_as_shown(value, cell.number_format)}{clock}"
        case date() as value:
            return day_as_shown(value, cell.number_format)
        case time() as value:
            return value.strftime("%H:%M")
        case float() as value if value.is_integer():
            return str(int(value))
        case value:
            return tidy(str(value))


# What `export` works out by itself beside a deadline, and its sheets.
_OWN_NAME, _HEAD_SHEET, _HEAD = "Мероприятия", "План", ["Ключ", "Текст"]
_DEADLINE = re.compile(r"срок|дата|время|когда", re.IGNORECASE)
_NUMBER, _SECTION, _DAYS = "№", "Раздел", ["Начало", "Конец"]
_OWN_COLUMNS = ("Раздел", "Мероприятие", "Срок", "Место", "Исполнители", "Выполнено", "Заметка")
_WORKED_OUT = frozenset({_NUMBER, *_DAYS, "Роли"})


def _is_own(rows: Sequence[DocumentRow]) -> bool:
    """Whether `export` wrote the table: beside the deadlines stand their first and last days."""
    head = [cell.text for cell in rows[0].cells] if rows else []
    return any(_DEADLINE.match(text) and head[at : at + 2] == _DAYS for at, text in enumerate(head, 1))


def _by_sections(rows: Sequence[DocumentRow]) -> tuple[DocumentTable, dict[str, dict[str, str]]]:
    """A table that `export` wrote without what it had worked out, and its sections by their numbers.

    Its column of sections has these numbers, since titles may come twice; a section without rows is only
    among the sections.
    """
    heads = [cell.text for cell in rows[0].cells]
    kept = [at for at, text in enumerate(heads) if text not in (*_WORKED_OUT, _SECTION)]
    sections: dict[str, dict[str, str]] = {}
    number = ""
    own = [DocumentRow((DocumentCell(_SECTION), *(rows[0].cells[at] for at in kept)), rows[0].place)]
    for row in rows[1:]:
        texts = dict(zip(heads, (cell.text for cell in row.cells), strict=False))
        title, before = texts.get(_SECTION, ""), number
        number = texts.get(_NUMBER, "").partition(".")[0]
        if not number.isdigit():  # somebody added the row
            same = before in sections and sections[before]["title"] == title
            number = before if same else f"{before} {title}"
        section = sections.setdefault(number, {"title": title, "rows": "0"})
        cells = [row.cells[at] for at in kept if at < len(row.cells)]
        if any(cell.text for cell in cells):
            section["rows"] = str(int(section["rows"]) + 1)
            own.append(DocumentRow((DocumentCell(number), *cells), row.place))
    return DocumentTable(tuple(own)), sections


def _year_of(rows: Sequence[DocumentRow]) -> Mapping[str, object]:
    """The year of a plan by the first days that `export` worked out of its deadlines."""
    at = [cell.text for cell in rows[0].cells].index(_DAYS[0])
    days = [row.cells[at].text for row in rows[1:] if at < len(row.cells)]
    found = find_year((), days)
    return {"year": str(found.year)} if found else {}


def read_csv(text: str) -> Document:
    """The document of a CSV text, whatever separates its cells."""
    sample = "\n".join(text.split("\n", _SAMPLE)[:_SAMPLE])
    separator = max(_SEPARATORS, key=sample.count)
    with reading_file():
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    rows = ((at, [tidy(_NO_TEXT.sub("", cell)) for cell in line]) for at, line in enumerate(lines, 1))
    table = tuple(
        DocumentRow(tuple(map(DocumentCell, cells)), f"запись {at}") for at, cells in rows if any(cells)
    )
    if not _is_own(table):
        return Document((DocumentTable(table),) if table else ())
    own, sections = _by_sections(table)
    # The words of its own head are those of `export`, and the days that it worked out tell the year.
    further = [cell.text for cell in table[0].cells if cell.text not in (*_WORKED_OUT, *_OWN_COLUMNS)]
    told = {"columns": further} if further else {}
    return Document((own,), head={"headings": "", "sections": sections, **told, **_year_of(table)})
