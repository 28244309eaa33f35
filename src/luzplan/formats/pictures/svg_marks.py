"""The marks of the year in SVG: bars, deadlines, states, and the legend that explains them."""

from __future__ import annotations

from collections.abc import Iterable

from luzplan.formats.pictures.canvas import TEXT_SIZE, Canvas
from luzplan.formats.pictures.marks import STROKE_MARKS, Mark
from luzplan.formats.pictures.room import text_width

Reach = tuple[float, float]  # from x to x

_SAMPLE = 24  # width of a bar in the legend
_SYMBOL = 13  # and of what is no bar
_BAR = 12  # height
_RADIUS = 7  # of the diamond
_DOT_EVERY = 11
_TICK = ((0, 0), (2, -2), (4, 0), (9, -5), (11, -3), (4, 4))  # its corners
_GAP, _LINE = 8, 25


def draw_bar(canvas: Canvas, mark: Mark, reach: Reach, middle: float, *, done: bool = False) -> None:
    """Draw how long something takes."""
    left, right = reach
    match mark:
        case Mark.OPEN:
            canvas.line("open", (left, middle), (right, middle), stroke_width=2, stroke_dasharray="5 4")
        case Mark.REPEATS:
            _draw_dots(canvas, reach, middle)
        case Mark.ALWAYS:
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


def draw_sample(canvas: Canvas, mark: Mark, x: float, y: float) -> None:
    """Draw a mark as it stands in the picture, from x on and around y."""
    match mark:
        case Mark.DEADLINE:
            _draw_diamond(canvas, x + _SYMBOL / 2, y)
        case Mark.DONE:
            canvas.put("polygon", "done", points=_points(x, y, _TICK))
        case Mark.OVERDUE:
            canvas.text("overdue", x + 3, y + TEXT_SIZE / 3, "!", font_weight="bold")
        case Mark.TODAY:
            at = x + _SYMBOL / 2
            canvas.line("today", (at, y - _GAP), (at, y + _GAP), stroke_width=1.5)
        case _:
            draw_bar(canvas, mark, (x, x + _SAMPLE), y)


def draw_legend(canvas: Canvas, entries: Iterable[tuple[Mark, str]], top: float) -> float:
    """Explain marks in words, as many on a line as fit; give where it ends."""
    canvas.group("legend")
    x, y = float(_GAP), top
    for mark, words in entries:
        words_at = (_SAMPLE if mark in STROKE_MARKS.values() else _SYMBOL) + _GAP / 2
        width = words_at + text_width(words) * TEXT_SIZE
        if x > _GAP and x + width > canvas.width:
            x, y = float(_GAP), y + _LINE
        draw_sample(canvas, mark, x, y)
        canvas.text("text", x + words_at, y + TEXT_SIZE / 3, words)
        x += width + 2 * _GAP
    return y + _LINE


def _points(x: float, y: float, corners: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
