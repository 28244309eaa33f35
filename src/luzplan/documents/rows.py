"""What the rows of a plan's table hold, and what they are: sections, activities, rests of those above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from luzplan.documents import DocumentCell, DocumentRow, is_open, split_marker
from luzplan.documents.dates import done_days
from luzplan.documents.headings import (
    Content,
    PlanColumn,
    PlanColumns,
    columns_under,
    is_further,
    is_number,
)
from luzplan.russian.spelling import folded

_DOWNWARDS = re.compile(r"\w(?:\n\w){2,}")
_WEEK = r"(?:[1-5]|I{1,3}|IV|V)(?:-?[аяй]{1,2})?"
_WEEKS = re.compile(rf"{_WEEK}(?:\s*[-–—,;и]\s*{_WEEK})*")
_OF_WEEKS = re.compile(r"(?:№ ?)?недел[яи](?: месяца)?")
_BARE = frozenset({Content.NUMBER, Content.WHAT})
_STAGE = re.compile(
    r"(?:\d+|[IVXІХ]+)\W*(?:[ыои]?й)?\W*(?:этап|раздел|блок|модуль|направление)\b", re.IGNORECASE
)
_CLOSED_END = re.compile(r"[.!?;:»)]$")
_CARRIED_OUT = re.compile(r"(?:(?:контроль|ход) )?(?:вы|ис)полнени[ея]|реализация")
_MARK = re.compile(
    r"[+✓☑vV]|да|нет|(?:не )?(?:вып|исп|выполнен|исполнен|проведен|сделан)[оаы]?\.?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?:[св] |до )?\d{1,2}[:.-]\d\d(?:\W{1,3}(?:до )?\d{1,2}[:.-]\d\d)?(?: ?ч(?:ас\w*|\.)?)?"
)
_NO_DAY = re.compile(r":|\.(?:00|1[3-9]|[2-5]\d)\b")  # what a clock shows and no calendar
_TOTAL = re.compile(r"\W*(?:итого|всего)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Values:
    """A row's texts by what their columns hold.

    ``merged`` are the contents that only repeat the row above, as a cell that goes down over several rows
    does. ``extra`` are headings and texts of columns that a plan has no key for, ``notes`` texts that stand
    where numbers should, ``strays`` those outside of all columns. ``spaced`` are texts with empty lines.
    ``wide`` is a row whose one text, its number aside, goes over several columns or stands where numbers do.
    ``own`` are all texts of the row itself from left to right. ``footnotes`` and ``struck`` are as those of a
    row of the document.
    """

    texts: dict[Content, str]
    merged: frozenset[Content] = frozenset()
    extra: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    strays: tuple[str, ...] = ()
    spaced: dict[Content, str] = field(default_factory=dict)
    wide: bool = False
    bold: bool = False
    own: tuple[str, ...] = ()
    place: str = ""
    footnotes: tuple[str, ...] = ()
    struck: bool = False

    def __getitem__(self, content: Content) -> str:
        return self.texts.get(content, "")

    @property
    def when(self) -> str:
        """The deadline; one in two columns is a range."""
        start, end = self[Content.WHEN], self[Content.END]
        return " – ".join(part for part in (start, end if start or not end else f"до {end}") if part)

    @property
    def remaining(self) -> tuple[str, ...]:
        """The texts of columns that a plan has no key for."""
        return (*(text for _, text in self.extra), *self.notes, *self.strays, *self.footnotes)

    @property
    def filled(self) -> frozenset[Content]:
        """The contents that the row itself has."""
        own = {content for content, text in self.texts.items() if text} - self.merged
        others = self.extra or self.notes or self.strays
        return frozenset(own | ({Content.OTHER} if others else set()))

    @property
    def number(self) -> str:
        """The number without the dot or bracket behind it."""
        return self[Content.NUMBER].rstrip(".) ")

    @property
    def noted(self) -> tuple[str, ...]:
        """What goes into the activity's note."""
        return tuple(filter(None, (self[Content.NOTE], *self.notes, *self.strays, *self.footnotes)))

    @property
    def title(self) -> str:
        """The row as the title of a section, on one line: its number and its text."""
        return " ".join(f"{self[Content.NUMBER]} {self[Content.WHAT]}".split())


