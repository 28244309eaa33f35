"""Excel workbooks: a table for each sheet, and what all sheets say once."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

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
    set_aside,
    tidy,
)
from luzplan.documents.reading import TOO_WIDE, WIDEST
from luzplan.documents.sheets import without_repeats
from luzplan.documents.transcript import KEYS, head_of_cells, own_table
from luzplan.russian import MONTHS, MONTHS_OF

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_DEFAULT_NAME = re.compile(r"(?:лист|sheet|table)\s*\d*", re.IGNORECASE)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*?\bhidden="(?:1|true)")[^>]*?\br="(\d{1,7})"')
_INLINE = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]{1,3}\d{1,7})"[^>]*>\s*(<is>(?:(?!</is>).)*?<strike(?:(?!</is>).)*</is>)',
    re.DOTALL,
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_NO_VALUES = frozenset({"#NAME?", "#NULL!", "#DIV/0!", "#REF!", "#VALUE!", "#NUM!", "#N/A"})
_TYPED = "формулы, у которых нет значения, прочитаны как текст"
_SIGNED = re.compile(r"^=(?=[-+])")  # Excel puts it before a sign that a text was begun with
# The corner of a merged area, and how many columns and rows it takes.
_Areas = dict[tuple[int, int], tuple[int, int]]
# What `export` works out by itself beside a deadline, and its sheets.
_OWN_NAME, _HEAD_SHEET, _HEAD = "Мероприятия", "План", ["Ключ", "Текст"]
_NO_CODE = re.compile(r"\[[^\]]*\]|\\.|;.*")
_BEFORE_CODES = re.compile(r'\s*"([^"]*)"')


def read_workbook(data: bytes) -> Document:
    """The document of an .xlsx, a table for each visible sheet.

    Cells more than a hundred columns away from the edge are not read, which is noticed. Raises
    ModuleNotFoundError if the library for workbooks is not installed.
    """
    import openpyxl

    # Read row by row: a lone cell in the last row of a sheet would else fill the memory.
    with reading_file():
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, rich_text=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        head = next((_head(one) for one in sheets if one.title == _HEAD_SHEET), {})
        if head:
            sheets = [one for one in sheets if one.title == _OWN_NAME]
        notices: list[Remark] = []
        read = ((one.title, _sheet(one, formulas, package, notices)) for one in sheets)
        tables = [
            ("" if _DEFAULT_NAME.fullmatch(title) or title == _OWN_NAME else title, rows)
            for title, rows in read
            if rows
        ]
    blocks: list[Block] = []
    for name, rows in without_repeats(tables) if len(tables) > 1 else [("", rows) for _, rows in tables]:
        if name:
            heading = DocumentParagraph(name, "", (name,), prominent=2, apart=True, place=f"лист «{name}»")
            blocks.append(heading)
        blocks.append(DocumentTable(rows))
    first = blocks[0] if len(blocks) == 1 else None
    if isinstance(first, DocumentTable) and (own := own_table(first.rows)):
        blocks[0], sections = own
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


def _sheet(
    sheet: ReadOnlyWorksheet, formulas: Workbook, package: zipfile.ZipFile, notices: list[Remark]
) -> tuple[DocumentRow, ...]:
    from openpyxl.utils.cell import range_boundaries

    xml = package.read(sheet._worksheet_path)
    typed = _rows_of(formulas[sheet.title]) if _FORMULA.search(xml) else repeat(())
    texts = _narrowed(sheet, typed, notices, dict(_inline_struck(xml)))
    bounds = (range_boundaries(found[1].decode("ascii")) for found in _MERGED.finditer(xml))
    # One that ends before it begins is refused by the library, but not before the last row.
    areas = {
        (top, left): (right - left + 1, bottom - top + 1)
        for left, top, right, bottom in bounds
        if left <= right and top <= bottom
    }
    rows = tuple(_sheet_rows(sheet.title, texts, areas))
    hidden = [int(found[1]) for found in _HIDDEN_ROW.finditer(xml)]
    filled = {row.place: " ".join(cell.text for cell in row.filled) for row in rows} if hidden else {}
    for place in (_place(sheet.title, at) for at in hidden):
        notices += marked(HIDDEN, filled.get(place, ""), place)
    return rows


class _Texts(NamedTuple):
    """The texts of a row, those that are struck through in parts of its cells, whether all of it is."""

    texts: Sequence[str]
    aside: tuple[str, ...] = ()
    struck: bool = False


def _narrowed(
    sheet: ReadOnlyWorksheet,
    formulas: Iterable[Sequence[ReadOnlyCell]],
    notices: list[Remark],
    inline: Mapping[str, CellRichText],
) -> Iterator[_Texts]:
    """The texts of a sheet's rows without cells too far from its edge; these and what is odd are noticed.

    ``inline`` are texts that the library reads as plain ones, by the coordinates of their cells.
    """
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
        aside, whole = [], []
        for column, (text, kept) in _struck(near, texts, inline, strikes=strikes):
            if told := set_aside(STRUCK, text, kept, place):
                texts[column] = tidy(kept)
                aside.append(told[0])
                notices.append(told[1])
            else:
                whole.append(text)
        is_struck = is_whole_row(" ".join(whole), "".join(texts))
        notices += marked(STRUCK_ROW if is_struck else STRUCK, " ".join(whole), place)
        yield _Texts(texts, tuple(aside), is_struck)


def _inline_struck(xml: bytes) -> Iterator[tuple[str, CellRichText]]:
    """The texts that stand in a sheet itself with something in them struck through, by their coordinates."""
    from lxml import etree
    from openpyxl.cell.rich_text import CellRichText

    for found in _INLINE.finditer(xml) if b"<strike" in xml else ():
        text = found[2].replace(b"<is>", f'<is xmlns="{_MAIN}">'.encode(), 1)
        with reading_file():
            yield found[1].decode("ascii"), CellRichText.from_tree(etree.fromstring(text))


def _struck(
    cells: Sequence[ReadOnlyCell], texts: Sequence[str], inline: Mapping[str, CellRichText], *, strikes: bool
) -> Iterator[tuple[int, tuple[str, str]]]:
    """What is struck through in cells, and what is not, by their columns."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    for column, cell in enumerate(cells):
        value = inline.get(cell.coordinate, cell.value) if texts[column] else None
        if isinstance(value, CellRichText):
            parts: tuple[list[str], list[str]] = ([], [])
            for part in value:
                parts[not (isinstance(part, TextBlock) and part.font.strike)].append(str(part))
            yield from [(column, ("".join(parts[0]), "".join(parts[1])))] if parts[0] else []
        elif strikes and texts[column] and cell.font.strike:
            yield column, (texts[column], "")


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


