"""Whatever a text is: checking it does not raise, and every problem has a place inside it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.check.runner import Options, check_built
from luzplan.formats import Page
from luzplan.formats.problems.text import write
from luzplan.plan.build import build_plan
from luzplan.text.source import Source, decode_source
from tests.conftest import ROOT

PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")
PIECES = (
    "\t", "  ", ": ", "- ", "#", "'", '"', "«", "&a", "*a", "[", "{", ">-\n", "\n", "\0", "\r", "31 февраля",
    "МОКУ СОШ",
)  # fmt: skip
LETTERS = "абвгАБВГcCeE0123456789 .,;:-–()\"'«»\n\t\\№_"
EVERYTHING = Options(notes=True)


def assert_checkable(text: str) -> None:
    checked = check_built(build_plan(Source("plan.yaml", text)), EVERYTHING)
    assert all(0 <= one.start <= one.end <= len(text) for one in checked.problems)
    assert all(0 <= one.first_seen < len(text) for one in checked.problems if one.first_seen is not None)
    assert all(fix.start <= fix.end <= len(text) for one in checked.problems for fix in one.fixes)
    write([checked], Page(80))


@given(st.integers(0, len(PLAN)), st.integers(0, 40), st.sampled_from(PIECES) | st.text(LETTERS, max_size=8))
@settings(max_examples=60, deadline=None)
def test_a_plan_that_was_cut_or_mistyped(at: int, lost: int, typed: str) -> None:
    assert_checkable(PLAN[:at] + typed + PLAN[at + lost :])


quoted = st.text(LETTERS, max_size=30).map(
    lambda text: "'" + text.replace("'", "''").replace("\n", " ") + "'"
)


@given(st.lists(st.tuples(quoted, quoted, quoted), max_size=4), quoted)
@settings(max_examples=60, deadline=None)
def test_a_plan_of_any_words(rows: list[tuple[str, str, str]], title: str) -> None:
    lines = [f"  - {{what: {what}, when: {when}, who: {who}}}\n" for what, when, who in rows]
    assert_checkable(
        f"title: {title}\nyear: 2011-2012\nsections:\n- title: {title}\n  activities:\n{''.join(lines)}"
    )


@given(st.binary(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_bytes(data: bytes) -> None:
    loaded = decode_source("plan.yaml", data)
    assert all(0 <= one.start <= one.end <= len(loaded.source.text) for one in loaded.problems)
    if not loaded.problems:
        assert_checkable(loaded.source.text)
