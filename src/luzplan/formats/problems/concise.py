"""One line a problem, as compilers write it: editors and grep understand that."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.check import Checked
from luzplan.formats.registry import Page
from luzplan.source.text import Problem, Source


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write all problems of all files; nothing if there are none."""
    del page  # a line is as long as its message
    return "".join(f"{problem_line(one.source, problem)}\n" for one in checked for problem in one.problems)


def problem_line(source: Source, problem: Problem) -> str:
    """Write a problem as «file:line:column: code message (hint)»."""
    at = source.position(problem.start)
    return f"{source.name}:{at.line}:{at.column}: {problem.code} {problem_words(problem)}"


def problem_words(problem: Problem) -> str:
    """Write what is wrong and the way out on one line."""
    return problem.message + (f" ({problem.hint})" if problem.hint else "")
