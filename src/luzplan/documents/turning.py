"""Matrices turned into the rows of a plan: marks, days and texts below periods."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from luzplan.deadline import DeadlineKind
from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.cells import is_bare_deadline, kind_of_deadline, things_in, week_number
from luzplan.documents.headings import Content, PlanColumn, PlanColumns, names_activity
from luzplan.documents.matrix import EMPTY, Matrix, PeriodColumn, cell_below, is_whole, read_matrix, starts_of
from luzplan.documents.segments import Segment
from luzplan.russian import MONTHS_OF, WEEKDAYS, quote
from luzplan.russian.spelling import folded
from luzplan.school_year import FIRST_MONTH

_MARK = re.compile(r"[+*xхvуXХVV√✓✔☑●•■▪_/\\-]{1,3}|да", re.IGNORECASE)
_LONGEST_DAY = 15  # characters
_FIGURE = re.compile(r"[\d\s.,/]+(?:(?:%|тыс|млн|руб|шт|чел|ед|р)\w*\.?\s*)*", re.IGNORECASE)
_PERSON = re.compile(r"фио\b|ф\W*и\W*о\b|учител|педагог|воспитател|должност|администратор|дежурн")


def matrix_segments(table: DocumentTable) -> tuple[Segment, ...]:
    """The rows of a plan that a matrix says, none if the table is of another sort."""
    matrix = read_matrix(table)
    return (_turned(matrix),) if matrix else ()


def _turned(matrix: Matrix) -> Segment:
    marked = _share(matrix, lambda cell, period: bool(_MARK.fullmatch(cell))) >= _MOST
    least = _HALF if matrix.periods[0].year else _MOST
    days = not marked and _share(matrix, _is_dated) >= least
    if marked or days:
        others = (column for column in matrix.others if column.content is Content.OTHER)
        activity = next((column for column in others if names_activity(column.heading)), matrix.label)
        matrix = replace(matrix, label=activity)
        columns = _columns(_OF_MARKS, matrix.others)
        rows = _rows_of_marks(matrix)
    else:
        columns = _columns(_OF_TEXTS, matrix.others)
        rows = _rows_of_texts(matrix)
    said = "отметки" if marked else "дни и сроки" if days else "тексты"
    first, last = matrix.periods[0].column.heading, matrix.periods[-1].column.heading
    turned = f"{said} в столбцах {quote(first)} … {quote(last)} стали строками со сроком"
    turned += "; суммы и прочее из них — в заметках" if matrix.periods[0].year else ""
    from_august = matrix.periods[0].month == FIRST_MONTH - 1
    return Segment(columns, tuple(rows), matrix.headings, matrix.lead, turned, from_august)


_MOST, _HALF = 0.7, 0.5  # of the cells that are filled
_OF_MARKS = (Content.WHAT, Content.WHEN, Content.NOTE)
_OF_TEXTS = (Content.SECTION, Content.WHAT, Content.WHEN, Content.WHO)


def _share(matrix: Matrix, fits: Callable[[str, PeriodColumn], bool]) -> float:
    cells = [
        (cell_below(row, period.column).text, period)
        for row in matrix.rows
        for period in matrix.periods
        if not is_whole(row)
    ]
    filled = [fits(text, period) for text, period in cells if text]
    return sum(filled) / max(1, len(filled))


def _is_dated(text: str, period: PeriodColumn) -> bool:
    return bool(_said(text, period)) or bool(period.year and _FIGURE.fullmatch(text))


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


def _columns(contents: Sequence[Content], others: Sequence[PlanColumn]) -> PlanColumns:
    """The columns of the rows: those that were made, then the others as they are."""
    made = [PlanColumn(content, "", at, at + 1) for at, content in enumerate(contents)]
    for at, column in enumerate(others, len(made)):
        is_made = column.content in contents and column.content is not Content.WHO
        content = Content.OTHER if is_made else column.content
        made.append(PlanColumn(content, column.heading, at, at + 1))
    return tuple(made)


def _rows_of_marks(matrix: Matrix) -> Iterator[DocumentRow]:
    for row in matrix.rows:
        if is_whole(row):
            yield _wide(row, len(_OF_MARKS) + len(matrix.others))
            continue
        whens: list[str] = []
        left: list[str] = []
        for period in matrix.periods:
            text = _text_over(row, period)
            said = _said(text, period) if text else ""
            whens += [said] if said else [] if period.year or not text else [f"{period.text} ({text})"]
            left += [f"{period.text}: {text}"] if text and period.year and not said else []
        # «январь, май 2024; июнь 2025» are two years' months.
        when = ("; " if any("," in when for when in whens) else ", ").join(whens)
        made = (cell_below(row, matrix.label), DocumentCell(when), DocumentCell("\n".join(left)))
        yield _row(row, made, matrix)


def _text_over(row: DocumentRow, period: PeriodColumn) -> str:
    """The text in the column of a period; a mark that goes over several is in each."""
    own = cell_below(row, period.column)
    if own.text:
        return own.text
    over = next(
        (cell for start, cell in starts_of(row) if start < period.column.start < start + cell.span), EMPTY
    )
    lasts = kind_of_deadline(over.text) is DeadlineKind.ONGOING
    return over.text if _MARK.fullmatch(over.text) or lasts else ""


def _wide(row: DocumentRow, width: int) -> DocumentRow:
    """A row with its text over all columns, or its texts."""
    text = row.filled[0].text if len(row.filled) == 1 else " · ".join(cell.text for cell in row.filled)
    return DocumentRow((replace(row.filled[0], text=text, span=width),), row.place)


def _row(row: DocumentRow, made: Sequence[DocumentCell], matrix: Matrix) -> DocumentRow:
    """A row of cells that were made, those of the other columns, and what stands outside of all columns."""
    end = matrix.columns[-1].end
    strays = [cell for start, cell in starts_of(row) if start >= end]
    cells = [*made, *(cell_below(row, column) for column in matrix.others), *strays]
    return DocumentRow(tuple(replace(cell, span=1, merged=False) for cell in cells), row.place)


def _rows_of_texts(matrix: Matrix) -> Iterator[DocumentRow]:
    """A row for each thing in a cell; where rows are periods and columns directions, column by column."""
    by_row = bool(matrix.periods[0].text)
    for row in matrix.rows:
        yield from _whole(matrix, row)
        for period in matrix.periods if by_row else ():
            yield from _things(matrix, row, period)
    for direction in () if by_row else matrix.periods:
        for row in matrix.rows:
            yield from _things(matrix, row, direction)


def _things(matrix: Matrix, row: DocumentRow, period: PeriodColumn) -> Iterator[DocumentRow]:
    label, text = cell_below(row, matrix.label).text, cell_below(row, period.column).text
    for item in [] if is_whole(row) else things_in(text):
        yield _row(row, _of_item(matrix, period, label, item), matrix)


def _whole(matrix: Matrix, row: DocumentRow) -> Iterator[DocumentRow]:
    """A row that has nothing in the columns of periods: a title, or a thing without a period."""
    if is_whole(row):
        yield _wide(row, len(_OF_TEXTS) + len(matrix.others))
    elif not any(cell_below(row, period.column).text for period in matrix.periods):
        label = cell_below(row, matrix.label)
        yield _row(row, [EMPTY, label, EMPTY, EMPTY], matrix)


def _of_item(matrix: Matrix, period: PeriodColumn, label: str, item: str) -> list[DocumentCell]:
    """The section, activity, deadline and executor of an item."""
    person = matrix.label.content is Content.WHO or bool(_PERSON.match(folded(matrix.label.heading)))
    section, when, who = ("", period.text, label) if person else (label, period.text, "")
    if not period.text:
        section, when = period.column.heading, label
    elif folded(period.text) in WEEKDAYS and (week := week_number(label, matrix.label.heading)):
        section = label if "нед" in label.casefold() else f"{label} {matrix.label.heading.lower()}"
        when = f"{period.text.lower()} {week}-й недели каждого месяца"
    return [DocumentCell(text) for text in (section, item, when, who)]
