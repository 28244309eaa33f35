"""CSV as a Russian Excel opens it, the lines of a cell in it; TSV with one line a row whatever it holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO

from luzplan.formats import Page
from luzplan.formats.cells import cell_text
from luzplan.reports import PLAN, Report, Table
from luzplan.reports.rows import Cells, Column

# What a table says by its title must stand in the row where every row is on its own.
_TITLED_BY = (
    PLAN,
    Column("phase", "Когда"),
    Column("match", "Названа"),
    Column("role", "Роль"),
    Column("school", "Школа"),
)


def write_tsv(report: Report, page: Page) -> str:
    """Write all tables one under the other."""
    del page  # a line is as wide as its cells
    flat = ("\t".join(" ".join(cell.split()) for cell in row) for row in _rows(report))
    return "".join(f"{line}\n" for line in flat)


def _rows(report: Report) -> Iterator[list[str]]:
    """Heading and rows of all tables; a heading is repeated only where the columns change."""
    last: tuple[Column, ...] = ()
    for table in report.tables:
        rows = table.cells
        columns = _flat_columns(table, rows)
        if columns != last:
            yield [column.heading for column in columns]
        yield from ([cell_text(cells.get(column.key)) for column in columns] for cells in rows)
        last = columns


def _flat_columns(table: Table, rows: list[Cells]) -> tuple[Column, ...]:
    """The columns of a table that stands without its title."""
    shown = {column.key for column in table.columns}
    told = (one for one in _TITLED_BY if one.key not in shown and any(one.key in cells for cells in rows))
    return (*told, *table.columns)


_FORMULA = tuple("=+-@＝＋－＠")  # what begins a formula, also where Excel reads wide letters so
_MONTH = r"""
    (?: (?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[аьяе]? | ма[йя]
      | янв|фев|мар|апр|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec )\.?
"""
# What Excel would show as another day, time or number. A day with its year stays the day that it is.
_MISREAD = re.compile(
    rf"""
      \d+(\s*[./-]\s*\d+)+            # 2.10 is an activity, 1-2 are classes
    | \d{{1,2}}[\s./-]*{_MONTH}         # 15 декабря: of this year
    | {_MONTH}[\s./-]*\d{{1,4}}         # май 2012: the first of May
    | \d+:\d\d(:\d\d)?                # a time
    | 0\d+ | \d{{16,}}                 # loses its zeros, its last digits
    | \d+([.,]\d+)?e[+-]?\d+          # 1e5
    | \(\d+([.,]\d+)?\)               # (5) is -5 to an accountant
    """,
    re.VERBOSE | re.IGNORECASE,
)


def write(report: Report, page: Page) -> bytes:
    """Write the rows as bytes: Excel knows the encoding by the mark, whatever the console's is."""
    del page  # a line is as wide as its cells
    out = StringIO()
    lines = ([_inert(_lined(cell)) for cell in row] for row in _rows(report))
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _lined(text: str) -> str:
    """The lines of a text, which stay in its cell, without odd blanks."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines())


def _inert(cell: str) -> str:
    """Mark as text what a spreadsheet would take for something else; it shows the tab as nothing."""
    if cell.startswith(_FORMULA):
        return f"'{cell}"
    return f"\t{cell}" if _MISREAD.fullmatch(cell) else cell
