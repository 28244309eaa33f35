"""Typed cells as the text that people read, and how wide the columns of a page get for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from operator import attrgetter, ge
from types import NoneType
from typing import Any

from luzplan.reports.report import Table
from luzplan.reports.rows import Cell, Cells, Column, Executors, Names, Spans, Told, Wording
from luzplan.reports.words import executor_words, word_of
from luzplan.russian.words import date_words, period_words
from luzplan.text.source import visible

# How words that went and came are marked in plain text, as `git diff --word-diff` does.
_MARKS = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


# By the type of a cell, or the nearest type that it descends from.
_TEXTS: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    bool: lambda yes: "да" if yes else "",
    StrEnum: word_of,
    date: date_words,
    Told: attrgetter("words"),
    Wording: lambda cell: " ".join(_MARKS[mark].format(words) for mark, words in cell.pieces),
    Spans: lambda spans: "; ".join(period_words(span.start, span.end) for span in spans),
    Executors: lambda executors: "; ".join(map(executor_words, executors)),
    Names: "; ".join,
    object: str,
}


def cell_text(cell: Cell) -> str:
    """A cell in Russian; lists are joined by «; »."""
    kind = next(kind for kind in type(cell).__mro__ if kind in _TEXTS)
    return visible(_TEXTS[kind](cell))


def flat_text(cell: Cell) -> str:
    """A cell on one line."""
    return " ".join(cell_text(cell).split())


def filled(cells: Cells, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """The cells of a row that say something, each with its heading."""
    texts = ((column.heading, cell_text(cells.get(column.key))) for column in columns)
    return [(heading, text) for heading, text in texts if text]


GAP = 2  # blanks between columns
LONGEST_WORD = 20  # characters; longer words are broken before they crowd out the other columns


def full_width(tables: Sequence[Table]) -> int:
    """The width in which every cell of the tables, which share their columns, stands on one line."""
    widths = _measured(tables, str.splitlines)
    return sum(widths) + GAP * len(widths)


def column_widths(tables: Sequence[Table], width: int) -> list[int]:
    """Share a page's width among the columns that the tables have in common.

    Long texts wrap well and short ones do not, so a column is charged by the root of its length, and
    none gets narrower than its longest word while another can give way.
    """
    return _shared(tables, width)[0]


def whole_word_widths(tables: Sequence[Table], width: int) -> list[int] | None:
    """Share a page's width as `column_widths` does; None where short words would have to be broken."""
    widths, words = _shared(tables, width)
    return widths if all(map(ge, widths, words)) else None


def _shared(tables: Sequence[Table], width: int) -> tuple[list[int], list[int]]:
    """The widths of the columns, and the lengths of their longest words that should stay whole."""
    natural = _measured(tables, str.splitlines)
    words = [min(length, LONGEST_WORD) for length in _measured(tables, str.split)]
    widths = list(natural)
    room = width - GAP * len(widths)
    while sum(widths) > room and max(widths) > 1:
        roomy = [at for at in range(len(widths)) if widths[at] > words[at]] or list(range(len(widths)))
        widest = max(roomy, key=lambda at: widths[at] / max(natural[at], 1) ** 0.5)
        widths[widest] -= 1
    return widths, words


def _measured(tables: Sequence[Table], parts: Callable[[str], list[str]]) -> list[int]:
    """The length, by column, of the longest part of a heading or cell."""
    rows = [cells for table in tables for cells in table.cells]
    columns = [
        [column.heading, *(cell_text(cells.get(column.key)) for cells in rows)]
        for column in tables[0].columns
    ]
    return [max((len(part) for text in column for part in parts(text)), default=1) for column in columns]
