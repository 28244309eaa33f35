"""Every rule: its manual's examples, a golden file with its output, and what may have been meant."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from luzplan.check import check_built
from luzplan.check.rule import CheckContext, Rule
from luzplan.check.rules import RULES, lists
from luzplan.formats import Page
from luzplan.formats.problems import write
from luzplan.plan.build import build_plan
from luzplan.text import Source, apply_splices
from tests.building import build
from tests.check.examples import EVERYTHING, check_file, check_text, codes, examples, plan_text
from tests.conftest import DATA
from tests.growth import assert_linear

BY_CODE = {rule.code: rule for rule in RULES}
GOLDEN = DATA / "check"
OF_CHANGES = {"LP120", "LP126", "LP407"}  # what only a comparison with an older version can tell
# A file that is not there, its bytes, and spaces that are not seen.
NO_EXAMPLES = {"LP001", "LP002", "LP907"} | OF_CHANGES
with_examples = pytest.mark.parametrize(
    "rule", [rule for rule in RULES if rule.code not in NO_EXAMPLES], ids=lambda rule: rule.code
)


def test_codes_are_unique_and_in_order() -> None:
    assert [rule.code for rule in RULES] == sorted(BY_CODE)


def test_a_name_is_given_once() -> None:
    assert Counter(rule.name for rule in RULES).most_common(1)[0][1] == 1


@with_examples
def test_the_bad_example_has_the_fault(rule: Rule) -> None:
    bad, _ = examples(rule.manual)
    assert rule.code in codes(check_text(plan_text(bad)))


@with_examples
def test_the_good_example_has_no_fault_at_all(rule: Rule) -> None:
    _, good = examples(rule.manual)
    found = codes(check_text(plan_text(good)))
    # An example of a list of roles alone has no rows of its own that could name them.
    assert [code for code in found if code != "LP117" or "sections:" in good] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_manual_has_a_title_and_a_reason(rule: Rule) -> None:
    title, _, rest = rule.manual.partition("\n\n")
    assert title.endswith(".")
    assert "\n" not in title
    assert rest.strip() and not rest.startswith("Плохо")
    assert max(map(len, rule.manual.splitlines())) <= 106


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.find], ids=lambda rule: rule.code)
def test_a_rule_finds_what_it_is_named_for(rule: Rule) -> None:
    assert rule.find is not None
    assert rule.find.__name__.replace("_", "-") == rule.name
    assert inspect.getdoc(rule.find) == rule.manual.rstrip()


GOLDEN_PLANS = sorted(GOLDEN.glob("LP*/*.yaml"))


def test_every_code_has_a_golden_file() -> None:
    assert {path.parent.name for path in GOLDEN_PLANS} == set(BY_CODE) - {"LP001"} - OF_CHANGES


@pytest.mark.parametrize("plan", GOLDEN_PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_whole_output_is_as_expected(
    plan: Path, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(plan.parent)
    checked = check_file(plan.name, EVERYTHING)
    golden(plan.with_suffix(".expected.txt"), write([checked], Page(200)))
    assert plan.parent.name in codes(checked)


def test_a_long_chain_of_roles_is_walked_once() -> None:
    def work(size: int) -> None:
        roles = "".join(f"- {{name: Совет {at}, parent: Совет {at + 1}}}\n" for at in range(size))
        text = f"year: 2011-2012\nroles:\n{roles}- name: Совет {size}\nsections: []\n"
        built = build(text)
        assert built.plan is not None
        assert built.root is not None
        assert list(lists.role_in_circle(CheckContext(built.source, built.plan, built.root))) == []

    assert_linear(work, 500)


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
