"""A rule is compiled and looked for only in phrases that can match it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.deadline.cascade import Rule, Stage, rewritten
from luzplan.deadline.grammar import STAGES
from luzplan.deadline.items import Item
from luzplan.deadline.plain import as_kind
from luzplan.school_year import Calendar, SchoolYear

pytestmark = pytest.mark.slow

CALENDAR = Calendar(SchoolYear(2011))
RULES = [rule for stage in STAGES for rule in stage.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_whatever_matches_a_rule_may_match_it(rule: Rule, data: st.DataObject) -> None:
    phrase = data.draw(st.from_regex(rule.regex))
    assert rule.may_match(frozenset(phrase))


@pytest.mark.parametrize(
    ("pattern", "kinds", "matches"),
    [
        ("num week", "num week", True),
        ("num week", "week", False),
        ("num? week", "week", True),
        ("num+ week", "week", False),
        ("week | month", "month", True),
        ("week num | month", "week", False),
        ("(week | month) num", "month num", True),
        ("(week | month) num", "num", False),
        ("(week | month)? num", "num", True),
        ("(?! week) num", "num", True),
        ("a_month num", "of_month num", True),
        ("a_month num", "num", False),
    ],
)
def test_a_phrase_needs_what_its_rule_names(pattern: str, kinds: str, matches: bool) -> None:
    stage = Stage(f"{kinds} thing", ((pattern, as_kind("remark")),))
    items = [Item(kind, at, at + 1) for at, kind in enumerate(kinds.split())]
    assert (rewritten(items, [stage], CALENDAR) != items) is matches


@pytest.mark.parametrize(
    ("pattern", "is_compiled"),
    [
        ("num week", True),
        ("week month", False),
        ("(day_word | month) week", False),
        ("(day_word | num) week", True),
        ("month | day_word num", False),
        ("month | num week", True),
        ("(month day_word)? week", True),
        ("(num | day_word thing)? month", False),
    ],
)
def test_a_rule_is_compiled_only_if_the_phrase_has_what_it_names(pattern: str, is_compiled: bool) -> None:
    stage = Stage("week", ((pattern, as_kind("remark")),))
    rewritten([Item("num", 0, 1), Item("week", 1, 2)], [stage], CALENDAR)
    assert ("regex" in vars(stage.rules[0])) == is_compiled


def test_at_one_place_the_first_rule_counts_and_an_earlier_place_before_it() -> None:
    stage = Stage("num week", (("week", as_kind("stage")), ("num week", as_kind("remark"))))
    items = [Item("week", 0, 1), Item("num", 1, 2), Item("week", 2, 3)]
    assert [item.kind for item in rewritten(items, [stage], CALENDAR)] == ["stage", "remark"]
