"""Words with a slip are known again, glued ones taken apart."""

from __future__ import annotations

import pytest

from luzplan.deadline.tokens import corrected, meanings


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("фивраль", "февраль"),
        ("октябырь", "октябрь"),
        ("дкабря", "декабря"),
        ("сентябр", None),
        ("ноебрь", "ноябрь"),
        ("сентярбь", "сентябрь"),
        ("сетябрнь", None),
        ("яктября", "октября"),
        ("фсень", None),
        ("класссы", "классы"),
    ],
)
def test_a_word_with_one_slip_is_corrected(word: str, meant: str | None) -> None:
    assert corrected(word) == meant


@pytest.mark.parametrize(
    "word",
    [
        "февраль", "фeвраль", "феврюнь", "маи", "школа", "до01", "", "внеделю", "группу", "проведению",
        "режим", "совет", "команд", "лечение", "янтарь",
    ],
)  # fmt: skip
def test_known_words_and_others_are_left(word: str) -> None:
    assert corrected(word) is None


@pytest.mark.parametrize(
    ("word", "kinds"),
    [("вмарте", ["at", "month"]), ("майнеделя", ["word"]), ("насб", ["word"]), ("наср", ["word"])],
)
def test_two_words_are_taken_apart_if_the_second_is_no_abbreviation(word: str, kinds: list[str]) -> None:
    assert [kind for kind, _, _ in meanings(word)] == kinds
