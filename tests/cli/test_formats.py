"""Every answer in every format: something is written, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from luzplan.formats import FORMATS
from tests.conftest import Luzplan

pytestmark = pytest.mark.slow

ANSWERS = [
    "due --month февраль",
    "due --role РОО --month июль",
    "due --today 2013-01-01",
    "by-role психолог",
    "show",
    "show --role РОО --month июль",
    "show 2.7 2.8",
    "show roles",
    "show schools",
    "timeline --by role",
    "timeline --role РОО --month июль",
    "load --by school",
    "when май 31.02",
    "who психолог Пушкин",
    "explain",
    "explain LP3",
    "diff plan.yaml",
    "diff tests/data/plans/year.yaml",
    "export",
    "show --plan plan.yaml --plan tests/data/plans/year.yaml",
    "load --plan plan.yaml --plan tests/data/plans/year.yaml",
]


@pytest.mark.parametrize("format_name", FORMATS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_written(luzplan: Luzplan, answer: str, format_name: str, tmp_path: Path) -> None:
    path = tmp_path / "ответ"
    words = "--to" if answer == "export" else "--format"
    run = luzplan(*answer.split(), words, format_name, "-o", str(path))
    if run.code == 2:
        assert format_name in ("svg", "ics")
        assert f"формат «{format_name}» здесь не подходит" in run.err
    else:
        assert run.code in (0, 1)
        assert path.read_bytes().strip()


@pytest.mark.parametrize("format_name", ["json", "ics"])
def test_the_roles_of_an_answer_are_told_where_the_format_has_a_place_for_them(
    luzplan: Luzplan, format_name: str
) -> None:
    run = luzplan("due", "--month", "февраль", "--section", "5", "--format", format_name)
    assert "Зам по УВР" in run.out
    assert "Зам по УВР" not in luzplan("due", "--month", "февраль", "--section", "5", "--format", "tsv").out
