from __future__ import annotations

import pytest

from luzplan.check.rules import RULES
from luzplan.cli.commands.explain import manual_text
from luzplan.formats import Page

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
