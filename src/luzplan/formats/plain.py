"""CSV, TSV, Markdown and JSON: reports as text for spreadsheets, sites and programs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from operator import attrgetter
from typing import Any

from luzplan.executor import Executor
from luzplan.formats import Page
from luzplan.formats.cells import card_texts, cell_text, flat_text
from luzplan.reports import (
    PLAN,
    Block,
    Card,
    Gantt,
    HeatMap,
    Listing,
    Paragraph,
    Report,
    Signatures,
    Table,
    Title,
)
from luzplan.reports.rows import (
    ActivityRow,
    Cell,
    Column,
    Days,
    Further,
    Labelled,
    Occurrences,
    Wording,
)
from luzplan.reports.wording import title_line
from luzplan.school_year import Span
from luzplan.text import CONTROL, first_control

# What a table says by its title must stand in the row where every row is on its own.
_TITLED_BY = (
    PLAN,
    Column("phase", "Когда"),
    Column("match", "Названа"),
    Column("role", "Роль"),
    Column("school", "Школа"),
)


def write_tsv(report: Report, _page: Page) -> str:
    """Write all tables one under the other."""
    flat = ("\t".join(" ".join(cell.split()) for cell in row) for row in _rows(report))
    return "".join(f"{line}\n" for line in flat)


def _rows(report: Report) -> Iterator[list[str]]:
    """Heading and rows of all tables; a heading is repeated only where the columns change."""
    last: tuple[Column, ...] = ()
    for table in report.tables:
        rows = table.cells
        shown = {column.key for column in table.columns}
        told = (one for one in _TITLED_BY if one.key not in shown and any(one.key in cells for cells in rows))
        columns = (*told, *table.columns)
        if columns != last:
            yield [column.heading for column in columns]
        yield from ([cell_text(cells.get(column.key)) for column in columns] for cells in rows)
        last = columns


# What begins a formula, also where Excel reads wide letters so; and what looks as if it was marked already.
_FORMULA = re.compile("'*[-=+@＝＋－＠]")
_MONTH_NAME = r"""
    (?: (?:январ|феврал|март|апрел|июн|июл|август|сентябр|октябр|ноябр|декабр)[аьяе]? | ма[йя]
      | янв|фев|мар|апр|авг|сен|окт|ноя|дек|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec )\.?
"""
# What Excel would show as another day, time or number. A day with its year stays the day that it is.
_MISREAD = rf"""(?xi)
      \d+(\s*[./-]\s*\d+)+            # 2.10 is an activity, 1-2 are classes
    | \d{{1,2}}[\s./-]*{_MONTH_NAME}         # 15 декабря: of this year
    | {_MONTH_NAME}[\s./-]*\d{{1,4}}         # май 2012: the first of May
    | \d+:\d\d(:\d\d)?                # a time
    | 0\d+ | \d{{16,}}                 # loses its zeros, its last digits
    | \d+([.,]\d+)?e[+-]?\d+          # 1e5
    | \(\d+([.,]\d+)?\)               # (5) is -5 to an accountant
"""


def write_csv(report: Report, _page: Page) -> bytes:
    """Write the rows as bytes: Excel knows the encoding by the mark, whatever the console's is."""
    out = StringIO()
    lines = ([_inert(cell) for cell in row] for row in _rows(report))
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _inert(text: str) -> str:
    """Mark as text what a spreadsheet would take for something else; it shows the tab as nothing.

    The lines of a text stay in its cell, without odd blanks.
    """
    cell = "\n".join(" ".join(line.split()) for line in text.splitlines())
    if _FORMULA.match(cell):
        return f"'{cell}"
    return f"\t{cell}" if re.fullmatch(_MISREAD, cell) else cell


def write_json(report: Report, _page: Page) -> str:
    """Write the record of the report, else the rows of all tables as one array."""
    return dump(report.rows if report.record is None else report.record)


def dump(value: object) -> str:
    """Write a value of cells as JSON text with its line end."""
    text = json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n"
    # What a terminal would obey is written as JSON can: for a program that changes nothing.
    return re.sub(CONTROL, lambda found: f"\\u{ord(found[0]):04x}", text) if first_control(text) else text


def to_comment(head: Mapping[str, object]) -> str:
    """A comment of HTML and Markdown that holds the head of a plan, which `import` reads back."""
    text = json.dumps(head, ensure_ascii=False)
    inert = re.sub("[<>]|-(?=-)", lambda one: f"\\u{ord(one[0]):04x}", text)  # nothing ends the comment
    return f"<!-- luzplan {inert} -->"


# By the type of a value, or the nearest type that it descends from.
_PLAIN: dict[type, Callable[[Any], object]] = {
    dict: lambda record: {key: _plain(value) for key, value in record.items()},
    list: lambda values: [_plain(value) for value in values],
    tuple: lambda values: [_plain(value) for value in values],
    ActivityRow: lambda row: _plain(row.cells),
    Occurrences: lambda occurrences: [
        {
            "start": _plain(one.days.start),
            "end": _plain(one.days.end),
            "done": _plain(one.mark and one.mark.day),
            "state": state,
        }
        for one, state in occurrences
    ],
    Days: lambda days: [day.isoformat() for day, _ in days],
    Span: lambda span: {"start": _plain(span.start), "end": _plain(span.end)},
    Executor: lambda one: {
        "role": one.role,
        "scope": one.scope,
        "school": one.school,
        **{key: words for key, words in (("head", one.head), ("detail", one.detail)) if words},
    },
    Further: dict,
    Wording: lambda cell: [{"mark": mark, "words": words} for mark, words in cell.pieces],
    Labelled: attrgetter("value"),
    date: date.isoformat,
}


def _plain(value: object) -> object:
    """What JSON can say of a value, with names for the fields of what would be an array."""
    for kind in type(value).__mro__:
        if plain_of := _PLAIN.get(kind):
            return plain_of(value)
    return value


_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
_LINE_START = re.compile(r"^(\d*)([-+#.)])")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write_md(report: Report, _page: Page) -> str:
    """Write the blocks one after the other, an empty line between them."""
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
            items = enumerate(map(_text, block.items), 1)
            yield "\n".join(f"{number}. {item}" if block.numbered else f"- {item}" for number, item in items)
        case Paragraph():
            yield _lines(block.lines)


def _table(table: Table) -> Iterator[str]:
    yield f"## {inline(table.heading)}" if table.heading else ""
    yield _remark(table.remark)
    if not table.rows:
        yield inline(table.empty)
    else:
        headings = table_row(_cell(column.heading) for column in table.columns)
        rule = table_row("---" for _ in table.columns)
        rows = (table_row(_cell(cells.get(column.key)) for column in table.columns) for cells in table.cells)
        yield "\n".join((headings, rule, *rows))


def table_row(cells: Iterable[str]) -> str:
    """A line of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    """Keep the lines of a cell, since a row has to be one line."""
    return "<br>".join(inline(line) for line in cell_text(cell).splitlines())


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
