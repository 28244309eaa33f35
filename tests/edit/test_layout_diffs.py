"""The usual edits of each layout, as diffs to look at: the style of the file is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from luzplan.edit import Refused, spliced
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target
from tests.edit.samples import LAYOUTS, LONG, NEW, Sample, read


def usual_edits(sample: Sample) -> Iterator[tuple[str, Intent]]:
    first, last = sample.activities[0], sample.activities[-1]
    end = sample.plan.sections[0].activities[-1]
    yield "done 1.1", Assign([Assignment(first, {"done": "2012-02-10"})])
    note = {"done": "2012-02-10", "note": "Было: хорошо"}
    yield f"done {last.position} with a note", Assign([Assignment(last, note)])
    yield "set 1.1 when", Assign([Assignment(first, {"when": "с 1 по 5 марта, 10 апреля"})])
    yield f"set {end.position} what", Assign([Assignment(end, {"what": LONG})])
    yield "add to section 1", Add(Target(1), NEW)
    yield "add after 1.1", Add(Target(1, first), {**NEW, "what": LONG})
    yield f"move {end.position} to the start", Move([end], Target(1, first=True))
    yield "move 1.1 to the last section", Move([first], Target(len(sample.plan.sections)))
    yield "remove 1.1", Remove([first])
    yield f"remove {end.position}", Remove([end])


def outcome(sample: Sample, intent: Intent) -> str:
    result = spliced(sample.built, intent)
    if isinstance(result, Refused):
        return f"refused: {result.message}\n"
    before, after = (re.findall(r".*\n|.+", text) for text in (sample.text, result.text))
    lines = list(unified_diff(before, after, n=1))[2:]
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda path: path.stem)
def test_the_diffs_are_as_expected(layout: Path, golden: Callable[[Path, str], None]) -> None:
    sample = Sample(read(layout))
    written = [f"=== {name}\n{outcome(sample, intent)}" for name, intent in usual_edits(sample)]
    golden(layout.with_suffix(".diff"), "".join(written))
