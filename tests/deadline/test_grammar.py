"""The rows of the grammar are written in names that there are, and no name is there for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from luzplan.deadline import grammar
from luzplan.deadline.cascade import Rule, Stage
from luzplan.deadline.items import KINDS
from luzplan.deadline.patterns import GROUPS, SEQUENCES

RULES = [rule for stage in grammar.STAGES for rule in stage.rules]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.pattern)
def test_a_row_comes_down_to_kinds_and_groups(rule: Rule) -> None:
    assert set(re.findall(r"\w+", rule.pattern)) <= {*KINDS, *GROUPS}
    assert rule.regex


def test_every_stage_is_passed() -> None:
    stages = {id(one) for one in vars(grammar).values() if isinstance(one, Stage)}
    assert stages == set(map(id, grammar.STAGES))


@pytest.mark.parametrize("name", [*SEQUENCES, *GROUPS])
def test_every_name_is_used(name: str) -> None:
    rows = Path(grammar.__file__).read_text("utf-8")
    assert re.search(rf"\b{name}\b", " ".join([rows.partition("REMARKS = ")[2], *SEQUENCES.values()]))
