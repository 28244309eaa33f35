from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.formats import centred, row_lines, styled, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "width"), [("План", 4), ("е\u0301", 1), ("«ёлочки» — 5", 12), ("学校", 4), ("", 0)]
)
def test_the_width_is_what_a_terminal_takes(text: str, width: int) -> None:
    assert width_of(text) == width


def test_cells_are_wrapped_side_by_side() -> None:
    assert list(row_lines(["1", "один два три", "а\nб"], [2, 8, 3], 2)) == [
        "1   один два  а",
        "    три       б",
    ]


def test_a_combining_sign_does_not_push_the_next_column() -> None:
    assert list(row_lines(["е\u0301", "б"], [3, 1], 1)) == ["е\u0301   б"]


def test_a_word_longer_than_its_column_is_broken_and_not_lost() -> None:
    assert wrapped("самообразование", 6) == ["самооб", "разова", "ние"]


def test_lines_are_centred() -> None:
    assert list(centred(["План", "работы школы"], 10)) == ["   План", "  работы", "  школы"]


def test_colour_is_only_put_where_it_is_wanted() -> None:
    assert styled("План", "bold", color=True) == "\x1b[1mПлан\x1b[0m"
    assert styled("План", "bold", color=False) == "План"
    assert styled("", "bold", color=True) == ""


@given(st.text(alphabet="абв -\nёЁ.", max_size=60), st.integers(1, 20))
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) <= width for line in lines)


def test_a_word_is_broken_at_its_hyphen_and_only_where_it_is_longer_than_a_line() -> None:
    assert wrapped("школа и Ноябрь-декабрь", 18) == ["школа и", "Ноябрь-декабрь"]
    assert wrapped("Организационно-методическая работа", 20) == ["Организационно-", "методическая работа"]
    assert wrapped("Организационнометодическая", 20) == ["Организационнометоди", "ческая"]


def test_a_word_longer_than_a_line_begins_on_one_of_its_own() -> None:
    assert wrapped("по социально-психологическому", 15) == ["по социально-", "психологическом", "у"]
    assert wrapped("об осведомлённости людей", 10) == ["об", "осведомлён", "ности", "людей"]
