from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from luzplan.plan.model import Plan
from luzplan.selection import State, state_on


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("{what: а, when: январь}", State.OVERDUE),
        ("{what: а, when: январь, done: 2012-02-03}", State.DONE),
        ("{what: а, when: февраль}", State.DUE),
        ("{what: а, when: до 15 мая}", State.DUE),
        ("{what: а, when: март}", State.AHEAD),
        ("{what: а, when: постоянно}", State.DUE),
        ("{what: а, when: по графику}", State.AHEAD),
        ("{what: а}", State.AHEAD),
    ],
)
def test_how_a_row_stands_on_the_tenth_of_february(
    plan_of: Callable[[str], Plan], row: str, state: State
) -> None:
    (activity,) = plan_of(f"  - {row}\n").activities()
    assert state_on(activity, date(2012, 2, 10)) is state
