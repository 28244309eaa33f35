"""Tab-separated text: a heading, then one line a row whatever the cells hold."""

from __future__ import annotations

from luzplan.formats.cells import cell_text
from luzplan.formats.registry import Page
from luzplan.reports.report import Cell, Report, Table


def write(report: Report, page: Page) -> str:
    """Write all tables one under the other; the heading is repeated only where the columns change."""
    del page  # a line is as wide as its cells
    lines: list[str] = []
    last: tuple[str, ...] = ()
    for table in report.tables:
        headings = tuple(column.heading for column in table.columns)
        lines += ["\t".join(map(_flat, headings))] if headings != last else []
        lines += _rows(table)
        last = headings
    return "".join(f"{line}\n" for line in lines)


def _rows(table: Table) -> list[str]:
    return ["\t".join(_flat(row.get(column.key)) for column in table.columns) for row in table.rows]


def _flat(cell: Cell) -> str:
    return " ".join(cell_text(cell).split())
