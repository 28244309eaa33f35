"""Problems as the jobs of CI servers show them: GitHub's annotations and page, JUnit XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from luzplan.check import Checked
from luzplan.check.rule import MANY_ROWS, SEVERITY_NAMES, WHOLE_PLAN
from luzplan.formats import Page
from luzplan.formats.plain import inline, table_row
from luzplan.formats.problems.text import earlier_words, problem_line, problem_place, remarks, totals
from luzplan.russian import count, quote
from luzplan.text import CONTROL, Problem, Severity, Source, first_control

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = _IN_DATA | str.maketrans({":": "%3A", ",": "%2C"})


def write_github(checked: Sequence[Checked], _page: Page) -> str:
    """Write one command a problem, nothing if there are none.

    The gravest come first, since GitHub shows the first ones only.
    """
    found = [(one.source, problem) for one in checked for problem in one.problems]
    found.sort(key=lambda pair: -pair[1].severity)
    return "".join(f"{_command(*pair)}\n" for pair in found)


def _command(source: Source, problem: Problem) -> str:
    properties = _properties(source, problem).items()
    written = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties)
    message = "\n".join([problem.message, *remarks(source, problem)])
    return f"::{_LEVELS[problem.severity]} {written}::{message.translate(_IN_DATA)}"


def _properties(source: Source, problem: Problem) -> dict[str, str | int]:
    start, end = source.position(problem.start), source.position(problem.end)
    place = {"line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub refuses columns where there are several lines
        place |= {"col": start.column, "endColumn": end.column}
    return {"file": source.name, **place, "title": f"luzplan {problem.code}"}


ANNOTATIONS = 10  # GitHub shows no more of one severity beside the lines of one step
LARGEST = 1_000_000  # bytes; GitHub drops a page of more than 1 MiB
_PROBLEMS = ("проблема", "проблемы", "проблем")
_HEADINGS = ("Важность", "Место", "Код", "Что не так", "Что делать")


def write_summary(checked: Sequence[Checked], _page: Page) -> str:
    """Write totals and table; rows that would make the page too large are counted instead."""
    rows = [_row(one.source, problem) for one in checked for problem in one.problems]
    earlier = f" {words}." if (words := earlier_words(checked)) else ""
    text = f"### luzplan\n\n{totals(checked)}.{earlier}\n"
    head = f"\n{table_row(_HEADINGS)}\n{table_row('---' for _ in _HEADINGS)}\n"
    return text + (_limit_note(checked) + head + "".join(_fitting(rows)) if rows else "")


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
    place = problem_place(source, problem)
    cells = (SEVERITY_NAMES[problem.severity], place, problem.code, problem.message, problem.hint)
    return table_row(map(inline, cells)) + "\n"


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(checked: Sequence[Checked], _page: Page) -> str:
    """Write the suites: an error is a failed test, any other problem a skipped one, none a passed one."""
    suites = Element("testsuites", name="luzplan")
    for one in checked:
        suite = SubElement(suites, "testsuite", _counts(one))
        names: Counter[str] = Counter()
        for problem in one.problems:
            name = _name(one.source, problem)
            names[name] += 1
            again = f" ({names[name]})" if names[name] > 1 else ""
            suite.append(_test(one.source, problem, f"{name}{again}"))
        if not one.problems:
            SubElement(suite, "testcase", name="luzplan", classname=_legal(one.source.name))
    indent(suites)
    text = tostring(suites, encoding="unicode")
    # What a terminal would obey is written as XML can: for a program that changes nothing.
    shown = re.sub(CONTROL, lambda found: f"&#{ord(found[0])};", text) if first_control(text) else text
    return f'<?xml version="1.0" encoding="utf-8"?>\n{shown}\n'


def _counts(checked: Checked) -> dict[str, str]:
    failures = checked.count(Severity.ERROR)
    return {
        "name": _legal(checked.source.name),
        "tests": str(max(1, len(checked.problems))),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(checked.problems) - failures),
    }


def _name(source: Source, problem: Problem) -> str:
    """What the problem is known by, so that a CI server knows it again when lines shift."""
    words = " ".join(source.text[problem.start : problem.end].split())
    owner = problem.owner if problem.owner not in (WHOLE_PLAN, MANY_ROWS, words) else ""
    return _legal(" ".join(filter(None, (problem.code, words and quote(words), owner and f"— {owner}"))))


def _test(source: Source, problem: Problem, name: str) -> Element:
    at = source.position(problem.start)
    test = Element("testcase", name=name, classname=_legal(source.name))
    outcome = "failure" if problem.severity is Severity.ERROR else "skipped"
    said = SubElement(test, outcome, type=problem.code, message=_legal(problem.message))
    said.text = _legal(f"{problem_line(source, problem)}\n{source.line(at.line)}")
    return test


def _legal(text: str) -> str:
    """Replace what XML has no form for."""
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