def values_of(row: DocumentRow, columns: PlanColumns) -> Values:
    """What a row holds."""
    places = columns_under(tuple(cell.span for cell in row.cells), columns)
    placed = [_placed(cell, *place) for cell, place in zip(row.cells, places, strict=True) if cell.text]
    own = [one for one in placed if not one.cell.merged]
    of_row = Values(
        {},
        bold=bool(own) and all(one.cell.bold for one in own),
        own=tuple(one.cell.text for one in own),
        place=row.place,
        footnotes=row.footnotes,
        struck=row.struck,
    )
    others = [one for one in own if one.content is not Content.NUMBER]
    if len(others) == 1 and (_is_first(others[0], columns) or others[0].covers > 1):
        number = " ".join(one.cell.text for one in own if one.content is Content.NUMBER)
        return replace(of_row, texts={Content.NUMBER: number, Content.WHAT: others[0].cell.text}, wide=True)
    found: dict[Content, list[str]] = {}
    for one in placed:
        found.setdefault(one.content, []).append(_text(one))
    found.pop(Content.OTHER, None)
    # What is done stands line under line, two dates beside each other.
    texts = {content: ("\n" if content is Content.WHAT else " ").join(found[content]) for content in found}
    others = [one for one in placed if one.content is Content.OTHER]
    further = [(one.column, one.cell.text) for one in others if one.column]
    unnamed = [(column.heading, text) for column, text in further if not is_further(column)]
    return replace(
        of_row,
        texts=texts,
        merged=frozenset(texts) - {one.content for one in own},
        extra=tuple((column.heading, text) for column, text in further if is_further(column)),
        notes=tuple(": ".join(filter(None, pair)) for pair in unnamed),
        strays=tuple(one.cell.text for one in others if not one.column),
        spaced={one.content: one.cell.spaced for one in own if one.cell.spaced},
    )


def with_numbers(rows: list[Values]) -> list[Values]:
    """The rows, with numbers from the texts that begin with them; as they are if one has not the next."""
    number, begins, found = 0, True, list[Values]()
    for row in rows:
        own, text = split_marker(row[Content.WHAT])
        if row.wide or not row[Content.WHAT] or (row.filled == {Content.WHAT} and not own):
            begins = begins or row.wide or row.filled == {Content.WHAT}
            found.append(row)
        elif row[Content.NUMBER] or own[:-1] not in (str(number + 1), "1" if begins else None):
            return rows
        else:
            number, begins = int(own[:-1]), False
            texts = {**row.texts, Content.NUMBER: own, Content.WHAT: text}
            found.append(replace(row, texts=texts, spaced={}))
    return found if number > 1 else rows


class _Placed(NamedTuple):
    """A cell with the column it lies in, None if in none, and the number of columns it covers."""

    content: Content
    cell: DocumentCell
    column: PlanColumn | None
    covers: int


def _placed(cell: DocumentCell, column: PlanColumn | None, covers: int) -> _Placed:
    """The cell with what its column holds; it is something else where it stands in the place of a number."""
    content = column.content if column else Content.OTHER
    is_other = content is Content.NUMBER and not is_number(cell.text)
    return _Placed(Content.OTHER if is_other else content, cell, column, covers)


def _text(placed: _Placed) -> str:
    """The cell's text, one that is written downwards as a word; of bare numbers below «Неделя» the weeks."""
    text, column = placed.cell.text, placed.column
    text = text.replace("\n", "") if _DOWNWARDS.fullmatch(text) else text
    if column and column.content is Content.WHEN and (is_number(text) or _WEEKS.fullmatch(text)):
        return f"{text} неделя" if _OF_WEEKS.fullmatch(folded(column.heading)) else text
    return text


