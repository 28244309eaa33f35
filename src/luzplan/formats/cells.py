"""Typed cells as the text that people read, and how wide columns get for them, on a screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from operator import ge
from types import NoneType
from typing import Any

from luzplan.reports import Card, Table
from luzplan.reports.rows import (
    Cell,
    Column,
    ColumnKind,
    Days,
    Executors,
    Further,
    Labelled,
    Names,
    Occurrences,
    Spans,
    Wording,
)
from luzplan.reports.wording import executor_words, word_of
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
    Days: lambda days: "; ".join(date_words(day) + (f" за {name}" if name else "") for day, name in days),
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
    return [[cell_text(cells.get(column.key)) for column in table.columns] for cells in table.cells]


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
    words = [min(_longest(texts, _words_in), LONGEST_WORD) for texts in by_column]
    return [_longest(texts, str.splitlines) for texts in by_column], words


def _words_in(text: str) -> list[str]:
    """The words of a text; what a no-break space joins is one."""
    return text.split() if "\N{NO-BREAK SPACE}" not in text else re.split(r"[ \n\t]+", text)


def _longest(texts: Iterable[str], parts: Callable[[str], list[str]]) -> int:
    return max((len(part) for text in texts for part in parts(text)), default=0) or 1


def column_widths(lengths: Lengths, width: int) -> list[int]:
    """Share a page's width among the columns.

    Long texts wrap well and short ones do not, so a column is charged by the root of its length, and
    none gets narrower than its longest word while another can give way.
    """
    natural, words = lengths
    widths, roots = [min(length, width) for length in natural], [length**0.5 for length in natural]
    excess = sum(widths) + GAP * len(widths) - width
    while excess > 0 and max(widths) > 1:
        roomy = [at for at, least in enumerate(words) if widths[at] > least] or range(len(widths))
        widths[max(roomy, key=lambda at: widths[at] / roots[at])] -= 1
        excess -= 1
    return widths


def whole_widths(lengths: Lengths, width: int) -> list[int] | None:
    """Share a page's width as `column_widths` does; None where short words would have to be broken."""
    widths = column_widths(lengths, width)
    return widths if all(map(ge, widths, lengths[1])) else None


# Of the columns of a plan, in centimetres of the page that stands upright; others by their texts.
_USUAL = {"number": 1.5, "id": 1.5, "what": 9.0, "when": 3.8, "who": 3.7}
# With a column for the place the others give way.
_USUAL_WITH_PLACE = {"number": 1.3, "id": 1.3, "what": 6.1, "when": 2.9, "where": 2.9, "who": 3.4}
_NARROWEST, _WIDEST = 2.0, 6.0  # of other columns
_MANY_COLUMNS = 8  # more do not fit on a page that stands upright
_CROWDED = 0.9  # of an upright page taken by the longest words alone
_SMALL_TYPE = 0.7  # of a page on its long side
_MARGINS = 11  # points, of both sides of a cell
_LONGEST = 170  # points; a longer word is broken before it crowds out the other columns
_SIZE, _SMALL_SIZES = 12, (10, 9, 8)  # points; a smaller one only where words would be broken
# Widths of letters in DejaVu Serif, in parts of the size: it is the widest of the fonts that stand in where
# Times New Roman is missing, so that what fits there fits everywhere.
_LETTERS = (
    (r"[ЖШЩЮ]", 1.18),
    (r"[жшщюмфыМЫ№mwMW—]", 0.94),
    (r"[А-ЯЁA-Z]", 0.82),
    (r"[.,:;()/'!|ijltfIJ-]", 0.38),
    (r"[гзстьэсхев]", 0.58),
)
_USUAL_LETTER = 0.65
_BOLD_WIDER = 1.12
_BREAKS = r"(?<=[-–—/])|\s+"  # where a line may end

Rows = Sequence[Sequence[str]]


def lies_across(columns: Sequence[Column], rows: Rows, width: float) -> bool:
    """Whether a page of this width, in points, that stands upright is too narrow for the table."""
    return len(columns) > _MANY_COLUMNS or sum(_needs(columns, rows, _SIZE)) > width * _CROWDED


def type_size(columns: Sequence[Column], rows: Rows, width: float) -> int:
    """The size, in points, in which the table's words leave room for its texts on a page on its long side."""
    if sum(_needs(columns, rows, _SIZE)) <= width * _SMALL_TYPE:
        return _SIZE
    whole = (size for size in _SMALL_SIZES if sum(_needs(columns, rows, size)) <= width)
    return next(whole, _SMALL_SIZES[-1])


def paper_widths(columns: Sequence[Column], rows: Rows, width: float, size: int = _SIZE) -> list[float]:
    """Share a page's width, in points, among the columns of a table in type of this size.

    Each gets what it usually takes, but none is narrower than its longest word while another can give way.
    """
    has_place = any(column.kind is ColumnKind.WHERE for column in columns)
    usual = _USUAL_WITH_PLACE if has_place else _USUAL
    texts = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    wanted = [usual.get(column.key) or _by_texts(own) for column, own in zip(columns, texts, strict=True)]
    return _settled(wanted, _needs(columns, rows, size), width)


def _by_texts(texts: Sequence[str]) -> float:
    lengths = [len(text) for text in texts if text]
    root = float((sum(lengths) / max(len(lengths), 1)) ** 0.5)
    return min(max(0.8 * root, _NARROWEST), _WIDEST)


def _settled(wanted: Sequence[float], needs: Sequence[float], width: float) -> list[float]:
    """Give as wanted, to who needs more what it needs; if all need more than there is, in proportion."""
    if sum(needs) >= width:
        return [width * need / sum(needs) for need in needs]
    short: set[int] = set()
    while True:
        left = width - sum(needs[at] for at in short)
        unit = left / sum(share for at, share in enumerate(wanted) if at not in short)
        more = {at for at, share in enumerate(wanted) if at not in short and share * unit < needs[at]}
        if not more:
            return [needs[at] if at in short else share * unit for at, share in enumerate(wanted)]
        short |= more


def _needs(columns: Sequence[Column], rows: Rows, size: int) -> list[float]:
    """The width that the longest word of each column takes, its heading in bold type."""
    heads = [_longest_word(column.heading) * _BOLD_WIDER for column in columns]
    texts = (max(map(_longest_word, own), default=0) for own in zip(*rows, strict=True))
    longest = [max(pair) for pair in zip(heads, texts, strict=True)] if rows else heads
    return [min(width * size, _LONGEST) + _MARGINS for width in longest]


def _longest_word(text: str) -> float:
    """The width of its longest word, in parts of the size of the type."""
    return max((sum(map(_letter_width, word)) for word in re.split(_BREAKS, text)), default=0)


@cache
def _letter_width(letter: str) -> float:
    return next((width for letters, width in _LETTERS if re.match(letters, letter)), _USUAL_LETTER)
