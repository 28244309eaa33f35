"""Tables that set periods against directions, items or weeks: turned into the rows of a plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import month_named
from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.cells import (
    LATIN_NUMERALS,
    is_deadline,
    is_period,
    kind_of_deadline,
    numbered_months,
    things_in,
    week_number,
)
from luzplan.documents.headings import (
    Content,
    PlanColumn,
    PlanColumns,
    heading_columns,
    names_activity,
    numbers_columns,
    read_columns,
)
from luzplan.documents.segments import Segment, combined, goes_on_below, heading_limit
from luzplan.russian import MONTHS, MONTHS_OF, WEEKDAYS, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import FIRST_MONTH

_MARK = re.compile(r"[+*xхvуXХVV√✓✔☑●•■▪_/\\-]{1,3}|да", re.IGNORECASE)
_LONGEST_DAY = 15  # characters
# Columns that hold a matter of each row, and are no direction of work.
_MATTER = re.compile(
    r"класс|.*(?:мероприят|содержан|\bтем[аы]|тематик|\bформ|\bцел[ьи]|задач|результат|итог|отметк|примечан|\bвид"
    r"|событи|праздник|назван|наименован|\bдел[ао]?\b|\bчто\b|\bкто\b|метод|объект|вопрос"
    r"|участник|категори|факт|предмет|долж|фио|дисциплин|количеств|\bкол\b|\bчас)"
)


_PERSON = re.compile(r"фио\b|ф\W*и\W*о\b|учител|педагог|воспитател|должност|администратор|дежурн")


@dataclass(frozen=True, slots=True)
class _Period:
    """A column of a period; ``text`` is the deadline, ``month`` its number if it is one month."""

    column: PlanColumn
    text: str
    month: int = 0


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A table's heading with columns of periods, and its rows."""

    columns: tuple[PlanColumn, ...]
    periods: tuple[_Period, ...]
    label: PlanColumn
    rows: tuple[DocumentRow, ...]
    headings: tuple[str, ...]

    @property
    def others(self) -> tuple[PlanColumn, ...]:
        """The columns of neither the labels nor the periods."""
        own = {self.label, *(period.column for period in self.periods)}
        return tuple(column for column in self.columns if column not in own)


def matrix_segments(table: DocumentTable) -> tuple[Segment, ...]:
    """The rows of a table that sets periods against something else, none if it is another sort of table."""
    for at, row in enumerate(table.rows[: heading_limit(table.rows)]):
        below = table.rows[at + 1 : at + 2]
        last = below[0] if below and goes_on_below(row, below[0]) else row
        heading = row if last is row else combined(row, last)
        end = at + 1 if last is row else at + 2
        matrix = _matrix(table.rows[at:end], heading, table.rows[end:])
        if matrix:
            lead = tuple(row for row in table.rows[:at] if row.filled)
            return (_turned(matrix, lead),)
        if read_columns(heading):
            break
    return ()


def _matrix(head: Sequence[DocumentRow], heading: DocumentRow, body: Sequence[DocumentRow]) -> _Matrix | None:
    columns = heading_columns(heading)
    if len(columns) < _LEAST_COLUMNS:
        return None
    periods = tuple(_periods(heading_columns(head[-1]), columns))
    label: PlanColumn | None = columns[0]
    if len(periods) > 1:
        label = _label([column for column in columns if column not in [one.column for one in periods]])
    else:
        periods = _directions(columns)
    if not periods or not label:
        return None
    texts = [cell.text for cell in heading.cells]
    others = (row for row in body if row.filled and not numbers_columns(row))
    rows = tuple(row for row in others if [cell.text for cell in row.cells] != texts)
    if not rows or not (periods[0].text or _are_periods(rows, columns[0])):
        return None
    headings = tuple(" ".join(cell.text.split()) for row in head for cell in row.filled)
    return _Matrix(columns, periods, label, rows, headings)


