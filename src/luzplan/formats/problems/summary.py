"""The page of a CI job: all problems as a table in GitHub's Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luzplan.check import Checked
from luzplan.check.rule import SEVERITY_NAMES
from luzplan.formats.md import inline, table_row
from luzplan.formats.problems.text import totals
from luzplan.formats.registry import Page
from luzplan.russian import count
from luzplan.source.text import Problem, Severity, Source

ANNOTATIONS = 10  # GitHub shows no more of one severity beside the lines of one step
LARGEST = 1_000_000  # bytes; GitHub drops a page of more than 1 MiB
_PROBLEMS = ("проблема", "проблемы", "проблем")
_HEADINGS = ("Важность", "Место", "Код", "Что не так", "Что делать")


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write totals and table; rows that would make the page too large are counted instead."""
    del page  # the browser sets the width
    rows = [_row(one.source, problem) for one in checked for problem in one.problems]
    text = f"### luzplan\n\n{totals(checked)}.\n"
    return text + (_limit_note(checked) + _head() + "".join(_fitting(rows)) if rows else "")


def _head() -> str:
    return f"\n{table_row(_HEADINGS)}\n{table_row('---' for _ in _HEADINGS)}\n"


def _limit_note(checked: Sequence[Checked]) -> str:
    if all(sum(one.count(severity) for one in checked) <= ANNOTATIONS for severity in Severity):
        return ""
    return (
        f"\nРядом со строками файла GitHub показывает не больше {ANNOTATIONS} ошибок "
        f"и {ANNOTATIONS} предупреждений одного шага. Здесь — все.\n"
    )


def _fitting(rows: Sequence[str]) -> Iterator[str]:
    room = LARGEST
    for number, row in enumerate(rows):
        room -= len(row.encode(errors="replace"))
        if room < 0:
            yield f"\nИ ещё {count(len(rows) - number, _PROBLEMS)}: они есть в журнале шага.\n"
            return
        yield row


def _row(source: Source, problem: Problem) -> str:
    at = source.position(problem.start)
    place = f"{source.name}:{at.line}:{at.column}"
    cells = (SEVERITY_NAMES[problem.severity], place, problem.code, problem.message, problem.hint)
    return table_row(map(inline, cells)) + "\n"
