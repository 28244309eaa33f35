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
