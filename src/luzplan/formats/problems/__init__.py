"""Writers of problems: each turns what was checked into text, with no clock and no printing.

Here are those for people; those for programs are in `ci`. A report is known again by `is_report`, since the
next one replaces it without asking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import cast

from luzplan.check import Checked
from luzplan.check.rule import SEVERITY_NAMES
from luzplan.formats import Page, message_lines, styled, width_of, wrapped
from luzplan.russian import ERRORS, IN_FILES, WARNINGS, count, plural
from luzplan.text import Problem, Severity, Source, visible

ProblemWriter = Callable[[Sequence[Checked], Page], str]

# By the name of a format the module and the function that write it; a module is imported
# when it is used. The summary of a job is written by itself.
PROBLEM_WRITERS = {
    "text": ("problems", "write"),
    "concise": ("problems", "write_concise"),
    "json": ("problems.ci", "write_json"),
    "github": ("problems.ci", "write_github"),
    "gitlab": ("problems.ci", "write_gitlab"),
    "sarif": ("problems.ci", "write_sarif"),
    "junit": ("problems.ci", "write_junit"),
    "summary": ("problems.ci", "write_summary"),
}
PROBLEM_FORMATS = tuple(name for name in PROBLEM_WRITERS if name != "summary")


def problem_writer(name: str) -> ProblemWriter:
    """The writer of a format in PROBLEM_FORMATS, or of the "summary"."""
    module, function = PROBLEM_WRITERS[name]
    return cast("ProblemWriter", getattr(import_module(f"luzplan.formats.{module}"), function))


# What the reports that are no JSON look like from the first character to the last. Other checkers write in
# the same formats: the codes tell which reports are ours.
_PLACE = r"\S.*:\d+:\d+: "
_FOUND = r"Найдено: \d+ [^\n]+ в \d+ файл(?:е|ах)"
_WELL = r"Проверено: \d+ файл(?:а|ов)?, (?:всё в порядке|нового нет)"
_BESIDES = r"(?:\nКроме того, ещё \d+ прежн(?:яя|ие|их))?(?:\nИз них исправит --fix: \d+)?"
_TOTALS = rf"(?:{_FOUND}|{_WELL}){_BESIDES}\n?"
_SEVERITY = "(?:ошибка|предупреждение|замечание)"
_TEXT = rf"(?:{_PLACE}{_SEVERITY} LP\d{{3}}:.*\n(?:(?: |\d+ \|).*\n)*\n)*{_TOTALS}"
_CONCISE = rf"(?:{_PLACE}(?:{_SEVERITY} )?LP\d{{3}} .*\n)+"
_GITHUB = r"(?:::(?:error|warning|notice) file=.*,title=luzplan LP\d{3}::.*\n)+"
_JUNIT = r"<\?xml [^>]*>\s*<testsuites name=\"luzplan\"[ />](?s:.*)"
_OURS = f"{_TEXT}|{_CONCISE}|{_GITHUB}|{_JUNIT}"

# The key that issues in JSON, and those for GitLab, have their code under → others that they have.
_ISSUES = {"code": {"file", "line", "severity", "message"}, "check_name": {"fingerprint", "location"}}


def is_report(text: str) -> bool:
    """Whether the whole text is a report of problems in one of our formats; an empty one is, too."""
    import json

    if not text.strip() or re.fullmatch(_OURS, text):
        return True
    try:
        value = json.loads(text)
        if isinstance(value, list):
            return all(any(_is_issue(one, code) for code in _ISSUES) for one in value)
        return {run["tool"]["driver"]["name"] for run in value["runs"]} == {"luzplan"}
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return False


def _is_issue(one: dict[str, object], code: str) -> bool:
    return one.keys() >= {code, *_ISSUES[code]} and re.fullmatch(r"LP\d{3}", str(one[code])) is not None


def write_concise(checked: Sequence[Checked], _page: Page) -> str:
    """Write all problems of all files, each as «file:line:column: severity code message (hint)»."""
    found = [(one.source, problem) for one in checked for problem in one.problems]
    return "".join(f"{problem_line(*pair, with_severity=True)}\n" for pair in found)


def problem_line(source: Source, problem: Problem, *, with_severity: bool = False) -> str:
    """Write a problem as «file:line:column: code message (hint)»."""
    severity = f"{SEVERITY_NAMES[problem.severity]} " if with_severity else ""
    return f"{problem_place(source, problem)}: {severity}{problem.code} {problem_words(problem)}"


def problem_place(source: Source, problem: Problem) -> str:
    """Write where a problem is, «file:line:column»."""
    at = source.position(problem.start)
    return f"{source.name}:{at.line}:{at.column}"


def problem_words(problem: Problem) -> str:
    """Write what is wrong and the way out on one line."""
    return problem.message + (f" ({problem.hint})" if problem.hint else "")


_CUT = "…"
_LONGEST = 1000  # columns; a line can be the whole file, and is shown for each of its problems


def excerpt(source: Source, problem: Problem, width: int) -> tuple[str, str]:
    """The line and the line of carets below it, both no wider than ``width`` columns.

    A problem of several lines is marked to the end of the first; one of no characters by one caret.
    """
    start, near = problem.start, 2 * _LONGEST
    line_start = start - source.position(start).column + 1
    rest = source.text[start : start + 2 * near].partition("\n")[0].rstrip("\r")
    to = max(1, min(near, problem.end - start))
    parts = source.text[max(line_start, start - near) : start], rest[:to], rest[to : to + near]
    before, marked, after = map(_legible, parts)
    width = min(width, _LONGEST)
    if width_of(before) + width_of(marked) + width_of(after) > width:
        marked = _head(marked, max(1, width - 2))
        if width_of(before) + width_of(marked) + 1 > width:
            before = _tail(before, max(1, (width - width_of(marked)) // 2))
        after = _head(after, max(1, width - width_of(before) - width_of(marked)))
    return f"{before}{marked}{after}", " " * width_of(before) + "^" * max(1, width_of(marked))


def _legible(text: str) -> str:
    """Replace what would move or colour the text on a terminal."""
    return visible(unicodedata.normalize("NFC", text.expandtabs(4))).replace("\n", " ")


def _head(text: str, width: int) -> str:
    """Cut the end off."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) >= width:
        text = text[: -1 - (width_of(text) - width) // 2]
    return text + _CUT


def _tail(text: str, width: int) -> str:
    """Cut the beginning off."""
    if width_of(text) <= width:
        return text
    while text and width_of(text) >= width:
        text = text[1 + (width_of(text) - width) // 2 :]
    return _CUT + text


_NOTES = ("замечание", "замечания", "замечаний")
_FORMS = {Severity.ERROR: ERRORS, Severity.WARNING: WARNINGS, Severity.NOTE: _NOTES}
_EARLIER = ("прежняя", "прежние", "прежних")
_MOST = 10_000  # problems that are shown; nobody scrolls further, and each takes its time
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write the problems of all files and how many there are."""
    found = [(one.source, problem) for one in checked for problem in one.problems]
    shown = ["".join(f"{line.rstrip()}\n" for line in _lines(*pair, page)) for pair in found[:_MOST]]
    earlier = f"{line}\n" if (line := earlier_words(checked)) else ""
    mendable = sum(bool(problem.fixes) for _, problem in found)
    mended = f"Из них исправит --fix: {mendable}\n" if mendable else ""
    cut = f"Показаны первые {_MOST}, все назовёт --output concise\n" if len(found) > _MOST else ""
    return "\n".join([*shown, f"{totals(checked)}\n{earlier}{mended}{cut}"])


def totals(checked: Sequence[Checked]) -> str:
    """The last line: «Найдено: 1 ошибка, 2 предупреждения в 1 файле»."""
    numbers = {severity: sum(one.count(severity) for one in checked) for severity in _FORMS}
    found = [count(number, _FORMS[severity]) for severity, number in numbers.items() if number]
    if not found:
        well = "нового нет" if any(one.earlier for one in checked) else "всё в порядке"
        return f"Проверено: {count(len(checked), ('файл', 'файла', 'файлов'))}, {well}"
    files = sum(bool(one.problems) for one in checked)
    return f"Найдено: {', '.join(found)} в {files} {plural(files, IN_FILES)}"


def earlier_words(checked: Sequence[Checked]) -> str:
    """How many problems there were before and are not told, «Кроме того, ещё 9 прежних»; empty if none."""
    number = sum(one.earlier or 0 for one in checked)
    return f"Кроме того, ещё {count(number, _EARLIER)}" if number else ""


def _lines(source: Source, problem: Problem, page: Page) -> Iterator[str]:
    at, painted = source.position(problem.start), partial(styled, color=page.color)
    style, place = _STYLES[problem.severity], problem_place(source, problem)
    name = f"{SEVERITY_NAMES[problem.severity]} {problem.code}"
    first, *more = message_lines(problem.message, page.width, width_of(f"{place}: {name}: "))
    yield f"{painted(place, 'bold')}: {painted(name, style)}: {first}"
    yield from more
    margin = " " * len(str(at.line))
    if source.text:
        line, carets = excerpt(source, problem, page.width - len(margin) - 3)
        yield f"{painted(f'{at.line} |', 'dim')} {line}"
        yield f"{painted(f'{margin} |', 'dim')} {painted(carets, style)}"
    for remark in remarks(source, problem):
        first, *more = wrapped(remark, page.width - len(margin) - 3)
        yield f"{margin} {painted('=', 'dim')} {first}"
        yield from (f"{margin}   {line}" for line in more)


def remarks(source: Source, problem: Problem) -> Iterator[str]:
    """What there is to say besides the message: where the first of two stands, the way out."""
    if problem.first_seen is not None:
        yield f"впервые в строке {source.position(problem.first_seen).line}"
    if problem.hint:
        yield problem.hint
