"""Tables that set periods against directions, items or weeks, turned into the rows of a plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from luzplan.deadline import DeadlineKind
from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.cells import (
    is_bare_deadline,
    is_deadline,
    is_period,
    kind_of_deadline,
    things_in,
    week_number,
)
from luzplan.documents.headings import (
    Content,
    PlanColumn,
    heading_columns,
    names_activity,
    numbers_columns,
    read_columns,
)
from luzplan.documents.periods import KEPT, PeriodColumn, directions_of, in_weeks, periods_of, weekday_named
from luzplan.documents.rows import is_total
from luzplan.documents.segments import Segment, heading_from, heading_limit, share
from luzplan.russian import MONTHS_OF, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import SUMMER

_LEAST_COLUMNS = 3
_MARK = re.compile(r"[+*xхvуXХVV√✓✔☑●•■▪_/\\-]{1,3}|да", re.IGNORECASE)
_LONGEST_DAY = 15  # characters
_FIGURE = re.compile(r"[\d\s.,/]+(?:(?:%|тыс|млн|руб|шт|чел|ед|р)\w*\.?\s*)*", re.IGNORECASE)
_PERSON = re.compile(r"фио\b|ф\W*и\W*о\b|учител|педагог|воспитател|должност|администратор|дежурн")
_EMPTY = DocumentCell("")
_DASH = re.compile(r"[-–—−]{1,3}|_+")
# What stands over years that are no deadlines.
_MEASURE = re.compile(r"финанс|об[ъь]?[её]м|сумм|руб|стоимост|расход|показател|значени|индикатор|бюджет")
_MOST, _HALF = 0.7, 0.5  # of the cells that are filled
_OF_MARKS = (Content.WHAT, Content.WHEN, Content.NOTE)
_OF_TEXTS = (Content.SECTION, Content.WHAT, Content.WHEN, Content.WHO)


@dataclass(frozen=True, slots=True)
class _Matrix:
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


def _read(table: DocumentTable) -> _Matrix | None:
    """What a table sets against periods or directions, None if it is another sort of table."""
    rows = table.rows
    for at in range(min(heading_limit(rows), len(rows))):
        heading, end = heading_from(rows, at)
        matrix = _matrix(rows[at:end], heading, rows[end:])
        if matrix:
            return replace(matrix, lead=tuple(row for row in rows[:at] if row.filled))
        if read_columns(heading):
            break
    return None


def _matrix(head: Sequence[DocumentRow], heading: DocumentRow, body: Sequence[DocumentRow]) -> _Matrix | None:
    columns = heading_columns(heading)
    if len(columns) < _LEAST_COLUMNS:
        return None
    periods = tuple(periods_of(heading_columns(head[-1]), columns))
    own = [one.column for one in periods]
    label: PlanColumn | None = columns[0]
    if len(periods) > 1:
        rest = [column for column in columns if column not in own]
        people = [column for column in rest if column.content is Content.WHO]
        label = next((one for one in rest if one.content not in KEPT), next(iter(people), None))
    else:
        periods = directions_of(columns)
    if not periods or not label:
        return None
    if periods[0].year:
        # Sums are spent and figures reached beside other deadlines.
        dated = any(one.content in (Content.WHEN, Content.END) for one in columns if one not in own)
        if dated or any(_MEASURE.search(folded(column.heading)) for column in own):
            return None
    texts = [cell.text for cell in heading.cells]
    others = (row for row in body if row.filled and not numbers_columns(row))
    rows = tuple(row for row in others if [cell.text for cell in row.cells] != texts)
    rows = _without_dashes(rows, [period.column for period in periods])
    if not periods[0].text:  # nearly each row begins with a period, or below «Сроки» with any deadline
        fits = is_deadline if columns[0].content is Content.WHEN else is_period
        begun = list(filter(None, (_cell_below(row, columns[0]).text for row in rows)))
        rows = rows if begun and 5 * sum(map(fits, begun)) >= 4 * len(begun) else ()
    if not rows:
        return None
    headings = tuple(" ".join(cell.text.split()) for row in head for cell in row.filled)
    return _Matrix(columns, periods, label, rows, headings)


def _without_dashes(rows: tuple[DocumentRow, ...], columns: Sequence[PlanColumn]) -> tuple[DocumentRow, ...]:
    """The rows without dashes that say «nothing» in a cell; where there is nothing else, they are marks."""
    texts = {_cell_below(row, column).text for row in rows if not _is_whole(row) for column in columns}
    dashes = set(filter(_DASH.fullmatch, texts))
    if not dashes or not texts - dashes - {""}:
        return rows
    return tuple(
        replace(row, cells=tuple(replace(one, text="") if one.text in dashes else one for one in row.cells))
        for row in rows
    )


def _is_whole(row: DocumentRow) -> bool:
    """Whether a row is one text that goes over several columns, or a total."""
    return (len(row.filled) == 1 and row.filled[0].span > 1) or is_total(row.filled[0].text)


def _cell_below(row: DocumentRow, column: PlanColumn) -> DocumentCell:
    """What begins in the column, as one cell."""
    cells = [cell for start, cell in row.placed if column.start <= start < column.end]
    filled = [cell for cell in cells if cell.text]
    first = filled[0] if filled else next(iter(cells), _EMPTY)
    return replace(first, text="\n".join(cell.text for cell in filled))


def matrix_segments(table: DocumentTable) -> tuple[Segment, ...]:
    """The rows of a plan that a matrix says, none if the table is of another sort."""
    matrix = _read(table)
    if matrix is None:
        return ()
    below = ((_cell_below(row, one.column).text, row, one) for row in matrix.rows for one in matrix.periods)
    filled = [(text, period) for text, row, period in below if text and not _is_whole(row)]
    marked = share(filled, lambda one: bool(_MARK.fullmatch(one[0]))) >= _MOST
    dated = (
        bool(_said(text, period) or (period.year and _FIGURE.fullmatch(text))) for text, period in filled
    )
    days = not marked and share(list(dated), bool) >= (_HALF if matrix.periods[0].year else _MOST)
    if marked or days:
        others = (column for column in matrix.others if column.content is Content.OTHER)
        activity = next((column for column in others if names_activity(column.heading)), matrix.label)
        matrix = replace(matrix, label=activity)
    contents = _OF_MARKS if marked or days else _OF_TEXTS
    rows = _rows_of_marks(matrix) if marked or days else _rows_of_texts(matrix)
    made = {*contents} - {Content.WHO}
    heads = [(content, "") for content in contents]  # then the other columns as they are
    heads += [(Content.OTHER if one.content in made else one.content, one.heading) for one in matrix.others]
    columns = tuple(PlanColumn(*head, at, at + 1) for at, head in enumerate(heads))
    said = "отметки" if marked else "дни и сроки" if days else "тексты"
    first, last = matrix.periods[0].column.heading, matrix.periods[-1].column.heading
    turned = f"{said} в столбцах {quote(first)} … {quote(last)} стали строками со сроком"
    turned += "; суммы и прочее из них — в заметках" if matrix.periods[0].year else ""
    begins, ends = matrix.periods[0].month, matrix.periods[-1].month
    opening = begins if begins == SUMMER[-1] or (begins in SUMMER and ends not in SUMMER) else 0
    return (Segment(columns, tuple(rows), matrix.headings, matrix.lead, turned, opening),)


def _with_weekdays(matrix: _Matrix) -> Iterator[tuple[DocumentRow, str]]:
    """The rows, each with the weekday that it is labelled with, or that stands over it."""
    over = ""
    for row in matrix.rows:
        label = weekday_named(_cell_below(row, matrix.label).text)
        is_title = _is_whole(row) or not any(_text_over(row, period) for period in matrix.periods)
        over = weekday_named(row.filled[0].text) if is_title else over
        yield row, label or over


def _said(text: str, period: PeriodColumn) -> str:
    """What a cell says of its period as a deadline: «15» in the column of September; empty if it is none."""
    if _MARK.fullmatch(text) or (period.year and kind_of_deadline(text) is DeadlineKind.ONGOING):
        return period.text
    if period.year:
        phrase = text if re.search(r"20\d\d", text) else f"{text} {period.year}"
        return phrase if is_bare_deadline(text) and kind_of_deadline(phrase).says_when else ""
    phrase = f"{text} {MONTHS_OF[period.month - 1]}"
    fits = period.month and len(text) <= _LONGEST_DAY and any(map(str.isdigit, text))
    return phrase if fits and kind_of_deadline(phrase) is DeadlineKind.DATES else ""


def _rows_of_marks(matrix: _Matrix) -> Iterator[DocumentRow]:
    for row, weekday in _with_weekdays(matrix):
        if _is_whole(row):
            yield _wide(row, len(_OF_MARKS) + len(matrix.others))
            continue
        whens: list[str] = []
        left: list[str] = []
        weeks = [one.week for one in matrix.periods if one.week and _MARK.fullmatch(_text_over(row, one))]
        for period in matrix.periods:
            text = _text_over(row, period)
            said = _said(text, period) if text else ""
            whens += [said] if said else [] if period.year or not text else [f"{period.text} ({text})"]
            left += [f"{period.text}: {text}"] if text and period.year and not said else []
        # «январь, май 2024; июнь 2025» are two years' months.
        when = ("; " if any("," in when for when in whens) else ", ").join(whens)
        when = in_weeks(weekday, weeks) if weekday and 0 < len(weeks) == len(whens) else when
        made = (_cell_below(row, matrix.label), DocumentCell(when), DocumentCell("\n".join(left)))
        yield _row(row, made, matrix)


def _text_over(row: DocumentRow, period: PeriodColumn) -> str:
    """The text in the column of a period; a mark that goes over several is in each."""
    if own := _cell_below(row, period.column).text:
        return own
    starts = ((start, cell) for start, cell in row.placed if start < period.column.start)
    over = next((cell.text for start, cell in starts if period.column.start < start + cell.span), "")
    lasts = kind_of_deadline(over) is DeadlineKind.ONGOING
    return over if _MARK.fullmatch(over) or lasts else ""


def _wide(row: DocumentRow, width: int) -> DocumentRow:
    """A row with its text over all columns, or its texts."""
    text = " · ".join(cell.text for cell in row.filled)
    return DocumentRow((replace(row.filled[0], text=text, span=width),), row.place)


def _row(row: DocumentRow, made: Sequence[DocumentCell], matrix: _Matrix) -> DocumentRow:
    """A row of cells that were made, those of the other columns, and what stands outside of all columns."""
    end = matrix.columns[-1].end
    strays = [cell for start, cell in row.placed if start >= end]
    cells = [*made, *(_cell_below(row, column) for column in matrix.others), *strays]
    return DocumentRow(tuple(replace(cell, span=1, merged=False) for cell in cells), row.place)


def _rows_of_texts(matrix: _Matrix) -> Iterator[DocumentRow]:
    """A row for each thing in a cell; where rows are periods and columns directions, column by column.

    What has nothing in the columns of periods is a title, or a thing without a period.
    """
    by_row = bool(matrix.periods[0].text)
    for row, weekday in _with_weekdays(matrix):
        if _is_whole(row):
            yield _wide(row, len(_OF_TEXTS) + len(matrix.others))
        elif not any(_cell_below(row, period.column).text for period in matrix.periods):
            yield _row(row, [_EMPTY, _cell_below(row, matrix.label), _EMPTY, _EMPTY], matrix)
        for period in matrix.periods if by_row else ():
            yield from _things(matrix, row, period, weekday)
    for direction in () if by_row else matrix.periods:
        for row in matrix.rows:
            yield from _things(matrix, row, direction)


def _things(matrix: _Matrix, row: DocumentRow, period: PeriodColumn, over: str = "") -> Iterator[DocumentRow]:
    """The things in a cell, each with its section, deadline and executor; ``over`` is the row's weekday."""
    label, heading = _cell_below(row, matrix.label).text, matrix.label.heading
    is_person = matrix.label.content is Content.WHO or bool(_PERSON.match(folded(heading)))
    section, when, who = ("", period.text, label) if is_person else (label, period.text, "")
    if not period.text:
        section, when = period.column.heading, label
    elif period.week and over:
        when = in_weeks(over, [period.week])
    elif (weekday := weekday_named(period.text)) and (week := week_number(label, heading)):
        section = label if "нед" in label.casefold() else f"{label} {heading.lower()}"
        when = in_weeks(weekday, [week])
    for item in () if _is_whole(row) else things_in(_cell_below(row, period.column).text):
        yield _row(row, [DocumentCell(text) for text in (section, item, when, who)], matrix)
