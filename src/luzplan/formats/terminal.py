"""The report as people read it in a terminal."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from luzplan.formats import Page, centred, row_lines, styled, width_of, wrapped
from luzplan.formats.cells import (
    GAP,
    LONGEST_WORD,
    card_texts,
    column_widths,
    filled,
    lengths_in,
    table_texts,
    whole_widths,
)
from luzplan.reports import Block, Card, Gantt, HeatMap, Listing, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.rows import ActivityRow, Column, ColumnKind, Row
from luzplan.reports.wording import title_line

_STATES = {"overdue": "bold red", "done": "green"}  # as in the pictures


def write(report: Report, page: Page) -> str:
    """Set the report for a page, which no line is wider than; no word is lost, unless the page is brief."""
    return "".join(f"{line}\n" for line in _Setting(report, page).lines())


class _Setting:
    """Sets one report: what its blocks have in common is worked out once."""

    def __init__(self, report: Report, page: Page) -> None:
        self._report = report
        self._page = page
        tables = [block for block in report.blocks if isinstance(block, Table)]
        self._texts = {id(table): table_texts(table) for table in tables}
        rows: dict[tuple[Column, ...], list[list[str]]] = {}  # tables that share columns share widths
        for table in tables:
            rows.setdefault(table.columns, []).extend(self._texts[id(table)])
        lengths = {columns: lengths_in(columns, texts) for columns, texts in rows.items()}
        self._width = page.width
        share = column_widths if page.brief else whole_widths
        self._widths = {columns: share(one, self._width) for columns, one in lengths.items()}

    def lines(self) -> Iterator[str]:
        """The whole report, line by line."""
        blocks = self._report.blocks
        if not any(isinstance(block, Title | Card) for block in blocks):
            yield from self._styled(wrapped(title_line(self._report.title), self._width), "bold")
        shown: tuple[Column, ...] = ()
        for block in blocks:
            if isinstance(block, Table):
                yield from self._table(block, with_heading=block.columns != shown)
                shown = block.columns
            else:
                yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Card():
                yield from self._card(block)
            case Signatures():
                half = (self._width - GAP) // 2
                yield from row_lines(("\n".join(block.left), "\n".join(block.right)), (half, half), GAP)
            case Title():
                yield ""
                yield from self._styled(centred(block.lines, self._width), "bold")
                yield from self._styled(centred([block.remark] if block.remark else [], self._width), "green")
            case Listing():
                yield from ("", *self._styled(wrapped(block.heading, self._width), "bold"))
                marker = len(str(len(block.items))) + 2 if block.numbered else 2
                for number, item in enumerate(block.items, 1):
                    mark = f"{number}." if block.numbered else "•"
                    yield from row_lines((mark.rjust(marker), item), (marker, self._width - marker - 1), 1)
            case Paragraph():
                yield from ("", *(part for line in block.lines for part in wrapped(line, self._width)))
            case Gantt() | HeatMap():
                from luzplan.formats.terminal_pictures import picture_lines  # brings rich along

                yield from picture_lines(block, self._page)

    def _table(self, table: Table, *, with_heading: bool) -> Iterator[str]:
        widths, rows = self._widths[table.columns], self._texts[id(table)]
        if table.heading:
            yield from ("", *self._heading(table))
        if table.folded:
            return
        if table.digest or not rows:
            yield from wrapped(table.digest or table.empty, self._width)
            return
        if widths is None:
            for at, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
                yield from [""] if at and self._page.roomy else ()
                yield from self._stacked(table, row, texts)
            return
        numbers = _numbers(table)
        if with_heading:
            headings = [one.heading for one in table.columns]
            yield from self._styled(row_lines(headings, widths, GAP, numbers), "bold")
            yield from self._styled([(" " * GAP).join("─" * width for width in widths)], "dim")
        yield from self._rows(table, rows, widths, numbers)

    def _rows(
        self, table: Table, rows: Sequence[Sequence[str]], widths: Sequence[int], numbers: Container[int]
    ) -> Iterator[str]:
        """Rows one below the other; where some have several lines, a blank one between them."""
        shown = [self._cut(texts, widths) for texts in rows] if self._page.brief else rows
        blocks = [list(row_lines(texts, widths, GAP, numbers)) for texts in shown]
        apart = self._page.roomy and any(len(lines) > 1 for lines in blocks)
        for at, (row, texts, lines) in enumerate(zip(table.rows, rows, blocks, strict=True)):
            if apart and at:
                yield ""
            yield from self._painted(table, row, texts[0], lines)

    def _cut(self, texts: Sequence[str], widths: Sequence[int]) -> list[str]:
        flat = (" ".join(text.split()) for text in texts)
        return [
            text if width_of(text) <= width else wrapped(text, max(width - 1, 1))[0] + "…"
            for text, width in zip(flat, widths, strict=True)
        ]

    def _painted(self, table: Table, row: Row, number: str, lines: list[str]) -> Iterator[str]:
        """What is urgent is red, other rows begin with a number in the colour of their state."""
        if table.urgent:
            yield from self._styled(lines, "red")
        elif self._page.color and lines and isinstance(row, ActivityRow) and lines[0].startswith(number):
            told = any(column.kind in (ColumnKind.STATE, ColumnKind.DONE) for column in table.columns)
            style = _STATES.get(row.state, "cyan") if told else "cyan"
            yield styled(number, style, color=True) + lines[0].removeprefix(number)
            yield from lines[1:]
        else:
            yield from lines

    def _stacked(self, table: Table, row: Row, texts: list[str]) -> Iterator[str]:
        """Set the cells of a row under one another, where the page is too narrow for columns."""
        first, *others = filled(table.columns, texts) or [("", "")]
        if isinstance(row, ActivityRow):
            headings = [column.heading for column in table.columns if column.kind is ColumnKind.ACTIVITY]
            what = next((one for one in others if one[0] in headings), ("", ""))
            room = len(first[1]) + GAP
            title = list(row_lines((first[1], what[1]), (len(first[1]), self._width - room), GAP))
            named = self._named(one for one in others if one != what)
            yield from self._painted(table, row, first[1], [*title, *named])
        else:
            yield from self._styled(wrapped(": ".join(first), self._width), "bold")
            yield from self._named(others)

    def _named(self, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
        for heading, text in fields:
            first, *others = wrapped(f"{heading}: {text}", self._width - 2 * GAP)
            yield from (" " * GAP + first, *(" " * 2 * GAP + line for line in others))

    def _heading(self, table: Table) -> Iterator[str]:
        *before, last = wrapped(table.heading, self._width)
        style = "bold red" if table.urgent else "bold cyan"
        yield from self._styled(before, style)
        fits = width_of(last) + GAP + width_of(table.remark) <= self._width
        remark = self._styled([table.remark] if table.remark else [], "green")
        heading = styled(last, style, color=self._page.color)
        yield from [(" " * GAP).join((heading, *remark))] if fits else (heading, *remark)

    def _card(self, card: Card) -> Iterator[str]:
        style = _STATES.get(card.row.state, "cyan").removeprefix("bold ")
        yield from self._styled(wrapped(title_line(card.title), self._width), f"bold {style}")
        fields = card_texts(card)
        label = max((len(heading) for heading, _ in fields), default=0)
        room = self._width - label - GAP
        if room < LONGEST_WORD:
            yield from self._named(fields)
        else:
            yield from (line for field in fields for line in row_lines(field, (label, room), GAP))
        yield ""

    def _styled(self, lines: Iterator[str] | Sequence[str], style: str) -> Iterator[str]:
        return (styled(line, style, color=self._page.color) for line in lines)


def _numbers(table: Table) -> frozenset[int]:
    """Which of the columns have nothing but whole numbers."""
    rows = [row for row in table.rows if isinstance(row, Mapping)]
    return frozenset(
        at
        for at, column in enumerate(table.columns)
        if rows and len(rows) == len(table.rows) and all(type(row.get(column.key)) is int for row in rows)
    )