def _periods(lowest: Sequence[PlanColumn], columns: Sequence[PlanColumn]) -> Iterator[_Period]:
    """The columns whose heading, in its lowest row, is a period."""
    texts = [folded(column.heading).translate(LATIN_NUMERALS).rstrip(".") for column in lowest]
    numbers = numbered_months(texts)
    for at, column in enumerate(lowest):
        whole = next((one for one in columns if one.start == column.start), column)
        month = numbers[at] or month_named(column.heading)
        if numbers[at]:
            yield _Period(whole, MONTHS[month - 1], month)
        elif is_period(column.heading):
            yield _Period(whole, column.heading, month)


def _label(rest: Sequence[PlanColumn]) -> PlanColumn | None:
    """The column that says what a row is about: the first that holds no numbers, people or places."""
    free = (column for column in rest if column.content not in _KEPT)
    return next(free, None) or next((column for column in rest if column.content is Content.WHO), None)


def _directions(columns: Sequence[PlanColumn]) -> tuple[_Period, ...]:
    """The columns whose headings may be directions of work, none if one is something else."""
    others = [column for column in columns[1:] if column.content not in _KEPT]
    if len(others) < 2 or any(not one.heading or _MATTER.match(folded(one.heading)) for one in others):
        return ()
    dated = any(column.content is Content.WHEN for column in columns[1:])
    return () if dated else tuple(_Period(column, "") for column in others)


def _are_periods(rows: Sequence[DocumentRow], column: PlanColumn) -> bool:
    """Whether nearly each row begins with a period, or below «Сроки» with any deadline."""
    fits = is_deadline if column.content is Content.WHEN else is_period
    filled = [text for text in (_cell(row, column).text for row in rows) if text]
    return bool(filled) and 5 * sum(fits(text) for text in filled) >= 4 * len(filled)


_KEPT = (Content.NUMBER, Content.WHO, Content.WHERE, Content.DONE)
_EMPTY = DocumentCell("")


def _cell(row: DocumentRow, column: PlanColumn) -> DocumentCell:
    """What begins in the column, as one cell."""
    cells = [cell for start, cell in _starts(row) if column.start <= start < column.end]
    filled = [cell for cell in cells if cell.text]
    first = filled[0] if filled else next(iter(cells), _EMPTY)
    return replace(first, text="\n".join(cell.text for cell in filled))


def _starts(row: DocumentRow) -> Iterator[tuple[int, DocumentCell]]:
    start = 0
    for cell in row.cells:
        yield start, cell
        start += cell.span


def _turned(matrix: _Matrix, lead: tuple[DocumentRow, ...]) -> Segment:
    """The rows of a plan that a matrix says."""
    marked = _share(matrix, lambda cell, period: bool(_MARK.fullmatch(cell))) >= _MOST
    days = not marked and _share(matrix, lambda cell, period: bool(_day(cell, period))) >= _MOST
    if marked or days:
        others = (column for column in matrix.others if column.content is Content.OTHER)
        activity = next((column for column in others if names_activity(column.heading)), matrix.label)
        matrix = replace(matrix, label=activity)
        columns = _columns((Content.WHAT, Content.WHEN), matrix.others)
        rows = _rows_of_marks(matrix)
    else:
        columns = _columns(_OF_TEXTS, matrix.others)
        rows = _rows_of_texts(matrix)
    said = "отметки" if marked else "дни" if days else "тексты"
    first, last = matrix.periods[0].column.heading, matrix.periods[-1].column.heading
    turned = f"{said} в столбцах {quote(first)} … {quote(last)} стали строками со сроком"
    from_august = matrix.periods[0].month == FIRST_MONTH - 1
    return Segment(columns, tuple(rows), matrix.headings, lead, turned, from_august)


_MOST = 0.7  # of the cells that are filled
_LEAST_COLUMNS = 3
_OF_TEXTS = (Content.SECTION, Content.WHAT, Content.WHEN, Content.WHO)


def _share(matrix: _Matrix, fits: Callable[[str, _Period], bool]) -> float:
    cells = [
        (_cell(row, period.column).text, period)
        for row in matrix.rows
        for period in matrix.periods
        if len(row.filled) > 1
    ]
    filled = [fits(text, period) for text, period in cells if text]
    return sum(filled) / max(1, len(filled))


