"""What the pictures have in common: where a day stands in the year, and the words of the legend."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from luzplan.calendar import SchoolYear, days_in
from luzplan.deadline import Kind
from luzplan.formats.cells import flat_text
from luzplan.reports.report import Gantt, HeatMap, Lane, Stroke, Table
from luzplan.reports.rows import STATE
from luzplan.russian import date_words
from luzplan.select.states import State


class Mark(StrEnum):
    """What a reader has to be told about in the legend, in its order; the value is the words."""

    DATES = "идёт"
    DEADLINE = "срок"
    OPEN = "до срока, начало не указано"
    REPEATS = "повторяется"
    ALWAYS = "весь год"
    DONE = "выполнено"
    OVERDUE = "просрочено"
    TODAY = "сегодня"


STROKE_MARKS = {
    Stroke.DATES: Mark.DATES,
    Stroke.OPEN: Mark.OPEN,
    Stroke.ALWAYS: Mark.ALWAYS,
    Stroke.REPEATS: Mark.REPEATS,
}


_STATE_MARKS = {State.DONE: Mark.DONE, State.OVERDUE: Mark.OVERDUE}


def marks_in(gantt: Gantt) -> list[Mark]:
    """Give the marks that the picture has, for its legend."""
    bars = [bar for lane in gantt.lanes for bar in lane.bars]
    found = {STROKE_MARKS[bar.stroke] for bar in bars}
    found |= {Mark.DEADLINE} if any(bar.deadline for bar in bars) else set()
    found |= {mark for lane in gantt.lanes if (mark := state_mark(gantt, lane))}
    found |= {Mark.TODAY} if gantt.today else set()
    return [mark for mark in Mark if mark in found]


def state_mark(gantt: Gantt, lane: Lane) -> Mark | None:
    """Give the mark of what is done or overdue, if the picture tells states."""
    if STATE not in gantt.columns:
        return None
    return _STATE_MARKS.get(State(str(lane.row["state"])))


def legend_words(mark: Mark, gantt: Gantt) -> str:
    """Explain a mark; today with its date."""
    return f"{mark}, {date_words(gantt.today)}" if mark is Mark.TODAY and gantt.today else mark


def day_position(day: date, year: SchoolYear) -> float:
    """Give where a day begins, in months from the beginning of the school year (0 – 12)."""
    start = year.span.start
    assert start is not None  # a school year has both ends
    months = (day.year - start.year) * 12 + day.month - start.month
    return months + (day.day - 1) / days_in(day.year, day.month)


def bare_words(lane: Lane) -> str:
    """Say in the place of the bars why there are none."""
    words = flat_text(lane.row.get("when"))
    if lane.row.get("kind") is Kind.UNKNOWN:
        return f"срок не понят: {words}"
    return words or "срок не указан"


_TOTAL = "Всего"


def with_totals(heat: HeatMap) -> Table:
    """Give the table of counts with its last row."""
    head, *_ = heat.table.columns
    return heat.table._replace(rows=(*heat.table.rows, {**heat.totals, head.key: _TOTAL}))


HEAT_LEVELS = 4
PIPED_WIDTH = 160  # columns of a picture that nothing limits


def heat_level(count: int, heat: HeatMap) -> int:
    """Give how hot a count is: 0 for nothing, up to HEAT_LEVELS for the largest."""
    return -(-count * HEAT_LEVELS // heat.peak) if heat.peak else 0
