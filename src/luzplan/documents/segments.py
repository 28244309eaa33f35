"""A plan's table, or lines set like one, cut into segments with one heading each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TypeVar

from luzplan.documents import Block, DocumentCell, DocumentParagraph, DocumentRow, DocumentTable
from luzplan.documents.cells import (
    is_approval,
    is_day,
    is_deadline,
    kind_of_deadline,
    split_deadline,
    split_people,
)
from luzplan.documents.headings import (
    Content,
    PlanColumn,
    PlanColumns,
    columns_under,
    heading_columns,
    is_number,
    names_both,
    numbers_columns,
    read_columns,
)
from luzplan.russian.spelling import folded

_LAST_HEADING = 4  # rows; what looks like a heading further down is a row
_LAST_ABOVE = 20  # rows with a title or approvals side by side
_Cell = TypeVar("_Cell")
_ENOUGH = 0.5  # of a column's cells
_LEAST_DAYS = 3
_SAMPLE = 50  # cells, of which a calendar has more days than others
_ENOUGH_DAYS = 0.7  # of the cells that are filled
_BARE_NUMBER = re.compile(r"\d{1,3}[.)]?")
_OF_TABLE = "ячейки таблицы стоят строками одна под другой: строки плана собраны по номерам"
_SET_DOWN = (Content.NUMBER, Content.WHAT, Content.WHEN, Content.WHO)  # of a table saved as text
_LEAST_PARTS, _LEAST_ROWS = 3, 3  # of a line that is a row; of a table


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows under one heading; ``lead`` are the rows above it in the same table.

    ``headings`` are the texts of the heading as it stands there, none if it is that of the table before.
    ``turned`` says how rows were made of a table that was set in another way, empty if they are its own;
    ``opening`` is the summer month with which its columns of months begin, 0 if with none; ``listed`` says
    that each row is an item.
    """

    columns: PlanColumns
    rows: tuple[DocumentRow, ...]
    headings: tuple[str, ...] = ()
    lead: tuple[DocumentRow, ...] = ()
    turned: str = ""
    opening: int = 0
    listed: bool = False


PlanBlock = Block | tuple[Segment, ...]
NO_LINE = DocumentParagraph("")


def line_of(block: Block) -> DocumentParagraph:
    """The line that a block is, an empty one for a table."""
    return block if isinstance(block, DocumentParagraph) else NO_LINE


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
    headed = _headed(table.rows, further=further)
    if headed:
        return headed
    width = Counter(row.width for row in table.rows).most_common(1)[0][0]
    # The heading of another sort of table has numbers in its first column.
    numbers, *others = heading_columns(table.rows[0])
    is_heading = numbers.content is Content.NUMBER and sum(bool(one.heading) for one in others) > 1
    if before and width == before[-1].end and not (is_heading and numbers.heading):
        return (Segment(before, tuple(row for row in table.rows if not numbers_columns(row))),)
    if not guess:
        return ()
    columns = None if (poor := _headed(table.rows, least=1)) else _guessed_columns(table, width)
    return (Segment(columns, table.rows),) if columns else poor


def _headed(
    rows: Sequence[DocumentRow], *, least: int = 2, further: Collection[str] = ()
) -> tuple[Segment, ...]:
    """The parts of a table below its headings; one further down has a word in common with the last."""
    headings: list[tuple[PlanColumns, int, int]] = []
    words: set[str] = set()
    at, limit = 0, heading_limit(rows)
    while at < len(rows) and (headings or at < limit):
        row, end = heading_from(rows, at)
        columns = read_columns(row, least=least, further=further) or ()
        own = {folded(column.heading) for column in columns if column.heading}
        if columns and (not headings or own & words):
            headings.append((columns, at, end))
            at, words = end, own
        else:
            at += 1
    segments = []
    lead = tuple(row for row in rows[: headings[0][1]] if row.filled) if headings else ()
    ends = [*(start for _, start, _ in headings[1:]), len(rows)]
    for (columns, start, begin), end in zip(headings, ends, strict=False):
        texts = (" ".join(cell.text.split()) for row in rows[start:begin] for cell in row.filled)
        body = tuple(row for row in rows[begin:end] if not numbers_columns(row))
        segments.append(Segment(*_parted(columns, body), tuple(texts), lead))
        lead = ()
    return tuple(segments)


def heading_limit(rows: Sequence[DocumentRow]) -> int:
    """Behind which row the first heading stands no more: rows of two texts at most may stand above it."""
    full = [at for at, row in enumerate(rows[:_LAST_ABOVE], 1) if len(row.filled) > 2]
    return full[_LAST_HEADING - 1] if len(full) >= _LAST_HEADING else max(_LAST_HEADING, *full, 0)


def heading_from(rows: Sequence[DocumentRow], at: int) -> tuple[DocumentRow, int]:
    """A row, with the next one where a heading goes on there, as one row; and the index behind it.

    It goes on where cells go down into the next row, or wide ones are parted there. A cell has the text
    above it and its own.
    """
    upper, *below = rows[at : at + 2]
    if not below or not _goes_on_below(upper, below[0]):
        return upper, at + 1
    above = [cell.text for cell in upper.cells for _ in range(cell.span)]
    cells = []
    for start, cell in below[0].placed:
        over = above[start] if start < len(above) else ""
        text = cell.text if cell.merged else f"{over} {cell.text}".strip()
        cells.append(replace(cell, text=text, merged=False))
    return DocumentRow(tuple(cells), upper.place), at + 2


