"""The report as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.align import Align
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from luzplan.formats.cells import cell_text
from luzplan.formats.registry import Page
from luzplan.formats.widths import GAP, column_widths, full_width
from luzplan.reports.report import Block, Column, Listing, Paragraph, Report, Signatures, Table, Title

_NARROWEST = 80  # columns that a document takes when nothing limits it


def write(report: Report, page: Page) -> str:
    """Set the report for a page; on a page without a width every row is one line."""
    by_columns = _by_columns(report.tables)
    width = page.width or max([_NARROWEST, *(full_width(tables) for tables in by_columns.values())])
    widths = {columns: column_widths(tables, width) for columns, tables in by_columns.items()}
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=page.color, color_system="standard" if page.color else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    for part in _parts(report, widths):
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _by_columns(tables: Sequence[Table]) -> dict[tuple[Column, ...], list[Table]]:
    """Group tables that share columns: they share widths, so that the eye can run down the page."""
    groups: dict[tuple[Column, ...], list[Table]] = {}
    for table in tables:
        if not _is_card(table):
            groups.setdefault(table.columns, []).append(table)
    return groups


def _is_card(table: Table) -> bool:
    return table.key == "card"


def _parts(report: Report, widths: dict[tuple[Column, ...], list[int]]) -> Iterator[RenderableType]:
    if not any(isinstance(block, Title) for block in report.blocks) and not _is_cards(report):
        yield Text(report.title, style="bold")
    shown: tuple[Column, ...] = ()
    for block in report.blocks:
        if isinstance(block, Table) and not _is_card(block):
            yield from _table(block, widths[block.columns], with_heading=block.columns != shown)
            shown = block.columns
        else:
            yield from _block(block)


def _is_cards(report: Report) -> bool:
    return all(_is_card(table) for table in report.tables)


def _block(block: Block) -> Iterator[RenderableType]:
    match block:
        case Table():
            yield _card(block)
        case Signatures():
            yield _signatures(block)
        case Title():
            yield Align.center(Text("\n".join(("", *block.lines)), style="bold", justify="center"))
        case Listing():
            yield _listing(block)
        case Paragraph():
            yield Text("\n".join(("", *block.lines)))


def _table(table: Table, widths: list[int], *, with_heading: bool) -> Iterator[RenderableType]:
    if table.heading:
        yield Text(f"\n{table.heading}", style="bold cyan")
    if not table.rows:
        yield Text(table.empty)
        return
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    if with_heading:
        grid.add_row(*(Text(column.heading, style="bold") for column in table.columns))
        grid.add_row(*(Text("─" * width, style="dim") for width in widths))
    for row in table.rows:
        grid.add_row(*(Text(cell_text(row.get(column.key))) for column in table.columns))
    yield grid


def _card(table: Table) -> RenderableType:
    grid = Grid.grid(padding=(0, GAP, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for row in table.rows:
        for column in table.columns:
            if text := cell_text(row.get(column.key)):
                grid.add_row(Text(column.heading), Text(text))
    outer = Grid.grid()
    outer.add_row(Text(table.title, style="bold cyan"))
    outer.add_row(grid)
    outer.add_row("")
    return outer


def _signatures(block: Signatures) -> RenderableType:
    grid = Grid.grid(expand=True, padding=(0, GAP))
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text("\n".join(block.left)), Text("\n".join(block.right)))
    return grid


def _listing(block: Listing) -> RenderableType:
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(overflow="fold")
    for number, item in enumerate(block.items, 1):
        grid.add_row(Text(f" {number}." if block.numbered else " •"), Text(item))
    outer = Grid.grid()
    outer.add_row(Text(f"\n{block.heading}", style="bold"))
    outer.add_row(grid)
    return outer
