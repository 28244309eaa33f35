"""What a person may have meant is there as changes of the text, not only in words."""

from __future__ import annotations

import pytest

from luzplan.check import check_built
from luzplan.plan.build import build_plan
from luzplan.text import Source, apply_splices

PLAN = """year: 2011-2012
schools:
  - {name: МОКУ СОШ №2 г. Лузы, level: средняя}
roles:
  - {name: Совет ЦШОО}
  - {name: Зам по науке, parent: Заместитель директора}
sections:
  - title: Раздел
    activities:
      - what: Выставка
        when: до февраля
        who: Психолог, Совет ЦШОО
author: {position: директор МОКУ СОШ №2 г. Лузы, name: Иванова А.А.}
"""


@pytest.mark.parametrize(
    ("code", "mistyped", "meant"),
    [
        ("LP008", "author:", "athrs:"),
        ("LP101", "Психолог", "Псхолог"),
        ("LP101", "Психолог, ", "lbhtrnjh, "),
        ("LP102", "Заместитель директора", "Заместитель дректор"),
        ("LP108", "средняя", "средния"),
        ("LP109", "who: Психолог, Совет ЦШОО", "who: Психолог, Совет ЦШО"),
        ("LP111", "директор МОКУ СОШ №2", "директор МОАУ СОШ №2"),
        ("LP201", "до февраля", "до фервюля"),
        ("LP201", "до февраля", "vfhn"),
    ],
)
def test_taking_the_first_suggestion_mends_the_problem(code: str, mistyped: str, meant: str) -> None:
    assert mistyped in PLAN
    source = Source("plan.yaml", PLAN.replace(mistyped, meant))
    problem = next(one for one in check_built(build_plan(source)).problems if one.code == code)
    taken = source._replace(text=apply_splices(source.text, problem.suggestions[:1]))
    assert taken.text != source.text
    assert code not in {one.code for one in check_built(build_plan(taken)).problems}


def test_where_nothing_is_near_nothing_is_suggested() -> None:
    source = Source("plan.yaml", PLAN.replace("Психолог", "Щъыьэ"))
    problem = next(one for one in check_built(build_plan(source)).problems if one.code == "LP101")
    assert problem.suggestions == ()
