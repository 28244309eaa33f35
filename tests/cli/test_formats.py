"""Every answer in every format that shows it as text: something is written, or it is said why not."""

from __future__ import annotations

import pytest

from tests.conftest import Luzplan

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
    "show --plan plan.yaml --plan tests/data/plans/year.yaml",
    "load --plan plan.yaml --plan tests/data/plans/year.yaml",
]


@pytest.mark.parametrize("format_name", ["tsv", "csv", "md", "html", "svg"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_written(luzplan: Luzplan, answer: str, format_name: str) -> None:
    run = luzplan(*answer.split(), "--format", format_name)
    if run.code:
        assert (format_name, run.code) == ("svg", 2)
        assert "Картинка бывает у timeline и load" in run.err
    else:
        assert run.out.strip()
