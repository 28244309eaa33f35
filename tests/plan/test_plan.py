from __future__ import annotations

from datetime import date

import pytest

from luzplan.plan.build import hides_a_key
from luzplan.school_year import SchoolYear, Span
from tests.building import build, faultless, plan_in
from tests.growth import assert_linear

HEAD = "year: 2011-2012\n"


def found(text: str) -> list[tuple[str, str]]:
    """Code and the marked characters of each problem."""
    return [(one.code, text[one.start : one.end]) for one in build(text).problems]


def one_section(*rows: str) -> str:
    return HEAD + "sections: [{title: А, activities: [" + ", ".join(rows) + "]}]\n"


def test_the_smallest_plan_has_a_year_and_sections() -> None:
    plan = faultless(HEAD + "sections: []\n")
    assert plan.year == SchoolYear(2011)
    assert plan.sections == ()


def test_activities_are_numbered_by_their_place() -> None:
    sections = (
        "sections:\n- {title: А, activities: [{what: а}]}\n- {title: Б, activities: [{what: б, id: свой}]}\n"
    )
    plan = plan_in(HEAD + sections)
    assert [(one.id, one.position, one.what) for one in plan.activities()] == [
        ("1.1", "1.1", "а"),
        ("свой", "2.1", "б"),
    ]


def test_values_are_texts_whatever_yaml_would_make_of_them() -> None:
    plan = plan_in(one_section("{what: 01.10, when: 2011-02-30, who: 010, where: no}"))
    (row,) = plan.activities()
    assert (row.what, row.when, row.who, row.where) == ("01.10", "2011-02-30", "010", "no")


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        (HEAD, [("LP010", "year")]),
        ("sections: []\n", [("LP010", "sections")]),
        ("year: 2011-2013\nsections: []\n", [("LP011", "2011-2013")]),
        ("- a\n", [("LP009", "-")]),
        ("план\n", [("LP009", "план")]),
        (HEAD + "titel: a\nsections: []\n", [("LP008", "titel")]),
        (HEAD + "title: a\ntitle: b\nsections: []\n", [("LP007", "title")]),
        (HEAD + "title: [a]\nsections: []\n", [("LP009", "[")]),
        (HEAD + "title: {a: b}\nsections: []\n", [("LP009", "{")]),
        (HEAD + "sections: текст\n", [("LP009", "текст")]),
        (HEAD + "sections:\n- текст\n", [("LP009", "текст")]),
        (HEAD + "sections:\n-\n", [("LP009", "")]),
        (one_section("{when: май}"), [("LP010", "when")]),
        (one_section("{what: а, done: вчера}"), [("LP011", "вчера")]),
        (HEAD + "schools: [{name: А, base: может быть}]\nsections: []\n", [("LP009", "может быть")]),
        (HEAD + "calendar: {quarters: [сентябрь]}\nsections: []\n", [("LP011", "сентябрь")]),
        (HEAD + "calendar: {halves: [абв, май]}\nsections: []\n", [("LP011", "абв")]),
        (HEAD + "calendar: {holidays: {осенние каникулы: [а]}}\nsections: []\n", [("LP009", "[")]),
    ],
)
def test_what_does_not_fit_is_a_problem_at_its_place(text: str, problems: list[tuple[str, str]]) -> None:
    assert found(text) == problems


def test_all_problems_are_found_at_once_in_the_order_of_the_file() -> None:
    text = "year: 2011-2012\nyear: 2012-2013\ntitel: a\nsections:\n- {titlе: b, activities: [{what: [a]}]}\n"
    assert [code for code, _ in found(text)] == ["LP007", "LP008", "LP008", "LP009"]


def test_a_doubled_key_tells_where_it_was_first() -> None:
    text = HEAD + "title: a\ntitle: b\nsections: []\n"
    assert build(text).problems[0].first_seen == text.index("title")


def test_a_misspelt_key_gets_the_nearest_and_the_rest_of_the_plan_is_there() -> None:
    result = build(one_section("{what: а, wheen: май}"))
    assert "when" in result.problems[0].hint
    assert result.plan is not None
    assert [one.what for one in result.plan.activities()] == ["а"]


def test_flow_and_block_style_mean_the_same() -> None:
    block = build(HEAD + "sections:\n- title: А\n  activities:\n  - what: а\n    when: май\n").plan
    flow = build(one_section("{what: а, when: май}")).plan
    assert block is not None
    assert flow is not None
    assert [one.deadline for one in block.activities()] == [one.deadline for one in flow.activities()]


def test_the_plan_s_own_calendar_overrides_the_usual_one() -> None:
    calendar = (
        "calendar:\n"
        "  quarters: [1 сентября – 29 октября, 7 ноября – 28 декабря, 11 января – 23 марта, апрель]\n"
        "  holidays: {Осенние каникулы: 30 октября – 6 ноября}\n"
    )
    rows = "{what: а, when: I четверть}", "{what: б, when: осенние каникулы}"
    assert [one.deadline.spans for one in faultless(calendar + one_section(*rows)).activities()] == [
        (Span(date(2011, 9, 1), date(2011, 10, 29)),),
        (Span(date(2011, 10, 30), date(2011, 11, 6)),),
    ]


def test_done_is_a_day() -> None:
    plan = plan_in(one_section("{what: а, done: 2012-02-10}"))
    assert [one.done_on for one in plan.activities()] == [date(2012, 2, 10)]


def test_a_thousand_levels_are_one_problem() -> None:
    assert [code for code, _ in found("sections: " + "[" * 2000)] == ["LP006"]


def test_rows_that_cannot_be_read_cost_no_more_when_they_are_many() -> None:
    row = "  - what: Дело\n    when: май: &x {]\n    ? : - who: *x [Директор\n"
    assert len(build(f"{HEAD}sections:\n- title: А\n  activities:\n{2 * row}").lost) == 2
    assert_linear(lambda size: build(f"{HEAD}sections:\n- title: А\n  activities:\n{size * row}"), 200)


def test_a_list_in_a_literal_text_hides_no_item() -> None:
    rows = "    activities:\n      - what: {}\n          итоги\n          - планы\n        when: май\n"
    assert not hides_a_key(rows.format("|-"))
    assert hides_a_key(rows.format(""))
