"""Typed cells as the text that people read, and how wide the columns of a page get for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from operator import ge

from luzplan.executor import Executor, Scope
from luzplan.reports.report import Cell, Deferred, Table, Told, Wording
from luzplan.russian.words import date_words, period_words
from luzplan.school_year import Span
from luzplan.text.source import visible

_WORDS = {
    "True": "да",
    "dates": "даты",
    "ongoing": "весь год",
    "recurring": "повторяется",
    "unscheduled": "без даты",
    "none": "не указан",
    "unknown": "не понят",
    "done": "выполнено",
    "overdue": "просрочено",
    "due": "идёт",
    "ahead": "впереди",
    "exact": "прямо",
    "broader": "шире",
    "ends": "заканчивается",
    "starts": "начинается",
    "runs": "идёт",
    "always": "постоянно",
}
_KINDS = {
    "средняя": "средние школы",
    "основная": "основные школы",
    "начальная": "начальные школы",
    "городская": "городские школы",
    "сельская": "сельские школы",
    "гимназия": "гимназии",
    "лицей": "лицеи",
}
# How words that went and came are marked in plain text, as `git diff --word-diff` does.
_MARKS = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


def cell_text(cell: Cell) -> str:
    """Write a cell out in Russian; lists are joined by «; »."""
    if isinstance(cell, Deferred):
        cell = cell.value()
    if isinstance(cell, Told):
        cell = cell.words
    match cell:
        case None | False:
            return ""
        case Enum() | True:
            return _WORDS.get(str(cell), str(cell))
        case date():
            return date_words(cell)
        case Wording():
            return " ".join(_MARKS[mark].format(words) for mark, words in cell.pieces)
        case tuple():
            return "; ".join(_part(part) for part in cell)
    return visible(str(cell))


def flat_text(cell: Cell) -> str:
    """Write a cell out on one line."""
    return " ".join(cell_text(cell).split())


def _part(part: object) -> str:
    match part:
        case Span():
            return period_words(part.start, part.end)
        case Executor():
            return executor_words(part)
    return visible(str(part))


def executor_words(executor: Executor) -> str:
    """Name an executor with its scope: «Директор (КОГОКУ СОШ г. Лузы)», «Директор (все школы)»."""
    match executor.scope:
        case Scope.SCHOOL:
            return f"{executor.role} ({executor.school})"
        case Scope.KIND:
            return f"{executor.role} ({_KINDS.get(executor.school or '', f'школы: {executor.school}')})"
        case Scope.ALL:
            return f"{executor.role} (все школы)"
    return executor.role


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
    """Give, by column, the length of the longest part of a heading or cell."""
    cells = [
        [column.heading, *(cell_text(row.get(column.key)) for table in tables for row in table.rows)]
        for column in tables[0].columns
    ]
    return [max((len(part) for cell in column for part in parts(cell)), default=1) for column in cells]
