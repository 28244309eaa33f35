"""Tables that set periods against directions, items or weeks: what is set against what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luzplan.deadline.reader import month_named
from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.cells import LATIN_NUMERALS, is_deadline, is_period, numbered_months
from luzplan.documents.headings import Content, PlanColumn, heading_columns, numbers_columns, read_columns
from luzplan.documents.rows import is_total
from luzplan.documents.segments import combined, goes_on_below, heading_limit
from luzplan.russian import MONTHS
from luzplan.russian.spelling import folded

_LEAST_COLUMNS = 3
# Columns that hold a matter of each row, and are no direction of work.
_MATTER = re.compile(
    r"класс|.*(?:мероприят|содержан|\bтем[аы]|тематик|\bформ|\bцел[ьи]|задач|результат|итог|отметк|примечан|\bвид"
    r"|событи|праздник|назван|наименован|\bдел[ао]?\b|\bчто\b|\bкто\b|метод|объект|вопрос"
    r"|участник|категори|факт|предмет|долж|фио|дисциплин|количеств|\bкол\b|\bчас)"
)


_YEAR = re.compile(
    r"(?:в |на )?(20\d\d)(?:\s*[-–/]\s*((?:20)?\d\d))?(?:\s*(?:уч|г)[а-я.]*){0,2}", re.IGNORECASE
)
# What stands over years that are no deadlines.
_MEASURE = re.compile(r"финанс|об[ъь]?[её]м|сумм|руб|стоимост|расход|показател|значени|индикатор|бюджет")


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of a period; ``text`` is the deadline, ``month`` its number if it is one month.

    ``year`` is a year of a programme.
    """

    column: PlanColumn
    text: str
    month: int = 0
    year: str = ""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table's heading with columns of periods, and its rows."""

    columns: tuple[PlanColumn, ...]
    periods: tuple[PeriodColumn, ...]
    label: PlanColumn
    rows: tuple[DocumentRow, ...]
    headings: tuple[str, ...]
    lead: tuple[DocumentRow, ...] = ()

    @property
    def others(self) -> tuple[PlanColumn, ...]:
        """The columns of neither the labels nor the periods."""
        own = {self.label, *(period.column for period in self.periods)}
        return tuple(column for column in self.columns if column not in own)


def read_matrix(table: DocumentTable) -> Matrix | None:
    """What a table sets against periods or directions, None if it is another sort of table."""
    for at, row in enumerate(table.rows[: heading_limit(table.rows)]):
        below = table.rows[at + 1 : at + 2]
        last = below[0] if below and goes_on_below(row, below[0]) else row
        heading = row if last is row else combined(row, last)
        end = at + 1 if last is row else at + 2
        matrix = _matrix(table.rows[at:end], heading, table.rows[end:])
        if matrix:
            return replace(matrix, lead=tuple(row for row in table.rows[:at] if row.filled))
        if read_columns(heading):
            break
    return None


def _matrix(head: Sequence[DocumentRow], heading: DocumentRow, body: Sequence[DocumentRow]) -> Matrix | None:
    columns = heading_columns(heading)
    if len(columns) < _LEAST_COLUMNS:
        return None
    periods = tuple(_periods(heading_columns(head[-1]), columns))
    label: PlanColumn | None = columns[0]
    if len(periods) > 1:
        label = _label([column for column in columns if column not in [one.column for one in periods]])
    else:
        periods = _directions(columns)
    if not periods or not label or (periods[0].year and not _are_deadlines(periods, columns)):
        return None
    texts = [cell.text for cell in heading.cells]
    others = (row for row in body if row.filled and not numbers_columns(row))
    rows = tuple(row for row in others if [cell.text for cell in row.cells] != texts)
    rows = _without_dashes(rows, [period.column for period in periods])
    if not rows or not (periods[0].text or _are_periods(rows, columns[0])):
        return None
    headings = tuple(" ".join(cell.text.split()) for row in head for cell in row.filled)
    return Matrix(columns, periods, label, rows, headings)


