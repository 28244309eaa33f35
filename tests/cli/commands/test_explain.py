"""How phrases are understood by `luzplan when` and `who`, and how `explain` prints a manual."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from luzplan.check.rules import RULES
from luzplan.cli.commands.explain import manual_text
from luzplan.formats import Page
from tests.conftest import Luzplan


def test_json_has_the_deadlines_in_the_order_given(luzplan: Luzplan) -> None:
    run = luzplan("when", "до 9 мая", "постоянно", "12-15.09", "--format", "json")
    assert run.json == [
        {"phrase": "до 9 мая", "kind": "dates", "spans": [{"start": None, "end": "2012-05-09"}]},
        {"phrase": "постоянно", "kind": "ongoing", "spans": []},
        {"phrase": "12-15.09", "kind": "dates", "spans": [{"start": "2011-09-12", "end": "2011-09-15"}]},
    ]
    assert run.code == 0


def test_the_code_is_1_if_a_phrase_is_not_understood(luzplan: Luzplan) -> None:
    run = luzplan("when", "май", "мартобря")
    assert run.code == 1
    assert "не понято: «мартобря»" in run.out


@pytest.mark.parametrize("words", [["when"], ["when", "-"]])
def test_deadlines_come_from_standard_input_one_a_line(
    words: list[str], luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("май\r\n\nпо графику\n".encode())))
    run = luzplan(*words, "--format", "json")
    assert [(row["phrase"], row["kind"]) for row in run.json] == [
        ("май", "dates"),
        ("", "none"),
        ("по графику", "unscheduled"),
    ]


def test_nothing_on_standard_input_is_no_phrase(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert luzplan("when", "--format", "json").out == "[]\n"


def test_a_stranger_encoding_is_named(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("май".encode("cp1251"))))
    run = luzplan("when")
    assert (run.code, "Windows-1251" in run.err) == (3, True)


def first_day(run_out: str) -> str:
    return str(json.loads(run_out)[0]["spans"][0]["start"])


MAY = ("when", "май", "--format", "json")


def test_the_year_is_the_one_asked_for_else_the_plans(luzplan: Luzplan) -> None:
    assert first_day(luzplan(*MAY, "--year", "2014/15").out) == "2015-05-01"
    assert first_day(luzplan(*MAY).out) == "2012-05-01"


@pytest.mark.usefixtures("nowhere")
def test_without_a_plan_the_year_is_todays(luzplan: Luzplan) -> None:
    assert first_day(luzplan(*MAY, "--today", "2019-10-01").out) == "2020-05-01"


def test_the_plans_own_quarters_count_in_its_year(luzplan: Luzplan, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    quarters = "[2.09-29.10, 7.11-28.12, 11.01-17.03, 26.03-25.05]"
    plan.write_text(f"year: 2011-2012\ncalendar: {{quarters: {quarters}}}\nsections: []\n", encoding="utf-8")
    words = ("when", "I четверть", "--format", "json", "--plan", str(plan))
    assert first_day(luzplan(*words).out) == "2011-09-02"
    assert first_day(luzplan(*words, "--year", "2011-2012").out) == "2011-09-02"
    assert first_day(luzplan(*words, "--year", "2012-2013").out) == "2012-09-01"


def test_what_is_no_school_year_is_refused(luzplan: Luzplan) -> None:
    run = luzplan("when", "май", "--year", "2012-2014")
    assert (run.code, "учебный год: 2012-2013" in run.err) == (2, True)


def test_a_calendar_year_has_its_own_halves(luzplan: Luzplan) -> None:
    run = luzplan("when", "I полугодие 2024 г.", "II полугодие", "--year", "2024")
    assert run.out.startswith("Сроки в 2024 году\n")
    assert "1 января 2024 – 30 июня 2024" in run.out
    assert "1 июля 2024 – 31 декабря 2024" in run.out


def test_json_has_the_executors_in_the_order_given(luzplan: Luzplan) -> None:
    run = luzplan("who", "Директор БШ, завхоз", "Директора средних школ", "Сисадмен", "--format", "json")
    director = {"role": "Директор", "scope": "school", "school": "КОГОКУ СОШ г. Лузы"}
    assert run.json == [
        {
            "phrase": "Директор БШ, завхоз",
            "executors": [director, {"role": "Завхоз", "scope": "none", "school": None}],
            "unknown": [],
        },
        {
            "phrase": "Директора средних школ",
            "executors": [{"role": "Директор", "scope": "kind", "school": "средняя"}],
            "unknown": [],
        },
        {"phrase": "Сисадмен", "executors": [], "unknown": ["Сисадмен"]},
    ]
    assert run.code == 1


def test_the_code_is_0_if_all_is_understood(luzplan: Luzplan) -> None:
    assert luzplan("who", "Зам по УВР").code == 0


def test_a_strange_name_gets_the_nearest_known_one(luzplan: Luzplan) -> None:
    run = luzplan("who", "Сисадмен")
    assert "«Сисадмен»: может быть, «Системный администратор»?" in run.out + run.err


def test_executors_come_from_standard_input_one_a_line(
    luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("завуч\r\n\nкл. рук.\n".encode())))
    run = luzplan("who", "--format", "json")
    assert [[one["role"] for one in row["executors"]] for row in run.json] == [
        ["Зам по УВР"],
        [],
        ["Классный руководитель"],
    ]


def test_the_plans_own_roles_count(luzplan: Luzplan, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text("year: 2011-2012\nroles: [{name: Флагман}]\nsections: []\n", encoding="utf-8")
    assert luzplan("who", "флагман", "--plan", str(plan)).code == 0
    assert luzplan("who", "флагман").code == 1


def test_there_need_not_be_a_plan(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("luzplan.cli.commands.explain.find_plan", lambda given: given)
    run = luzplan("who", "Директор БШ", "--format", "json")
    assert run.json[0]["executors"][0]["school"] == "базовая школа"


IMPOSSIBLE = next(rule for rule in RULES if rule.code == "LP202")


def test_a_manual_begins_with_code_severity_and_name() -> None:
    assert manual_text(IMPOSSIBLE, Page()).splitlines()[:3] == [
        "LP202 · ошибка · impossible-date",
        "",
        "Такой даты не бывает.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_prose_fits_the_page_and_examples_stay(width: int) -> None:
    lines = manual_text(IMPOSSIBLE, Page(width)).splitlines()
    assert "    - what: Выставка рисунков" in lines
    assert all(len(line) <= min(width, 100) for line in lines)


def test_colour_is_for_terminals() -> None:
    assert "\x1b" not in manual_text(IMPOSSIBLE, Page())
    assert manual_text(IMPOSSIBLE, Page(color=True)).startswith("\x1b[1mLP202\x1b[0m")
