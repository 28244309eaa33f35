"""JSON: the problems of all files as one flat array, and as GitLab's Code Quality report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePath

from luzplan.check import Checked
from luzplan.check.rule import identity
from luzplan.formats import Page
from luzplan.formats.json import dump
from luzplan.formats.problems.text import problem_words
from luzplan.text import Position, Problem, Severity, Source, Splice


def fingerprinted(checked: Checked) -> Iterator[tuple[Problem, str]]:
    """The problems of a file with their fingerprints, no two of which are equal.

    A fingerprint is made of the file's name and of what the problem is known by, whatever its line; equal
    ones are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in checked.problems:
        trait = (checked.source.name, *identity(checked.source, problem))
        seen[trait] += 1
        yield problem, sha256("\0".join([*trait, str(seen[trait])]).encode(errors="replace")).hexdigest()


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
        "first_seen": None if problem.first_seen is None else _place(source, problem.first_seen),
        "fixes": [_change(source, splice) for splice in problem.fixes],
        "suggestions": [_change(source, splice) for splice in problem.suggestions],
    }


def _place(source: Source, offset: int) -> dict[str, object]:
    at = source.position(offset)
    return {"line": at.line, "column": at.column}


def _change(source: Source, splice: Splice) -> dict[str, object]:
    """What to put in the place of which characters."""
    end = source.position(splice.end)
    return _place(source, splice.start) | {
        "end_line": end.line,
        "end_column": end.column,
        "text": splice.text,
    }


_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write_gitlab(checked: Sequence[Checked], page: Page) -> str:
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
                "begin": _gitlab_position(source.position(problem.start)),
                "end": _gitlab_position(source.position(problem.end)),
            },
        },
    }


def _gitlab_position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}
