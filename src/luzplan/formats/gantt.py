"""The picture of the year in SVG, with the whole text of every activity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from luzplan.formats.cells import flat_text
from luzplan.formats.pictures import (
    TEXT_SIZE,
    Canvas,
    PictureMark,
    bare_words,
    day_position,
    legend_words,
    marks_in,
    state_mark,
    text_width,
    wrapped,
)
from luzplan.reports import Gantt, Lane, LaneGroup, Stroke
from luzplan.reports.words import title_line, title_of
from luzplan.russian import MONTHS_SHORT

Reach = tuple[float, float]  # from x to x

_SAMPLE = 24  # width of a bar in the legend
_SYMBOL = 13  # and of what is no bar
_BAR = 12  # height
_RADIUS = 7  # of the diamond
_DOT_EVERY = 11
_TICK = ((0, 0), (2, -2), (4, 0), (9, -5), (11, -3), (4, 4))  # its corners
_GAP = 8  # between what must not touch
_LEGEND_LINE = 25


def draw_bar(canvas: Canvas, mark: PictureMark, reach: Reach, middle: float, *, done: bool = False) -> None:
    """Draw how long something takes."""
    left, right = reach
    match mark:
        case PictureMark.OPEN:
            canvas.line("open", (left, middle), (right, middle), stroke_width=2, stroke_dasharray="5 4")
        case PictureMark.REPEATS:
            _draw_dots(canvas, reach, middle)
        case PictureMark.ALWAYS:
            canvas.put("rect", "always", x=left, y=middle - 3, width=right - left, height=6, rx=3)
        case _:
            ink, width = "done" if done else "dates", max(3, right - left)
            canvas.put("rect", ink, x=left, y=middle - _BAR / 2, width=width, height=_BAR, rx=3)


def _draw_dots(canvas: Canvas, reach: Reach, middle: float) -> None:
    """Draw a dot for a day, a row of dots for more."""
    left, right = reach
    count = max(1, int((right - left) / _DOT_EVERY))
    for number in range(count):
        x = left + (number + 0.5) * (right - left) / count
        canvas.put("circle", "repeats", cx=x, cy=middle, r=3)


def draw_deadline(canvas: Canvas, reach: Reach, middle: float) -> None:
    """Draw the end of a bar that has to be kept."""
    left, right = reach
    _draw_diamond(canvas, max(left, right - _RADIUS / 2), middle)


def _draw_diamond(canvas: Canvas, x: float, y: float) -> None:
    corners = ((0, -_RADIUS), (_RADIUS, 0), (0, _RADIUS), (-_RADIUS, 0))
    canvas.put("polygon", "deadline", points=_points(x, y, corners))


def draw_sample(canvas: Canvas, mark: PictureMark, x: float, y: float) -> None:
    """Draw a mark as it stands in the picture, from x on and around y."""
    match mark:
        case PictureMark.DEADLINE:
            _draw_diamond(canvas, x + _SYMBOL / 2, y)
        case PictureMark.DONE:
            canvas.put("polygon", "done", points=_points(x, y, _TICK))
        case PictureMark.OVERDUE:
            canvas.text("overdue", x + 3, y + TEXT_SIZE / 3, "!", font_weight="bold")
        case PictureMark.TODAY:
            at = x + _SYMBOL / 2
            canvas.line("today", (at, y - _GAP), (at, y + _GAP), stroke_width=1.5)
        case _:
            draw_bar(canvas, mark, (x, x + _SAMPLE), y)


def draw_legend(canvas: Canvas, entries: Iterable[tuple[PictureMark, str]], top: float) -> float:
    """Explain marks in words, as many on a line as fit; give where it ends."""
    canvas.group("legend")
    x, y = float(_GAP), top
    for mark, words in entries:
        words_at = (_SAMPLE if mark.name in Stroke.__members__ else _SYMBOL) + _GAP / 2
        width = words_at + text_width(words) * TEXT_SIZE
        if x > _GAP and x + width > canvas.width:
            x, y = float(_GAP), y + _LEGEND_LINE
        draw_sample(canvas, mark, x, y)
        canvas.text("text", x + words_at, y + TEXT_SIZE / 3, words)
        x += width + 2 * _GAP
    return y + _LEGEND_LINE


def _points(x: float, y: float, corners: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)


_LINE = 17  # from one line of text to the next
_MONTH_SIZE = 12  # of the months' names
_BOLD = 1.12  # bold letters are so much wider


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
        self._months(bottom - _GAP)
        for lane in group.lanes:
            bottom = self._lane(lane, bottom)
        return bottom + _GAP

    def _texts(self, lines: list[str], left: float, top: float, **attributes: str) -> None:
        for number, line in enumerate(lines, 1):
            self._canvas.text("text", left, top + number * _LINE, line, **attributes)

    def _months(self, y: float) -> None:
        for number, month in enumerate(self._gantt.months):
            assert month.start is not None  # a month has both ends
            name, middle = MONTHS_SHORT[month.start.month - 1], self._x(number + 0.5)
            self._canvas.text("soft", middle, y, name, size=_MONTH_SIZE, text_anchor="middle")

    def _lane(self, lane: Lane, top: float) -> float:
        lines = wrapped(flat_text(lane.row.what), (self._layout.text_room - self._text_at) / TEXT_SIZE)
        self._canvas.group("lane", data_id=lane.row.position)
        self._number(lane, top + _LINE)
        self._texts(lines, self._text_at, top)
        bottom = top + len(lines) * _LINE + _GAP
        if self._layout.stacked:
            return self._time(lane, bottom - _GAP / 2, bottom)
        return self._time(lane, top, bottom)

    def _number(self, lane: Lane, y: float) -> None:
        self._canvas.text("soft", _GAP, y, lane.row.id)
        if mark := state_mark(self._gantt, lane):
            draw_sample(self._canvas, mark, self._text_at - 1.1 * TEXT_SIZE, y - TEXT_SIZE / 3)

    def _time(self, lane: Lane, top: float, least: float) -> float:
        """Draw when it takes place, at least to the given bottom."""
        room = (self._x(len(self._gantt.months)) - self._x(0) - 2 * _GAP) / TEXT_SIZE
        words = [] if lane.bars else wrapped(bare_words(lane), room)
        bottom = max(least, top + max(1, len(words)) * _LINE + _GAP)
        self._grid(top, bottom)
        self._texts(words, self._x(0) + _GAP, top, font_style="italic")
        self._bars(lane, (top + bottom) / 2)
        if self._gantt.today:
            x = self._x(day_position(self._gantt.today, self._gantt))
            self._canvas.line("today", (x, top), (x, bottom), stroke_width=1.5)
        return bottom

    def _grid(self, top: float, bottom: float) -> None:
        months = "".join(
            f"M{self._x(month):g} {top:g}V{bottom:g}" for month in range(len(self._gantt.months) + 1)
        )
        self._canvas.put("path", "line", d=f"{months}M0 {bottom:g}H{self._layout.width}", stroke_width=0.5)

    def _bars(self, lane: Lane, middle: float) -> None:
        done = state_mark(self._gantt, lane) is PictureMark.DONE
        for bar in lane.bars:
            days = bar.start, bar.end + timedelta(days=1)
            left, right = (self._x(day_position(day, self._gantt)) for day in days)
            draw_bar(self._canvas, PictureMark[bar.stroke.name], (left, right), middle, done=done or bar.done)
            if bar.done:
                draw_sample(self._canvas, PictureMark.DONE, max(left, right - _SYMBOL), middle)
            elif bar.deadline:
                draw_deadline(self._canvas, (left, right), middle)
