"""Faults planted in the real plan: each is found at its line and character, and nothing else is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luzplan.check import check_built
from luzplan.text import Severity, decode_source
from tests.building import build
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def usual() -> list[tuple[str, str]]:
    """What is found in the untouched plan: code and words."""
    return [(problem.code, problem.message) for problem in check_built(build(PLAN)).problems]


def test_the_untouched_plan_has_no_error_and_the_warnings_it_deserves(usual: list[tuple[str, str]]) -> None:
    assert {problem.severity for problem in check_built(build(PLAN)).problems} == {Severity.WARNING}
    assert [code for code, _ in usual] == [
        "LP307", "LP307",  # both approvals have blanks
        "LP213", "LP213", "LP301",  # 1.1 and 2.4 before the council exists; 2.7 has no deadline
        "LP111",  # КОГОАУ, КОГОКУ
    ]  # fmt: skip


DAY = "when: 15 декабря"
ALWAYS = "when: Постоянно\n        who: Замы по УВР и ВР, психолог"
# What is replaced, by what, the code, and the words that are marked.
PLANTED = {
    "misspelt month": (DAY, "when: 15 дикобря", "LP201", "15 дикобря"),
    "month with a slip": (DAY, "when: 15 дкабря", "LP204", "дкабря"),
    "31 февраля": (DAY, "when: 31 февраля", "LP202", "31 февраля"),
    "misspelt key": (ALWAYS, ALWAYS.replace("when", "wen"), "LP008", "wen"),
    "misspelt key of the plan": ("goals:\n", "goal:\n", "LP008", "goal"),
    "doubled key": (f"{DAY}\n", f"{DAY}\n        where: БШ\n        where: БШ\n", "LP007", "where"),
    "unknown second executor": (ALWAYS, ALWAYS.replace("психолог", "псехолог"), "LP101", "псехолог"),
    "anchor": (DAY, "when: &день 15 декабря", "LP004", "&"),
    "ascii anchor": (DAY, "when: &day 15 декабря", "LP005", "&day"),
    "mapping for a text": (DAY, "when: {день: 15 декабря}", "LP009", "{"),
    "list for a text": ("who: РОО", "who: [РОО]", "LP009", "["),
    "Latin letter in a text": ("Ярмарка элективных", "Ярмарка элeктивных", "LP113", "e"),
    "Latin letter in a folded text": ("и зачислению на", "и зaчислению на", "LP113", "a"),
    "Latin letter in a deadline": (DAY, "when: 15 дeкабря", "LP113", "e"),
    "weekday": (DAY, "when: пятница 15 декабря", "LP212", "пятница"),
    "another year": (DAY, "when: 15 декабря 2012", "LP211", "15 декабря 2012"),
    "tab": (f"        {DAY}", f"\t{DAY}", "LP004", "\t"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found_at_its_place_and_nothing_else(
    name: str, usual: list[tuple[str, str]]
) -> None:
    old, new, code, marked = PLANTED[name]
    assert PLAN.count(old) == 1
    text = PLAN.replace(old, new)
    found = [one for one in check_built(build(text)).problems if (one.code, one.message) not in usual]
    assert [(one.code, text[one.start : one.end]) for one in found] == [(code, marked)]
    assert found[0].start == text.index(new) + new.rindex(marked)


def test_windows_1251_is_found_at_its_first_letter() -> None:
    loaded = decode_source("plan.yaml", PLAN.encode("cp1251", errors="replace"))
    (problem,) = loaded.problems
    first = next(at for at, letter in enumerate(PLAN) if not letter.isascii())
    assert (problem.code, problem.start) == ("LP002", first)


def test_a_single_byte_of_windows_1251_is_found() -> None:
    at = PLAN.index(DAY) + len("when: 15 ")
    data = PLAN[:at].encode() + "д".encode("cp1251") + PLAN[at + 1 :].encode()
    (problem,) = decode_source("plan.yaml", data).problems
    assert (problem.code, problem.start) == ("LP002", at)


BROKEN: dict[str, Callable[[str], str]] = {
    "no year": lambda text: text.replace("year: 2011-2012", "# нет года"),
    "a strange year": lambda text: text.replace("year: 2011-2012", "year: сейчас"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_without_a_year_nothing_is_said_about_days(name: str) -> None:
    text = PLAN.replace("when: 15 декабря", "when: пятница 15 декабря 2014")
    codes = {problem.code for problem in check_built(build(BROKEN[name](text))).problems}
    assert codes & {"LP211", "LP212", "LP214", "LP215", "LP216"} == set()
