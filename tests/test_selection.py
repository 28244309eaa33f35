"""Which activities a question is about: the window, what they do in it, how they stand, filters."""

from __future__ import annotations

from datetime import date

import pytest

from luzplan.deadline.reader import read_deadline
from luzplan.executor import Executor
from luzplan.plan import Plan, State
from luzplan.school_year import Calendar, SchoolYear, Span
from luzplan.selection import Filters, Phase, choices, days_ahead, phase_in, state_on
from tests.building import plan_of

TODAY = date(2012, 2, 10)


def test_days_ahead_are_today_and_those_after_it() -> None:
    assert days_ahead(TODAY, 0) == Span(TODAY, TODAY)
    assert days_ahead(TODAY, 20) == Span(TODAY, date(2012, 3, 1))


def test_days_beyond_all_calendars_have_no_end() -> None:
    assert days_ahead(TODAY, 10**7) == days_ahead(TODAY, 10**100) == Span(TODAY, None)


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
def test_how_a_row_stands_on_the_tenth_of_february(row: str, state: State) -> None:
    (activity,) = plan_of(f"  - {row}\n").activities()
    assert state_on(activity, date(2012, 2, 10)) is state


ALL = Filters(today=date(2012, 2, 10))


def ids(plan: Plan, filters: Filters) -> list[str]:
    return [choice.activity.id for choice in choices(plan, filters)]


def role(plan: Plan, text: str) -> tuple[Executor, ...]:
    found = plan.book.queries(text)
    assert found
    return found


def test_no_filter_gives_everything_in_order(source_plan: Plan) -> None:
    assert ids(source_plan, ALL) == [one.id for one in source_plan.activities()]


def test_a_window_gives_phases(source_plan: Plan) -> None:
    february = ALL._replace(window=Span(date(2012, 2, 1), date(2012, 2, 29)))
    phases: dict[str, list[str]] = {}
    for choice in choices(source_plan, february):
        assert choice.phase is not None
        phases.setdefault(choice.phase, []).append(choice.activity.id)
    assert phases["ends"] == ["2.2", "2.13", "2.14"]
    assert phases["starts"] == ["1.2", "1.3", "1.7", "2.10", "2.18", "5.3", "5.5"]
    assert phases["runs"] == ["4.2", "4.3", "5.6", "5.7"]
    assert phases["always"] == [
        "1.4",
        "1.5",
        "2.6",
        "2.9",
        "2.11",
        "2.12",
        "2.15",
        "3.1",
        "3.3",
        "3.4",
        "3.8",
    ]


def test_what_is_always_on_is_on_in_the_year_of_the_plan_only(source_plan: Plan) -> None:
    after = ALL._replace(window=Span(date(2013, 2, 1), date(2013, 2, 28)))
    assert ids(source_plan, after) == []


def test_a_section_and_a_state_narrow_it(source_plan: Plan) -> None:
    section = source_plan.sections[4]
    assert ids(source_plan, ALL._replace(section=section)) == [f"5.{number}" for number in range(1, 8)]
    overdue = ids(source_plan, ALL._replace(section=source_plan.sections[1], state=State.OVERDUE))
    assert overdue == ["2.1", "2.4", "2.5", "2.8"]


def test_a_role_reaches_rows_exactly_or_more_broadly(source_plan: Plan) -> None:
    director = ALL._replace(roles=role(source_plan, "Директор БШ"))
    matches: dict[str, list[str]] = {}
    for choice in choices(source_plan, director):
        assert choice.match is not None
        matches.setdefault(choice.match, []).append(choice.activity.id)
    assert matches == {
        "exact": ["2.1", "2.2", "4.2", "5.5"],
        "broader": ["1.8", "2.10", "3.6", "3.9", "4.1"],
    }


def test_a_school_leaves_out_the_rows_of_other_schools(source_plan: Plan) -> None:
    second = source_plan.book.find_school("МОКУ СОШ №2")
    assert second is not None
    found = ids(source_plan, ALL._replace(school=second))
    assert "2.14" in found
    assert not {"2.1", "2.2", "3.3", "4.2", "5.5"} & set(found)
