"""An Excel workbook: a sheet for all tables with the same columns, real dates, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text
from luzplan.reports import Report, Table
from luzplan.reports.rows import END, START, Cell, Cells, Column, ColumnKind
from luzplan.reports.wording import title_line
from luzplan.russian import quote
from luzplan.text import visible

_WIDTHS = {
    "number": 6, "id": 7, "section": 24, "section_title": 24, "what": 60, "text": 90, "name": 44, "when": 22,
    "start": 12, "end": 12, "key": 24, "where": 22, "who": 28, "executors": 32, "done": 12, "plan": 24,
}  # fmt: skip
_USUAL_WIDTH = 18  # characters
_PART = Column("part", "Раздел")
# The rest of a whole plan under the keys of its file, which `import` reads back.
HEAD_SHEET, HEAD_COLUMNS = "План", (Column("key", "Ключ"), Column("text", "Текст"))
_FIRST_DAY = date(1900, 3, 1)  # Excel's calendar has a 29 February 1900, and nothing before that year
_LONG_AGO = datetime(1980, 1, 1)
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9
_LINE, _HIGHEST = 15, 409  # points; the highest row Excel can have
_WORDS_END_EARLY = 1.15  # a line is seldom filled to its end
_LONGEST_NAME = 31  # characters of a sheet's name
_LONGEST_TEXT = 32_767  # characters of a cell, as UTF-16 counts them


def write(report: Report, _page: Page) -> bytes:
    """Write the tables; the same report gives the same bytes."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True, **_PLAIN}) as book:
        book.set_properties({"title": visible(title_line(report.title)), "created": _LONG_AGO})
        writer = _Writer(book)
        groups: dict[tuple[Column, ...], list[Table]] = {}
        for table in report.tables:
            at = next((at for at, one in enumerate(table.columns, 1) if one.kind is ColumnKind.DEADLINE), 0)
            days = (START, END) if at and START not in table.columns else ()  # beside every deadline
            groups.setdefault((*table.columns[:at], *days, *table.columns[at:]), []).append(table)
        for columns, tables in groups.items():
            # By its table; where it has several, or one without a title, by what it is about.
            title = "Мероприятия" if len(tables) > 1 else tables[0].title or title_line(report.title)
            writer.add_sheet(visible(title), columns, tables)
        if report.head:
            rows: tuple[Cells, ...] = tuple({"key": key, "text": text} for key, text in _flat(report.head))
            writer.add_sheet(HEAD_SHEET, HEAD_COLUMNS, [Table(HEAD_SHEET, HEAD_COLUMNS, rows)])
    return file.getvalue()


def _flat(head: object, path: str = "") -> Iterator[tuple[str, str]]:
    """The texts of a plan's head, each with its keys and places: «approval/agreed/by», «goals/2»."""
    match head:
        case dict():
            pairs = list(head.items())
        case list():
            pairs = list(enumerate(head, 1))
        case _:
            yield path, str(head)
            return
    for key, value in pairs:
        yield from _flat(value, f"{path}/{key}" if path else str(key))


def _width(column: Column) -> int:
    return _WIDTHS.get(column.key, _USUAL_WIDTH)


def _height(texts: Iterable[str], widths: Iterable[int]) -> float:
    """The height of a row, in points, by its texts and the widths of their columns.

    Excel would find it by itself when it opens the file, other programs do not.
    """
    lines = (
        sum(ceil((len(part) or 1) * _WORDS_END_EARLY / width) for part in text.splitlines())
        for text, width in zip(texts, widths, strict=True)
    )
    return min(max([1, *lines]) * _LINE, _HIGHEST)


def _check_length(text: str) -> None:
    """Refuse what a cell of Excel cannot hold: it would be cut, or left out."""
    if (length := len(text.encode("utf-16-le")) // 2) > _LONGEST_TEXT:
        beginning = quote(f"{text[:40].rstrip()}…")
        limit = f"В ячейку Excel входит {_LONGEST_TEXT} знаков, а в тексте {beginning} их {length}."
        raise UnsuitableFormat(f"{limit} Сократите его или выберите csv, docx, html.")


class _Writer:
    """Writes sheets into a book, each once it has a name that Excel takes."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._names: set[str] = set()
        usual = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#BFBFBF"}
        self._text = book.add_format(usual)
        self._number = book.add_format({**usual, "align": "left"})
        self._day = book.add_format({**usual, "num_format": "dd.mm.yyyy", "align": "left"})
        self._head = book.add_format({**usual, "bold": True, "bg_color": "#E7E6E6", "valign": "vcenter"})

    def add_sheet(self, title: str, columns: tuple[Column, ...], tables: Sequence[Table]) -> None:
        """Write tables one under the other; where there are several, each row says in which it stands."""
        if len(tables) > 1:
            columns = (_PART, *columns)
        rows = [{_PART.key: table.title, **cells} for table in tables for cells in table.cells]
        sheet = self._book.add_worksheet(self._name(title))
        self._set_up(sheet, columns, len(rows))
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.heading, self._head)
        for line, row in enumerate(rows, 1):
            cells = [row.get(column.key) for column in columns]
            sheet.set_row(line, _height(map(cell_text, cells), map(_width, columns)))
            for at, cell in enumerate(cells):
                self._write(sheet, line, at, cell)

    def _set_up(self, sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
        for at, column in enumerate(columns):
            sheet.set_column(at, at, _width(column))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, rows, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=0.6, right=0.4, top=0.5, bottom=0.6)  # inches
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)  # one page wide, as long as it takes
        sheet.set_footer("&C&P / &N")

    def _write(self, sheet: Worksheet, line: int, at: int, cell: Cell) -> None:
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            sheet.write_datetime(line, at, datetime.combine(cell, time()), self._day)
        elif isinstance(cell, int) and not isinstance(cell, bool):
            sheet.write_number(line, at, cell, self._number)
        elif text := cell_text(cell):
            _check_length(text)
            sheet.write_string(line, at, text, self._text)
        else:
            sheet.write_blank(line, at, None, self._text)

    def _name(self, title: str) -> str:
        """The title without what Excel refuses, shortened, and unlike the names that are taken."""
        plain = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split())[:_LONGEST_NAME] or "Лист"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        self._names.add(name.casefold())
        return name
