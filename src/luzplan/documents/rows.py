"""What the rows of a plan's table hold, and what they are: sections, activities, rests of those above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from luzplan.documents import DocumentRow, is_open
from luzplan.documents.days import done_days
from luzplan.documents.headings import (
    Content,
    PlanColumns,
    is_further,
    is_number,
)
from luzplan.documents.placing import Placed, placed_cells
from luzplan.russian.spelling import folded


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

    def as_spaced(self) -> Values:
        """The row with the empty lines that align its cells."""
        return replace(self, texts={**self.texts, **self.spaced})

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
    def done(self) -> tuple[str, str]:
        """The days on which it was done, and what else is said of that."""
        return done_days(self[Content.DONE])

    @property
    def title(self) -> str:
        """The row as the title of a section, on one line: its number and its text."""
        return " ".join(f"{self[Content.NUMBER]} {self[Content.WHAT]}".split())


def values_of(row: DocumentRow, columns: PlanColumns) -> Values:
    """What a row holds."""
    of_row = Values({}, place=row.place, footnotes=row.footnotes, struck=row.struck)
    placed = [(_content(one), one) for one in placed_cells(row, columns) if one.cell.text]
    own = [(content, one) for content, one in placed if not one.cell.merged]
    bold = bool(own) and all(one.cell.bold for _, one in own)
    texts_of_own = tuple(one.cell.text for _, one in own)
    others = [one for content, one in own if content is not Content.NUMBER]
    if len(others) == 1 and (_is_first(others[0], columns) or others[0].covers > 1):
        number = " ".join(one.cell.text for content, one in own if content is Content.NUMBER)
        wide = {Content.NUMBER: number, Content.WHAT: others[0].cell.text}
        return replace(of_row, texts=wide, wide=True, bold=bold, own=texts_of_own)
    found: dict[Content, list[str]] = {}
    for content, one in placed:
        found.setdefault(content, []).append(_text(one))
    found.pop(Content.OTHER, None)
    others = [one for content, one in placed if content is Content.OTHER]
    further = [(one.column, one.cell.text) for one in others if one.column]
    # What is done stands line under line, two dates beside each other.
    texts = {content: ("\n" if content is Content.WHAT else " ").join(found[content]) for content in found}
    unnamed = [(column.heading, text) for column, text in further if not is_further(column)]
    return replace(
        of_row,
        texts=texts,
        merged=frozenset(texts) - {content for content, _ in own},
        extra=tuple((column.heading, text) for column, text in further if is_further(column)),
        notes=tuple(": ".join(filter(None, pair)) for pair in unnamed),
        strays=tuple(one.cell.text for one in others if not one.column),
        spaced={content: one.cell.spaced for content, one in own if one.cell.spaced},
        bold=bold,
        own=texts_of_own,
    )


_DOWNWARDS = re.compile(r"\w(?:\n\w){2,}")


def _text(placed: Placed) -> str:
    """The cell's text, one that is written downwards as a word; of bare numbers below «Неделя» the weeks."""
    text, column = placed.cell.text, placed.column
    text = text.replace("\n", "") if _DOWNWARDS.fullmatch(text) else text
    if (
        column is None
        or column.content is not Content.WHEN
        or not (is_number(text) or _WEEKS.fullmatch(text))
    ):
        return text
    return f"{text} неделя" if _OF_WEEKS.fullmatch(folded(column.heading)) else text


_WEEK = r"(?:[1-5]|I{1,3}|IV|V)(?:-?[аяй]{1,2})?"
_WEEKS = re.compile(rf"{_WEEK}(?:\s*[-–—,;и]\s*{_WEEK})*")
_OF_WEEKS = re.compile(r"(?:№ ?)?недел[яи](?: месяца)?")


def _content(placed: Placed) -> Content:
    return placed.column.content if placed.column and not _stands_for_number(placed) else Content.OTHER


def _stands_for_number(placed: Placed) -> bool:
    """Whether something else stands where the number should."""
    column = placed.column
    return column is not None and column.content is Content.NUMBER and not is_number(placed.cell.text)


def _is_first(placed: Placed, columns: PlanColumns) -> bool:
    """Whether a lone cell stands where rows begin, and says no number, activity or day there, but a week."""
    content, text = _content(placed), placed.cell.text
    other = content is not Content.WHAT and ("недел" in text.casefold() or not any(map(str.isdigit, text)))
    other = other or content is Content.OTHER
    return _stands_for_number(placed) or (placed.column is columns[0] and other)


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


_BARE = frozenset({Content.NUMBER, Content.WHAT})
_STAGE = re.compile(
    r"(?:\d+|[IVXІХ]+)\W*(?:[ыои]?й)?\W*(?:этап|раздел|блок|модуль|направление)\b", re.IGNORECASE
)
_CLOSED_END = re.compile(r"[.!?;:»)]$")


def kind_of(row: Values, conventions: Conventions, following: Values | None, before: str | None) -> RowKind:
    """What a row is; ``before`` is the text of the activity that it may be the rest of, if any."""
    filled = row.filled
    if row.struck or _sums_up(row) or not filled - {Content.NUMBER}:
        return RowKind.TEXT if row.struck or _sums_up(row) else RowKind.EMPTY
    if row.wide or (not conventions.numbered and _is_day_over(row, following)):
        return RowKind.SECTION
    if Content.WHAT not in filled:
        return RowKind.REST if before is not None and Content.NUMBER not in filled else RowKind.ACTIVITY
    if filled <= _BARE:
        return _numbered(row, conventions, following) if row.number else _unnumbered(row, conventions, before)
    if before is not None and conventions.numbered and not row.number and _goes_on(row):
        return RowKind.REST
    return RowKind.SECTION if _is_stage(row) else RowKind.ACTIVITY


def _sums_up(row: Values) -> bool:
    """Whether a row is a total, and nothing that somebody does."""
    return Content.WHO not in row.filled and any(map(is_total, row.own))


def is_total(text: str) -> bool:
    """Whether a text sums up what stands above it: «Итого: 150», «Всего 7 мероприятий»."""
    return bool(_TOTAL.match(text))


_TOTAL = re.compile(r"\W*(?:итого|всего)\b", re.IGNORECASE)


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


def _is_day_over(row: Values, following: Values | None) -> bool:
    """Whether a row has nothing but a deadline, and the one below it all else."""
    below = following.filled if following else frozenset()
    return row.filled == {Content.WHEN} and Content.WHAT in below and Content.WHEN not in below


def _goes_on(row: Values) -> bool:
    return row[Content.WHAT][0].islower()


def _is_stage(row: Values) -> bool:
    """Whether the row names a stage of the plan: «2 этап (практический)» with its time."""
    return Content.WHO not in row.filled and bool(_STAGE.match(row.title))
