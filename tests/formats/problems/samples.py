"""Problems to write, marked by their words."""

from __future__ import annotations

from luzplan.check import Checked
from luzplan.formats import Page
from luzplan.formats.problems import problem_writer
from luzplan.plan.build import Built
from luzplan.text import Problem, Severity, Source


def marked(text: str, words: str, severity: Severity = Severity.ERROR, **more: object) -> Problem:
    """A problem that stands at the words of the text."""
    start = text.index(words)
    given = {"code": "LP101", "message": "что-то не так", **more}
    return Problem(severity=severity, start=start, end=start + len(words), **given)  # type: ignore[arg-type]


def checked(text: str, *problems: Problem, name: str = "план.yaml") -> Checked:
    """A checked file."""
    return Checked(Built(Source(name, text), None), problems)


def written(format_name: str, *files: Checked) -> str:
    """Write the problems as into a file."""
    return problem_writer(format_name)(files, Page())
