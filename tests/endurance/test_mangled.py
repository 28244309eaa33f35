"""Whatever is wrong with a file: no traceback, an exit code that means something, places inside the file.

The long run tries every copy up to `ALL`: `pytest -m long -n auto tests/endurance`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from luzplan.source.files import decode_source
from tests.conftest import ROOT, Run
from tests.endurance.mangling import mangled
from tests.endurance.program import run_program

FEW, ALL, AT_ONCE = 300, 20_000, 50
PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")
CODES = {0, 1, 2, 3, 4}

CHECKS = (
    ["validate", "--notes", "--output", "concise"],
    ["validate", "--notes", "--output", "json"],
    ["validate", "--notes"],
    ["validate", "--output", "github", "--output", "sarif:-"],
)
OTHERS = (
    ["validate", "--notes", "--diff"],
    ["due", "--month", "февраль"],
    ["due", "--today", "2012-02-01", "--format", "md"],
    ["by-role", "Зам по УВР", "--format", "csv"],
    ["show"],
    ["show", "roles"],
    ["timeline", "--today", "2012-02-01"],
    ["load"],
    ["export", "--to", "json"],
    ["export", "--to", "html"],
    ["export", "--to", "ics"],
    ["diff", str(ROOT / "plan.yaml")],
)

WRITING = (
    ["validate", "--fix"],
    ["done", "1.1", "--today", "2012-02-01"],
    ["undone", "2.3"],
    ["set", "1.2", "when", "март"],
    ["add", "--section", "2", "--what", "Экскурсия", "--when", "май"],
    ["move", "3.1", "--after", "1.1"],
    ["remove", "2.1"],
)


def command(number: int) -> Sequence[str]:
    """Give the command that a copy is given to: every second one is a check."""
    random = Random(-1 - number)
    return random.choice(random.choice((CHECKS, CHECKS, OTHERS, WRITING)))


def complaints(number: int, folder: Path) -> Iterator[str]:
    """Give what is wrong with the answer to a copy."""
    data, words = mangled(PLAN, number), command(number)
    piped = number % 2 == 0 and words not in WRITING
    file = folder / "plan.yaml"
    file.write_bytes(data)
    name = "-" if piped else str(file)
    try:
        run = run_program([*words, "--plan", name], data)
    except Exception as error:  # whatever it is, it would have been a traceback
        yield f"{words}: {error!r}"
        return
    shown = "<stdin>" if piped else name
    yield from (f"{words}: {complaint}" for complaint in _complaints(run, file.read_bytes(), shown, words))


def _complaints(run: Run, data: bytes, name: str, words: Sequence[str]) -> Iterator[str]:
    if run.code not in CODES or "Traceback" in run.out + run.err:
        yield f"exit code {run.code}: {run.err}"
    if "concise" in words and not all(
        re.match(re.escape(name) + r":\d+:\d+: LP\d", line) for line in lines(run)
    ):
        yield f"a problem without a place: {run.out}"
    if run.code == 1 and not run.out + run.err:
        yield "nothing said"
    yield from places_outside(places(run, name), data)


def lines(run: Run) -> list[str]:
    return run.out.split("\n")[:-1]


def places(run: Run, name: str) -> Iterator[tuple[int, int]]:
    """Give all places that an answer names."""
    for found in re.finditer(re.escape(name) + r":(\d+):(\d+)", run.out + run.err):
        yield int(found[1]), int(found[2])
    if run.out.startswith("[\n  {") and '"end_column"' in run.out:
        for problem in json.loads(run.out):
            yield problem["line"], problem["column"]
            yield problem["end_line"], problem["end_column"]


def places_outside(named: Iterator[tuple[int, int]], data: bytes) -> Iterator[str]:
    text = decode_source("plan.yaml", data).source.text.split("\n")
    for line, column in named:
        if not (1 <= line <= len(text) and 1 <= column <= len(text[line - 1]) + 1):
            yield f"{line}:{column} is no place in the file"


def wrong(first: int, last: int, folder: Path) -> list[tuple[int, str]]:
    return [(number, complaint) for number in range(first, last) for complaint in complaints(number, folder)]


@pytest.mark.parametrize("first", range(0, FEW, AT_ONCE))
def test_mangled_copies_of_the_plan(first: int, tmp_path: Path) -> None:
    assert wrong(first, first + AT_ONCE, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(FEW, ALL, AT_ONCE))
def test_very_many_mangled_copies_of_the_plan(first: int, tmp_path: Path) -> None:
    assert wrong(first, first + AT_ONCE, tmp_path) == []
