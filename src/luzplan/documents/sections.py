"""Sections and activities as they come out of the rows of a plan's tables, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from luzplan.documents import is_open
from luzplan.documents.columns import Content, PlanColumns, names_activity
from luzplan.documents.rows import RowKind, Segment, Values, conventions_of, kind_of, values_of
from luzplan.documents.transcript import ActivityText, Doubt, Remark, SectionText
from luzplan.russian import listing, quote

UNTITLED = "Мероприятия"
_KEPT = (Content.NUMBER, Content.WHAT, Content.WHEN, Content.WHERE, Content.WHO)
_NEEDED = frozenset(_KEPT) - {Content.WHERE}
_NESTED = re.compile(r"\d+(?:\.\d+)+|[а-яa-z]")
_LONGEST_QUOTE = 50  # characters


@dataclass(slots=True)
class _Part:
    """A section that rows are still added to."""

    title: str = ""
    preface: tuple[str, ...] = ()
    headings: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)

    @property
    def texts(self) -> tuple[str, ...]:
        return (*self.preface, self.title) if self.title else self.preface


class Sections:
    """Takes the parts of tables in the order of the document, and remarks on what is not certain."""

    def __init__(self, remarks: list[Remark]) -> None:
        self.columns: PlanColumns | None = None
        self.kept: tuple[str, ...] = ()
        self._remarks = remarks
        self._parts: list[_Part] = []
        self._headings: list[str] = []
        self._noted = ""  # the last of these headings
        self._direction = ""  # what stands in the column of sections

    def all(self) -> tuple[SectionText, ...]:
        """The sections so far that have activities."""
        return tuple(
            SectionText(part.title, tuple(part.activities), part.preface, tuple(part.headings))
            for part in self._parts
            if part.activities
        )

    def left_over(self) -> tuple[str, ...]:
        """Titles and headings after the last activity: they are texts below the table."""
        last = self._parts[-1] if self._parts else _Part()
        return (*(() if last.activities else last.texts), *self._headings)

    def open(self, title: str, preface: tuple[str, ...] = ()) -> None:
        """Begin a section; a title with nothing below it but this one becomes a text above this one."""
        above = self._parts.pop() if self._parts and not self._parts[-1].activities else _Part()
        line = " ".join(title.split())
        self._parts.append(_Part(line, above.texts + preface, above.headings))

    def take(self, segment: Segment) -> None:
        """Take the rows of a part of a table."""
        self._take_headings(segment)
        rows = [values_of(row, segment.columns) for row in segment.rows]
        conventions = conventions_of(rows)
        takers = {RowKind.EMPTY: self._skip, RowKind.SECTION: self._section, RowKind.REST: self._rest}
        for at, row in enumerate(rows, 1):
            kind = kind_of(row, conventions, rows[at] if at < len(rows) else None, self._before())
            takers.get(kind, self._activity)(row)

    def _before(self) -> str | None:
        """The text of the activity that a row could be the rest of."""
        return self._parts[-1].activities[-1].what if self._parts and self._parts[-1].activities else None

    def _take_headings(self, segment: Segment) -> None:
        """Keep the first table's headings for the plan; what differs from them is noted at its place."""
        if not segment.headings and self.columns is None:
            self._remark(f"у таблицы нет шапки, столбцы угаданы: {_columns_words(segment.columns)}")
        self.columns = segment.columns
        if segment.lead:
            self.open(segment.lead[0], segment.lead[1:])
        if segment.headings and not self.kept and not any(part.activities for part in self._parts):
            own = {column.content: column.heading for column in reversed(segment.columns)}
            kept = tuple(own.get(content, "") for content in _KEPT if content in {*own, *_NEEDED})
            self.kept = kept if all(kept) else ()
        line = " · ".join(segment.headings)
        if not set(segment.headings) <= set(self.kept) and line != self._noted:
            self._headings.append(line)
            self._noted = line

    def _part(self) -> _Part:
        """The open section, with the headings that stand before its next row."""
        if not self._parts:
            self.open("")
        part = self._parts[-1]
        if not part.title and not part.activities:
            part.title = self._heading_as_title()
        part.headings += self._headings
        self._headings = []
        return part

    def _heading_as_title(self) -> str:
        """The heading over the activities if it says which they are («Работа с кадрами»)."""
        columns = self.columns or ()
        heading = next((column.heading for column in columns if column.content is Content.WHAT), "")
        if heading and not names_activity(heading):
            return heading
        self._remark(f"у мероприятий нет раздела: они собраны в раздел {quote(UNTITLED)}")
        return UNTITLED

    def _skip(self, row: Values) -> None:
        if row.number:
            message = f"в строке только номер {quote(row[Content.NUMBER])}, она пропущена"
            self._remark(message, row.place, Doubt.UNPLACED)

    def _section(self, row: Values) -> None:
        when, others = row[Content.WHEN], (row[Content.SECTION], row[Content.WHERE], *row.notes, *row.strays)
        texts = tuple(" ".join(text.split()) for text in others if text)
        self.open(f"{row.title} — {when}" if when else row.title, texts)

    def _activity(self, row: Values) -> None:
        direction = row[Content.SECTION]
        if direction and direction != self._direction:
            self._direction = direction
            self.open(direction)
        part = self._part()
        place = f"{len(self._parts)}.{len(part.activities) + 1}"
        number, what = _numbered(row, place)
        part.activities.append(
            ActivityText(
                what=what,
                when=row[Content.WHEN],
                who=row[Content.WHO],
                where=row[Content.WHERE],
                note="\n".join(row.notes + row.strays),
                number=number,
            )
        )
        self._remark_on(row, place)

    def _remark_on(self, row: Values, place: str) -> None:
        if not row[Content.WHAT]:
            self._remark(f"у мероприятия {place} нет текста", row.place)
        for stray in row.strays:
            message = f"ячейка {_short(stray)} вне столбцов таблицы: она в заметке мероприятия {place}"
            self._remark(message, row.place, Doubt.UNPLACED)

    def _rest(self, row: Values) -> None:
        """Add a row to the activity before it."""
        activities = self._part().activities
        last, own = activities[-1], row.filled
        added = {content: row[content] if content in own else "" for content in Content}
        activities[-1] = replace(
            last,
            what=" ".join(part for part in (last.what, added[Content.WHAT]) if part),
            when=_together(last.when, added[Content.WHEN]),
            who=_together(last.who, added[Content.WHO]),
            where=_together(last.where, added[Content.WHERE]),
            note="\n".join(dict.fromkeys(filter(None, (last.note, *row.notes, *row.strays)))),
        )
        place = f"{len(self._parts)}.{len(activities)}"
        text = next(iter((*filter(None, added.values()), *row.notes, *row.strays)), "")
        self._remark(f"без номера, присоединена к мероприятию {place}: {_short(text)}", row.place)

    def _remark(self, message: str, place: str = "", doubt: Doubt = Doubt.UNSURE) -> None:
        self._remarks.append(Remark(doubt, message, place))


_CONTENTS = {Content.WHAT: "мероприятия", Content.WHEN: "сроки", Content.WHO: "исполнители"}


def _columns_words(columns: PlanColumns) -> str:
    contents = [column.content for column in columns]
    return listing(
        [f"{word} — {contents.index(one) + 1}" for one, word in _CONTENTS.items() if one in contents]
    )


def _numbered(row: Values, place: str) -> tuple[str, str]:
    """The number to note and the text; a nested number goes into the text, a position is left out."""
    number, what = row.number, row[Content.WHAT]
    if number in (place, place.partition(".")[2]):
        return "", what
    if _NESTED.fullmatch(number):
        return "", f"{row[Content.NUMBER]} {what}"
    return number, what


def _together(text: str, more: str) -> str:
    """Join a cell with its rest: on one line where a sentence goes on, else line under line."""
    if not text or not more:
        return text or more
    return f"{text} {more}" if more[0].islower() or is_open(text) else f"{text}\n{more}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return quote(line if len(line) <= _LONGEST_QUOTE else f"{line[: _LONGEST_QUOTE - 1].rstrip()}…")
