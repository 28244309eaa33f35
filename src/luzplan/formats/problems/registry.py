"""The formats problems can be written in, in the order of the help; each is a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from luzplan.check import Checked
from luzplan.formats.registry import Page

ProblemWriter = Callable[[Sequence[Checked], Page], str]

# A module of this name in this package gives `write(checked, page)`; it is imported when it is used.
PROBLEM_FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")


def problem_writer(name: str) -> ProblemWriter:
    """Give the writer of a format in PROBLEM_FORMATS."""
    return cast("ProblemWriter", import_module(f"luzplan.formats.problems.{name}").write)
