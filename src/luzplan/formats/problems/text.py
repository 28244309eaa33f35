"""Problems as people read them in a terminal: place, message, the line itself, the way out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from luzplan.check import Checked
from luzplan.check.rule import SEVERITY_NAMES
from luzplan.formats.problems.excerpt import excerpt
from luzplan.formats.registry import Page
from luzplan.russian import ERRORS, WARNINGS, count, plural
from luzplan.source.text import Problem, Severity, Source

_NOTES = ("замечание", "замечания", "замечаний")
_FORMS = {Severity.ERROR: ERRORS, Severity.WARNING: WARNINGS, Severity.NOTE: _NOTES}
_FILES = ("файле", "файлах", "файлах")
_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}  # SGR of terminals
_FAINT, _BOLD = "2", "1"


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write the problems of all files and how many there are."""
    shown = [_shown(one.source, problem, page) for one in checked for problem in one.problems]
    return "\n".join([*shown, f"{totals(checked)}\n{_mendable(checked)}"])


def totals(checked: Sequence[Checked]) -> str:
    """Give the last line: «Найдено: 1 ошибка, 2 предупреждения в 1 файле»."""
    numbers = {severity: sum(one.count(severity) for one in checked) for severity in _FORMS}
    found = [count(number, _FORMS[severity]) for severity, number in numbers.items() if number]
    if not found:
        return f"Проверено: {count(len(checked), ('файл', 'файла', 'файлов'))}, всё в порядке"
    files = sum(bool(one.problems) for one in checked)
    return f"Найдено: {', '.join(found)} в {files} {plural(files, _FILES)}"


def _mendable(checked: Sequence[Checked]) -> str:
    """Say how many problems the tool mends itself; nothing if there are none."""
    number = sum(bool(problem.fixes) for one in checked for problem in one.problems)
    return f"Из них исправит --fix: {number}\n" if number else ""


def _shown(source: Source, problem: Problem, page: Page) -> str:
    return "".join(f"{line.rstrip()}\n" for line in _lines(source, problem, page))


def _lines(source: Source, problem: Problem, page: Page) -> Iterator[str]:
    at = source.position(problem.start)
    color = _COLORS[problem.severity]
    place = painted(f"{source.name}:{at.line}:{at.column}", _BOLD, page)
    name = painted(f"{SEVERITY_NAMES[problem.severity]} {problem.code}", color, page)
    yield f"{place}: {name}: {problem.message}"
    margin = " " * len(str(at.line))
    if source.text:
        width = page.width - len(margin) - 3 if page.width else None
        line, carets = excerpt(source, problem, width)
        yield f"{painted(f'{at.line} |', _FAINT, page)} {line}"
        yield f"{painted(f'{margin} |', _FAINT, page)} {painted(carets, color, page)}"
    for remark in remarks(source, problem):
        yield f"{margin} {painted('=', _FAINT, page)} {remark}"


def remarks(source: Source, problem: Problem) -> Iterator[str]:
    """Give what there is to say besides the message: where the first of two stands, the way out."""
    if problem.first_seen is not None:
        yield f"впервые на строке {source.position(problem.first_seen).line}"
    if problem.hint:
        yield problem.hint


def painted(text: str, color: str, page: Page) -> str:
    """Give the text in a colour (SGR of terminals), if the page has colours."""
    return f"\x1b[{color}m{text}\x1b[0m" if page.color else text
