"""Workflow commands of GitHub Actions, which show a problem beside its line in a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.check import Checked
from luzplan.formats.problems.text import remarks
from luzplan.formats.registry import Page
from luzplan.source.text import Problem, Severity, Source

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write one command a problem, nothing if there are none."""
    del page  # a command is one line
    return "".join(f"{_command(one.source, problem)}\n" for one in checked for problem in one.problems)


def _command(source: Source, problem: Problem) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in _properties(source, problem).items())
    message = "\n".join([problem.message, *remarks(source, problem)])
    return f"::{_LEVELS[problem.severity]} {written}::{message.translate(_IN_DATA)}"


def _properties(source: Source, problem: Problem) -> dict[str, str | int]:
    start, end = source.position(problem.start), source.position(problem.end)
    place = {"line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub refuses columns where there are several lines
        place |= {"col": start.column, "endColumn": end.column}
    return {"file": source.name, **place, "title": f"luzplan {problem.code}"}


def _property(value: str | int) -> str:
    return str(value).translate(_IN_PROPERTY)
