"""What the pictures have in common: days, marks, legend, colours, and SVG in which everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, tostring

from luzplan.deadline import DeadlineKind
from luzplan.formats.cells import flat_text
from luzplan.reports import Gantt, HeatMap, Lane, Stroke
from luzplan.reports.rows import STATE
from luzplan.russian import date_words
from luzplan.school_year import days_in
from luzplan.text import visible


class PictureMark(StrEnum):
    """What a reader has to be told about in the legend, in its order; the value is the words."""

    DATES = "идёт"  # this one and OPEN, REPEATS, ALWAYS have the names of strokes
    DEADLINE = "срок"
    OPEN = "до срока, начало не указано"
    REPEATS = "повторяется"
    ALWAYS = "весь год"
    DONE = "выполнено"
    OVERDUE = "просрочено"
    TODAY = "сегодня"


_STATE_MARKS = {"done": PictureMark.DONE, "overdue": PictureMark.OVERDUE}


def marks_in(gantt: Gantt) -> list[PictureMark]:
    """The marks that the picture has, for its legend."""
    bars = [bar for lane in gantt.lanes for bar in lane.bars]
    found = {PictureMark[bar.stroke.name] for bar in bars}
    found |= {PictureMark.DEADLINE} if any(bar.deadline for bar in bars) else set()
    found |= {PictureMark.DONE} if any(bar.done for bar in bars) else set()
    found |= {mark for lane in gantt.lanes if (mark := state_mark(gantt, lane))}
    found |= {PictureMark.TODAY} if gantt.today else set()
    return [mark for mark in PictureMark if mark in found]


def state_mark(gantt: Gantt, lane: Lane) -> PictureMark | None:
    """The mark of what is done or overdue, if the picture tells states."""
    if STATE not in gantt.columns:
        return None
    return _STATE_MARKS.get(lane.row.state)


def legend_words(mark: PictureMark, gantt: Gantt) -> str:
    """Explain a mark; today with its date."""
    return f"{mark}, {date_words(gantt.today)}" if mark is PictureMark.TODAY and gantt.today else mark


def day_position(day: date, gantt: Gantt) -> float:
    """Where a day begins, in months from the beginning of the first one that is drawn."""
    start = gantt.months[0].start
    assert start is not None  # a month has both ends
    months = (day.year - start.year) * 12 + day.month - start.month
    return months + (day.day - 1) / days_in(day.year, day.month)


def bare_words(lane: Lane) -> str:
    """Say in the place of the bars why there are none."""
    words = flat_text(lane.row.when)
    if lane.row.deadline.kind is DeadlineKind.UNKNOWN:
        return f"срок не понят: {words}"
    return words or "срок не указан"


HEAT_LEVELS = 4


def heat_level(count: int, heat: HeatMap) -> int:
    """How hot a count is: 0 for nothing, up to HEAT_LEVELS for the largest."""
    return -(-count * HEAT_LEVELS // heat.peak) if heat.peak else 0


@dataclass(frozen=True, slots=True)
class Ink:
    """What a class of shapes is painted with: a CSS property, its colour in light and in dark."""

    paints: str
    light: str
    dark: str


# Class of a shape or text, without its prefix. Text keeps a contrast of 4.5 : 1 on what it stands on.
INKS = {
    "paper": Ink("fill", "#ffffff", "#11181f"),
    "band": Ink("fill", "#eef2f6", "#1c2732"),
    "text": Ink("fill", "#1b2733", "#e6edf3"),
    "soft": Ink("fill", "#55626e", "#a3b3c1"),
    "line": Ink("stroke", "#d3dbe2", "#2d3b48"),
    "dates": Ink("fill", "#2b6cb0", "#5aa2e6"),
    "always": Ink("fill", "#b9cbdd", "#3d566e"),
    "open": Ink("stroke", "#2b6cb0", "#5aa2e6"),
    "repeats": Ink("fill", "#7b4bb3", "#b99aeb"),
    "deadline": Ink("fill", "#a34700", "#f5b04d"),
    "done": Ink("fill", "#22734a", "#63c795"),
    "overdue": Ink("fill", "#c02626", "#ff8a80"),
    "today": Ink("stroke", "#c02626", "#ff8a80"),
    "heat0": Ink("fill", "#ffffff", "#11181f"),
    "heat1": Ink("fill", "#e2edf8", "#1b2f44"),
    "heat2": Ink("fill", "#b4d2ee", "#22466b"),
    "heat3": Ink("fill", "#7fb2e0", "#2b619a"),
    "heat4": Ink("fill", "#1f5fa3", "#a9d0f5"),
    "hottest": Ink("fill", "#ffffff", "#11181f"),  # the text on heat4
}
PREFIX = "lp-"
_DARK = "@media screen and (prefers-color-scheme: dark)"
_FONT = 'font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'


def style_sheet() -> str:
    """The CSS of the pictures; the reader's system says whether it is dark, paper never is."""
    light = "".join(f".{PREFIX}{name} {{ {ink.paints}: {ink.light} }}\n" for name, ink in INKS.items())
    dark = "".join(f".{PREFIX}{name} {{ {ink.paints}: {ink.dark} }}\n" for name, ink in INKS.items())
    return f".{PREFIX}picture {{ {_FONT} }}\n{light}{_DARK} {{\n{dark}}}\n"


