"""The load of the months in characters: counts, the larger the darker."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from luzplan.formats.cells import cell_text
from luzplan.formats.pictures.marks import heat_level, with_totals
from luzplan.reports.report import Cell, HeatMap, Row

# By level; the shades tell the same as the colours.
_SHADES = (" ", "░", "▒", "▓", "█")
_STYLES = ("dim", "", "yellow", "bold yellow", "bold red")
_ROOMY = 80  # columns from which there is a place for shades and for all in one line


def heat_parts(heat: HeatMap, width: int | None) -> Iterator[RenderableType]:
    """Set the map for a page of this width; None is as wide as needed."""
    yield Text(f"\n{heat.table.heading}" if heat.table.heading else "", "bold")
    yield from _roomy(heat) if width is None or width >= _ROOMY else _narrow(heat)
    if heat.table.remark:
        yield Text(f"\n{heat.table.remark.capitalize()}", "green")


def _roomy(heat: HeatMap) -> Iterator[RenderableType]:
    head, *columns = heat.table.columns
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(overflow="fold")
    for column in columns:
        grid.add_column(justify="right", no_wrap=column.key in heat.months)
    grid.add_row(*(Text(column.heading, "bold") for column in heat.table.columns))
    *rows, total = with_totals(heat).rows
    for row in rows:
        counts = (_count(row, column.key, heat) for column in columns)
        grid.add_row(Text(cell_text(row[head.key])), *counts)
    grid.add_row()
    grid.add_row(
        Text(cell_text(total[head.key]), "bold"), *(Text(_digits(total[one.key]), "bold") for one in columns)
    )
    yield grid


def _count(row: Row, key: str, heat: HeatMap) -> Text:
    count = row[key]
    if key not in heat.months or not isinstance(count, int):
        return Text(_digits(count))
    level = heat_level(count, heat)
    return Text(f"{_SHADES[level]}{_digits(count):>2}", _STYLES[level])


def _narrow(heat: HeatMap) -> Iterator[RenderableType]:
    """Give each row two lines: whose it is with the sums, and the months."""
    head, *_ = heat.table.columns
    names = (column.heading[0].upper() for column in heat.table.columns if column.key in heat.months)
    yield Text("".join(f"{name:>3}" for name in names), "bold")
    for row in with_totals(heat).rows:
        sums = (
            f"{column.heading} {row[column.key]}"
            for column in heat.table.columns
            if column is not head and column.key not in heat.months and row[column.key]
        )
        yield Text.assemble((cell_text(row[head.key]), "bold"), f" · {', '.join(sums)}")
        yield Text("".join(f"{_digits(row[month]):>3}" for month in heat.months))


def _digits(count: Cell) -> str:
    """Write a count; nothing is a dot, so that the eye finds the numbers."""
    return str(count) if count else "·"