def _are_deadlines(years: Sequence[PeriodColumn], columns: Sequence[PlanColumn]) -> bool:
    """Whether things are done in the years, and no sums spent or figures reached beside other deadlines."""
    own = [period.column for period in years]
    dated = any(one.content in (Content.WHEN, Content.END) for one in columns if one not in own)
    return not dated and not any(_MEASURE.search(folded(column.heading)) for column in own)


def _periods(lowest: Sequence[PlanColumn], columns: Sequence[PlanColumn]) -> Iterator[PeriodColumn]:
    """The columns whose heading, in its lowest row, is a period."""
    texts = [folded(column.heading).translate(LATIN_NUMERALS).rstrip(".") for column in lowest]
    numbers = numbered_months(texts)
    for column, number in zip(lowest, numbers, strict=True):
        whole = next((one for one in columns if one.start == column.start), column)
        month = number or month_named(column.heading)
        if number:
            yield PeriodColumn(whole, MONTHS[month - 1], month)
            continue
        year = _YEAR.fullmatch(column.heading)
        if year:
            text = f"{year[1]}-{year[2]} учебный год" if year[2] else f"{year[1]} год"
            yield PeriodColumn(whole, text, year=year[0] if year[2] else year[1])
        elif is_period(column.heading):
            yield PeriodColumn(whole, column.heading, month)


def _label(rest: Sequence[PlanColumn]) -> PlanColumn | None:
    """The column that says what a row is about: the first that holds no numbers, people or places."""
    free = (column for column in rest if column.content not in _KEPT)
    return next(free, None) or next((column for column in rest if column.content is Content.WHO), None)


def _directions(columns: Sequence[PlanColumn]) -> tuple[PeriodColumn, ...]:
    """The columns whose headings may be directions of work, none if one is something else."""
    others = [column for column in columns[1:] if column.content not in _KEPT]
    if len(others) < 2 or any(not one.heading or _MATTER.match(folded(one.heading)) for one in others):
        return ()
    dated = any(column.content is Content.WHEN for column in columns[1:])
    return () if dated else tuple(PeriodColumn(column, "") for column in others)


def _are_periods(rows: Sequence[DocumentRow], column: PlanColumn) -> bool:
    """Whether nearly each row begins with a period, or below «Сроки» with any deadline."""
    fits = is_deadline if column.content is Content.WHEN else is_period
    filled = [text for text in (cell_below(row, column).text for row in rows) if text]
    return bool(filled) and 5 * sum(fits(text) for text in filled) >= 4 * len(filled)


_KEPT = (Content.NUMBER, Content.WHO, Content.WHERE, Content.DONE)
EMPTY = DocumentCell("")


def _without_dashes(rows: tuple[DocumentRow, ...], columns: Sequence[PlanColumn]) -> tuple[DocumentRow, ...]:
    """The rows without dashes that say «nothing» in a cell; where there is nothing else, they are marks."""
    texts = {cell_below(row, column).text for row in rows if not is_whole(row) for column in columns}
    dashes = set(filter(_DASH.fullmatch, texts))
    if not dashes or not texts - dashes - {""}:
        return rows
    return tuple(
        replace(row, cells=tuple(replace(one, text="") if one.text in dashes else one for one in row.cells))
        for row in rows
    )


_DASH = re.compile(r"[-–—−]{1,3}|_+")


def is_whole(row: DocumentRow) -> bool:
    """Whether a row is one text that goes over several columns, or a total."""
    return (len(row.filled) == 1 and row.filled[0].span > 1) or is_total(row.filled[0].text)


def cell_below(row: DocumentRow, column: PlanColumn) -> DocumentCell:
    """What begins in the column, as one cell."""
    cells = [cell for start, cell in starts_of(row) if column.start <= start < column.end]
    filled = [cell for cell in cells if cell.text]
    first = filled[0] if filled else next(iter(cells), EMPTY)
    return replace(first, text="\n".join(cell.text for cell in filled))


def starts_of(row: DocumentRow) -> Iterator[tuple[int, DocumentCell]]:
    """The cells of a row, each behind the column of the table's grid where it begins."""
    start = 0
    for cell in row.cells:
        yield start, cell
        start += cell.span
