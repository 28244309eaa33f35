"""Tab-separated text: a heading, then one line a row whatever the cells hold."""

from __future__ import annotations

from collections.abc import Iterable

from luzplan.formats.cells import cell_text
from luzplan.formats.registry import Page
from luzplan.reports.report import Cell, Column, Report, Table

# What a table says by its title must stand in the row where every row is on its own.
_TITLED_BY = (
    Column("plan", "План"),
    Column("phase", "Когда"),
    Column("match", "Названа"),
    Column("role", "Роль"),
    Column("school", "Школа"),
)


def write(report: Report, page: Page) -> str:
    """Write all tables one under the other; the heading is repeated only where the columns change."""
    del page  # a line is as wide as its cells
    lines: list[str] = []
    last: tuple[Column, ...] = ()
    for table in report.tables:
        columns = flat_columns(table)
        lines += [_line(column.heading for column in columns)] if columns != last else []
        lines += [_line(row.get(column.key) for column in columns) for row in table.rows]
        last = columns
    return "".join(f"{line}\n" for line in lines)


def flat_columns(table: Table) -> tuple[Column, ...]:
    """Give the columns of a table that stands without its title."""
    shown = {column.key for column in table.columns}
    told = (one for one in _TITLED_BY if one.key not in shown and any(one.key in row for row in table.rows))
    return (*told, *table.columns)


def _line(cells: Iterable[Cell]) -> str:
    return "\t".join(" ".join(cell_text(cell).split()) for cell in cells)
