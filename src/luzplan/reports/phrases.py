"""How single phrases are read."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.calendar import SchoolYear
from luzplan.deadline import Deadline, deadline_words
from luzplan.reports.report import Column, Report, Row, Table, Told

_DEADLINES = (Column("phrase", "Срок"), Column("kind", "Понят как"))


def deadlines_report(deadlines: Sequence[Deadline], year: SchoolYear) -> Report:
    """Give a row for each deadline, in order."""
    title = f"Сроки в {year} учебном году"
    rows = tuple(_row(deadline) for deadline in deadlines)
    return Report(title, (Table("", _DEADLINES, rows, empty="Ни одной фразы."),))


def _row(deadline: Deadline) -> Row:
    kind = Told(deadline.kind, deadline_words(deadline))
    return {"phrase": deadline.text, "kind": kind, "spans": deadline.spans}
