"""Sections and activities as they come out of the rows of a plan's tables, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from luzplan.deadline import DeadlineKind
from luzplan.documents import Remark, is_open, quoted_beginning
from luzplan.documents.cells import (
    activities_in,
    is_note,
    kind_of_deadline,
    several_in,
)
from luzplan.documents.dates import days_as_typed, done_days
from luzplan.documents.headings import (
    Content,
    PlanColumns,
    asks_questions,
    is_further,
    is_month_column,
    kept_headings,
    names_activity,
)
from luzplan.documents.line_ends import continued
from luzplan.documents.rows import (
    RowKind,
    Values,
    conventions_of,
    kind_of,
    settled_columns,
    values_of,
    with_numbers,
)
from luzplan.documents.segments import Segment
from luzplan.documents.titles import Parts, TitledPart
from luzplan.documents.transcript import ActivityText
from luzplan.russian import ACTIVITIES, WEEKDAYS, count, listing, quote
from luzplan.russian.spelling import folded

_WITHIN_WEEK = re.compile(r"в теч\w*\.? (?:этой |всей )?недели", re.IGNORECASE)
_NESTED = re.compile(r"\d+(?:\.\d+)+|[а-яa-z]")
_Extra = tuple[tuple[str, str], ...]  # texts under the names of further columns
_NAMED = {Content.WHAT: "мероприятия", Content.WHEN: "сроки", Content.WHO: "исполнители"}
_WEEKLY = re.compile("|".join((*(name[:5] for name in WEEKDAYS), "недел", "числ")), re.IGNORECASE)


class Sections:
    """Takes the parts of tables in the order of the document, and remarks on what is not certain.

    ``between`` are texts between the parts of one section, which go below the table.
    ``month`` is the one that the document's title names, empty if it names none: what has no month of its
    own lies in it. ``told`` says that `export` wrote the document, which then leaves nothing to be guessed.
    """

    def __init__(self, remarks: list[Remark], month: str, *, told: bool) -> None:
        self.columns: PlanColumns | None = None
        self.opening = 0  # the summer month with which a table's columns of months begin
        self.kept: tuple[str, ...] = ()
        self.further: dict[str, None] = {}  # names of columns that have no key, in the order that is kept
        self._remarks = remarks
        self._titles = Parts(month, remarks, told=told)
        self._parts = self._titles.all
        self.open, self.all = self._titles.open, self._titles.sections
        self._headings: list[str] = []
        self._noted = ""  # the last of these headings
        self._last_when = ""
        self._turned = ""  # how the last table was turned
        self._direction = ""  # what stands in the column of sections
        self.between: tuple[str, ...] = ()

    def left_over(self) -> tuple[str, ...]:
        """Titles and headings after the last activity: they are texts below the table."""
        below = [] if self._titles.is_bare or self._parts[-1].activities else self._parts[-1].texts
        return (*self.between, *below, *self._headings)

    def take(self, segment: Segment) -> None:
        """Take the rows of a part of a table."""
        segment = replace(segment, columns=settled_columns(segment.rows, segment.columns))
        self._take_headings(segment)
        rows = [values_of(row, segment.columns) for row in segment.rows]
        rows = rows if segment.listed else with_numbers(rows)
        conventions = conventions_of(rows)
        for at, row in enumerate(rows, 1):
            above = self._parts[-1].activities[-1:] if self._parts else []
            before = above[0].what if above else None  # what the row could be the rest of
            following = rows[at] if at < len(rows) else None
            match RowKind.ACTIVITY if segment.listed else kind_of(row, conventions, following, before):
                case RowKind.SECTION:
                    self._section(row)
                case RowKind.ACTIVITY:
                    self._row(row)
                case RowKind.REST:
                    self._rest(row)
                case RowKind.TEXT:
                    line = " · ".join(" ".join(text.split()) for text in (*row.own, *row.footnotes))
                    self.between += (f"Зачёркнуто: {line}" if row.struck else line,)
                case RowKind.EMPTY if row.number:
                    said = f"в строке только номер {quote(row[Content.NUMBER])}, она пропущена"
                    self._remark(said, row.place, unplaced=True)

    def _take_headings(self, segment: Segment) -> None:
        """Keep the first table's headings for the plan; what differs from them is noted at its place."""
        if not segment.headings and self.columns is None and not segment.turned:
            contents = [column.content for column in segment.columns]
            # «мероприятия — 2, сроки — 3 и исполнители — 4»
            named = [f"{word} — {contents.index(one) + 1}" for one, word in _NAMED.items() if one in contents]
            self._remark(f"у таблицы нет шапки, столбцы угаданы: {listing(named)}")
        if segment.turned and segment.turned != self._turned:
            self._turned = segment.turned
            self._remark(segment.turned)
        self.opening = self.opening or segment.opening
        self.columns = segment.columns
        if segment.headings and not self.kept and self._titles.is_bare:
            self.kept = kept_headings(segment.columns)
        further = [column.heading for column in segment.columns if is_further(column)]
        self.further |= dict.fromkeys(name for name in (*self.kept, *further) if name in further)
        line = " · ".join(segment.headings)
        if not set(segment.headings) <= set(self.kept) and line != self._noted:
            self._headings.append(line)
            self._noted = line

    def _part(self) -> TitledPart:
        """The open section, with the headings that stand before its next row."""
        if not self._parts:
            self.open("")
        part = self._parts[-1]
        if not part.title and not part.activities:
            # The heading over the activities may say which they are: «Работа с кадрами».
            named = (one.heading for one in self.columns or () if one.content is Content.WHAT)
            heading = next(named, "")
            part.title = heading if heading and not names_activity(heading) else ""
        part.headings += self._headings
        self._headings = []
        return part

    def _section(self, row: Values) -> None:
        beside = (Content.SECTION, Content.WHERE, Content.DONE, Content.NOTE)
        others = (*(row[content] for content in beside), *row.remaining)
        texts = tuple(" ".join(text.split()) for text in others if text)
        if is_note(row.title):
            self.between += (row.title, *texts)
        else:
            self.open(" — ".join(filter(None, (row.title, row.when))), texts)

    def _row(self, row: Values) -> None:
        direction = row[Content.SECTION]
        if direction and direction != self._direction:
            self._direction = direction
            self.open(direction)
        activities = activities_in(row)
        items = several_in(row.spaced.get(Content.WHAT, row[Content.WHAT]))
        what = [column for column in self.columns or () if column.content is Content.WHAT]
        if len(activities) > 1:
            said = count(len(activities), ACTIVITIES)
            self._remark(f"в ячейке {said}, каждое стало строкой: проверьте сроки", row.place)
        elif items and not any(asks_questions(column.heading) for column in what):
            said = f"в ячейке {count(items, ACTIVITIES)}: если у них разные сроки или люди, разделите строку"
            self._remark(said, row.place)
            activities = [replace(row, texts={**row.texts, **row.spaced})]
        for activity in activities:
            self._activity(activity)

    def _activity(self, row: Values) -> None:
        part = self._part()
        place = f"{len(self._parts)}.{len(part.activities) + 1}"
        number, what = row.number, row[Content.WHAT]
        if number in (place, place.partition(".")[2]):
            number = ""
        elif _NESTED.fullmatch(number):
            number, what = "", f"{row[Content.NUMBER]} {what}"
        done, remark = done_days(row[Content.DONE])
        part.used = part.used or not row.when or bool(_WITHIN_WEEK.fullmatch(row.when))
        part.activities.append(
            ActivityText(
                what=what,
                when=self._when(row, part),
                who=row[Content.WHO],
                where=row[Content.WHERE],
                note="\n".join((*filter(None, [remark]), *row.noted)),
                number=number,
                done=done,
                extra=_joined_extra(self.further, row.extra),
            )
        )
        if not row[Content.WHAT]:
            self._remark(f"у мероприятия {place} нет текста", row.place)
        if remark:
            self._remark(f"отметка без дня стала заметкой: {quoted_beginning(remark)}", row.place)
        for stray in map(quoted_beginning, row.strays):
            said = f"ячейка {stray} вне столбцов таблицы: она в заметке мероприятия {place}"
            self._remark(said, row.place, unplaced=True)

    def _when(self, row: Values, part: TitledPart) -> str:
        """The row's deadline, else the one that stands above it for several rows."""
        dated = (column for column in self.columns or () if column.content is Content.WHEN)
        own, doubtful = days_as_typed(row.when)
        if own != row.when:
            said = f"срок {quote(row.when)} прочитан как {quote(own)}: так показывает дни Excel"
            self._remark(f"{said}; если это месяц и год, исправьте" if doubtful else said, row.place)
        for name, text in row.extra:
            if folded(name).startswith("врем") and _names_days(text) and own:
                self._remark(f"срок {quote(own)} уточнён столбцом {quote(name)}: {quote(text)}", row.place)
                own = text
        own = part.within if part.within and _WITHIN_WEEK.fullmatch(own) else own
        when = own or part.within or (self._last_when if any(map(is_month_column, dated)) else "")
        self._last_when = when
        return when

    def _rest(self, row: Values) -> None:
        """Add a row to the activity before it."""
        activities = self._part().activities
        last, own = activities[-1], row.filled
        added = {content: row[content] if content in own else "" for content in Content}
        activities[-1] = replace(
            last,
            what=continued(last.what, added[Content.WHAT]),
            when=_together(last.when, row.when if own & {Content.WHEN, Content.END} else ""),
            who=_together(last.who, added[Content.WHO]),
            where=_together(last.where, added[Content.WHERE]),
            note=_joined_lines(last.note, added[Content.DONE], *row.noted),
            extra=_joined_extra(self.further, last.extra, row.extra),
        )
        place = f"{len(self._parts)}.{len(activities)}"
        text = next(iter((*filter(None, added.values()), *row.remaining)), "")
        self._remark(f"без номера, присоединена к мероприятию {place}: {quoted_beginning(text)}", row.place)

    def _remark(self, message: str, place: str = "", *, unplaced: bool = False) -> None:
        self._remarks.append(Remark(message, place, unplaced))


def _joined_lines(*texts: str) -> str:
    """The texts line under line, each once."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _joined_extra(order: Iterable[str], *extras: _Extra) -> _Extra:
    """The texts of further columns in an order, those of a row's rest below the row's own."""
    pairs = list(chain.from_iterable(extras))
    texts = ((name, _joined_lines(*(text for one, text in pairs if one == name))) for name in order)
    return tuple((name, text) for name, text in texts if text)


def _together(text: str, more: str) -> str:
    """Join a cell with its rest: on one line where a sentence goes on, else line under line."""
    if not text or not more:
        return text or more
    if text[-1] in "-\u2010":
        return continued(text, more)
    return f"{text} {more}" if more[0].islower() or is_open(text) else f"{text}\n{more}"


def _names_days(text: str) -> bool:
    """Whether a text says on which days or in which weeks, and not only at what time."""
    is_dated = kind_of_deadline(text) in (DeadlineKind.DATES, DeadlineKind.RECURRING)
    return is_dated and bool(_WEEKLY.search(text))
