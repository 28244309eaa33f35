"""A word with a colon where keys stand is an unknown key, never text that lost its indentation."""

from __future__ import annotations

import pytest

from luzplan.check import Options, check_built
from luzplan.plan.build import build_plan
from luzplan.text import Source

PLAN = """\
title: План
year: 2011-2012
sections:
  - title: Кадры
    activities:
      - what: >-
          Педсовет
          о задачах
        when: май
        who: Директор
      - what: Выставка
        when: ноябрь
        who: Психолог
"""


@pytest.mark.parametrize(
    ("line", "typed", "column"),
    [
        ("        when: май", "        class: 9", 9),
        ("        when: ноябрь", "        бюджет: 5", 9),
        ("        who: Психолог\n", "        who: Психолог\n    budget: 5\n", 5),
        ("        who: Психолог\n", "        who: Психолог\nbudget: 5\n", 1),
    ],
)
def test_it_is_told_at_its_place_and_left_as_it_is(line: str, typed: str, column: int) -> None:
    source = Source("plan.yaml", PLAN.replace(line, typed, 1))
    problems = check_built(build_plan(source), Options(select=("LP0",))).problems
    assert [problem.code for problem in problems] == ["LP008"]
    assert source.position(problems[0].start).column == column
    assert not problems[0].fixes


def test_what_may_be_meant_is_guessed_for_as_many_keys_as_people_mistype() -> None:
    keys = "".join(f"  tittle{at}: x\n" for at in range(1_000))
    problems = build_plan(Source("plan.yaml", f"year: 2011-2012\nsections:\n- title: Р\n{keys}")).problems
    assert [one.code for one in problems] == ["LP008"] * 1_000
    assert sum(bool(one.suggestions) for one in problems) == 200
