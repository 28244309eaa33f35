"""The report as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from luzplan.formats import Page
from luzplan.formats.cells import GAP, LONGEST_WORD, cell_text, full_width, whole_word_widths
from luzplan.formats.lines import centred, row_lines, styled, width_of, wrapped
from luzplan.reports.report import (
    Block,
    Column,
    Gantt,
    HeatMap,
    Listing,
    Paragraph,
    Report,
    Row,
    Signatures,
    Table,
    Title,
)

_PAPER = 80  # columns of a page when nothing limits it


def write(report: Report, page: Page) -> str:
    """Set the report for a page; on a page without a width every row is one line."""
    return "".join(f"{line}\n" for line in _Setting(report, page).lines())


def _is_card(block: Block) -> bool:
    return isinstance(block, Table) and block.key == "card"


def _by_columns(blocks: Sequence[Block]) -> dict[tuple[Column, ...], list[Table]]:
    """Group tables that share columns: they share widths, so that the eye can run down the page."""
    groups: dict[tuple[Column, ...], list[Table]] = {}
    for block in blocks:
        if isinstance(block, Table) and not _is_card(block):
            groups.setdefault(block.columns, []).append(block)
    return groups


def _filled(table: Table, row: Row) -> list[tuple[str, str]]:
    """The cells of a row that are not empty, each with its heading."""
    fields = ((one.heading, cell_text(row.get(one.key))) for one in table.columns)
    return [(heading, text) for heading, text in fields if text]


class _Setting:
    """Sets one report: what its blocks have in common is worked out once."""

    def __init__(self, report: Report, page: Page) -> None:
        self._report = report
        self._page = page
        groups = _by_columns(report.blocks)
        self._width = page.width or max([_PAPER, *(full_width(tables) for tables in groups.values())])
        self._widths = {columns: whole_word_widths(tables, self._width) for columns, tables in groups.items()}

    def lines(self) -> Iterator[str]:
        """The whole report, line by line."""
        blocks = self._report.blocks
        if not any(isinstance(block, Title) or _is_card(block) for block in blocks):
            yield from self._styled(wrapped(self._report.title, self._width), "bold")
        shown: tuple[Column, ...] = ()
        for block in blocks:
            if isinstance(block, Table) and not _is_card(block):
                yield from self._table(block, with_heading=block.columns != shown)
                shown = block.columns
            else:
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Table():
                yield from self._card(block)
            case Signatures():
                half = (self._width - GAP) // 2
                yield from row_lines(("\n".join(block.left), "\n".join(block.right)), (half, half), GAP)
            case Title():
                yield from self._title(block)
            case Listing():
                yield from self._listing(block)
            case Paragraph():
                yield from ("", *(part for line in block.lines for part in wrapped(line, self._width)))
            case Gantt() | HeatMap():
                yield from self._picture(block)

    def _picture(self, block: Gantt | HeatMap) -> Iterator[str]:
        from luzplan.formats.terminal import picture_lines

        return picture_lines(block, self._page)

    def _title(self, title: Title) -> Iterator[str]:
        yield ""
        yield from self._styled(centred(title.lines, self._width), "bold")
        yield from self._styled(centred([title.remark] if title.remark else [], self._width), "green")

    def _table(self, table: Table, *, with_heading: bool) -> Iterator[str]:
        widths = self._widths[table.columns]
        if table.heading:
            yield from ("", *self._heading(table))
        if not table.rows:
            yield from wrapped(table.empty, self._width)
            return
        if widths is None:
            yield from (line for row in table.rows for line in self._stacked(table, row))
            return
        if with_heading:
            yield from self._styled(row_lines([one.heading for one in table.columns], widths, GAP), "bold")
            yield from self._styled([(" " * GAP).join("─" * width for width in widths)], "dim")
        for row in table.rows:
            yield from row_lines([cell_text(row.get(one.key)) for one in table.columns], widths, GAP)

    def _stacked(self, table: Table, row: Row) -> Iterator[str]:
        """Set the cells of a row under one another, where the page is too narrow for columns."""
        first, *others = _filled(table, row) or [("", "")]
        yield from self._styled(wrapped(": ".join(first), self._width), "bold")
        yield from self._named(others)

    def _named(self, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
        for heading, text in fields:
            first, *others = wrapped(f"{heading}: {text}", self._width - 2 * GAP)
            yield from (" " * GAP + first, *(" " * 2 * GAP + line for line in others))

    def _heading(self, table: Table) -> Iterator[str]:
        *before, last = wrapped(table.heading, self._width)
        yield from self._styled(before, "bold cyan")
        fits = width_of(last) + GAP + width_of(table.remark) <= self._width
        remark = self._styled([table.remark] if table.remark else [], "green")
        heading = styled(last, "bold cyan", color=self._page.color)
        yield from [(" " * GAP).join((heading, *remark))] if fits else (heading, *remark)

    def _card(self, table: Table) -> Iterator[str]:
        yield from self._styled(wrapped(table.title, self._width), "bold cyan")
        for row in table.rows:
            fields = _filled(table, row)
            label = max((len(heading) for heading, _ in fields), default=0)
            room = self._width - label - GAP
            if room < LONGEST_WORD:
                yield from self._named(fields)
                continue
            for heading, text in fields:
                yield from row_lines((heading, text), (label, room), GAP)
        yield ""

    def _listing(self, block: Listing) -> Iterator[str]:
        yield from ("", *self._styled(wrapped(block.heading, self._width), "bold"))
        marker = len(str(len(block.items))) + 2 if block.numbered else 2
        for number, item in enumerate(block.items, 1):
            mark = f"{number}." if block.numbered else "•"
            yield from row_lines((mark.rjust(marker), item), (marker, self._width - marker - 1), 1)

    def _styled(self, lines: Iterator[str] | Sequence[str], style: str) -> Iterator[str]:
        return (styled(line, style, color=self._page.color) for line in lines)
