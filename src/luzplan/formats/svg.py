"""SVG of the pictures: one file for the site or the wall, in light and dark, with the fonts of the reader."""

from __future__ import annotations

from luzplan.formats.pictures.canvas import Canvas
from luzplan.formats.pictures.room import wrapped
from luzplan.formats.pictures.svg_gantt import WIDE, draw_gantt, draw_gantt_legend
from luzplan.formats.pictures.svg_heat import draw_heat, heat_width
from luzplan.formats.registry import Page, UnsuitableFormat
from luzplan.reports.report import Gantt, HeatMap, Report

_TITLE_SIZE, _LINE, _GAP = 19, 26, 8


def write(report: Report, page: Page) -> str:
    """Draw all pictures one below the other; a report without one has no SVG."""
    del page  # a picture has its own size
    pictures = [block for block in report.blocks if isinstance(block, Gantt | HeatMap)]
    if not pictures:
        raise UnsuitableFormat("Картинка бывает у timeline и load, когда им есть что показать.")
    canvas = Canvas(max(_width(picture) for picture in pictures))
    y = _draw_title(canvas, report.title)
    for picture in pictures:
        y = _draw(canvas, picture, y) + _GAP
    return canvas.svg(y, report.title, alone=True) + "\n"


def _width(picture: Gantt | HeatMap) -> int:
    return WIDE.width if isinstance(picture, Gantt) else heat_width(picture)


def _draw_title(canvas: Canvas, title: str) -> float:
    y = float(_GAP)
    for line in wrapped(title, (canvas.width - 2 * _GAP) / _TITLE_SIZE):
        y += _LINE
        canvas.text("text", _GAP, y, line, size=_TITLE_SIZE)
    return y + 2 * _GAP


def _draw(canvas: Canvas, picture: Gantt | HeatMap, top: float) -> float:
    if isinstance(picture, Gantt):
        return draw_gantt_legend(canvas, picture, draw_gantt(canvas, picture, WIDE, top))
    return draw_heat(canvas, picture, top)
