"""Tab-separated text: a heading, then one line a row whatever the cells hold."""

from __future__ import annotations

from collections.abc import Iterator

from luzplan.formats.cells import flat_text
from luzplan.formats.registry import Page
from luzplan.reports.report import Column, Report, Table

# What a table says by its title must stand in the row where every row is on its own.
_TITLED_BY = (
    Column("plan", "План"),
    Column("phase", "Когда"),
    Column("match", "Названа"),
    Column("role", "Роль"),
    Column("school", "Школа"),
)


def write(report: Report, page: Page) -> str:
    """Write all tables one under the other."""
    del page  # a line is as wide as its cells
    return "".join("\t".join(line) + "\n" for line in flat_lines(report))


def flat_lines(report: Report) -> Iterator[list[str]]:
    """Give heading and rows of all tables; a heading is repeated only where the columns change."""
    last: tuple[Column, ...] = ()
    for table in report.tables:
        columns = flat_columns(table)
        if columns != last:
            yield [flat_text(column.heading) for column in columns]
        yield from ([flat_text(row.get(column.key)) for column in columns] for row in table.rows)
        last = columns


def flat_columns(table: Table) -> tuple[Column, ...]:
    """Give the columns of a table that stands without its title."""
    shown = {column.key for column in table.columns}
    told = (one for one in _TITLED_BY if one.key not in shown and any(one.key in row for row in table.rows))
    return (*told, *table.columns)
