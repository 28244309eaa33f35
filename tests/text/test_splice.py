from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.text.source import Splice, apply_splices


def test_only_the_characters_named_change() -> None:
    splices = [Splice(8, 14, "март"), Splice(0, 1, "Я")]
    assert apply_splices("январь, апрель.", splices) == "Январь, март."


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply_splices("ад", [Splice(1, 1, "б"), Splice(1, 1, "вг")]) == "абвгд"


def test_changes_may_touch_but_not_overlap() -> None:
    assert apply_splices("абвг", [Splice(0, 2, "1"), Splice(2, 4, "2")]) == "12"
    with pytest.raises(ValueError, match="overlaps"):
        apply_splices("абвг", [Splice(0, 3, "1"), Splice(2, 4, "2")])


@given(st.text(max_size=20), st.lists(st.integers(0, 20), max_size=6))
def test_what_lies_between_the_changes_stays(text: str, places: list[int]) -> None:
    at = sorted({place for place in places if place < len(text)})
    changed = apply_splices(text, [Splice(place, place + 1, "") for place in at])
    assert changed == "".join(letter for place, letter in enumerate(text) if place not in at)
