"""The pictures on a terminal, in characters that rich lays out and colours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from math import ceil

from rich.console import Console
from rich.text import Text

from luzplan.formats import Page, wrapped
from luzplan.formats.cells import GAP, cell_text, flat_text
from luzplan.formats.pictures import (
    PictureMark,
    bare_words,
    day_position,
    heat_level,
    legend_words,
    marks_in,
    state_mark,
)
from luzplan.reports import Bar, Gantt, HeatMap, Lane, Stroke
from luzplan.reports.rows import Cell, Cells
from luzplan.reports.wording import title_line
from luzplan.russian import MONTHS_SHORT

# Every mark differs by its shape, since colour is not always there.
_GLYPHS = {
    PictureMark.DATES: ("█", "cyan"),
    PictureMark.DEADLINE: ("◆", "bold yellow"),
    PictureMark.OPEN: ("─", "cyan"),
    PictureMark.REPEATS: ("•", "magenta"),
    PictureMark.ALWAYS: ("░", "cyan"),
    PictureMark.DONE: ("✓", "green"),
    PictureMark.OVERDUE: ("!", "bold red"),
    PictureMark.TODAY: ("│", "bold red"),
}
_MONTH_LINE = ("┊", "dim")
_LEAST_MONTH = 3  # cells of a month that has a line before it
_WIDEST_MONTH = 8  # cells

_HEIGHT = 25  # lines, which matter not: without them rich reads the environment, whatever stands there

_Glyph = tuple[str, str]  # a character and its style
_BLANK: _Glyph = (" ", "")


class TextGantt:
    """Sets a picture on a page; elsewhere than on a terminal all texts are whole.

    There each is one line, and what goes on all the year is only counted, in one line for all.
    """

    def __init__(self, gantt: Gantt, page: Page) -> None:
        self._gantt = gantt
        self._whole = not page.roomy
        self._month = max(1, min(_WIDEST_MONTH, page.width // 20))  # three fifths of the page
        self._width = page.width
        self._label = max(1, page.width - len(gantt.months) * self._month - 1)
        self._marks = marks_in(gantt)
        self._numbers = max((len(lane.row.id) for lane in gantt.lanes), default=0)
        lasting = {lane.row.id: {bar.stroke for bar in lane.bars} == {Stroke.ALWAYS} for lane in gantt.lanes}
        always = [number for number, lasts in lasting.items() if lasts]  # the rows that go on all the year
        self._folded = always if not self._whole and 1 < len(always) < len(lasting) else []
        self._today = int(self._cells(day_position(gantt.today, gantt))) if gantt.today else None

    def parts(self) -> Iterator[Text]:
        """The picture from top to bottom: months, groups with their lanes, legend."""
        if self._today is not None:
            yield Text("сегодня ▼".rjust(self._label + self._today + 2), _GLYPHS[PictureMark.TODAY][1])
        names = [MONTHS_SHORT[month.start.month - 1] for month in self._gantt.months if month.start]
        short = [name if self._month > len(name) else name[0].upper() for name in names]
        yield Text(" " * (self._label + 1) + "".join(name.ljust(self._month) for name in short), "bold")
        for group in self._gantt.groups:
            lanes = [lane for lane in group.lanes if lane.row.id not in self._folded]
            if lanes:
                remark = f"  {group.remark}".rstrip()
                yield Text.assemble("\n", (title_line(group.title), "bold"), (remark, "green"))
            for lane in lanes:
                yield from self._lane(lane)
        if self._folded:
            always = Text.assemble(
                _GLYPHS[PictureMark.ALWAYS], f" весь год: {len(self._folded)}", style="bold"
            )
            yield Text.assemble("\n", always, f" ({', '.join(self._folded)})")
        yield Text()
        yield from self._legend()

    def _cells(self, months: float) -> float:
        return round(months * self._month, 6)  # the parts of a month do not quite add up in binary

    def _lane(self, lane: Lane) -> Iterator[Text]:
        mark = state_mark(self._gantt, lane)
        states = {PictureMark.DONE, PictureMark.OVERDUE} & set(self._marks)
        glyph = (_GLYPHS[mark][0] if mark else " ") + " " if states else ""
        number = f"{lane.row.id:{self._numbers}} {glyph}"  # and the mark of the state
        first, *rest = self._label_lines(lane, self._label - len(number))
        style = _GLYPHS[mark][1] if mark else "cyan"
        yield Text.assemble((number, style), first, " ", *self._bar_cells(lane, mark))
        yield from (Text(" " * len(number)) + line for line in rest)

    def _label_lines(self, lane: Lane, room: int) -> list[Text]:
        text = flat_text(lane.row.what)
        lines = [Text(line) for line in (wrapped(text, room) if self._whole else [text])] or [Text()]
        for line in lines:
            line.truncate(room, overflow="ellipsis", pad=True)
        return lines

    def _bar_cells(self, lane: Lane, mark: PictureMark | None) -> list[_Glyph]:
        lined = self._month >= _LEAST_MONTH
        month = [_MONTH_LINE if lined else _BLANK, *[_BLANK] * (self._month - 1)]
        cells = month * len(self._gantt.months)
        for bar in lane.bars:
            self._draw(bar, cells)
        if mark is PictureMark.DONE:
            done = _GLYPHS[mark][1]
            cells = [cell if cell in (_BLANK, _MONTH_LINE) else (cell[0], done) for cell in cells]
        if self._today is not None:
            line, style = _GLYPHS[PictureMark.TODAY]
            free = cells[self._today] in (_BLANK, _MONTH_LINE)
            cells[self._today] = (line if free else cells[self._today][0], style)
        if not lane.bars:
            words = bare_words(lane)[: len(cells)]
            cells[: len(words)] = [(letter, "italic") for letter in words]
        return cells

    def _draw(self, bar: Bar, cells: list[_Glyph]) -> None:
        first = int(self._cells(day_position(bar.start, self._gantt)))
        after = ceil(self._cells(day_position(bar.end + timedelta(days=1), self._gantt)))
        mark = PictureMark[bar.stroke.name]
        for at in range(first, after):
            seen = mark is not PictureMark.REPEATS or at % 2 == 0 or after - first == 1
            if seen and cells[at] != _GLYPHS[PictureMark.DONE]:  # of the deadline before this one
                cells[at] = _GLYPHS[mark]
        if bar.done:
            cells[after - 1] = _GLYPHS[PictureMark.DONE]
        elif bar.deadline:
            cells[after - 1] = _GLYPHS[PictureMark.DEADLINE]

    def _legend(self) -> Iterator[Text]:
        """What the marks stand for, as many in a line as it holds."""
        line = Text()
        for mark in self._marks:
            entry = Text.assemble(_GLYPHS[mark], f" {legend_words(mark, self._gantt)}")
            if line and len(line) + GAP + len(entry) > self._width:
                yield line
                line = Text()
            line = Text.assemble(line, " " * GAP, entry) if line else entry
        yield line


# By level; the shades tell the same as the colours, which are those of the picture in SVG.
_SHADES = (" ", "░", "▒", "▓", "█")
_FILLS = ("dim", *(f"{ink} on color({paper})" for ink, paper in (
    ("color(16)", 153), ("color(16)", 110), ("color(231)", 68), ("bold color(231)", 25),
)))  # fmt: skip
_CELL = 4  # columns of a month, three on a narrow page
_NARROWEST = 12  # columns for whose counts they are


class _TextHeat:
    """Sets a map on a page: whose counts they are beside the months, above them where there is no room."""

    def __init__(self, heat: HeatMap, page: Page) -> None:
        self._heat, self._page = heat, page
        self._head, *columns = heat.columns
        self._months = [column for column in columns if column.key in heat.months]
        self._sums = [column for column in columns if column.key not in heat.months]
        self._cell = _CELL if page.width >= _CELL * len(self._months) else _CELL - 1
        names = [cell_text(row[self._head.key]) for row in heat.with_totals]
        self._gap = " " * page.color  # before a filled cell; a count that is not has blanks before it
        sums = sum(len(one.heading) + 1 for one in self._sums)
        taken = self._cell * len(self._months) + sums + len(self._gap)
        needed = max((len(word) for name in [*names, self._head.heading] for word in name.split()), default=1)
        room = page.width - taken
        self._room = min(room, max(map(len, [*names, self._head.heading])))
        self._beside = room >= max(needed, min(_NARROWEST, self._room))

    def parts(self) -> Iterator[Text]:
        """The map from top to bottom: months, rows, totals, legend."""
        yield Text(f"\n{self._heat.title}" if self._heat.title else "", "bold")
        whole = self._cell >= _CELL
        months = "".join(
            (one.heading if whole else one.heading[0].upper()).rjust(self._cell) for one in self._months
        )
        if self._beside:
            sums = "".join(f" {one.heading}" for one in self._sums)
            yield Text(f"{self._head.heading.ljust(self._room)}{self._gap}{months}{sums}", "bold")
        else:
            yield Text(months, "bold")
        *rows, total = self._heat.with_totals
        for row in rows:
            yield from self._row(row)
        yield Text()
        yield from self._row(total, bold=True)
        yield from self._legend()
        if self._heat.remark:
            yield Text(f"\n{self._heat.remark.capitalize()}", "green")

    def _row(self, row: Cells, *, bold: bool = False) -> Iterator[Text]:
        style = "bold" if bold else ""
        cells = [self._count(row, one.key, filled=not bold) for one in self._months]
        name = cell_text(row[self._head.key])
        if not self._beside:
            sums = ", ".join(f"{one.heading} {row[one.key]}" for one in self._sums if row[one.key])
            for line in wrapped(f"{name} · {sums}", self._page.width):
                yield Text(line, style)
            yield Text.assemble(*cells)
            return
        first, *more = wrapped(name, self._room) or [""]
        sums = "".join(f" {_digits(row[one.key]):>{len(one.heading)}}" for one in self._sums)
        yield Text.assemble((first.ljust(self._room) + self._gap, style), *cells, (sums, style))
        yield from (Text(line, style) for line in more)

    def _count(self, row: Cells, key: str, *, filled: bool) -> _Glyph:
        """The cell of a month: a fill where there is colour, else a shade beside the count."""
        count = row[key]
        level = heat_level(count, self._heat) if filled and isinstance(count, int) else 0
        shade = "" if self._page.color or self._cell < _CELL else _SHADES[level]
        text = f"{shade}{_digits(count):>2}".rjust(self._cell)
        if not filled:
            return (text, "bold")
        return (f"{text[1:]} " if self._page.color else text, _FILLS[level])

    def _legend(self) -> Iterator[Text]:
        """What the fills stand for, «1  2–3  4–5  6»."""
        levels: dict[int, list[int]] = {}
        for count in range(1, self._heat.peak + 1):
            levels.setdefault(heat_level(count, self._heat), []).append(count)
        if len(levels) < 2 or not (self._page.color or self._cell >= _CELL):
            return
        yield Text()
        entries: list[_Glyph | str] = ["В месяц: "]
        for level, counts in levels.items():
            words = f"{counts[0]}–{counts[-1]}" if len(counts) > 1 else str(counts[0])
            sample = f" {words} " if self._page.color else f"{_SHADES[level]} {words}"
            entries += [(sample, _FILLS[level]), "  "]
        yield Text.assemble(*entries)


def _digits(count: Cell) -> str:
    """Write a count; nothing is a dot, so that the eye finds the numbers."""
    return str(count) if count else "·"


def picture_lines(picture: Gantt | HeatMap, page: Page) -> Iterator[str]:
    """A picture line by line."""
    out = StringIO()
    console = Console(
        file=out, width=page.width, height=_HEIGHT, force_terminal=page.color,
        color_system="256" if page.color else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    parts = (
        TextGantt(picture, page).parts() if isinstance(picture, Gantt) else _TextHeat(picture, page).parts()
    )
    for part in parts:
        console.print(part)
    return (line.rstrip() for line in out.getvalue().splitlines())
