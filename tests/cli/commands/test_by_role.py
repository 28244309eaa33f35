from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Luzplan


def test_another_role_leaves_the_rows_that_both_have_to_do_with(luzplan: Luzplan) -> None:
    asked = luzplan("by-role", "Зам по УВР", "--role", "Психолог", "--format", "json")
    assert [row["id"] for row in asked.json] == ["1.5", "2.12", "2.13"]
    assert luzplan("by-role", "Методический совет", "--role", "Психолог", "--format", "json").out == "[]\n"


def test_a_surname_or_a_name_in_quotes_is_enough(luzplan: Luzplan, tmp_path: Path) -> None:
    rows = "".join(
        f"  - {{what: Урок, when: Май, who: {who}}}\n" for who in ("Юдин В.П.", "хор «Рябинушка»", "Ким А.А.")
    )
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        f"title: План\nyear: 2011-2012\nsections:\n- title: Работа\n  activities:\n{rows}", encoding="utf-8"
    )
    for asked, row in (("Юдин", "1.1"), ("ким", "1.3"), ("Рябинушка", "1.2")):
        found = luzplan("by-role", asked, "-p", str(plan), "--format", "json").out
        assert [one["id"] for one in json.loads(found)] == [row]
    assert luzplan("by-role", "Пак", "-p", str(plan)).code == 2


EXACT, BROADER = "Указаны прямо: 1", "Входят в более широкую роль или группу школ: 1"
CALLED_SO, PERHAPS = "Другие должности, которые тоже так называют: 1", "Возможно, тот же человек: 1"


@pytest.mark.parametrize(
    ("asked", "groups"),
    [
        ("завуч", {EXACT: "Завуч", BROADER: "Замы", CALLED_SO: "Зам по ВР"}),
        ("Юдин В.П.", {EXACT: "Юдин В.П.", PERHAPS: "Юдин В."}),
        ("Зам по ВР", {EXACT: "Зам по ВР", BROADER: "Замы"}),
    ],
)
def test_the_heading_of_a_group_is_true_of_its_rows(
    asked: str, groups: dict[str, str], luzplan: Luzplan, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    cells = ("Завуч", "Зам по ВР", "Юдин В.П.", "Юдин В.", "Замы")
    rows = "".join(f"  - {{what: Дело, when: Май, who: {who}}}\n" for who in cells)
    plan.write_text(f"year: 2011-2012\nsections:\n- title: Работа\n  activities:\n{rows}", encoding="utf-8")
    shown = luzplan("by-role", asked, "-p", str(plan), "--width", "90").out.split("\n\n")[1:]
    found = {(lines := block.splitlines())[0]: lines[-1].split("  ")[-1].strip() for block in shown}
    assert found == groups
    answer = luzplan("by-role", asked, "-p", str(plan), "--format", "json").json
    assert {row["match"] for row in answer} == {"exact", "broader"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("ЦШОО", "Эти слова есть там: 2.3 «Разработка плана сетевого взаимодействия школ ЦШОО на…».\n"),
        ("зам воспитательная", "Может быть, «Зам по ВР»?\n"),
        ("библиотекарь", "Исполнители плана: luzplan show roles\n"),
    ],
)
def test_for_whom_no_row_names_it_is_said_where_to_look(asked: str, said: str, luzplan: Luzplan) -> None:
    for words in (["by-role", asked], ["due", asked, "--month", "июнь"]):
        run = luzplan(*words)
        assert (run.code, run.err.endswith(said)) == (0, True)
