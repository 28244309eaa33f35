"""A plan's table cut into segments with one heading each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.cells import is_day, kind_of_deadline, split_deadline, split_people
from luzplan.documents.headings import (
    Content,
    PlanColumn,
    PlanColumns,
    heading_columns,
    is_number,
    names_both,
    numbers_columns,
    read_columns,
)
from luzplan.documents.placing import placed_cells
from luzplan.russian import listing
from luzplan.russian.spelling import folded

_LAST_HEADING = 4  # rows; what looks like a heading further down is a row
_LAST_ABOVE = 20  # rows with a title or approvals side by side


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows under one heading; ``lead`` are the rows above it in the same table.

    ``headings`` are the texts of the heading as it stands there, none if it is that of the table before.
    ``turned`` says how rows were made of a table that was set in another way, empty if they are its own;
    ``from_august`` that its columns were months from August on; ``listed`` that each row is an item.
    """

    columns: PlanColumns
    rows: tuple[DocumentRow, ...]
    headings: tuple[str, ...] = ()
    lead: tuple[DocumentRow, ...] = ()
    turned: str = ""
    from_august: bool = False
    listed: bool = False


def segments_of(
    table: DocumentTable,
    before: PlanColumns | None,
    *,
    guess: bool = False,
    further: Collection[str] = (),
) -> tuple[Segment, ...]:
    """The parts of a plan's table, none if it is another sort of table.

    ``before`` are the columns of the plan's table before this one, which a table without a heading goes on
    with if it is as wide. With ``guess`` the columns are told by what is in them, where all else fails.
    ``further`` are the headings that the document itself tells of columns without a key.
    """
    headings = list(_headings(table.rows, further=further))
    if headings:
        return tuple(_between(table.rows, headings))
    width = Counter(row.width for row in table.rows).most_common(1)[0][0]
    if before and width == before[-1].end and not _has_heading(table.rows[0]):
        return (Segment(before, tuple(row for row in table.rows if not numbers_columns(row))),)
    if not guess:
        return ()
    poor = list(_headings(table.rows, least=1))
    if poor:
        return tuple(_between(table.rows, poor))
    columns = _guessed_columns(table, width)
    return (Segment(columns, table.rows),) if columns else ()


