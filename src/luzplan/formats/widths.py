"""How wide the columns of a text table are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import ge

from luzplan.formats.cells import cell_text
from luzplan.reports.report import Table

GAP = 2  # blanks between columns
LONGEST_WORD = 20  # characters; longer words are broken before they crowd out the other columns


def full_width(tables: Sequence[Table]) -> int:
    """Give the width in which every cell of the tables, which share their columns, stands on one line."""
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
    """Give the widths of the columns, and the lengths of their longest words that should stay whole."""
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
    """Give, by column, the length of the longest part of a heading or cell."""
    cells = [
        [column.heading, *(cell_text(row.get(column.key)) for table in tables for row in table.rows)]
        for column in tables[0].columns
    ]
    return [max((len(part) for cell in column for part in parts(cell)), default=1) for column in cells]
