from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.formats.pictures import text_width, wrapped


def test_a_text_is_broken_between_words() -> None:
    assert wrapped("Подготовка договоров между школами", 15) == ["Подготовка договоров", "между школами"]


@given(st.text(alphabet="абвШЩ -1i\u4e00", max_size=60), st.integers(2, 40))
def test_no_letter_is_lost_and_every_line_fits(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= room for line in lines)


@pytest.mark.parametrize(("wide", "narrow"), [("А", "а"), ("щ", "а"), ("а", "."), ("字", "а")])
def test_wide_letters_take_more_room(wide: str, narrow: str) -> None:
    assert text_width(wide) > text_width(narrow)
