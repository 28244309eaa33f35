"""JSON: one flat array of the problems of all files."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.check import Checked
from luzplan.formats.json import dump
from luzplan.formats.registry import Page
from luzplan.source.text import Problem, Source


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write the array; lines and columns count from 1, in characters, the end is the first that is fine."""
    del page  # JSON has no width
    return dump([_record(one.source, problem) for one in checked for problem in one.problems])


def _record(source: Source, problem: Problem) -> dict[str, object]:
    start, end = source.position(problem.start), source.position(problem.end)
    return {
        "file": source.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
