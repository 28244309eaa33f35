from __future__ import annotations

from datetime import date

import pytest

from luzplan.deadline import read_deadline
from luzplan.school_year import Calendar, SchoolYear, Span
from luzplan.selection import Phase, phase_in

FEBRUARY = Span(date(2012, 2, 1), date(2012, 2, 29))


@pytest.mark.parametrize(
    ("phrase", "phase"),
    [
        ("февраль", Phase.ENDS),
        ("январь - февраль", Phase.ENDS),
        ("29 февраля", Phase.ENDS),
        ("до 10 февраля", Phase.ENDS),
        ("февраль - март", Phase.STARTS),
        ("январь - март", Phase.RUNS),
        ("до 15 мая", Phase.RUNS),
        ("октябрь, февраль, май", Phase.ENDS),
        ("постоянно", Phase.ALWAYS),
        ("в течение года", Phase.ALWAYS),
        ("март", None),
        ("до 15 января", None),
        ("по графику", None),
        ("", None),
        ("абракадабра", None),
    ],
)
def test_what_a_deadline_does_in_february(phrase: str, phase: Phase | None) -> None:
    assert phase_in(read_deadline(phrase, Calendar(SchoolYear(2011))), FEBRUARY) is phase
