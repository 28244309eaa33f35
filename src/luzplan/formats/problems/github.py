"""GitHub Actions: workflow commands beside the lines of a pull request, and the page of the job."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luzplan.check import Checked
from luzplan.check.rule import SEVERITY_NAMES
from luzplan.formats import Page
from luzplan.formats.md import inline, table_row
from luzplan.formats.problems.text import earlier_words, remarks, totals
from luzplan.russian import count
from luzplan.text import Problem, Severity, Source

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write one command a problem, nothing if there are none.

    The gravest come first, since GitHub shows the first ones only.
    """
    del page  # a command is one line
    found = [(one.source, problem) for one in checked for problem in one.problems]
    found.sort(key=lambda pair: -pair[1].severity)
    return "".join(f"{_command(*pair)}\n" for pair in found)


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


ANNOTATIONS = 10  # GitHub shows no more of one severity beside the lines of one step
LARGEST = 1_000_000  # bytes; GitHub drops a page of more than 1 MiB
_PROBLEMS = ("проблема", "проблемы", "проблем")
_HEADINGS = ("Важность", "Место", "Код", "Что не так", "Что делать")


def write_summary(checked: Sequence[Checked], page: Page) -> str:
    """Write totals and table; rows that would make the page too large are counted instead."""
    del page  # the browser sets the width
    rows = [_row(one.source, problem) for one in checked for problem in one.problems]
    earlier = f" {words}." if (words := earlier_words(checked)) else ""
    text = f"### luzplan\n\n{totals(checked)}.{earlier}\n"
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