def _day(text: str, period: _Period) -> str:
    """«15» in the column of September as a deadline, empty if it is none."""
    phrase = f"{text} {MONTHS_OF[period.month - 1]}"
    fits = period.month and len(text) <= _LONGEST_DAY and any(map(str.isdigit, text))
    return phrase if fits and kind_of_deadline(phrase) is DeadlineKind.DATES else ""


def _columns(contents: Sequence[Content], others: Sequence[PlanColumn]) -> PlanColumns:
    """The columns of the rows: those that were made, then the others as they are."""
    made = [PlanColumn(content, "", at, at + 1) for at, content in enumerate(contents)]
    for at, column in enumerate(others, len(made)):
        is_made = column.content in contents and column.content is not Content.WHO
        content = Content.OTHER if is_made else column.content
        made.append(PlanColumn(content, column.heading, at, at + 1))
    return tuple(made)


def _rows_of_marks(matrix: _Matrix) -> Iterator[DocumentRow]:
    for row in matrix.rows:
        if _is_wide(row):
            yield _wide(row, 2 + len(matrix.others))
            continue
        texts = [(_cell(row, period.column).text, period) for period in matrix.periods]
        whens = [_marked(text, period) for text, period in texts if text]
        label = _cell(row, matrix.label)
        yield _row(row, [label, DocumentCell(", ".join(whens))], matrix)


def _marked(text: str, period: _Period) -> str:
    if _MARK.fullmatch(text):
        return period.text
    return _day(text, period) or f"{period.text} ({text})"


def _wide(row: DocumentRow, width: int) -> DocumentRow:
    """A row with one text over all columns."""
    return DocumentRow((replace(row.filled[0], span=width),), row.place)


def _row(row: DocumentRow, made: Sequence[DocumentCell], matrix: _Matrix) -> DocumentRow:
    """A row of cells that were made, those of the other columns, and what stands outside of all columns."""
    end = matrix.columns[-1].end
    strays = [cell for start, cell in _starts(row) if start >= end]
    cells = [*made, *(_cell(row, column) for column in matrix.others), *strays]
    return DocumentRow(tuple(replace(cell, span=1, merged=False) for cell in cells), row.place)


def _rows_of_texts(matrix: _Matrix) -> Iterator[DocumentRow]:
    """A row for each thing in a cell; where rows are periods and columns directions, column by column."""
    by_row = bool(matrix.periods[0].text)
    for row in matrix.rows:
        yield from _whole(matrix, row)
        for period in matrix.periods if by_row else ():
            yield from _things(matrix, row, period)
    for direction in () if by_row else matrix.periods:
        for row in matrix.rows:
            yield from _things(matrix, row, direction)


def _things(matrix: _Matrix, row: DocumentRow, period: _Period) -> Iterator[DocumentRow]:
    label, text = _cell(row, matrix.label).text, _cell(row, period.column).text
    for item in [] if _is_wide(row) else things_in(text):
        yield _row(row, _of_item(matrix, period, label, item), matrix)


def _is_wide(row: DocumentRow) -> bool:
    return len(row.filled) == 1 and row.filled[0].span > 1


def _whole(matrix: _Matrix, row: DocumentRow) -> Iterator[DocumentRow]:
    """A row that has nothing in the columns of periods: a title, or a thing without a period."""
    if _is_wide(row):
        yield _wide(row, len(_OF_TEXTS) + len(matrix.others))
    elif not any(_cell(row, period.column).text for period in matrix.periods):
        label = _cell(row, matrix.label)
        yield _row(row, [_EMPTY, label, _EMPTY, _EMPTY], matrix)


def _of_item(matrix: _Matrix, period: _Period, label: str, item: str) -> list[DocumentCell]:
    """The section, activity, deadline and executor of an item."""
    person = matrix.label.content is Content.WHO or bool(_PERSON.match(folded(matrix.label.heading)))
    section, when, who = ("", period.text, label) if person else (label, period.text, "")
    if not period.text:
        section, when = period.column.heading, label
    elif folded(period.text) in WEEKDAYS and (week := week_number(label, matrix.label.heading)):
        section = label if "нед" in label.casefold() else f"{label} {matrix.label.heading.lower()}"
        when = f"{period.text.lower()} {week}-й недели каждого месяца"
    return [DocumentCell(text) for text in (section, item, when, who)]
