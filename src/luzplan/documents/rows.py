"""The rows of a plan's table: what each holds, and whether it is a section, an activity or its rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from luzplan.documents.columns import Columns, Content, Placed, is_number, placed_cells
from luzplan.documents.document import Row, is_open


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


def values_of(row: Row, columns: Columns) -> Values:
    """Give what a row holds."""
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


def _is_first(placed: Placed, columns: Columns) -> bool:
    """Whether a lone cell stands where rows begin, and says no number, activity or day there."""
    other = _content(placed) is not Content.WHAT and not any(map(str.isdigit, placed.cell.text))
    return _stands_for_number(placed) or (placed.column is columns[0] and other)


def _note(heading: str, text: str) -> str:
    return f"{heading}: {text}" if heading else text


class Kind(Enum):
    """What a row is; ``REST`` is the rest of the activity before it."""

    EMPTY = auto()
    SECTION = auto()
    ACTIVITY = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Habits:
    """How a table sets things: whether rows are numbered, what its sections look like."""

    numbered: bool
    wide_sections: bool
    bare_activities: bool
    bold: bool
    counted: bool


def habits_of(rows: Sequence[Values]) -> Habits:
    """Give the habits of a table's rows."""
    full = [row for row in rows if row[Content.WHAT] and row.filled - _BARE]
    bare = [row for row in rows if row.filled == {Content.WHAT} and not row.wide]
    return Habits(
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


def kind_of(row: Values, habits: Habits, following: Values | None, before: str | None) -> Kind:
    """Give what a row is; ``before`` is the text of the activity that it may be the rest of, if any."""
    filled = row.filled
    if not filled - {Content.NUMBER}:
        return Kind.EMPTY
    if row.wide:
        return Kind.SECTION
    if Content.WHAT not in filled:
        return Kind.REST if before is not None and Content.NUMBER not in filled else Kind.ACTIVITY
    if filled <= _BARE:
        return _numbered(row, habits, following) if row.number else _unnumbered(row, habits, before)
    if before is not None and habits.numbered and not row.number and _goes_on(row):
        return Kind.REST
    return Kind.SECTION if _is_stage(row) else Kind.ACTIVITY


def _numbered(row: Values, habits: Habits, following: Values | None) -> Kind:
    """Tell a section from an activity that has neither deadline nor executor."""
    heads = following is not None and (
        following.number == "1" or following.number.startswith(f"{row.number}.")
    )
    stands_out = (row.bold and not habits.bold) or (habits.counted and not row.number[0].isdigit())
    return Kind.SECTION if heads or stands_out else Kind.ACTIVITY


def _unnumbered(row: Values, habits: Habits, before: str | None) -> Kind:
    if row.bold and not habits.bold:
        return Kind.SECTION
    if before is not None and (_goes_on(row) or is_open(before)):
        return Kind.REST
    if habits.bare_activities:
        return Kind.ACTIVITY
    unfinished = before is not None and not _CLOSED_END.search(before) and row[Content.WHAT][-1] != ":"
    return Kind.REST if habits.wide_sections and unfinished else Kind.SECTION


def _goes_on(row: Values) -> bool:
    return row[Content.WHAT][0].islower()


def _is_stage(row: Values) -> bool:
    """Whether the row names a stage of the plan: «2 этап (практический)» with its time."""
    return Content.WHO not in row.filled and bool(_STAGE.match(row.title))
