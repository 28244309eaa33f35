"""How wide the columns of a printed table are, and when its page lies on the long side."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.reports.rows import Column

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
    (re.compile(r"[ЖШЩЮ]"), 1.18),
    (re.compile(r"[жшщюмфыМЫ№mwMW—]"), 0.94),
    (re.compile(r"[А-ЯЁA-Z]"), 0.82),
    (re.compile(r"[.,:;()/'!|ijltfIJ-]"), 0.38),
    (re.compile(r"[гзстьэсхев]"), 0.58),
)
_USUAL_LETTER = 0.65
_BOLD = 1.12
_BREAKS = re.compile(r"(?<=[-–—/])|\s+")  # where a line may end


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
    usual = _USUAL_WITH_PLACE if any(column.key == "where" for column in columns) else _USUAL
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
    heads = [_longest_word(column.heading) * _BOLD for column in columns]
    texts = (max(map(_longest_word, own), default=0) for own in zip(*rows, strict=True))
    longest = [max(pair) for pair in zip(heads, texts, strict=True)] if rows else heads
    return [min(width * size, _LONGEST) + _MARGINS for width in longest]


def _longest_word(text: str) -> float:
    """The width of its longest word, in parts of the size of the type."""
    return max(map(_word_width, _BREAKS.split(text)), default=0)


def _word_width(word: str) -> float:
    return sum(
        next((width for letters, width in _LETTERS if letters.match(letter)), _USUAL_LETTER)
        for letter in word
    )
