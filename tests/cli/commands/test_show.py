"""`luzplan due` and `by-role`: which August is meant, whom a question means, where else to look."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Luzplan

PLAN = "title: План\nyear: 2011-2012\nsections:\n  - title: Кадры\n    activities:\n"


@pytest.mark.parametrize(
    ("rows", "month", "shown"),
    [
        ("- {what: педсовет, when: 30 августа 2011}", "август", "август 2011"),
        ("- {what: педсовет, when: 30 августа 2011}", "2012-08", "август 2012"),
        (
            "- {what: педсовет, when: 30 августа 2011}\n      - {what: б, when: ежемесячно}",
            "август",
            "август 2011",
        ),
        (
            "- {what: учёт, when: август – сентябрь 2011}\n      - {what: б, when: ежемесячно}",
            "август",
            "август 2012",
        ),
        ("- {what: ремонт, when: 20 августа 2012}", "август", "август 2012"),
        ("- {what: а, when: 1 марта 2011}", "март", "март 2012"),
    ],
)
def test_august_is_the_one_before_the_year_where_only_that_has_dates(
    rows: str, month: str, shown: str, luzplan: Luzplan, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f"{PLAN}      {rows}\n", encoding="utf-8")
    assert luzplan("due", "--month", month, "--plan", str(plan)).out.startswith(f"Сроки: {shown}\n")


def test_a_hint_names_the_plan_that_was_named(luzplan: Luzplan, here: Path) -> None:
    text = f"{PLAN}      - {{what: а, when: мартобря}}\n      - {{what: б, when: по графику}}\n"
    for name in ("plan.yaml", "школа.yaml"):
        (here / name).write_text(text, encoding="utf-8")
    assert luzplan("due", "март").err.splitlines() == [
        "Не понят срок: 1 мероприятие (1.1). Подробности: luzplan validate",
        "Без точных дат: 1. Показать: luzplan show 1.2",
    ]
    assert luzplan("due", "март", "--plan", "школа.yaml").err.splitlines() == [
        "Не понят срок: 1 мероприятие (1.1). Подробности: luzplan validate --plan школа.yaml",
        "Без точных дат: 1. Показать: luzplan show 1.2 --plan школа.yaml",
    ]
    over = luzplan("due", "--plan", "школа.yaml", "--today", "2013-02-01").err
    assert "luzplan due --month 2012-02 --plan школа.yaml\n" in over


@pytest.mark.parametrize("command", ["due --role", "by-role"])
def test_who_has_nothing_in_a_month_is_told_what_there_is_besides(
    command: str, plan_here: Path, luzplan: Luzplan
) -> None:
    run = luzplan(*command.split(), "Зам по ВР", "май", "раздел", "4")
    assert "ничего нет" not in run.out
    assert run.err == "Всего у этой роли: 3 мероприятия. Показать: luzplan show 1.5 2.11 3.8\n"


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
