"""JUnit XML, which every CI server shows: a test suite a file, a test a problem."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from luzplan.check import Checked
from luzplan.check.rule import MANY_ROWS, WHOLE_PLAN
from luzplan.formats import Page
from luzplan.formats.problems.text import problem_line
from luzplan.russian import quote
from luzplan.text import CONTROL, Problem, Severity, Source, first_control

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write the suites: an error is a failed test, any other problem a skipped one, none a passed one."""
    del page  # XML has no width
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
