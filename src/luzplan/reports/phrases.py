"""How single phrases are read."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.calendar import SchoolYear
from luzplan.deadline import Deadline
from luzplan.deadline.wording import deadline_words
from luzplan.executor import Reading
from luzplan.reports.report import Column, Report, Row, Table, Told
from luzplan.russian import listing, quote

_DEADLINES = (Column("phrase", "Срок"), Column("kind", "Понят как"))
_EXECUTORS = (
    Column("phrase", "Исполнители"),
    Column("executors", "Поняты как"),
    Column("unknown", "Не поняты"),
)


def deadlines_report(deadlines: Sequence[Deadline], year: SchoolYear) -> Report:
    """Give a row for each deadline, in order."""
    title = f"Сроки в {year} учебном году"
    rows = tuple(_row(deadline) for deadline in deadlines)
    return Report(title, (Table("", _DEADLINES, rows, empty="Ни одной фразы."),))


def _row(deadline: Deadline) -> Row:
    kind = Told(deadline.kind, deadline_words(deadline))
    return {"phrase": deadline.text, "kind": kind, "spans": deadline.spans}


def executors_report(readings: Sequence[tuple[str, Reading]]) -> Report:
    """Give a row for each phrase, in order; the notes say what known name a strange one is like."""
    rows: tuple[Row, ...] = tuple(
        {
            "phrase": phrase,
            "executors": reading.executors,
            "unknown": tuple(name.text for name in reading.unknown),
        }
        for phrase, reading in readings
    )
    table = Table("", _EXECUTORS, rows, empty="Ни одной фразы.")
    return Report("Как понимаются исполнители", (table,), _hints(readings))


def _hints(readings: Sequence[tuple[str, Reading]]) -> tuple[str, ...]:
    """Give what strange names may have been meant to be, each once."""
    strange = {name.text: name.nearest for _, reading in readings for name in reading.unknown}
    return tuple(
        f"{quote(text)}: может быть, {listing([quote(name) for name in nearest], 'или')}?"
        for text, nearest in strange.items()
        if nearest
    )
