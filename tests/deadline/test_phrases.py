"""Every phrase of the tables in tests/data/deadlines reads as its row says, in the school year 2011-2012."""

from __future__ import annotations

from pathlib import Path

import pytest

from luzplan.deadline.reader import read_deadline
from luzplan.school_year import Calendar, SchoolYear, Span

TABLES = Path(__file__).parents[1] / "data" / "deadlines"
CALENDAR = Calendar(SchoolYear(2011))


def rows() -> list[tuple[str, str, str]]:
    found = []
    for table in sorted(TABLES.glob("*.tsv")):
        for line in table.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                phrase, kind, spans = [*line.split("\t"), "", ""][:3]
                found.append((phrase, kind, spans))
    return found


def written(span: Span) -> str:
    """Write a span as the tables do: one day, «from..to», an open side left out."""
    if span.start == span.end:
        return str(span.start)
    return f"{span.start or ''}..{span.end or ''}"


def summed_up(spans: tuple[Span, ...]) -> str:
    """Write a few spans one by one, many as their number, the first and the last."""
    if len(spans) <= 5:
        return "; ".join(map(written, spans))
    return f"{len(spans)}: {written(spans[0])} – {written(spans[-1])}"


@pytest.mark.parametrize(("phrase", "kind", "spans"), rows())
def test_reads_as_the_table_says(phrase: str, kind: str, spans: str) -> None:
    deadline = read_deadline(phrase, CALENDAR)
    assert (deadline.kind, summed_up(deadline.spans)) == (kind, spans)
