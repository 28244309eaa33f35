"""The pictures on a terminal, in characters that rich lays out and colours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from math import ceil

from rich.columns import Columns
from rich.console import Console, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from luzplan.formats import Page
from luzplan.formats.cells import cell_text, flat_text
from luzplan.formats.lines import wrapped
from luzplan.formats.pictures import (
    Mark,
    bare_words,
    day_position,
    heat_level,
    legend_words,
    marks_in,
    state_mark,
)
from luzplan.reports import Bar, Gantt, HeatMap, Lane, LaneGroup
from luzplan.reports.rows import Cell, Cells
from luzplan.reports.words import title_line
from luzplan.russian import MONTHS_SHORT

# Every mark differs by its shape, since colour is not always there.
_GLYPHS = {
    Mark.DATES: ("█", "cyan"),
    Mark.DEADLINE: ("◆", "bold yellow"),
    Mark.OPEN: ("─", "cyan"),
    Mark.REPEATS: ("•", "magenta"),
    Mark.ALWAYS: ("░", "blue"),
    Mark.DONE: ("✓", "green"),
    Mark.OVERDUE: ("!", "bold red"),
    Mark.TODAY: ("│", "red"),
}
_WIDEST_MONTH = 8  # cells

_Glyph = tuple[str, str]  # a character and its style
_BLANK: _Glyph = (" ", "")


class TextGantt:
    """Sets a picture on a page; on a terminal each text is one line, elsewhere it is whole."""

    def __init__(self, gantt: Gantt, page: Page) -> None:
        self._gantt = gantt
        self._whole = not page.roomy
        self._month = max(1, min(_WIDEST_MONTH, page.width // 20))  # three fifths of the page
        self._label = max(1, page.width - len(gantt.months) * self._month - 1)
        self._marks = marks_in(gantt)
        self._numbers = max((len(lane.row.id) for lane in gantt.lanes), default=0)
        self._today = int(self._cells(day_position(gantt.today, gantt))) if gantt.today else None

    def parts(self) -> Iterator[RenderableType]:
        """The picture from top to bottom: months, groups with their lanes, legend."""
        if self._today is not None:
            yield Text("сегодня ▼".rjust(self._label + self._today + 2), _GLYPHS[Mark.TODAY][1])
        yield Text(" " * (self._label + 1) + "".join(self._month_names()), "bold")
        for group in self._gantt.groups:
            yield from self._group(group)
        yield Text()
        yield Columns([self._legend_entry(mark) for mark in self._marks], padding=(0, 2))

    def _cells(self, months: float) -> float:
        return round(months * self._month, 6)  # the parts of a month do not quite add up in binary

    def _month_names(self) -> Iterator[str]:
        for month in self._gantt.months:
            assert month.start is not None  # a month has both ends
            name = MONTHS_SHORT[month.start.month - 1]
            yield (name if self._month > len(name) else name[0].upper()).ljust(self._month)

    def _group(self, group: LaneGroup) -> Iterator[Text]:
        yield Text.assemble("\n", (title_line(group.title), "bold"), (f"  {group.remark}".rstrip(), "green"))
        for lane in group.lanes:
            yield from self._lane(lane)

    def _lane(self, lane: Lane) -> Iterator[Text]:
        number, mark = self._number(lane), state_mark(self._gantt, lane)
        first, *rest = self._label_lines(lane, self._label - len(number))
        style = _GLYPHS[mark][1] if mark else ""
        yield Text.assemble((number, style), first, " ", *self._bar_cells(lane, mark))
        yield from (Text(" " * len(number)) + line for line in rest)

    def _number(self, lane: Lane) -> str:
        """What stands before the words: the number and the mark of the state."""
        mark = state_mark(self._gantt, lane)
        states = {Mark.DONE, Mark.OVERDUE} & set(self._marks)
        glyph = (_GLYPHS[mark][0] if mark else " ") + " " if states else ""
        return f"{lane.row.id:{self._numbers}} {glyph}"

    def _label_lines(self, lane: Lane, room: int) -> list[Text]:
        text = flat_text(lane.row.what)
        lines = [Text(line) for line in (wrapped(text, room) if self._whole else [text])] or [Text()]
        for line in lines:
            line.truncate(room, overflow="ellipsis", pad=True)
        return lines

    def _bar_cells(self, lane: Lane, mark: Mark | None) -> list[_Glyph]:
        cells = [_BLANK] * (len(self._gantt.months) * self._month)
        for bar in lane.bars:
            self._draw(bar, cells)
        if mark is Mark.DONE:
            cells = [(glyph, _GLYPHS[mark][1]) for glyph, _ in cells]
        if self._today is not None:
            line, style = _GLYPHS[Mark.TODAY]
            cells[self._today] = (cells[self._today][0].strip() or line, style)
        if not lane.bars:
            words = bare_words(lane)[: len(cells)]
            cells[: len(words)] = [(letter, "italic") for letter in words]
        return cells

    def _draw(self, bar: Bar, cells: list[_Glyph]) -> None:
        first = int(self._cells(day_position(bar.start, self._gantt)))
        after = ceil(self._cells(day_position(bar.end + timedelta(days=1), self._gantt)))
        mark = Mark[bar.stroke.name]
        for at in range(first, after):
            seen = mark is not Mark.REPEATS or at % 2 == 0 or after - first == 1
            if seen and cells[at] != _GLYPHS[Mark.DONE]:  # of the deadline before this one
                cells[at] = _GLYPHS[mark]
        if bar.done:
            cells[after - 1] = _GLYPHS[Mark.DONE]
        elif bar.deadline:
            cells[after - 1] = _GLYPHS[Mark.DEADLINE]

    def _legend_entry(self, mark: Mark) -> Text:
        return Text.assemble(_GLYPHS[mark], f" {legend_words(mark, self._gantt)}")


# By level; the shades tell the same as the colours.
_SHADES = (" ", "░", "▒", "▓", "█")
_STYLES = ("dim", "", "yellow", "bold yellow", "bold red")
_ROOMY = 80  # columns from which there is a place for shades and for all in one line


def heat_parts(heat: HeatMap, width: int) -> Iterator[RenderableType]:
    """Set the map for a page of this width."""
    yield Text(f"\n{heat.title}" if heat.title else "", "bold")
    yield from _roomy(heat) if width >= _ROOMY else _narrow(heat)
    if heat.remark:
        yield Text(f"\n{heat.remark.capitalize()}", "green")


def _roomy(heat: HeatMap) -> Iterator[RenderableType]:
    head, *columns = heat.columns
    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(overflow="fold")
    for column in columns:
        grid.add_column(justify="right", no_wrap=column.key in heat.months)
    grid.add_row(*(Text(column.heading, "bold") for column in heat.columns))
    *rows, total = heat.with_totals
    for row in rows:
        counts = (_count(row, column.key, heat) for column in columns)
        grid.add_row(Text(cell_text(row[head.key])), *counts)
    grid.add_row()
    grid.add_row(
        Text(cell_text(total[head.key]), "bold"), *(Text(_digits(total[one.key]), "bold") for one in columns)
    )
    yield grid


def _count(row: Cells, key: str, heat: HeatMap) -> Text:
    count = row[key]
    if key not in heat.months or not isinstance(count, int):
        return Text(_digits(count))
    level = heat_level(count, heat)
    return Text(f"{_SHADES[level]}{_digits(count):>2}", _STYLES[level])


def _narrow(heat: HeatMap) -> Iterator[RenderableType]:
    """Two lines a row: whose it is with the sums, and the months."""
    head, *_ = heat.columns
    names = (column.heading[0].upper() for column in heat.columns if column.key in heat.months)
    yield Text("".join(f"{name:>3}" for name in names), "bold")
    for row in heat.with_totals:
        sums = (
            f"{column.heading} {row[column.key]}"
            for column in heat.columns
            if column is not head and column.key not in heat.months and row[column.key]
        )
        yield Text.assemble((cell_text(row[head.key]), "bold"), f" · {', '.join(sums)}")
        yield Text("".join(f"{_digits(row[month]):>3}" for month in heat.months))


def _digits(count: Cell) -> str:
    """Write a count; nothing is a dot, so that the eye finds the numbers."""
    return str(count) if count else "·"


def picture_lines(picture: Gantt | HeatMap, page: Page) -> Iterator[str]:
    """A picture line by line."""
    out = StringIO()
    console = Console(
        file=out, width=page.width, force_terminal=page.color,
        color_system="standard" if page.color else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    for part in _parts(picture, page):
        console.print(part)
    return (line.rstrip() for line in out.getvalue().splitlines())


def _parts(picture: Gantt | HeatMap, page: Page) -> Iterator[RenderableType]:
    return TextGantt(picture, page).parts() if isinstance(picture, Gantt) else heat_parts(picture, page.width)
