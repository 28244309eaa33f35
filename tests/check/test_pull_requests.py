"""Edits as pull requests make them: a fault is told at its place; plans that are in order are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from luzplan.check import Options, check_built
from luzplan.check.baseline import only_new
from luzplan.plan.build import load_plan
from tests.building import build
from tests.conftest import DATA, ROOT

FOLDER = DATA / "pull_requests"
PLANS = {
    "plan": ROOT / "plan.yaml",
    "school": FOLDER / "school.yaml",
    "kindergarten": FOLDER / "kindergarten.yaml",
    "library": FOLDER / "correct" / "09_library.yaml",
}


def edits(name: str) -> list[list[str]]:
    """The lines of a table: which plan, what was there, what is there now, perhaps what is marked."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n").split(" | ") for line in lines if not line.startswith("#")]


def new_problems(plan: str, old: str, new: str) -> list[tuple[str, str]]:
    """Code and marked words of what an edit brings."""
    before = PLANS[plan].read_text(encoding="utf-8")
    assert old.strip(" ") in before
    now = before.replace(old.strip(" "), new.strip(" "), 1)
    built, former = (build(text) for text in (now, before))
    assert former.plan is not None
    told = only_new(built, former, Options(today=former.plan.year.last_day)).problems
    return [(one.code, now[one.start : one.end]) for one in told]


@pytest.mark.parametrize(("plan", "old", "new", "marked"), edits("faults.txt"))
def test_a_fault_is_told_at_its_place(plan: str, old: str, new: str, marked: str) -> None:
    found = new_problems(plan, old, new)
    assert any(marked.strip() in words or (words and words in marked) for _, words in found), found


@pytest.mark.parametrize(("plan", "old", "new"), edits("harmless.txt"))
def test_an_edit_without_a_fault_is_let_through(plan: str, old: str, new: str) -> None:
    assert new_problems(plan, old, new) == []


IN_ORDER = [FOLDER / "school.yaml", FOLDER / "kindergarten.yaml", *sorted((FOLDER / "correct").iterdir())]


@pytest.mark.parametrize("plan", IN_ORDER, ids=lambda path: path.stem)
def test_a_plan_that_is_in_order_has_no_warning(plan: Path) -> None:
    problems = check_built(load_plan(str(plan))).problems
    # What is not signed yet is told of a correct plan, too.
    assert [(one.code, one.message) for one in problems if one.code != "LP307"] == []