def _sheet_rows(name: str, rows: Iterable[_Texts], areas: _Areas) -> Iterator[DocumentRow]:
    """The rows that have a text; areas over several rows have their text in each."""
    above: dict[int, tuple[str, int, int]] = {}  # by column: an area's text, its width, its last row
    for at, (texts, aside, struck) in enumerate(rows, 1):
        filled = [column for column, text in enumerate(texts, 1) if text]
        width = max([0, *filled, *(column + 1 for column, (_, _, last) in above.items() if last >= at)])
        cells = tuple(_sheet_cells(at, [*texts, *[""] * width][:width], areas, above))
        if any(texts):
            yield DocumentRow(cells, _place(name, at), aside, struck)


def _sheet_cells(
    at: int, texts: Sequence[str], areas: _Areas, above: dict[int, tuple[str, int, int]]
) -> Iterator[DocumentCell]:
    column = 0
    while column < len(texts):
        text, span, last = above.get(column, ("", 1, 0))
        merged = last >= at
        if not merged:
            span, height = areas.get((at, column + 1), (1, 1))
            text, span = texts[column], min(span, WIDEST)
            above |= {column: (text, span, at + height - 1)} if height > 1 else {}
        yield DocumentCell(text, span, merged)
        column += span


def _cell_text(cell: ReadOnlyCell) -> str:
    """A value as people see it: days as 12.09.2011, whole numbers without a point."""
    match cell.value:
        case None:
            return ""
        case datetime() as value:
            clock = "" if value.time() == time() else value.strftime(" %H:%M")
            return f"{_day_as_shown(value, cell.number_format)}{clock}"
        case date() as value:
            return _day_as_shown(value, cell.number_format)
        case time() as value:
            return value.strftime("%H:%M")
        case float() as value if value.is_integer():
            return str(int(value))
        case value:
            return tidy(str(value))


def _day_as_shown(day: date, form: str) -> str:
    """A day as its format shows it: with no year that is not shown, and words that stand before it.

    A month without a day is one that somebody typed without, unless the value has another day than its first.
    """
    bare = _NO_CODE.sub("", form)
    words = found[1] if (found := _BEFORE_CODES.match(bare)) else ""
    codes = re.sub(r'"[^"]*"', "", bare).casefold()
    if day.day == 1 and not re.search("[dд]", codes):
        shown = f"{MONTHS[day.month - 1]} {day.year}" if re.search("[yг]", codes) else MONTHS[day.month - 1]
    elif re.search("[yг]", codes):
        shown = day.strftime("%d.%m.%Y")
    else:
        shown = f"{day.day} {MONTHS_OF[day.month - 1]}"
    return f"{words}{shown}"
