from __future__ import annotations

import pytest

from luzplan.text.source import Position, Source, Text, first_control, visible


def test_positions_count_characters_from_one() -> None:
    source = Source("x", "год\r\nплан")
    assert source.position(0) == Position(1, 1)
    assert source.position(5) == Position(2, 1)
    assert source.position(7) == Position(2, 3)


def test_empty_lines_count() -> None:
    source = Source("x", "а\n\n\nб")
    assert [source.position(at).line for at in range(5)] == [1, 1, 2, 3, 4]


def test_lines_come_without_their_ends() -> None:
    source = Source("x", "год\r\nплан\n")
    assert [source.line(number) for number in (1, 2, 3)] == ["год", "план", ""]


@pytest.mark.parametrize(
    ("text", "control", "shown"),
    [
        ("год\tплан\n", "", "год\tплан\n"),
        ("год\x1b[1m", "\x1b", "год\ufffd[1m"),
        ("а\r\nб\x0bв", "\r", "а\n\nб\nв"),
        ("а\u202eб\x00", "\u202e", "а\ufffdб\ufffd"),
        ("а\u00adб", "", "а\u00adб"),
        ("\n\x07", "\x07", "\n\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_found_and_shown(text: str, control: str, shown: str) -> None:
    assert first_control(text) == control
    assert visible(text) == shown


def test_a_text_is_its_value_and_knows_its_place() -> None:
    text = Text("год", 5, 8)
    assert text == "год"
    assert (text.start, text.end) == (5, 8)
    assert (Text("год").start, Text("год").end) == (0, 0)