def _has_heading(row: DocumentRow) -> bool:
    """Whether a row is the heading of another sort of table: its first column has the numbers."""
    first, *others = heading_columns(row)
    numbers = first.content is Content.NUMBER and bool(first.heading)
    return numbers and sum(bool(one.heading) for one in others) > 1


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading that takes the rows from ``start`` to before ``end``."""

    columns: PlanColumns
    start: int
    end: int

    @property
    def words(self) -> frozenset[str]:
        return frozenset(folded(column.heading) for column in self.columns if column.heading)


def _headings(
    rows: Sequence[DocumentRow], *, least: int = 2, further: Collection[str] = ()
) -> Iterator[_Heading]:
    """The headings of a table; one that is not at its start has a word in common with the last."""
    last: _Heading | None = None
    at, end = 0, heading_limit(rows)
    while at < len(rows) and (last or at < end):
        found = _heading_at(rows, at, least, further)
        at += 1
        if found and (last is None or found.words & last.words):
            yield found
            last, at = found, found.end


def heading_limit(rows: Sequence[DocumentRow]) -> int:
    """Behind which row the first heading stands no more: rows of two texts at most may stand above it."""
    full = [at for at, row in enumerate(rows[:_LAST_ABOVE], 1) if len(row.filled) > 2]
    return full[_LAST_HEADING - 1] if len(full) >= _LAST_HEADING else max(_LAST_HEADING, *full, 0)


def _heading_at(
    rows: Sequence[DocumentRow], at: int, least: int, further: Collection[str]
) -> _Heading | None:
    height = 2 if at + 1 < len(rows) and goes_on_below(rows[at], rows[at + 1]) else 1
    row = combined(rows[at], rows[at + 1]) if height == 2 else rows[at]
    columns = read_columns(row, least=least, further=further)
    return _Heading(columns, at, at + height) if columns else None


def goes_on_below(upper: DocumentRow, lower: DocumentRow) -> bool:
    """Whether a heading goes on in the next row: cells go down into it, or wide ones are parted there."""
    if any(cell.merged for cell in lower.cells):
        return True
    if len(lower.filled) < 2 or len(upper.filled) < 2 or len(upper.cells) == upper.width:
        return False
    over = [cell for cell in upper.cells for _ in range(cell.span)]
    under = [cell for cell in lower.cells for _ in range(cell.span)]
    parted = [
        above.span > 1 and bool(above.text) for above, below in zip(over, under, strict=False) if below.text
    ]
    return len(over) == len(under) and all(parted)


def combined(upper: DocumentRow, lower: DocumentRow) -> DocumentRow:
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
    lead = tuple(row for row in rows[: headings[0].start] if row.filled)
    for heading, following in pairwise([*headings, None]):
        assert heading is not None
        body = rows[heading.end : following.start if following else len(rows)]
        texts = [cell.text for row in rows[heading.start : heading.end] for cell in row.filled]
        own = tuple(row for row in body if not numbers_columns(row))
        columns, own = _parted(heading.columns, own)
        yield Segment(columns, own, tuple(" ".join(text.split()) for text in texts), lead)
        lead = ()


def _parted(
    columns: PlanColumns, rows: tuple[DocumentRow, ...]
) -> tuple[PlanColumns, tuple[DocumentRow, ...]]:
    """Give what two things are in one column, as below «Тема и сроки», a column each."""
    both, other = next(((one, names_both(one)) for one in columns if names_both(one)), (None, None))
    if both is None or other is None or any(one.content is other for one in columns):
        return columns, rows
    split = split_deadline if other is Content.WHEN else split_people
    end = columns[-1].end
    parted: list[DocumentRow] = []
    for row in rows:
        cells = list(row.cells)
        placed = [(one.column, one.covers) for one in placed_cells(row, columns)]
        own = [at for at, place in enumerate(placed) if place == (both, 1)]
        found, rest = split(cells[own[0]].text) if own else ("", "")
        if found:
            cells[own[0]] = replace(cells[own[0]], text=rest)
        if row.width == end:
            cells.append(DocumentCell(found))
        parted.append(replace(row, cells=tuple(cells)))
    return (*columns, PlanColumn(other, "", end, end + 1)), tuple(parted)


_ENOUGH = 0.5  # of a column's cells


def _guessed_columns(table: DocumentTable, width: int) -> PlanColumns | None:
    """The columns of a table without headings by what is in them, None if no dates are."""
    rows = [row for row in table.rows if row.width == width and len(row.cells) == width]
    cells = [[row.cells[at].text for row in rows] for at in range(width)] if rows else []
    numbers = 1 if cells and _share(cells[0], is_number) >= _ENOUGH else 0
    dated = [_share(column, lambda text: kind_of_deadline(text).says_when) for column in cells[numbers:]]
    if len(dated) < 2 or max(dated) < _ENOUGH:
        return None
    when = dated.index(max(dated)) + numbers
    rest = [at for at in range(numbers, width) if at != when]
    longest = max(rest, key=lambda at: sum(map(len, cells[at])))
    what = rest[0] if 2 * sum(map(len, cells[rest[0]])) >= sum(map(len, cells[longest])) else longest
    who = next((at for at in rest if at != what), None)
    known = {when: Content.WHEN, what: Content.WHAT, who: Content.WHO, numbers - 1: Content.NUMBER}
    return tuple(PlanColumn(known.get(at, Content.OTHER), "", at, at + 1) for at in range(width))


def _share(texts: Sequence[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, texts)) / max(1, len(texts))


_LEAST_DAYS = 3
_SAMPLE = 50  # cells, of which a calendar has more days than others
_ENOUGH_DAYS = 0.7  # of the cells that are filled


def day_segments(table: DocumentTable) -> tuple[Segment, ...]:
    """The days of a calendar, each a cell below its date; none if it is another sort of table."""
    dated: list[DocumentRow] = []
    others: list[str] = []
    side_by_side = False
    for row in table.rows:
        before = len(dated)
        for cell in row.filled:
            day, _, text = cell.text.partition("\n")
            if text and is_day(day):
                dated.append(DocumentRow((DocumentCell(text), DocumentCell(day)), row.place))
            else:
                others.append(" ".join(cell.text.split()))
        if len(others) > _SAMPLE and len(others) > len(dated):
            return ()
        side_by_side = side_by_side or len(dated) > before + 1
    if not side_by_side or len(dated) < max(_LEAST_DAYS, _ENOUGH_DAYS * (len(dated) + len(others))):
        return ()
    columns = (PlanColumn(Content.WHAT, "", 0, 1), PlanColumn(Content.WHEN, "", 1, 2))
    said = "клетки календаря стали строками со сроком: первая строка клетки — день"
    return (Segment(columns, tuple(dated), tuple(others), turned=said, listed=True),)


_CONTENTS = {Content.WHAT: "мероприятия", Content.WHEN: "сроки", Content.WHO: "исполнители"}


def columns_words(columns: PlanColumns) -> str:
    """Which columns hold what: «мероприятия — 2, сроки — 3 и исполнители — 4»."""
    contents = [column.content for column in columns]
    return listing(
        [f"{word} — {contents.index(one) + 1}" for one, word in _CONTENTS.items() if one in contents]
    )
