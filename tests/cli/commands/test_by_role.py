from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Luzplan


def test_another_role_leaves_the_rows_that_both_have_to_do_with(luzplan: Luzplan) -> None:
    asked = luzplan("by-role", "Зам по УВР", "--role", "Психолог", "--format", "json")
    assert [row["id"] for row in json.loads(asked.out)] == ["1.5", "2.12", "2.13"]
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
