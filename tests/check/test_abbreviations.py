from __future__ import annotations

import re

import pytest

from luzplan.check.rule import EXPLAINED, capitals_in
from luzplan.check.rules.names import shipped_abbreviations


def test_shipped_abbreviations_have_their_meanings() -> None:
    shipped = shipped_abbreviations()
    assert shipped["УВР"] == "учебно-воспитательная работа"
    assert len(shipped) > 80
    assert all(re.fullmatch("[А-ЯЁ]{2,6}", short) and meaning for short, meaning in shipped.items())


@pytest.mark.parametrize(
    "text", ["округ (далее ЛШО)", "округ (далее – ЛШО)", "округ (далее «ЛШО»)", "округ (ЛШО)"]
)
def test_a_text_may_explain_an_abbreviation_itself(text: str) -> None:
    assert re.findall(EXPLAINED, text) == ["ЛШО"]


def test_names_make_their_capitals_known() -> None:
    assert capitals_in(["МОКУ СОШ №2 г. Лузы", "Зам по УВР"]) == {"МОКУ", "СОШ", "УВР"}