def _is_first(placed: _Placed, columns: PlanColumns) -> bool:
    """Whether a lone cell stands where rows begin, and says no number, activity or day there, but a week."""
    content, column, text = placed.content, placed.column, placed.cell.text
    if column and column.content is Content.NUMBER and content is Content.OTHER:
        return True
    other = content is not Content.WHAT and ("недел" in text.casefold() or not any(map(str.isdigit, text)))
    return column is columns[0] and (other or content is Content.OTHER)


class RowKind(Enum):
    """What a row is; ``REST`` is the rest of the activity before it, ``TEXT`` a total, or what is struck."""

    EMPTY = auto()
    SECTION = auto()
    ACTIVITY = auto()
    REST = auto()
    TEXT = auto()


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


def is_total(text: str) -> bool:
    """Whether a text sums up what stands above it: «Итого: 150», «Всего 7 мероприятий»."""
    return bool(_TOTAL.match(text))


def kind_of(row: Values, conventions: Conventions, following: Values | None, before: str | None) -> RowKind:
    """What a row is; ``before`` is the text of the activity that it may be the rest of, if any."""
    filled = row.filled
    is_text = row.struck or (Content.WHO not in filled and any(map(is_total, row.own)))
    if is_text or not filled - {Content.NUMBER}:
        return RowKind.TEXT if is_text else RowKind.EMPTY
    below = following.filled if following else frozenset()
    is_day_over = filled == {Content.WHEN} and Content.WHAT in below and Content.WHEN not in below
    if row.wide or (is_day_over and not conventions.numbered):
        return RowKind.SECTION
    if Content.WHAT not in filled:
        return RowKind.REST if before is not None and Content.NUMBER not in filled else RowKind.ACTIVITY
    if filled <= _BARE:
        return _numbered(row, conventions, following) if row.number else _unnumbered(row, conventions, before)
    if before is not None and conventions.numbered and not row.number and _goes_on(row):
        return RowKind.REST
    is_stage = Content.WHO not in filled and _STAGE.match(row.title)  # with its time
    return RowKind.SECTION if is_stage else RowKind.ACTIVITY


def _numbered(row: Values, conventions: Conventions, following: Values | None) -> RowKind:
    """Whether a numbered row begins a section, or is an activity that has neither deadline nor executor."""
    below = following.number if following else ""
    heads = below == "1" or below.startswith(f"{row.number}.")
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


def settled_columns(rows: Sequence[DocumentRow], columns: PlanColumns) -> PlanColumns:
    """The columns as what is in them shows them, where their headings may say this or that.

    That of sections is a further one where its texts come back again and again, that of deadlines where
    they are times of the day. «Выполнение» is what was done if it has mostly days and marks.
    """
    timed = {one.content for one in columns if "врем" in folded(one.heading)} & {Content.WHEN}
    further: set[Content] = set()
    for content in timed | ({one.content for one in columns} & {Content.SECTION}):
        whole = (values_of(row, columns).texts for row in rows if len(row.filled) > 1)
        texts = list(filter(None, (texts.get(content) for texts in whole)))
        runs = [text for text, _ in groupby(texts)]
        is_clock = all(map(_CLOCK.fullmatch, texts)) and any(map(_NO_DAY.search, texts))
        comes_back = len(runs) > len(set(runs))
        further |= {content} if (comes_back if content is Content.SECTION else is_clock) else set()
    columns = tuple(replace(one, content=Content.OTHER) if one.content in further else one for one in columns)
    contents = [one.content for one in columns]
    named = [one for one in columns if is_further(one) and _CARRIED_OUT.fullmatch(folded(one.heading))]
    if len(named) != 1 or Content.WHEN not in contents or Content.DONE in contents:
        return columns
    texts = [text for row in rows for name, text in values_of(row, columns).extra if name == named[0].heading]
    if 2 * sum(bool(done_days(text)[0] or _MARK.fullmatch(text)) for text in texts) < len(texts):
        return columns
    return tuple(replace(one, content=Content.DONE) if one is named[0] else one for one in columns)
