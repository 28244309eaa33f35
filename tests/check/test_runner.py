from __future__ import annotations

import pytest

from luzplan.check import Options
from luzplan.text import Severity
from tests.check.examples import check_text, codes

TEXT = """\
year: 2011-2012
sections:
- title: Раздел
  activities:
  - {what: Семинар  и встреча, when: 31 февраля, кто: Директор}
  - {what: Выставка, when: май}
"""


def found(**options: object) -> list[str]:
    return codes(check_text(TEXT, Options(**options)))  # type: ignore[arg-type]


def test_errors_and_warnings_come_in_the_order_of_the_file() -> None:
    assert found() == ["LP202", "LP008", "LP302"]


def test_notes_come_when_they_are_asked_for() -> None:
    assert found(notes=True) == ["LP901", "LP202", "LP008", "LP302"]


@pytest.mark.parametrize(
    ("select", "expected"),
    [(("LP2",), ["LP202"]), (("LP008", "LP3"), ["LP008", "LP302"]), (("LP9",), ["LP901"]), (("LP1",), [])],
)
def test_a_selection_shows_what_it_selects_notes_too(select: tuple[str, ...], expected: list[str]) -> None:
    assert found(select=select) == expected


def test_what_is_left_out_is_left_out_of_a_selection_too() -> None:
    assert found(ignore=("LP2", "LP008")) == ["LP302"]
    assert found(select=("LP",), ignore=("LP2",)) == ["LP901", "LP008", "LP302"]


def test_what_keeps_a_plan_from_being_built_is_always_shown() -> None:
    assert codes(check_text("year: [", Options(select=("LP2",), ignore=("LP0",)))) == ["LP004"]


def test_a_comment_is_not_useless_because_its_rule_was_not_asked_for() -> None:
    text = "year: 2011-2012\nsections:\n- {title: Раздел, activities: []}  # luzplan: ignore[LP304]\n"
    assert codes(check_text(text, Options(select=("LP0",)))) == []


def test_problems_are_counted_by_severity() -> None:
    checked = check_text(TEXT)
    assert [checked.count(severity) for severity in Severity] == [1, 1, 2]


def test_what_could_not_be_read_is_not_said_to_be_missing() -> None:
    rows = "- {what: Семинар, wen: май, who: {кто: Директор}}\n"
    checked = check_text(f"year: 2011-2012\nsections:\n- title: Раздел\n  activities:\n  {rows}")
    assert codes(checked) == ["LP008", "LP009"]
    broken = "year: 2011-2012\nsections:\n- title: Раздел\n  activities: нет\n"
    assert codes(check_text(broken)) == ["LP009"]
