"""A plan's table cut into segments with one heading each, and what their rows are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from luzplan.documents import DocumentRow, DocumentTable, is_open
from luzplan.documents.columns import (
    Content,
    Placed,
    PlanColumns,
    guessed_columns,
    is_number,
    numbers_columns,
    placed_cells,
    read_columns,
)
from luzplan.russian.spelling import folded

_LAST_HEADING = 4  # rows; what looks like a heading further down is a row


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows under one heading; ``lead`` are the texts above it in the same table.

    ``headings`` are the texts of the heading as it stands there, none if it is that of the table before.
    """

    columns: PlanColumns
    rows: tuple[DocumentRow, ...]
    headings: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()


def segments_of(
    table: DocumentTable, before: PlanColumns | None, *, guess: bool = False
) -> tuple[Segment, ...]:
    """The parts of a plan's table, none if it is another sort of table.

    ``before`` are the columns of the plan's table before this one, which a table without a heading goes on
    with if it is as wide. With ``guess`` the columns are told by what is in them, where all else fails.
    """
    headings = list(_headings(table.rows))
    if headings:
        return tuple(_between(table.rows, headings))
    if before and _width(table) == before[-1].end:
        return (Segment(before, table.rows),)
    return _guessed(table) if guess else ()


def _guessed(table: DocumentTable) -> tuple[Segment, ...]:
    poor = list(_headings(table.rows, least=1))
    if poor:
        return tuple(_between(table.rows, poor))
    columns = guessed_columns(table)
    return (Segment(columns, table.rows),) if columns else ()


def _width(table: DocumentTable) -> int:
    return Counter(row.width for row in table.rows).most_common(1)[0][0]


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that takes the rows from ``start`` to before ``end``."""

    columns: PlanColumns
    start: int
    end: int

    @property
    def words(self) -> frozenset[str]:
        return frozenset(folded(column.heading) for column in self.columns if column.heading)


def _headings(rows: Sequence[DocumentRow], *, least: int = 2) -> Iterator[_Heading]:
    """The headings of a table; one that is not at its start has a word in common with the last."""
    last: _Heading | None = None
    at = 0
    while at < len(rows) and (last or at < _LAST_HEADING):
        found = _heading_at(rows, at, least)
        at += 1
        if found and (last is None or found.words & last.words):
            yield found
            last, at = found, found.end


def _heading_at(rows: Sequence[DocumentRow], at: int, least: int) -> _Heading | None:
    height = 2 if at + 1 < len(rows) and any(cell.merged for cell in rows[at + 1].cells) else 1
    row = _combined(rows[at], rows[at + 1]) if height == 2 else rows[at]
    columns = read_columns(row, least=least)
    return _Heading(columns, at, at + height) if columns else None


def _combined(upper: DocumentRow, lower: DocumentRow) -> DocumentRow:
    """The heading of two rows as one: a cell has the text above it and its own."""
    above = [cell.text for cell in upper.cells for _ in range(cell.span)]
    cells, start = [], 0
    for cell in lower.cells:
        over = above[start] if start < len(above) else ""
        text = cell.text if cell.merged else f"{over} {cell.text}".strip()
        cells.append(replace(cell, text=text, merged=False))
        start += cell.span
    return DocumentRow(tuple(cells), upper.place)


def _between(rows: Sequence[DocumentRow], headings: Sequence[_Heading]) -> Iterator[Segment]:
    lead = tuple(cell.text for row in rows[: headings[0].start] for cell in row.filled)
    for heading, following in pairwise([*headings, None]):
        assert heading is not None
        body = rows[heading.end : following.start if following else len(rows)]
        texts = [cell.text for row in rows[heading.start : heading.end] for cell in row.filled]
        own = tuple(row for row in body if not numbers_columns(row))
        yield Segment(heading.columns, own, tuple(" ".join(text.split()) for text in texts), lead)
        lead = ()


@dataclass(frozen=True, slots=True)
class Values:
    """A row's texts by what their columns hold.

    ``merged`` are the contents that only repeat the row above, as a cell that goes down over several rows
    does. ``notes`` are texts of columns that a plan has no key for, ``strays`` those outside of all columns.
    ``wide`` is a row whose one text, its number aside, goes over several columns or stands where numbers do.
    """

    texts: dict[Content, str]
    merged: frozenset[Content] = frozenset()
    notes: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    wide: bool = False
    bold: bool = False
    place: str = ""

    def __getitem__(self, content: Content) -> str:
        return self.texts.get(content, "")

    @property
    def filled(self) -> frozenset[Content]:
        """The contents that the row itself has."""
        own = {content for content, text in self.texts.items() if text} - self.merged
        return frozenset(own | ({Content.OTHER} if self.notes or self.strays else set()))

    @property
    def number(self) -> str:
        """The number without the dot or bracket behind it."""
        return self[Content.NUMBER].rstrip(".) ")

    @property
    def title(self) -> str:
        """The row as the title of a section, on one line: its number and its text."""
        return " ".join(f"{self[Content.NUMBER]} {self[Content.WHAT]}".split())


def values_of(row: DocumentRow, columns: PlanColumns) -> Values:
    """What a row holds."""
    placed = [one for one in placed_cells(row, columns) if one.cell.text]
    own = [one for one in placed if not one.cell.merged]
    bold = bool(own) and all(one.cell.bold for one in own)
    others = [one for one in own if not _is_numbering(one)]
    if len(others) == 1 and (_is_first(others[0], columns) or others[0].covers > 1):
        number = " ".join(one.cell.text for one in own if _is_numbering(one))
        texts = {Content.NUMBER: number, Content.WHAT: others[0].cell.text}
        return Values(texts, wide=True, bold=bold, place=row.place)
    texts, notes = {}, []
    for one in placed:
        content = Content.OTHER if _stands_for_number(one) else _content(one)
        if content is not Content.OTHER:
            texts[content] = f"{texts.get(content, '')} {one.cell.text}".strip()
        elif one.column:
            notes.append(_note(one.column.heading, one.cell.text))
    merged = frozenset(texts) - {_content(one) for one in own}
    strays = tuple(one.cell.text for one in placed if one.column is None)
    return Values(texts, merged, tuple(notes), strays, bold=bold, place=row.place)


def _content(placed: Placed) -> Content:
    return placed.column.content if placed.column else Content.OTHER


def _is_numbering(placed: Placed) -> bool:
    return _content(placed) is Content.NUMBER and is_number(placed.cell.text)


def _stands_for_number(placed: Placed) -> bool:
    """Whether something else stands where the number should."""
    return _content(placed) is Content.NUMBER and not is_number(placed.cell.text)


def _is_first(placed: Placed, columns: PlanColumns) -> bool:
    """Whether a lone cell stands where rows begin, and says no number, activity or day there."""
    other = _content(placed) is not Content.WHAT and not any(map(str.isdigit, placed.cell.text))
    return _stands_for_number(placed) or (placed.column is columns[0] and other)


def _note(heading: str, text: str) -> str:
    return f"{heading}: {text}" if heading else text


class RowKind(Enum):
    """What a row is; ``REST`` is the rest of the activity before it."""

    EMPTY = auto()
    SECTION = auto()
    ACTIVITY = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a table sets things: whether rows are numbered, what its sections look like."""

    numbered: bool
    wide_sections: bool
    bare_activities: bool
    bold: bool
    counted: bool


