from __future__ import annotations

import pytest

from luzplan.deadline.words import corrected


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("фивраль", "февраль"),
        ("октябырь", "октябрь"),
        ("дкабря", "декабря"),
        ("сентябр", None),
        ("ноебрь", "ноябрь"),
        ("яктября", "октября"),
        ("фсень", None),
    ],
)
def test_a_word_with_one_slip_is_corrected(word: str, meant: str | None) -> None:
    assert corrected(word) == meant


@pytest.mark.parametrize("word", ["февраль", "фeвраль", "феврюнь", "маи", "школа", "до01", ""])
def test_known_words_and_others_are_left(word: str) -> None:
    assert corrected(word) is None
