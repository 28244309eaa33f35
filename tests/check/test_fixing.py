"""What is mended by itself, and that nothing else changes."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.check import Options, check_built
from luzplan.check.fixing import fixed, means_the_same
from luzplan.text import Loaded, Source
from tests.building import build
from tests.check.examples import EVERYTHING, codes
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")
HEAD = "year: 2011-2012\nsections:\n- title: Раздел\n  activities:\n"


def mended(text: str, options: Options = EVERYTHING) -> str:
    return fixed(Loaded(Source("plan.yaml", text)), partial(check_built, options=options)).checked.source.text


def row(what: str = "Семинар", when: str = "май", who: str = "Директор") -> str:
    return f"{HEAD}  - what: {what}\n    when: {when}\n    who: {who}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (row("Семинар  и   встреча"), row("Семинар и встреча")),
        (row("Подбор , расстановка"), row("Подбор, расстановка")),
        (row("Подбор  ,  расстановка"), row("Подбор, расстановка")),
        (row("Подбор  ,расстановка"), row("Подбор, расстановка")),
        (row("План на уч.год"), row("План на уч. год")),
        (row("Мониторинг 9 – х классов"), row("Мониторинг 9-х классов")),
        (row("Проект \"Сайт\" и 'Диалог'"), row("Проект «Сайт» и 'Диалог'")),
        (row("Пeдсoвет"), row("Педсовет")),
        (row(when="фивраль"), row(when="февраль")),
        (row(when="15 Маартаа"), row(when="15 Марта")),
        (row(when="мрт"), row(when="мрт")),
        (row(when="ноябрь - маай"), row(when="ноябрь - маай")),
        (row(when="c 8 октября"), row(when="с 8 октября")),
        (row(who="Зaм по ВР"), row(who="Зам по ВР")),
        (row() + "# заметка   \n", row() + "# заметка\n"),
        (row("Семинар  и встреча").replace("\n", "\r\n"), row("Семинар и встреча").replace("\n", "\r\n")),
        (row(">-\n      Семинар  и\n      встреча"), row(">-\n      Семинар и\n      встреча")),
    ],
)
def test_mechanical_faults_are_mended_at_their_place(before: str, after: str) -> None:
    assert mended(before) == after


def test_only_what_is_shown_is_mended() -> None:
    text = row("Семинар  и встреча", when="фивраль")
    assert mended(text, Options()) == row("Семинар  и встреча", when="февраль")
    assert mended(text, Options(select=("LP901",))) == row("Семинар и встреча", when="фивраль")


def test_a_comment_keeps_a_place_as_it_is() -> None:
    text = row("Семинар  и встреча  # luzplan: ignore[LP901]")
    assert mended(text) == text


def test_what_the_file_spells_with_escapes_is_left_to_people() -> None:
    text = row('"Проект \\"Сайт\\""')
    assert mended(text) == text


@pytest.mark.parametrize("text", ["", "a: [1", row("Семинар")], ids=["empty", "broken", "fine"])
def test_where_there_is_nothing_to_mend_there_is_no_new_text(text: str) -> None:
    assert fixed(Loaded(Source("plan.yaml", text)), partial(check_built, options=EVERYTHING)).text is None


def test_a_fix_that_would_change_the_meaning_is_not_made() -> None:
    # Two rows would have the same name, if the spaces in it went.
    row_of = "  - {{what: Семинар, when: {when}, who: Директор, id: {name}}}\n"
    text = HEAD + row_of.format(when="май", name="а б") + row_of.format(when="июнь", name="а  б")
    assert mended(text) == text


def test_the_real_plan_is_mended_once_and_for_all() -> None:
    result = fixed(Loaded(Source("plan.yaml", PLAN)), partial(check_built, options=EVERYTHING))
    assert result.number > 10
    assert result.text is not None
    assert mended(result.text) == result.text
    mechanical = {"LP901", "LP902", "LP903", "LP904", "LP905", "LP906", "LP907"}
    assert set(codes(result.checked)) & mechanical == set()
    assert means_the_same(build(PLAN), result.checked.built)


@given(st.integers(0, len(PLAN)), st.sampled_from(["  ", " ,", '"', "a", "c ", " - ", "\t", "#"]))
@settings(max_examples=25, deadline=None)
def test_mending_a_mistyped_plan_keeps_its_meaning(at: int, typed: str) -> None:
    text = PLAN[:at] + typed + PLAN[at:]
    before = build(text)
    result = fixed(Loaded(before.source), partial(check_built, options=EVERYTHING))
    assert result.text is None or means_the_same(before, result.checked.built)


MEANT = """\
year: 2011-2012
sections:
- title: Раздел
  activities:
  - {what: Проект «Сайт», when: Май - июнь, who: Зам. по УВР, id: сайт}
  - {what: Семинар, when: феврюнь, who: психлог}
"""


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Проект «Сайт»", 'Проект  "Cайт" .', True),
        ("Май - июнь", "май – июнь", True),
        ("Зам. по УВР", "Зам по УВР", True),
        ("феврюнь", "февраль", True),
        ("психлог", "псиxлoг", True),
        ("психлог", "психолог", False),
        ("Проект", "План", False),
        ("Май - июнь", "Май - июль", False),
        ("Зам. по УВР", "Зам. по ВР", False),
        ("Зам. по УВР", "Зам. по УВР школ округа", False),
        ("id: сайт", "id: 'сайт '", False),
        ("2011-2012", "2012-2013", False),
        ("what: Семинар, ", "", False),
        ("  - {what: Семинар, when: феврюнь, who: психлог}\n", "", False),
        ("sections:", "sections: [", False),
    ],
)
def test_the_same_words_deadlines_and_executors_mean_the_same(old: str, new: str, same: bool) -> None:
    assert old in MEANT
    before, after = (build(text) for text in (MEANT, MEANT.replace(old, new)))
    assert means_the_same(before, after) is same
