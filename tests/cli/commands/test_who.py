from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from tests.conftest import Luzplan


def test_json_has_the_phrases_in_the_order_given(luzplan: Luzplan) -> None:
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


def test_phrases_come_from_standard_input_one_a_line(
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