def variables() -> str:
    """The same colours as variables for the CSS of a page."""
    light = "".join(f"  --{name}: {ink.light};\n" for name, ink in INKS.items())
    dark = "".join(f"  --{name}: {ink.dark};\n" for name, ink in INKS.items())
    return f":root {{\n{light}}}\n{_DARK} {{ :root {{\n{dark}}} }}\n"


# Parts of the font size, as wide as the letters are in the widest of the usual fonts.
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.42, 0.66, 0.8, 1.1
_NARROW_LETTERS = frozenset(" .,;:!|()[]'/-ijltfrIJ")
_WIDE_LETTERS = frozenset("жмфшщъыюЖМФШЩЪЫЮmwMW№—…%@+=<>")
_CYRILLIC_END = 0x530


def text_width(text: str) -> float:
    """The width of a text in font sizes, rather too large than too small."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS or (ord(letter) >= _CYRILLIC_END and letter not in "–•"):
        return _WIDE
    return _CAPITAL if letter.isupper() else _USUAL


def wrapped(text: str, room: float) -> list[str]:
    """Break a text into lines that fit the room, which is in font sizes; a longer word is broken too."""
    lines = [""]
    for word in text.split():
        for part in _parts(word, room):
            longer = f"{lines[-1]} {part}".strip()
            if text_width(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines


def _parts(word: str, room: float) -> list[str]:
    parts = [""]
    for letter in word:
        if parts[-1] and text_width(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts


TEXT_SIZE = 13
Point = tuple[float, float]  # x, y


class Canvas:
    """A picture in the making; sizes are in pixels from the top left, inks those of the palette."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": f"{PREFIX}picture"})
        self._into = self._root

    def group(self, name: str, **attributes: str) -> None:
        """Put what follows into a group of this class, until the next one."""
        self._into = SubElement(self._root, "g", {"class": PREFIX + name})
        self._set(self._into, attributes)

    def put(self, tag: str, ink: str, **attributes: str | float) -> Element:
        """Add a shape; attributes are SVG's, with «_» for «-»."""
        shape = SubElement(self._into, tag, {"class": PREFIX + ink})
        self._set(shape, attributes)
        return shape

    def text(self, ink: str, x: float, y: float, text: str, **attributes: str | float) -> None:
        """Write a line of text that begins at x and stands on y."""
        size = attributes.pop("size", TEXT_SIZE)
        shape = self.put("text", ink, x=x, y=y, font_size=size, **attributes)
        shape.text = visible(text)

    def line(self, ink: str, start: Point, end: Point, **attributes: float | str) -> None:
        """Draw a line."""
        self.put("line", ink, x1=start[0], y1=start[1], x2=end[0], y2=end[1], **attributes)

    def _set(self, shape: Element, attributes: dict[str, str | float] | dict[str, str]) -> None:
        for name, value in attributes.items():
            shape.set(name.replace("_", "-"), value if isinstance(value, str) else f"{round(value, 1):g}")

    def svg(self, height: float, title: str, *, alone: bool) -> str:
        """The picture; one that stands alone brings its style, paper and size with it."""
        whole = f"{round(height):d}"
        self._root.set("viewBox", f"0 0 {self.width} {whole}")
        self._root.set("role", "img")
        name = Element("title")
        name.text = visible(title)
        first = [name]
        if alone:
            self._root.set("width", str(self.width))
            self._root.set("height", whole)
            style = Element("style")
            style.text = style_sheet()
            first += [style, Element("rect", {"class": f"{PREFIX}paper", "width": "100%", "height": "100%"})]
        self._root[:0] = first
        return tostring(self._root, encoding="unicode")


