"""Whatever a text is: checking it does not raise, and every problem has a place inside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.check import Options, check_built
from luzplan.formats import Page
from luzplan.formats.problems import write
from luzplan.text import Problem, decode_source
from tests.building import build
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")
PIECES = (
    "\t", "  ", ": ", "- ", "#", "'", '"', "«", "&a", "*a", "[", "{", ">-\n", "\n", "\0", "\r", "31 февраля",
    "МОКУ СОШ",
)  # fmt: skip
LETTERS = "абвгАБВГcCeE0123456789 .,;:-–()\"'«»\n\t\\№_"
EVERYTHING = Options(notes=True)


def misplaced(text: str) -> list[Problem]:
    """The problems of a plan that have no place in it; all of them can be written."""
    checked = check_built(build(text), EVERYTHING)
    written = write([checked], Page(80))
    return [
        one
        for one in checked.problems
        if not 0 <= one.start <= one.end <= len(text)
        or not 0 <= (one.first_seen or 0) <= len(text)
        or not all(fix.start <= fix.end <= len(text) for fix in one.fixes)
        or one.code not in written
    ]


@given(st.integers(0, len(PLAN)), st.integers(0, 40), st.sampled_from(PIECES) | st.text(LETTERS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_plan_that_was_cut_or_mistyped(at: int, lost: int, typed: str) -> None:
    assert misplaced(PLAN[:at] + typed + PLAN[at + lost :]) == []


quoted = st.text(LETTERS, max_size=30).map(
    lambda text: "'" + text.replace("'", "''").replace("\n", " ") + "'"
)


@given(st.lists(st.tuples(quoted, quoted, quoted), max_size=4), quoted)
@settings(max_examples=60, deadline=None)
def test_a_plan_of_any_words(rows: list[tuple[str, str, str]], title: str) -> None:
    lines = [f"  - {{what: {what}, when: {when}, who: {who}}}\n" for what, when, who in rows]
    head = f"title: {title}\nyear: 2011-2012\nsections:\n- title: {title}\n  activities:\n"
    assert misplaced(head + "".join(lines)) == []


@given(st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_bytes(data: bytes) -> None:
    loaded = decode_source("plan.yaml", data)
    assert all(0 <= one.start <= one.end <= len(loaded.source.text) for one in loaded.problems)
    if not loaded.problems:
        assert misplaced(loaded.source.text) == []
