"""Writers of problems: each turns what was checked into text, with no clock and no printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from luzplan.check.runner import Checked
from luzplan.formats import Page

ProblemWriter = Callable[[Sequence[Checked], Page], str]

# A module of this name in this package gives `write(checked, page)`, where nothing else is said; it is
# imported when it is used. The summary of a job is written by itself.
PROBLEM_FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")
_ELSEWHERE = {
    "concise": ("text", "write_concise"),
    "gitlab": ("json", "write_gitlab"),
    "summary": ("github", "write_summary"),
}


def problem_writer(name: str) -> ProblemWriter:
    """The writer of a format in PROBLEM_FORMATS, or of the "summary"."""
    module, function = _ELSEWHERE.get(name, (name, "write"))
    return cast("ProblemWriter", getattr(import_module(f"luzplan.formats.problems.{module}"), function))
