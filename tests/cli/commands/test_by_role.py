from __future__ import annotations

import json

from tests.conftest import Luzplan


def test_another_role_leaves_the_rows_that_both_have_to_do_with(luzplan: Luzplan) -> None:
    asked = luzplan("by-role", "Зам по УВР", "--role", "Психолог", "--format", "json")
    assert [row["id"] for row in json.loads(asked.out)] == ["1.5", "2.12", "2.13"]
    assert luzplan("by-role", "Методический совет", "--role", "Психолог", "--format", "json").out == "[]\n"
