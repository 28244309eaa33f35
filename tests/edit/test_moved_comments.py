"""Rows of lists in brackets are moved with their own comments, and without those of others."""

import pytest

from luzplan.edit import Edited, Refused, edited
from luzplan.edit.intents import Move, Remove, Target
from tests.building import build
from tests.edit.samples import Sample

HEAD = "year: 2024-2025\nsections:\n  - title: Уроки\n    activities:"
ROWS = """ [   # список
      {what: А},
      # о Б
      {what: Б,
       when: июнь},   # сам Б

      {what: В}   # сам В
      # конец
    ]
"""
MOVES = {
    "2 1 first": """ [   # список
      # о Б
      {what: Б,
       when: июнь},   # сам Б
      {what: А},

      {what: В}   # сам В
      # конец
    ]
""",
    "2 1 last": """ [   # список
      {what: А},

      {what: В},   # сам В
      # о Б
      {what: Б,
       when: июнь}   # сам Б
      # конец
    ]
""",
    "1 1 last": """ [   # список
      # о Б
      {what: Б,
       when: июнь},   # сам Б

      {what: В},   # сам В
      {what: А}
      # конец
    ]
""",
    "3 1 first": """ [   # список
      {what: В},   # сам В
      {what: А},
      # о Б
      {what: Б,
       when: июнь}   # сам Б

      # конец
    ]
""",
}
SECOND = "  - title: Два\n    activities:\n    - what: Г\n"


def moved(text: str, number: int, section: int, *, first: bool) -> str:
    sample = Sample(text)
    return sample.after(Move([sample.activity(f"1.{number}")], Target(section, first=first))).text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("move", "after"), MOVES.items(), ids=MOVES)
def test_a_row_goes_with_the_comments_above_and_beside_it(move: str, after: str, newline: str) -> None:
    number, section, place = move.split()
    text = moved((HEAD + ROWS).replace("\n", newline), int(number), int(section), first=place == "first")
    assert text == (HEAD + after).replace("\n", newline)


def test_a_row_that_is_moved_there_and_back_gives_the_same_bytes() -> None:
    sample = Sample(moved(HEAD + ROWS, 2, 1, first=True))
    back = Move([sample.activity("1.1")], Target(1, sample.activity("1.2")))
    assert sample.after(back).text == HEAD + ROWS


def test_a_row_takes_its_comments_out_of_the_brackets() -> None:
    text = moved(HEAD + ROWS + SECOND, 2, 2, first=False)
    assert text.endswith("    - what: Г\n    # о Б\n    - {what: Б,\n       when: июнь}   # сам Б\n")
    assert text.count("# сам Б") == text.count("# о Б") == 1


def test_a_row_takes_its_comments_along_when_it_is_removed() -> None:
    sample = Sample(HEAD + ROWS)
    rows = " [   # список\n      {what: А},\n\n      {what: В}   # сам В\n      # конец\n    ]\n"
    assert sample.after(Remove([sample.activity("1.2")])).text == HEAD + rows


@pytest.mark.parametrize(
    "rows",
    [
        " [\n      {what: А}, {what: Б},   # чей он\n      {what: В}]\n",
        " [ {what: А}\n      , {what: Б}   # чей он\n      , {what: В}]\n",
    ],
)
def test_a_row_is_not_moved_where_nobody_can_say_whose_a_comment_is(rows: str) -> None:
    sample = Sample(HEAD + rows)
    intent = Move([sample.activity("1.2")], Target(1, first=True))
    result = edited(sample.built, intent)
    assert isinstance(result, Refused)
    assert result.message == "рядом с мероприятием есть комментарии, и не видно, чьи они"
    assert sample.after(Move([sample.activity("1.3")], Target(1, first=True)))


def test_rows_with_comments_do_not_go_into_a_list_on_one_line() -> None:
    sample = Sample(HEAD + ROWS + "  - title: Два\n    activities: [{what: Г}]\n")
    result = edited(sample.built, Move([sample.activity("1.2")], Target(2)))
    assert isinstance(result, Refused)


def test_a_row_keeps_its_ends_of_lines_where_they_are_mixed() -> None:
    text = f"{HEAD}\n    - what: А\r\n      when: май\n    - what: Б\n      when: июнь\r\n    - what: В\n"
    built = build(text)
    sample = Sample(text)
    there = edited(built, Move([sample.activity("1.2")], Target(1, first=True)))
    assert isinstance(there, Edited)
    assert there.text.startswith(f"{HEAD}\n    - what: Б\n      when: июнь\r\n    - what: А\r\n")
    after = Sample(there.text)
    assert after.after(Move([after.activity("1.1")], Target(1, after.activity("1.2")))).text == text
