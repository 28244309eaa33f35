"""Markdown as GitHub and GitLab read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from luzplan.formats import Page
from luzplan.formats.cells import card_texts, cell_text, flat_text
from luzplan.formats.json import to_comment
from luzplan.reports import Block, Card, Gantt, HeatMap, Listing, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.rows import Cell
from luzplan.reports.words import title_line

_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_LINE_START = re.compile(r"^(\d*)([-+#.)])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(report: Report, page: Page) -> str:
    """Write the blocks one after the other, an empty line between them."""
    del page  # whoever shows it breaks the lines
    titled = any(isinstance(block, Title) for block in report.blocks)
    parts = [] if titled else [f"# {inline(title_line(report.title))}"]
    parts += [part for block in report.blocks for part in _block(block)]
    parts += [to_comment(report.head)] if report.head else []
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Table():
            yield from _table(block)
        case Card():
            yield f"## {inline(title_line(block.title))}"
            yield "\n".join(f"- **{inline(heading)}:** {inline(text)}" for heading, text in card_texts(block))
        case Gantt():
            yield from (part for table in block.tables for part in _table(table))
        case HeatMap():
            yield from _table(block.table._replace(rows=block.with_totals))
        case Title():
            yield f"# {inline(' '.join(block.lines))}"
            yield _remark(block.remark)
        case Signatures():
            yield from (_lines(side) for side in (block.left, block.right))
        case Listing():
            yield f"## {inline(block.heading)}"
            yield _listing(block)
        case Paragraph():
            yield _lines(block.lines)


def _table(table: Table) -> Iterator[str]:
    yield f"## {inline(table.heading)}" if table.heading else ""
    yield _remark(table.remark)
    if not table.rows:
        yield inline(table.empty)
    else:
        yield _grid(table)


def _grid(table: Table) -> str:
    headings = table_row(column.heading for column in table.columns)
    rule = table_row("---" for _ in table.columns)
    rows = (table_row(_cell(cells.get(column.key)) for column in table.columns) for cells in table.cells)
    return "\n".join((headings, rule, *rows))


def table_row(cells: Iterable[str]) -> str:
    """A line of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    """Keep the lines of a cell, since a row has to be one line."""
    return "<br>".join(inline(line) for line in cell_text(cell).splitlines())


def _listing(block: Listing) -> str:
    items = enumerate(block.items, 1)
    return "\n".join(f"{f'{number}.' if block.numbered else '-'} {_text(item)}" for number, item in items)


def _lines(lines: Iterable[str]) -> str:
    """Keep the line breaks of a paragraph."""
    return "\\\n".join(_text(line) for line in lines)


def _remark(remark: str) -> str:
    return f"*{inline(remark)}*" if remark else ""


def _text(text: str) -> str:
    """Escape text that stands at the beginning of a line, where more characters are markup."""
    return _LINE_START.sub(r"\1\\\2", inline(text))


def inline(text: str) -> str:
    """Text as Markdown that shows every character of it, on one line."""
    return _MARKUP.sub(r"\\\1", flat_text(text)).translate(_ENTITIES)
