"""The report as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.align import Align
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from luzplan.formats.cells import cell_text
from luzplan.formats.pictures.marks import PIPED_WIDTH
from luzplan.formats.pictures.text_gantt import TextGantt
from luzplan.formats.pictures.text_heat import heat_parts
from luzplan.formats.registry import Page
from luzplan.formats.widths import GAP, column_widths, full_width
from luzplan.reports.report import (
    Block,
    Column,
    Gantt,
    HeatMap,
    Listing,
    Paragraph,
    Report,
    Signatures,
    Table,
    Title,
)  # fmt: skip


def write(report: Report, page: Page) -> str:
    """Set the report for a page; on a page without a width every row is one line."""
    by_columns = _by_columns(report.blocks)
    width = page.width or max([_narrowest(report), *(full_width(tables) for tables in by_columns.values())])
    widths = {columns: column_widths(tables, width) for columns, tables in by_columns.items()}
    out = StringIO()
    console = Console(
        file=out, width=width, force_terminal=page.color, color_system="standard" if page.color else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    for part in _parts(report, widths, page):
        console.print(part)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def _narrowest(report: Report) -> int:
    """Give the columns that a page takes when nothing limits it."""
    return PIPED_WIDTH if any(isinstance(block, Gantt | HeatMap) for block in report.blocks) else 80


def _by_columns(blocks: Sequence[Block]) -> dict[tuple[Column, ...], list[Table]]:
    """Group tables that share columns: they share widths, so that the eye can run down the page."""
    groups: dict[tuple[Column, ...], list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table) and not _is_card(block):
            groups.setdefault(block.columns, []).append(block)
    return groups


def _is_card(table: Table) -> bool:
    return table.key == "card"


def _parts(
    report: Report, widths: dict[tuple[Column, ...], list[int]], page: Page
) -> Iterator[RenderableType]:
    if not any(isinstance(block, Title) for block in report.blocks) and not _is_cards(report):
        yield Text(report.title, style="bold")
    shown: tuple[Column, ...] = ()
    for block in report.blocks:
        if isinstance(block, Table) and not _is_card(block):
            yield from _table(block, widths[block.columns], with_heading=block.columns != shown)
            shown = block.columns
        else:
            yield from _block(block, page)


def _is_cards(report: Report) -> bool:
    return all(_is_card(table) for table in report.tables)


def _block(block: Block, page: Page) -> Iterator[RenderableType]:
    match block:
        case Table():
            yield _card(block)
        case Signatures():
            yield _signatures(block)
        case Title():
            yield from _title(block)
        case Listing():
            yield _listing(block)
        case Paragraph():
            yield Text("\n".join(("", *block.lines)))
        case Gantt():
            yield from TextGantt(block, page.width).parts()
        case HeatMap():
            yield from heat_parts(block, page.width)


def _title(title: Title) -> Iterator[RenderableType]:
    yield Align.center(Text("\n".join(("", *title.lines)), style="bold", justify="center"))
    if title.remark:
        yield Align.center(Text(title.remark, style="green"))


def _table(table: Table, widths: list[int], *, with_heading: bool) -> Iterator[RenderableType]:
    if table.heading:
        yield Text.assemble(f"\n{table.heading}", (f"  {table.remark}".rstrip(), "green"), style="bold cyan")
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