Reach = tuple[float, float]  # from x to x
_SAMPLE = 24  # width of a bar in the legend
SYMBOL = 13  # and of what is no bar
_BAR = 12  # height
DIAMOND = 7  # from its middle to its corners
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
            dots = max(1, int((right - left) / _DOT_EVERY))  # one for a day
            for number in range(dots):
                x = left + (number + 0.5) * (right - left) / dots
                canvas.put("circle", "repeats", cx=x, cy=middle, r=3)
        case PictureMark.ALWAYS:
            canvas.put("rect", "always", x=left, y=middle - 3, width=right - left, height=6, rx=3)
        case _:
            ink, width = "done" if done else "dates", max(3, right - left)
            canvas.put("rect", ink, x=left, y=middle - _BAR / 2, width=width, height=_BAR, rx=3)


def draw_deadline(canvas: Canvas, x: float, y: float) -> None:
    """Draw the diamond of an end that has to be kept."""
    corners = ((0, -DIAMOND), (DIAMOND, 0), (0, DIAMOND), (-DIAMOND, 0))
    canvas.put("polygon", "deadline", points=_points(x, y, corners))


def draw_sample(canvas: Canvas, mark: PictureMark, x: float, y: float) -> None:
    """Draw a mark as it stands in the picture, from x on and around y."""
    match mark:
        case PictureMark.DEADLINE:
            draw_deadline(canvas, x + SYMBOL / 2, y)
        case PictureMark.DONE:
            canvas.put("polygon", "done", points=_points(x, y, _TICK))
        case PictureMark.OVERDUE:
            canvas.text("overdue", x + 3, y + TEXT_SIZE / 3, "!", font_weight="bold")
        case PictureMark.TODAY:
            at = x + SYMBOL / 2
            canvas.line("today", (at, y - _GAP), (at, y + _GAP), stroke_width=1.5)
        case _:
            draw_bar(canvas, mark, (x, x + _SAMPLE), y)


def draw_legend(canvas: Canvas, entries: Iterable[tuple[PictureMark, str]], top: float) -> float:
    """Explain marks in words, as many on a line as fit; give where it ends."""
    canvas.group("legend")
    x, y = float(_GAP), top
    for mark, words in entries:
        words_at = (_SAMPLE if mark.name in Stroke.__members__ else SYMBOL) + _GAP / 2
        width = words_at + text_width(words) * TEXT_SIZE
        if x > _GAP and x + width > canvas.width:
            x, y = float(_GAP), y + _LEGEND_LINE
        draw_sample(canvas, mark, x, y)
        canvas.text("text", x + words_at, y + TEXT_SIZE / 3, words)
        x += width + 2 * _GAP
    return y + _LEGEND_LINE


def _points(x: float, y: float, corners: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{x + right:.1f},{y + down:.1f}" for right, down in corners)
