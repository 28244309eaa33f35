from __future__ import annotations

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
