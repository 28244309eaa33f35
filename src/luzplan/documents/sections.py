"""Sections and activities as they come out of the rows of a plan's tables, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from luzplan.deadline.reader import month_named
from luzplan.documents import Remark
from luzplan.documents.cells import (
    activities_in,
    is_week,
    joined_extra,
    joined_lines,
    lent_deadline,
    needs_month,
    numbered_text,
    quoted_beginning,
    several_in,
    together,
)
from luzplan.documents.headings import (
    Content,
    PlanColumns,
    asks_questions,
    is_further,
    is_month_column,
    kept_headings,
    names_activity,
)
from luzplan.documents.rows import RowKind, Values, conventions_of, kind_of, settled_columns, values_of
from luzplan.documents.segments import Segment, columns_words
from luzplan.documents.titles import is_note
from luzplan.documents.transcript import ActivityText, SectionText
from luzplan.russian import ACTIVITIES, count, quote


@dataclass(slots=True)
class _Part:
    """A section that rows are still added to; ``within`` is the deadline of those that have none.

    ``month`` is the last title above it that names one, for days that have none. ``upper`` is the last title
    that had only other titles below it.
    """

    title: str = ""
    upper: str = ""
    preface: tuple[str, ...] = ()
    headings: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)
    within: str = ""
    used: bool = True
    month: str = ""

    @property
    def texts(self) -> tuple[str, ...]:
        week = "" if self.used else self.within
        return (*self.preface, *filter(None, (self.title, week)))


class Sections:
    """Takes the parts of tables in the order of the document, and remarks on what is not certain.

    ``between`` are texts between the parts of one section, which go below the table.
    ``month`` is the one that the document's title names, empty if it names none: what has no month of its
    own lies in it. ``told`` says that `export` wrote the document, which then leaves nothing to be guessed.
    """

    def __init__(self, remarks: list[Remark], month: str, *, told: bool) -> None:
        self._told = told
        self.columns: PlanColumns | None = None
        self.from_august = False  # whether the columns of a table were months from August on
        self.kept: tuple[str, ...] = ()
        self.further: dict[str, None] = {}  # names of columns that have no key, in the order that is kept
        self._remarks = remarks
        self._month = month
        self._parts: list[_Part] = []
        self._upper = ""  # the month over the sections to come
        self._over = ""  # the last title that had only other titles below it
        self._last_month = ""
        self._headings: list[str] = []
        self._noted = ""  # the last of these headings
        self._last_when = ""
        self._turned = ""  # how the last table was turned
        self._direction = ""  # what stands in the column of sections
        self.between: tuple[str, ...] = ()
        self._titled: list[SectionText] = []  # all titles, also those with nothing below them

    @property
    def is_bare(self) -> bool:
        """Whether there are no activities so far."""
        return not any(part.activities for part in self._parts)

    def all(self) -> tuple[SectionText, ...]:
        """The sections with activities, else all."""
        if self.is_bare:
            return tuple(self._titled)
        parts = [part for part in self._parts if part.activities]
        uppers = {(part.title, part.upper) for part in parts if part.title}
        levels = not self._told and len(uppers) > len({title for title, _ in uppers})
        return tuple(self._section_of(part, levels=levels) for part in parts)

    def left_over(self) -> tuple[str, ...]:
        """Titles and headings after the last activity: they are texts below the table."""
        below = [] if self.is_bare or self._parts[-1].activities else self._parts[-1].texts
        return (*self.between, *below, *self._headings)

    def open(self, title: str, preface: tuple[str, ...] = ()) -> None:
        """Begin a section; a title with nothing below it but this one becomes a text above this one.

        A week below a month is no section, but the deadline of the rows that follow. A month right above
        another title lends itself to that section and to those after it.
        """
        line = " ".join(title.split())
        self._titled += [SectionText(line, preface=preface)] if line else []
        if is_week(line) and self._goes_into_month(line, preface):
            return
        above = self._parts.pop() if self._parts and not self._parts[-1].activities else _Part()
        is_period = bool(month_named(line)) or bool(lent_deadline(line))
        if is_period or not line:
            self._upper = ""
        elif above.title and month_named(above.title):
            self._upper, above.title = above.title, ""
        self._over = above.title or self._over
        line = f"{self._upper}. {line}" if self._upper else line
        within = "" if self._told or month_named(line) else lent_deadline(line)
        texts = above.texts + preface
        part = _Part(line, self._over, texts, above.headings, within=within, month=self._last_month)
        self._parts.append(part)
        self._last_month = line if month_named(line) else self._last_month

    def _goes_into_month(self, week: str, preface: tuple[str, ...]) -> bool:
        """Let the rows to come lie in a week of the month above, if there is one."""
        if self._month and not self._parts:
            self.open(self._month)
        part = self._parts[-1] if self._parts else _Part()
        if not month_named(part.title):
            return False
        self._close_week(part)
        part.within, part.used, part.preface = week, False, part.preface + preface
        return True

    def _close_week(self, part: _Part) -> None:
        if not part.used:
            said = f"у мероприятий есть свои сроки, строка {quote(part.within)} над ними опущена"
            self._remark(said, unplaced=True)

    def _section_of(self, part: _Part, *, levels: bool) -> SectionText:
        """A section, below the month of the document's title where its rows need one.

        ``levels`` says that its title needs the one above, since the same modules come at each level.
        """
        self._close_week(part)
        month, title, preface = self._month or part.month, part.title, part.preface
        if levels and part.upper and title:
            title = f"{part.upper}. {title}"
            preface = tuple(text for text in preface if text != part.upper)
        if month and not month_named(title) and any(map(self._needs_month, part.activities)):
            title = f"{month}. {title}" if title else month
        return SectionText(title, tuple(part.activities), preface, tuple(part.headings))

    def _needs_month(self, activity: ActivityText) -> bool:
        """Whether a row has a day or a week only or, in a document of one month, nothing."""
        if not self._month and not any(map(str.isdigit, activity.when)):
            return False
        return not activity.when or needs_month(activity.when)

    def take(self, segment: Segment) -> None:
        """Take the rows of a part of a table."""
        segment = replace(segment, columns=settled_columns(segment.rows, segment.columns))
        self._take_headings(segment)
        rows = [values_of(row, segment.columns) for row in segment.rows]
        conventions = conventions_of(rows)
        takers = {RowKind.EMPTY: self._skip, RowKind.SECTION: self._section, RowKind.REST: self._rest}
        for at, row in enumerate(rows, 1):
            above = self._parts[-1].activities[-1:] if self._parts else []
            before = above[0].what if above else None  # what the row could be the rest of
            following = rows[at] if at < len(rows) else None
            kind = RowKind.ACTIVITY if segment.listed else kind_of(row, conventions, following, before)
            takers.get(kind, self._row)(row)

    def _take_headings(self, segment: Segment) -> None:
        """Keep the first table's headings for the plan; what differs from them is noted at its place."""
        if not segment.headings and self.columns is None and not segment.turned:
            self._remark(f"у таблицы нет шапки, столбцы угаданы: {columns_words(segment.columns)}")
        if segment.turned and segment.turned != self._turned:
            self._turned = segment.turned
            self._remark(segment.turned)
        self.from_august = self.from_august or segment.from_august
        self.columns = segment.columns
        if segment.headings and not self.kept and self.is_bare:
            self.kept = kept_headings(segment.columns)
        named = [column.heading for column in segment.columns if is_further(column)]
        self.further |= dict.fromkeys(name for name in (*self.kept, *named) if name in named)
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
        """The heading over the activities if it says which they are («Работа с кадрами»), else nothing."""
        columns = self.columns or ()
        heading = next((column.heading for column in columns if column.content is Content.WHAT), "")
        return heading if heading and not names_activity(heading) else ""

    def _skip(self, row: Values) -> None:
        if row.number:
            said = f"в строке только номер {quote(row[Content.NUMBER])}, она пропущена"
            self._remark(said, row.place, unplaced=True)

    def _section(self, row: Values) -> None:
        beside = (Content.SECTION, Content.WHERE, Content.DONE, Content.NOTE)
        others = (*(row[content] for content in beside), *row.remaining)
        texts = tuple(" ".join(text.split()) for text in others if text)
        if is_note(row.title):
            self.between += (row.title, *texts)
        else:
            self.open(" — ".join(filter(None, (row.title, row.when))), texts)

    def _row(self, row: Values) -> None:
        """Take the activities of a row."""
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
            activities = [row.as_spaced()]
        for activity in activities:
            self._activity(activity)

    def _activity(self, row: Values) -> None:
        part = self._part()
        place = f"{len(self._parts)}.{len(part.activities) + 1}"
        number, what = numbered_text(row, place)
        done, remark = row.done
        part.used = part.used or not row.when
        part.activities.append(
            ActivityText(
                what=what,
                when=self._when(row, part),
                who=row[Content.WHO],
                where=row[Content.WHERE],
                note="\n".join((*filter(None, [remark]), *row.noted)),
                number=number,
                done=done,
                extra=joined_extra(self.further, row.extra),
            )
        )
        if not row[Content.WHAT]:
            self._remark(f"у мероприятия {place} нет текста", row.place)
        for stray in map(quoted_beginning, row.strays):
            said = f"ячейка {stray} вне столбцов таблицы: она в заметке мероприятия {place}"
            self._remark(said, row.place, unplaced=True)

    def _when(self, row: Values, part: _Part) -> str:
        """The row's deadline, else the one that stands above it for several rows."""
        dated = (column for column in self.columns or () if column.content is Content.WHEN)
        when = row.when or part.within or (self._last_when if any(map(is_month_column, dated)) else "")
        self._last_when = when
        return when

    def _rest(self, row: Values) -> None:
        """Add a row to the activity before it."""
        activities = self._part().activities
        last, own = activities[-1], row.filled
        added = {content: row[content] if content in own else "" for content in Content}
        activities[-1] = replace(
            last,
            what=" ".join(part for part in (last.what, added[Content.WHAT]) if part),
            when=together(last.when, row.when if own & {Content.WHEN, Content.END} else ""),
            who=together(last.who, added[Content.WHO]),
            where=together(last.where, added[Content.WHERE]),
            note=joined_lines(last.note, added[Content.DONE], *row.noted),
            extra=joined_extra(self.further, last.extra, row.extra),
        )
        place = f"{len(self._parts)}.{len(activities)}"
        text = next(iter((*filter(None, added.values()), *row.remaining)), "")
        self._remark(f"без номера, присоединена к мероприятию {place}: {quoted_beginning(text)}", row.place)

    def _remark(self, message: str, place: str = "", *, unplaced: bool = False) -> None:
        self._remarks.append(Remark(message, place, unplaced))
