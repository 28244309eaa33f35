"""What can be wrong with the answer to a file: a traceback, a code of no meaning, a place outside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from luzplan.text import decode_source
from tests.conftest import Run
from tests.endurance.program import run_program

CODES = {0, 1, 2, 3, 4}
CHECKS = (
    ["validate", "--notes", "--output", "concise"],
    ["validate", "--notes", "--output", "json"],
    ["validate", "--notes"],
    ["validate", "--output", "github", "--output", "sarif:-"],
)


def complaints_about(data: bytes, words: Sequence[str], file: Path, *, piped: bool = False) -> Iterator[str]:
    """What is wrong with a command's answer to a file of this content."""
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
        re.match(re.escape(name) + r":\d+:\d+: (?:(?:ошибка|предупреждение|замечание) )?LP\d", line)
        for line in _lines(run)
    ):
        yield f"a problem without a place: {run.out}"
    if run.code == 1 and not run.out + run.err:
        yield "nothing said"
    yield from _places_outside(_places(run, name), data)


def _lines(run: Run) -> list[str]:
    return run.out.split("\n")[:-1]


def _places(run: Run, name: str) -> Iterator[tuple[int, int]]:
    """All places that an answer names."""
    for found in re.finditer(re.escape(name) + r":(\d+):(\d+)", run.out + run.err):
        yield int(found[1]), int(found[2])
    if run.out.startswith("[\n  {") and '"end_column"' in run.out:
        for problem in json.loads(run.out):
            yield problem["line"], problem["column"]
            yield problem["end_line"], problem["end_column"]


def _places_outside(named: Iterator[tuple[int, int]], data: bytes) -> Iterator[str]:
    text = decode_source("plan.yaml", data).source.text.split("\n")
    for line, column in named:
        if not (1 <= line <= len(text) and 1 <= column <= len(text[line - 1]) + 1):
            yield f"{line}:{column} is no place in the file"