def _goes_on_below(upper: DocumentRow, lower: DocumentRow) -> bool:
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
        places = columns_under(tuple(cell.span for cell in cells), columns)
        own = [at for at, place in enumerate(places) if place == (both, 1)]
        found, rest = split(cells[own[0]].text) if own else ("", "")
        if found:
            cells[own[0]] = replace(cells[own[0]], text=rest)
        if row.width == end:
            cells.append(DocumentCell(found))
        parted.append(replace(row, cells=tuple(cells)))
    return (*columns, PlanColumn(other, "", end, end + 1)), tuple(parted)


def _guessed_columns(table: DocumentTable, width: int) -> PlanColumns | None:
    """The columns of a table without headings by what is in them, None if no dates are."""
    rows = [row for row in table.rows if row.width == width and len(row.cells) == width]
    cells = [[row.cells[at].text for row in rows] for at in range(width)] if rows else []
    numbers = 1 if cells and share(cells[0], is_number) >= _ENOUGH else 0
    dated = [share(column, lambda text: kind_of_deadline(text).says_when) for column in cells[numbers:]]
    if len(dated) < 2 or max(dated) < _ENOUGH:
        return None
    when = dated.index(max(dated)) + numbers
    rest = [at for at in range(numbers, width) if at != when]
    longest = max(rest, key=lambda at: sum(map(len, cells[at])))
    what = rest[0] if 2 * sum(map(len, cells[rest[0]])) >= sum(map(len, cells[longest])) else longest
    who = next((at for at in rest if at != what), None)
    known = {when: Content.WHEN, what: Content.WHAT, who: Content.WHO, numbers - 1: Content.NUMBER}
    return tuple(PlanColumn(known.get(at, Content.OTHER), "", at, at + 1) for at in range(width))


def share(cells: Sequence[_Cell], fits: Callable[[_Cell], bool]) -> float:
    """How many of the cells fit, as a part of all."""
    return sum(map(fits, cells)) / max(1, len(cells))


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


def parts_of_row(block: Block) -> int:
    """In how many parts a line is set, 0 if it is no row."""
    parts = line_of(block).parts
    return len(parts) if len(parts) >= _LEAST_PARTS and not any(map(is_approval, parts)) else 0


def tabbed_segments(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """Lines with wide gaps in as many places, one below the other, as a table."""
    columns: PlanColumns | None = None
    for width, grouped in groupby(blocks, key=parts_of_row):
        group = list(grouped)
        lines = map(line_of, group if width else ())
        rows = tuple(DocumentRow(tuple(map(DocumentCell, line.parts)), line.place) for line in lines)
        # A line by itself is the head of what follows, or goes on below one.
        guess = len(rows) > 1 and not columns
        segments = segments_of(DocumentTable(rows), columns, guess=guess) if rows else ()
        columns = segments[-1].columns if segments else columns
        yield from [segments] if segments else group


def stacked_segments(blocks: Sequence[Block]) -> Iterator[PlanBlock]:
    """A table that was saved as text, its cells one below the other; each row begins with its number."""
    texts = [line_of(block).words for block in blocks]
    quads = (texts[at : at + len(_SET_DOWN)] for at in range(len(texts)))
    heads = (read_columns(DocumentRow(tuple(map(DocumentCell, quad))), least=3) or () for quad in quads)
    usual = (one for one in enumerate(heads) if [column.content for column in one[1]] == [*_SET_DOWN])
    start, columns = next(usual, (len(texts), ()))
    body = start + len(_SET_DOWN)
    numbers = [at for at, text in enumerate(texts) if at >= body and _BARE_NUMBER.fullmatch(text)]
    if len(numbers) < _LEAST_ROWS:
        yield from blocks
        return
    yield from blocks[:start]
    rows = [_across(text) for text in texts[body : numbers[0]]]
    end = numbers[0]
    for at, following in pairwise([*numbers, len(texts)]):
        is_last, begins_anew = following == len(texts), texts[following : following + 1] in (["1"], ["1."])
        end = min(following, at + len(_SET_DOWN)) if is_last else following - begins_anew
        # The first line that is a deadline parts what is done from who does it.
        lines = texts[at + 1 : end]
        dated = next((index for index, line in enumerate(lines) if index and is_deadline(line)), None)
        cut, after = (1, 1) if dated is None else (dated, dated + 1)
        own = (texts[at], "\n".join(lines[:cut]), "".join(lines[cut:after]), "\n".join(lines[after:]))
        rows.append(DocumentRow(tuple(map(DocumentCell, own))))
        rows += [_across(texts[end])] if begins_anew else []
    yield (Segment(columns, tuple(rows), tuple(texts[start:body]), turned=_OF_TABLE),)
    yield from blocks[end:]


def _across(text: str) -> DocumentRow:
    return DocumentRow((DocumentCell(text, len(_SET_DOWN)),))
