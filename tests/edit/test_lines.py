from __future__ import annotations

import pytest

from luzplan.edit.lines import (
    column,
    comments_in,
    cut_lines,
    ended,
    insert_lines,
    line_end,
    line_start,
    lines_between,
    newline_of,
)
from luzplan.text import apply_splices


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_line_goes_from_end_to_end(newline: str) -> None:
    text = f"{newline}аб{newline}в"
    start = len(newline)
    assert line_start(text, start) == line_start(text, start + 2) == start
    assert (column(text, start), column(text, start + 1)) == (0, 1)
    assert line_end(text, start) == line_end(text, start + 2) == len(text) - 1
    assert line_end(text, len(text) - 1) == len(text)
    assert newline_of(text) == newline
    assert lines_between(text, start, len(text)) == [(start, f"аб{newline}"), (len(text) - 1, "в")]
    assert lines_between(text, start, start) == []


def test_a_text_on_one_line_gets_the_usual_end() -> None:
    assert newline_of("аб") == "\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_lines_are_put_behind_the_last_and_taken_away_again(newline: str, last: bool) -> None:
    text = f"а{newline}б{newline if last else ''}"
    longer = apply_splices(text, [insert_lines(text, len(text), f"в{newline}")])
    assert longer == f"а{newline}б{newline}в{newline if last else ''}"
    assert apply_splices(longer, [cut_lines(longer, len(f"а{newline}б{newline}"), len(longer))]) == text
    assert ended(text, newline) == f"а{newline}б{newline}"


def test_comments_begin_behind_a_blank() -> None:
    assert comments_in("  # один\n#два  \n а#б #в") == ["# один", "#два  ", "#в"]
