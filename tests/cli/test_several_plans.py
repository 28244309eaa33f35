"""The education office sees all its districts in one answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Luzplan

LUZA = """year: 2011-2012
roles: [{name: Совет округа}]
sections:
- title: Работа
  activities:
  - {what: Отчёт Лузы, when: февраль, who: Директор}
  - {what: Совет Лузы, when: март, who: Совет округа}
  - {what: Сайт Лузы, when: постоянно, who: Директор}
"""
LALSK = """year: 2011-2012
sections:
- title: Работа
  activities:
  - {what: Отчёт Лальска, when: январь - февраль, who: Директор}
  - {what: Поездка Лальска, when: февраль - май, who: Психолог}
"""


@pytest.fixture
def folder(here: Path) -> Path:
    for name, text in (("luza", LUZA), ("lalsk", LALSK)):
        (here / name).mkdir()
        (here / name / "plan.yaml").write_text(text, encoding="utf-8")
    return here


def rows(out: str) -> list[tuple[str, str, str]]:
    return [(Path(row["plan"]).parent.name, row["what"], row.get("phase", "")) for row in json.loads(out)]


def test_rows_of_all_plans_stand_together_and_say_where_they_come_from(
    folder: Path, luzplan: Luzplan
) -> None:
    run = luzplan(
        "due", "--month", "февраль", "--format", "json", "-p", "luza/plan.yaml", "-p", "lalsk/plan.yaml"
    )
    assert rows(run.out) == [
        ("luza", "Отчёт Лузы", "ends"),
        ("lalsk", "Отчёт Лальска", "ends"),
        ("lalsk", "Поездка Лальска", "starts"),
        ("luza", "Сайт Лузы", "always"),
    ]


def test_a_folder_stands_for_its_plans(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("due", "--month", "март", "--format", "json", "--plan", ".")
    assert {plan for plan, _, _ in rows(run.out)} == {"luza", "lalsk"}


def test_what_only_bears_the_name_of_a_plan_is_none(folder: Path, luzplan: Luzplan) -> None:
    (folder / "папка.yaml").mkdir()
    assert luzplan("validate", ".", "--output", "json").code == 0


def test_a_link_that_leads_nowhere_is_named(folder: Path, luzplan: Luzplan) -> None:
    (folder / "plan.yaml").symlink_to("никуда")
    run = luzplan("validate", ".")
    assert run.code == 3
    assert "ссылка ведёт в никуда: «никуда»" in run.out


def test_months_ahead_go_in_their_order_whatever_plan_they_come_from(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("due", "--today", "2012-02-10", "--format", "json", "--plan", ".")
    assert [what for _, what, _ in rows(run.out)] == [
        "Отчёт Лальска", "Отчёт Лузы", "Совет Лузы", "Поездка Лальска", "Сайт Лузы",
    ]  # fmt: skip


def test_the_table_counts_over_all_plans_and_has_a_column_for_them(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("due", "--month", "февраль", "--plan", ".")
    assert "Заканчиваются: 2" in run.out
    assert "План" in run.out
    assert "lalsk/plan.yaml" in run.out.replace("\\", "/")


def test_a_role_that_one_plan_knows_is_enough(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("by-role", "Совет округа", "--format", "json", "--plan", ".")
    assert ("luza", "Совет Лузы", "") in rows(run.out)
    assert luzplan("by-role", "Абракадабра", "--plan", ".").code == 2


def test_a_single_plan_is_not_named(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("due", "--month", "март", "--format", "json", "--plan", "luza")
    assert "plan" not in run.json[0]


def test_an_empty_folder_is_named(folder: Path, luzplan: Luzplan) -> None:
    (folder / "пусто").mkdir()
    run = luzplan("due", "--plan", "пусто")
    assert run.code == 3
    assert "нет планов" in run.err


def test_cards_stay_apart_and_say_whose_they_are(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("show", "1.1", "1.2", "--format", "md", "--plan", ".")
    assert [line for line in run.out.splitlines() if line.startswith("## ")] == [
        "## 1.1 · Работа", "## 1.2 · Работа", "## 1.1 · Работа", "## 1.2 · Работа",
    ]  # fmt: skip
    assert run.out.count("**План:** luza/plan.yaml".replace("_", r"\_")) == 2


def test_a_broken_plan_does_not_silence_the_others(folder: Path, luzplan: Luzplan) -> None:
    (folder / "third").mkdir()
    (folder / "third" / "plan.yaml").write_text("- это не план", encoding="utf-8")
    run = luzplan("due", "--month", "февраль", "--plan", ".")
    assert "Отчёт Лузы" in run.out
    assert "Отчёт Лальска" in run.out
    assert "план не прочитан: third/plan.yaml" in run.err
    assert run.code == 3


def test_a_summary_has_a_line_for_each_plan_and_the_totals(folder: Path, luzplan: Luzplan) -> None:
    (folder / "third").mkdir()
    (folder / "third" / "plan.yaml").write_text("- это не план", encoding="utf-8")
    luzplan("done", "1.2", "--plan", "lalsk/plan.yaml", "--on", "2012-02-01")
    run = luzplan("summary", "--plan", ".", "--today", "2012-03-10", "--format", "csv")
    assert run.code == 3
    rows = [line.split(",") if "," in line else line.split(";") for line in run.out.splitlines()[1:]]
    # Luza: the report of February is overdue, the council ends in March; Lalsk: its report is overdue.
    assert [row[1:5] for row in rows] == [
        ["2", "1", "1", "0"], ["3", "0", "1", "1"], ["", "", "", ""], ["5", "1", "2", "1"],
    ]  # fmt: skip
    assert rows[2][0].endswith("(не прочитан)")
    assert rows[2][5] != "0"


def test_plans_are_called_by_whose_they_are_and_go_as_people_count(
    folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    schools = folder / "schools"
    schools.mkdir()
    heads = {
        "a.yaml": "district: {name: Школа № 10}\n",
        "b.yaml": "schools: [{name: Школа № 2}]\n",
        "c.yaml": "district: {name: Округ}\n",
        "d.yaml": "district: {name: Округ}\n",
        "e.yaml": "",
    }
    for name, head in heads.items():
        (schools / name).write_text(head + LALSK, encoding="utf-8")
    monkeypatch.chdir(schools)
    named = ["e.yaml", "Округ (c.yaml)", "Округ (d.yaml)", "Школа № 2", "Школа № 10"]

    def plans(out: str, column: int = 0) -> list[str]:
        return list(dict.fromkeys(line.split("\t")[column] for line in out.splitlines()[1:]))

    assert plans(luzplan("due", "февраль", "--plan", ".", "--format", "tsv").out, 1) == named
    assert plans(luzplan("summary", "--plan", ".", "--format", "tsv").out) == [*named, "Всего"]
    run = luzplan("due", "февраль", "-p", "b.yaml", "-p", "a.yaml", "--format", "json")
    assert [row["plan"] for row in run.json] == ["b.yaml", "a.yaml"] * 2


def test_the_load_of_plans_is_one_map(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("load", "--by", "план", "-p", "luza/plan.yaml", "-p", "lalsk/plan.yaml", "--width", "90")
    assert run.out.splitlines()[2:] == [
        "План            сен окт ноя дек янв фев мар апр май июн июл авг весь год всего",
        "luza/plan.yaml    ·   ·   ·   ·   · ▒ 1 ▒ 1   ·   ·   ·   ·   ·        1     3",
        "lalsk/plan.yaml   ·   ·   ·   · ▒ 1 █ 2 ▒ 1 ▒ 1 ▒ 1   ·   ·   ·        ·     2",
        "",
        "Всего             ·   ·   ·   ·   1   3   2   1   1   ·   ·   ·        1     5",
        "",
        "В месяц: ▒ 1  █ 2",
    ]
