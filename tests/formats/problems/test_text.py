"""Problems as people read them: no more than they can read."""

from __future__ import annotations

from luzplan.check import Checked
from luzplan.formats import Page, problems
from luzplan.formats.problems import write
from luzplan.plan.build import build_plan
from luzplan.text import Problem, Severity, Source


def test_of_very_many_problems_the_first_are_shown_and_all_counted() -> None:
    source = Source("plan.yaml", "year: 2011-2012\n")
    many = tuple(Problem("LP301", Severity.WARNING, f"беда {at}", at % 9, 9) for at in range(10_002))
    lines = write([Checked(build_plan(source), many)], Page()).splitlines()
    assert sum("беда" in line for line in lines) == problems._MOST == 10_000
    assert lines[-2:] == [
        "Найдено: 10002 предупреждения в 1 файле",
        "Показаны первые 10000, все назовёт --output concise",
    ]
