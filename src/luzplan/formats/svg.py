"""SVG of the pictures: one file for the site or the wall, in light and dark, with the fonts of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import accumulate

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text, flat_text
from luzplan.formats.pictures import (
    DIAMOND,
    HEAT_LEVELS,
    SYMBOL,
    TEXT_SIZE,
    Canvas,
    PictureMark,
    bare_words,
    day_position,
    draw_bar,
    draw_deadline,
    draw_legend,
    draw_sample,
    heat_level,
    legend_words,
    marks_in,
    state_mark,
    text_width,
    wrapped,
)
from luzplan.reports import Gantt, HeatMap, Lane, LaneGroup, Report
from luzplan.reports.rows import Cells, Column
from luzplan.reports.wording import title_line, title_of
from luzplan.russian import MONTHS_SHORT

_LINE, _GAP = 17, 8  # from one line of text to the next; between what must not touch
_MONTH_SIZE = 12  # of the months' names
_BOLD = 1.12  # bold letters are so much wider
_NAME_ROOM = 270  # for whose counts they are
_MONTH, _SUM = 44, 72  # widths of the columns
_TITLE_SIZE, _TITLE_LINE = 19, 26


@dataclass(frozen=True, slots=True)
class GanttLayout:
    """Where things stand across: the texts and the months, side by side or one above the other."""

    width: int
    text_room: int
    months_at: int

    @property
    def stacked(self) -> bool:
        """Whether the bars stand below the texts."""
        return self.months_at < self.text_room

    def x(self, months: float, of: int) -> float:
        """The place of a time of the year, in months of those that are drawn."""
        return self.months_at + months * (self.width - self.months_at - _GAP) / of


WIDE = GanttLayout(width=1000, text_room=400, months_at=410)
NARROW = GanttLayout(width=360, text_room=352, months_at=8)


def draw_gantt(canvas: Canvas, gantt: Gantt, layout: GanttLayout, top: float) -> float:
    """Draw the groups from the top on; give where they end."""
    drawing = _GanttDrawing(canvas, gantt, layout)
    for group in gantt.groups:
        top = drawing.group(group, top)
    return top


def draw_gantt_legend(canvas: Canvas, gantt: Gantt, top: float) -> float:
    """Explain the marks that the picture has; give where that ends."""
    entries = ((mark, legend_words(mark, gantt)) for mark in marks_in(gantt))
    return draw_legend(canvas, entries, top + 2 * _GAP)


class _GanttDrawing:
    """Draws the groups one below the other; each part takes its top and gives its bottom."""

    def __init__(self, canvas: Canvas, gantt: Gantt, layout: GanttLayout) -> None:
        self._canvas, self._gantt, self._layout = canvas, gantt, layout
        self._x = partial(layout.x, of=len(gantt.months))
        widest = max(text_width(lane.row.id) for lane in gantt.lanes)
        self._text_at = _GAP + (widest + 1.4) * TEXT_SIZE  # behind the number and the mark of the state

    def group(self, group: LaneGroup, top: float) -> float:
        """Draw a group under its title, which has the months beside or below it."""
        title = title_line(title_of(*group.title, group.remark))
        lines = wrapped(title, (self._layout.text_room - _GAP) / TEXT_SIZE / _BOLD)
        bottom = top + (len(lines) + self._layout.stacked) * _LINE + _GAP
        self._canvas.group("title")
        self._canvas.put("rect", "band", x=0, y=top, width=self._layout.width, height=bottom - top)
        self._texts(lines, _GAP, top, font_weight="bold")
        for number, month in enumerate(self._gantt.months):
            assert month.start is not None  # a month has both ends
            name, middle = MONTHS_SHORT[month.start.month - 1], self._x(number + 0.5)
            self._canvas.text("soft", middle, bottom - _GAP, name, size=_MONTH_SIZE, text_anchor="middle")
        for lane in group.lanes:
            bottom = self._lane(lane, bottom)
        return bottom + _GAP

    def _texts(self, lines: list[str], left: float, top: float, **attributes: str) -> None:
        for number, line in enumerate(lines, 1):
            self._canvas.text("text", left, top + number * _LINE, line, **attributes)

    def _lane(self, lane: Lane, top: float) -> float:
        lines = wrapped(flat_text(lane.row.what), (self._layout.text_room - self._text_at) / TEXT_SIZE)
        self._canvas.group("lane", data_id=lane.row.position)
        self._canvas.text("soft", _GAP, top + _LINE, lane.row.id)
        if mark := state_mark(self._gantt, lane):
            draw_sample(self._canvas, mark, self._text_at - 1.1 * TEXT_SIZE, top + _LINE - TEXT_SIZE / 3)
        self._texts(lines, self._text_at, top)
        bottom = top + len(lines) * _LINE + _GAP
        if self._layout.stacked:
            return self._time(lane, bottom - _GAP / 2, bottom)
        return self._time(lane, top, bottom)

    def _time(self, lane: Lane, top: float, least: float) -> float:
        """Draw when it takes place, at least to the given bottom."""
        room = (self._x(len(self._gantt.months)) - self._x(0) - 2 * _GAP) / TEXT_SIZE
        words = [] if lane.bars else wrapped(bare_words(lane), room)
        bottom = max(least, top + max(1, len(words)) * _LINE + _GAP)
        months = "".join(
            f"M{self._x(month):g} {top:g}V{bottom:g}" for month in range(len(self._gantt.months) + 1)
        )
        self._canvas.put("path", "line", d=f"{months}M0 {bottom:g}H{self._layout.width}", stroke_width=0.5)
        self._texts(words, self._x(0) + _GAP, top, font_style="italic")
        self._bars(lane, (top + bottom) / 2)
        if self._gantt.today:
            x = self._x(day_position(self._gantt.today, self._gantt))
            self._canvas.line("today", (x, top), (x, bottom), stroke_width=1.5)
        return bottom

    def _bars(self, lane: Lane, middle: float) -> None:
        done = state_mark(self._gantt, lane) is PictureMark.DONE
        for bar in lane.bars:
            days = bar.start, bar.end + timedelta(days=1)
            left, right = (self._x(day_position(day, self._gantt)) for day in days)
            draw_bar(self._canvas, PictureMark[bar.stroke.name], (left, right), middle, done=done or bar.done)
            if bar.done:
                draw_sample(self._canvas, PictureMark.DONE, max(left, right - SYMBOL), middle)
            elif bar.deadline:
                draw_deadline(self._canvas, max(left, right - DIAMOND / 2), middle)


def draw_heat(canvas: Canvas, heat: HeatMap, top: float) -> float:
    """Draw the map from the top on; give where it ends."""
    drawing = _HeatDrawing(canvas, heat)
    y = drawing.headings(top)
    *rows, total = heat.with_totals
    for row in rows:
        y = drawing.row(row, y)
    y = drawing.row(total, y + _GAP, heated=False)
    if heat.remark:
        canvas.text("done", _GAP, y + _LINE, heat.remark.capitalize())
        y += _LINE
    return y + _GAP


def _widths(heat: HeatMap) -> list[int]:
    return [_MONTH if column.key in heat.months else _SUM for column in heat.columns[1:]]


class _HeatDrawing:
    """Draws the map line by line; each takes its top and gives its bottom."""

    def __init__(self, canvas: Canvas, heat: HeatMap) -> None:
        self._canvas, self._heat = canvas, heat
        widths = _widths(heat)
        lefts = accumulate(widths[:-1], initial=_NAME_ROOM)
        self._head, *columns = heat.columns
        self._places = list(zip(columns, lefts, widths, strict=True))

    def headings(self, top: float) -> float:
        self._canvas.group("head")
        if self._heat.title:
            self._canvas.text("text", _GAP, top + _LINE, self._heat.title, font_weight="bold")
            top += _LINE + _GAP
        self._canvas.text("soft", _GAP, top + _LINE, self._head.heading)
        for column, left, width in self._places:
            self._canvas.text("soft", left + width / 2, top + _LINE, column.heading, text_anchor="middle")
        return top + _LINE + _GAP

    def row(self, row: Cells, top: float, *, heated: bool = True) -> float:
        lines = wrapped(cell_text(row[self._head.key]), (_NAME_ROOM - 2 * _GAP) / TEXT_SIZE)
        height = len(lines) * _LINE + 2 * _GAP
        self._canvas.group("row")
        for number, line in enumerate(lines, 1):
            self._canvas.text("text", _GAP, top + number * _LINE + _GAP / 2, line)
        for column, left, width in self._places:
            ink = self._cell(row, column, (left, top, width, height)) if heated else "text"
            middle = left + width / 2, top + height / 2 + TEXT_SIZE / 3
            self._canvas.text(ink, *middle, str(row[column.key] or "·"), text_anchor="middle")
        return top + height

    def _cell(self, row: Cells, column: Column, place: tuple[float, float, float, float]) -> str:
        """Paint a month's cell; give the ink for the count on it."""
        count = row[column.key]
        if column.key not in self._heat.months or not isinstance(count, int):
            return "text"
        level = heat_level(count, self._heat)
        left, top, width, height = place
        inner = {"x": left + 1, "y": top + 1, "width": width - 2, "height": height - 2, "rx": 3}
        self._canvas.put("rect", f"heat{level}", **inner)
        return "hottest" if level == HEAT_LEVELS else "text" if level else "soft"


def write(report: Report, _page: Page) -> str:
    """Draw all pictures one below the other; a report without one has no SVG."""
    pictures = [block for block in report.blocks if isinstance(block, Gantt | HeatMap)]
    if not pictures:
        raise UnsuitableFormat("Картинка бывает у timeline и load, когда им есть что показать.")
    heats = (_NAME_ROOM + sum(_widths(one)) + _GAP for one in pictures if isinstance(one, HeatMap))
    canvas = Canvas(max([*heats, *(WIDE.width for one in pictures if isinstance(one, Gantt))]))
    title, y = title_line(report.title), float(_GAP)
    for line in wrapped(title, (canvas.width - 2 * _GAP) / _TITLE_SIZE):
        y += _TITLE_LINE
        canvas.text("text", _GAP, y, line, size=_TITLE_SIZE)
    y += 2 * _GAP
    for picture in pictures:
        if isinstance(picture, Gantt):
            y = draw_gantt_legend(canvas, picture, draw_gantt(canvas, picture, WIDE, y)) + _GAP
        else:
            y = draw_heat(canvas, picture, y) + _GAP
    return canvas.svg(y, title, alone=True) + "\n"
