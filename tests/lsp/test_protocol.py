"""Offsets as editors count them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.lsp.protocol import UNITS, Places, TextPlace

TEXT = "абв\r\n😀х\ry\n"


@pytest.mark.parametrize(
    ("unit", "offset", "place"),
    [
        ("utf-16", 2, (0, 2)),
        ("utf-8", 2, (0, 4)),
        ("utf-32", 2, (0, 2)),
        ("utf-16", 6, (1, 2)),
        ("utf-8", 6, (1, 4)),
        ("utf-32", 6, (1, 1)),
        ("utf-8", 7, (1, 6)),
        ("utf-16", 8, (2, 0)),
        ("utf-16", 10, (3, 0)),
    ],
)
def test_a_character_stands_at_a_line_and_a_column_in_the_units_of_the_client(
    unit: str, offset: int, place: tuple[int, int]
) -> None:
    places = Places(TEXT, unit)
    assert places.place(offset) == place
    assert places.offset(TextPlace(*place)) == offset


@pytest.mark.parametrize(
    ("place", "offset"),
    [((0, 99), 3), ((1, 99), 7), ((99, 0), len(TEXT)), ((3, 5), len(TEXT)), ((1, 1), 5)],
)
def test_a_place_that_is_none_counts_as_the_nearest_before_it(place: tuple[int, int], offset: int) -> None:
    assert Places(TEXT, "utf-16").offset(TextPlace(*place)) == offset


@given(st.text(st.sampled_from("аб x😀\r\n\u2028é"), max_size=30), st.sampled_from(sorted(UNITS)), st.data())
def test_every_offset_comes_back_from_its_place(text: str, unit: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[max(offset - 1, 0) : offset + 1] == "\r\n":
        return  # no editor stands between these
    places = Places(text, unit)
    assert places.offset(places.place(offset)) == offset
