"""Typed cells as the text that people read, and how wide the columns of a page get for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from operator import ge
from types import NoneType
from typing import Any

from luzplan.reports import Card, Table
from luzplan.reports.rows import (
    Cell,
    Column,
    Days,
    Executors,
    Further,
    Labelled,
    Names,
    Occurrences,
    Spans,
    Wording,
)
from luzplan.reports.words import executor_words, word_of
from luzplan.russian import date_words, period_words
from luzplan.text import visible

# How words that went and came are marked in plain text, as `git diff --word-diff` does.
_MARKS = {"": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}


_MOST_NAMED = 3  # days of deadlines in one state


def _occurrences_text(occurrences: Occurrences) -> str:
    """«просрочено 2: 25 октября 2011, 25 ноября 2011; впереди 9: 25 декабря 2011 …»."""
    days: dict[StrEnum, list[str]] = {}
    for one, state in occurrences:
        days.setdefault(state, []).append(one.name)
    return "; ".join(
        f"{word_of(state)} {len(found)}: {', '.join(found[:_MOST_NAMED])}{' …' * (len(found) > _MOST_NAMED)}"
        for state, found in days.items()
    )


# By the type of a cell, or the nearest type that it descends from.
_TEXTS: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    bool: lambda yes: "да" if yes else "",
    str: visible,
    StrEnum: word_of,
    date: date_words,
    Labelled: lambda cell: visible(cell.label),
    Wording: lambda cell: visible(" ".join(_MARKS[mark].format(words) for mark, words in cell.pieces)),
    Spans: lambda spans: "; ".join(period_words(span.start, span.end) for span in spans),
    Days: lambda days: "; ".join(map(date_words, days)),
    Occurrences: _occurrences_text,
    Executors: lambda executors: visible("; ".join(map(executor_words, executors))),
    Further: lambda pairs: visible("; ".join(f"{name}: {text}" for name, text in pairs)),
    Names: lambda names: visible("; ".join(names)),
}


def cell_text(cell: Cell) -> str:
    """A cell in Russian; lists are joined by «; »."""
    for kind in type(cell).__mro__:
        if text_of := _TEXTS.get(kind):
            return text_of(cell)
    return str(cell)


def flat_text(cell: Cell) -> str:
    """A cell on one line."""
    return " ".join(cell_text(cell).split())


def table_texts(table: Table) -> list[list[str]]:
    """The cells that a table shows as text, row by row."""
    return [[cell_text(cells.get(key)) for key, _ in table.columns] for cells in table.cells]


def filled(columns: Sequence[Column], texts: Iterable[str]) -> list[tuple[str, str]]:
    """The texts of a row that say something, each with its heading."""
    return [(column.heading, text) for column, text in zip(columns, texts, strict=True) if text]


def card_texts(card: Card) -> list[tuple[str, str]]:
    """What a card says, each cell with its heading."""
    return filled(card.columns, *table_texts(card.table))


GAP = 2  # blanks between columns
LONGEST_WORD = 20  # characters; longer words are broken before they crowd out the other columns


Lengths = tuple[list[int], list[int]]  # by column: of the longest line, of the longest word


def lengths_in(columns: Sequence[Column], rows: Iterable[list[str]]) -> Lengths:
    """The lengths in rows of texts under their headings; of a word, as far as it should stay whole."""
    by_column = list(zip([column.heading for column in columns], *rows, strict=True))
    words = [min(_longest(texts, _words), LONGEST_WORD) for texts in by_column]
    return [_longest(texts, str.splitlines) for texts in by_column], words


def _words(text: str) -> list[str]:
    """The words of a text; what a no-break space joins is one."""
    return text.split() if "\N{NO-BREAK SPACE}" not in text else re.split(r"[ \n\t]+", text)


def _longest(texts: Iterable[str], parts: Callable[[str], list[str]]) -> int:
    return max((len(part) for text in texts for part in parts(text)), default=1)


def full_width(lengths: Lengths) -> int:
    """The width in which every cell stands on one line."""
    return sum(lengths[0]) + GAP * len(lengths[0])


def column_widths(lengths: Lengths, width: int) -> list[int]:
    """Share a page's width among the columns.

    Long texts wrap well and short ones do not, so a column is charged by the root of its length, and
    none gets narrower than its longest word while another can give way.
    """
    natural, words = lengths
    widths, roots = list(natural), [max(length, 1) ** 0.5 for length in natural]
    excess = full_width(lengths) - width
    while excess > 0 and max(widths) > 1:
        roomy = [at for at, least in enumerate(words) if widths[at] > least] or range(len(widths))
        widths[max(roomy, key=lambda at: widths[at] / roots[at])] -= 1
        excess -= 1
    return widths


def whole_widths(lengths: Lengths, width: int) -> list[int] | None:
    """Share a page's width as `column_widths` does; None where short words would have to be broken."""
    widths = column_widths(lengths, width)
    return widths if all(map(ge, widths, lengths[1])) else None
