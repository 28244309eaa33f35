from __future__ import annotations

from datetime import date

from luzplan.executor import Executor
from luzplan.plan.model import Plan
from luzplan.school_year import Span
from luzplan.selection import Filters, State, choices

ALL = Filters(today=date(2012, 2, 10))


def ids(plan: Plan, filters: Filters) -> list[str]:
    return [choice.activity.id for choice in choices(plan, filters)]


def role(plan: Plan, text: str) -> Executor:
    found = plan.book.query(text)
    assert isinstance(found, Executor)
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
    director = ALL._replace(role=role(source_plan, "Директор БШ"))
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
