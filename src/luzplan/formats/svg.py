"""SVG of the pictures: one file for the site or the wall, in light and dark, with the fonts of the reader."""

from __future__ import annotations

from itertools import accumulate

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text
from luzplan.formats.gantt import WIDE, draw_gantt, draw_gantt_legend
from luzplan.formats.pictures import HEAT_LEVELS, TEXT_SIZE, Canvas, heat_level, wrapped
from luzplan.reports import Gantt, HeatMap, Report
from luzplan.reports.rows import Cells, Column
from luzplan.reports.words import title_line

_NAME_ROOM = 270  # for whose counts they are
_MONTH, _SUM = 44, 72  # widths of the columns
_LINE, _GAP = 17, 8


def heat_width(heat: HeatMap) -> int:
    """The width of the picture."""
    return _NAME_ROOM + sum(_widths(heat)) + _GAP


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


_TITLE_SIZE, _TITLE_LINE = 19, 26


def write(report: Report, page: Page) -> str:
    """Draw all pictures one below the other; a report without one has no SVG."""
    del page  # a picture has its own size
    pictures = [block for block in report.blocks if isinstance(block, Gantt | HeatMap)]
    if not pictures:
        raise UnsuitableFormat("Картинка бывает у timeline и load, когда им есть что показать.")
    canvas = Canvas(max(_width(picture) for picture in pictures))
    title = title_line(report.title)
    y = _draw_title(canvas, title)
    for picture in pictures:
        y = _draw(canvas, picture, y) + _GAP
    return canvas.svg(y, title, alone=True) + "\n"


def _width(picture: Gantt | HeatMap) -> int:
    return WIDE.width if isinstance(picture, Gantt) else heat_width(picture)


def _draw_title(canvas: Canvas, title: str) -> float:
    y = float(_GAP)
    for line in wrapped(title, (canvas.width - 2 * _GAP) / _TITLE_SIZE):
        y += _TITLE_LINE
        canvas.text("text", _GAP, y, line, size=_TITLE_SIZE)
    return y + 2 * _GAP


def _draw(canvas: Canvas, picture: Gantt | HeatMap, top: float) -> float:
    if isinstance(picture, Gantt):
        return draw_gantt_legend(canvas, picture, draw_gantt(canvas, picture, WIDE, top))
    return draw_heat(canvas, picture, top)