def conventions_of(rows: Sequence[Values]) -> Conventions:
    """The conventions of a table's rows."""
    full = [row for row in rows if row[Content.WHAT] and row.filled - _BARE]
    bare = [row for row in rows if row.filled == {Content.WHAT} and not row.wide]
    return Conventions(
        numbered=2 * sum(Content.NUMBER in row.filled for row in full) > len(full),
        wide_sections=any(row.wide for row in rows),
        bare_activities=len(bare) > len(full),
        bold=2 * sum(row.bold for row in rows) > len(rows),
        counted=any(row.number.isdigit() for row in rows),
    )


_BARE = frozenset({Content.NUMBER, Content.WHAT})
_STAGE = re.compile(
    r"(?:\d+|[IVXІХ]+)\W*(?:[ыои]?й)?\W*(?:этап|раздел|блок|модуль|направление)\b", re.IGNORECASE
)
_CLOSED_END = re.compile(r"[.!?;:»)]$")


def kind_of(row: Values, conventions: Conventions, following: Values | None, before: str | None) -> RowKind:
    """What a row is; ``before`` is the text of the activity that it may be the rest of, if any."""
    filled = row.filled
    if not filled - {Content.NUMBER}:
        return RowKind.EMPTY
    if row.wide:
        return RowKind.SECTION
    if Content.WHAT not in filled:
        return RowKind.REST if before is not None and Content.NUMBER not in filled else RowKind.ACTIVITY
    if filled <= _BARE:
        return _numbered(row, conventions, following) if row.number else _unnumbered(row, conventions, before)
    if before is not None and conventions.numbered and not row.number and _goes_on(row):
        return RowKind.REST
    return RowKind.SECTION if _is_stage(row) else RowKind.ACTIVITY


def _numbered(row: Values, conventions: Conventions, following: Values | None) -> RowKind:
    """Whether a numbered row begins a section, or is an activity that has neither deadline nor executor."""
    heads = following is not None and (
        following.number == "1" or following.number.startswith(f"{row.number}.")
    )
    stands_out = (row.bold and not conventions.bold) or (conventions.counted and not row.number[0].isdigit())
    return RowKind.SECTION if heads or stands_out else RowKind.ACTIVITY


def _unnumbered(row: Values, conventions: Conventions, before: str | None) -> RowKind:
    if row.bold and not conventions.bold:
        return RowKind.SECTION
    if before is not None and (_goes_on(row) or is_open(before)):
        return RowKind.REST
    if conventions.bare_activities:
        return RowKind.ACTIVITY
    unfinished = before is not None and not _CLOSED_END.search(before) and row[Content.WHAT][-1] != ":"
    return RowKind.REST if conventions.wide_sections and unfinished else RowKind.SECTION


def _goes_on(row: Values) -> bool:
    return row[Content.WHAT][0].islower()


def _is_stage(row: Values) -> bool:
    """Whether the row names a stage of the plan: «2 этап (практический)» with its time."""
    return Content.WHO not in row.filled and bool(_STAGE.match(row.title))
