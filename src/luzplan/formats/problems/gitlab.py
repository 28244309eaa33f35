"""The Code Quality report of GitLab, shown in a merge request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from luzplan.check import Checked
from luzplan.formats.json import dump
from luzplan.formats.problems.concise import problem_words
from luzplan.formats.problems.fingerprints import fingerprinted
from luzplan.formats.registry import Page
from luzplan.source.text import Position, Problem, Severity, Source

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write the report, an empty array if there are no problems."""
    del page  # JSON has no width
    return dump([_issue(one.source, *found) for one in checked for found in fingerprinted(one)])


def _issue(source: Source, problem: Problem, fingerprint: str) -> dict[str, object]:
    return {
        # GitLab shows the description only.
        "description": f"{problem.code}: {problem_words(problem)}",
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": PurePath(source.name).as_posix(),
            "positions": {
                "begin": _position(source.position(problem.start)),
                "end": _position(source.position(problem.end)),
            },
        },
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
