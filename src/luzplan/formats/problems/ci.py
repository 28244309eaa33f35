"""Problems for CI servers and programs: JSON, GitLab, SARIF 2.1.0, annotations and page of GitHub, JUnit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote as quoted_path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from luzplan import __version__
from luzplan.check import Checked
from luzplan.check.rule import MANY_ROWS, SEVERITY_NAMES, WHOLE_PLAN, identity
from luzplan.check.rules import RULES
from luzplan.formats import Page
from luzplan.formats.plain import dump, inline, table_row
from luzplan.formats.problems import (
    earlier_words,
    problem_line,
    problem_place,
    problem_words,
    remarks,
    totals,
)
from luzplan.russian import count, quote
from luzplan.text import CONTROL, Problem, Severity, Source, Splice, first_control


def fingerprinted(checked: Checked) -> Iterator[tuple[Problem, str]]:
    """The problems of a file with their fingerprints, no two of which are equal.

    A fingerprint is made of the file's name and of what the problem is known by, whatever its line; equal
    ones are told apart by their order.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for problem in checked.problems:
        trait = (checked.source.name, *identity(checked.source, problem))
        seen[trait] += 1
        yield problem, sha256("\0".join([*trait, str(seen[trait])]).encode(errors="replace")).hexdigest()


def write_json(checked: Sequence[Checked], _page: Page) -> str:
    """Write the array; lines and columns count from 1, in characters, the end is the first that is fine."""
    return dump([_record(one.source, problem) for one in checked for problem in one.problems])


def _record(source: Source, problem: Problem) -> dict[str, object]:
    start, end = source.position(problem.start), source.position(problem.end)
    return {
        "file": source.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "severity": problem.severity.name.lower(),
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
        "first_seen": None if problem.first_seen is None else _place(source, problem.first_seen),
        "fixes": [_change(source, splice) for splice in problem.fixes],
        "suggestions": [_change(source, splice) for splice in problem.suggestions],
    }


def _place(source: Source, offset: int) -> dict[str, object]:
    at = source.position(offset)
    return {"line": at.line, "column": at.column}


def _change(source: Source, splice: Splice) -> dict[str, object]:
    """What to put in the place of which characters."""
    end = source.position(splice.end)
    place = _place(source, splice.start)
    return {**place, "end_line": end.line, "end_column": end.column, "text": splice.text}


_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write_gitlab(checked: Sequence[Checked], _page: Page) -> str:
    """Write the report, an empty array if there are no problems."""
    issues = []
    for source, (problem, fingerprint) in (
        (one.source, found) for one in checked for found in fingerprinted(one)
    ):
        place = {"begin": _place(source, problem.start), "end": _place(source, problem.end)}
        issues.append(
            {
                # GitLab shows the description only.
                "description": f"{problem.code}: {problem_words(problem)}",
                "check_name": problem.code,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[problem.severity],
                "location": {"path": PurePath(source.name).as_posix(), "positions": place},
            }
        )
    return dump(issues)


Json = dict[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write_sarif(checked: Sequence[Checked], _page: Page) -> str:
    """Write one run with the results of all files and the manuals of the rules that found them."""
    codes = {problem.code for one in checked for problem in one.problems}
    rules = [
        {
            "id": rule.code,
            "name": rule.name,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.reason},
            "help": {"text": rule.manual, "markdown": rule.manual},
            "defaultConfiguration": {"level": rule.severity.name.lower()},
        }
        for rule in RULES
        if rule.code in codes
    ]
    run = {
        "tool": {"driver": {"name": "luzplan", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, *found) for one in checked for found in fingerprinted(one)],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(checked: Checked, problem: Problem, fingerprint: str) -> Json:
    source = checked.source
    result: Json = {
        "ruleId": problem.code,
        "level": problem.severity.name.lower(),
        "message": {"text": problem_words(problem)},
        "locations": [_location(source, problem.start, problem.end)],
        "partialFingerprints": {"primaryLocationLineHash": f"{fingerprint}:1"},
    }
    if checked.earlier is not None:
        result["baselineState"] = "new"  # what was there before is not told
    if problem.first_seen is not None:
        first = _location(source, problem.first_seen, problem.first_seen)
        result["relatedLocations"] = [first | {"id": 0, "message": {"text": "впервые здесь"}}]
    if problem.fixes:
        replacements = [
            {"deletedRegion": _region(source, one.start, one.end), "insertedContent": {"text": one.text}}
            for one in problem.fixes
        ]
        result["fixes"] = [
            {"artifactChanges": [{"artifactLocation": _artifact(source), "replacements": replacements}]}
        ]
    return result


def _location(source: Source, start: int, end: int) -> Json:
    return {
        "physicalLocation": {"artifactLocation": _artifact(source), "region": _region(source, start, end)}
    }


def _artifact(source: Source) -> Json:
    path = PurePath(source.name)
    return {"uri": path.as_uri() if path.is_absolute() else quoted_path(path.as_posix(), errors="replace")}


def _region(source: Source, start: int, end: int) -> Json:
    first, last = source.position(start), source.position(end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }


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
    start, end = source.position(problem.start), source.position(problem.end)
    place = {"line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub refuses columns where there are several lines
        place |= {"col": start.column, "endColumn": end.column}
    properties = {"file": source.name, **place, "title": f"luzplan {problem.code}"}.items()
    written = ",".join(f"{key}={str(value).translate(_IN_PROPERTY)}" for key, value in properties)
    message = "\n".join([problem.message, *remarks(source, problem)])
    return f"::{_LEVELS[problem.severity]} {written}::{message.translate(_IN_DATA)}"


ANNOTATIONS = 10  # GitHub shows no more of one severity beside the lines of one step
LARGEST = 1_000_000  # bytes; GitHub drops a page of more than 1 MiB
_PROBLEMS = ("проблема", "проблемы", "проблем")
_HEADINGS = ("Важность", "Место", "Код", "Что не так", "Что делать")


def write_summary(checked: Sequence[Checked], _page: Page) -> str:
    """Write totals and table; rows that would make the page too large are counted instead."""
    rows = []
    for source, problem in ((one.source, problem) for one in checked for problem in one.problems):
        severity, place = SEVERITY_NAMES[problem.severity], problem_place(source, problem)
        cells = (severity, place, problem.code, problem.message, problem.hint)
        rows.append(table_row(map(inline, cells)) + "\n")
    earlier = f" {words}." if (words := earlier_words(checked)) else ""
    text = f"### luzplan\n\n{totals(checked)}.{earlier}\n"
    head = f"\n{table_row(_HEADINGS)}\n{table_row('---' for _ in _HEADINGS)}\n"
    if any(sum(one.count(severity) for one in checked) > ANNOTATIONS for severity in Severity):
        limit = f"не больше {ANNOTATIONS} ошибок и {ANNOTATIONS} предупреждений одного шага"
        text += f"\nРядом со строками файла GitHub показывает {limit}. Здесь — все.\n"
    return text + (head + "".join(_fitting(rows)) if rows else "")


def _fitting(rows: Sequence[str]) -> Iterator[str]:
    room = LARGEST
    for number, row in enumerate(rows):
        room -= len(row.encode(errors="replace"))
        if room < 0:
            yield f"\nИ ещё {count(len(rows) - number, _PROBLEMS)}: они есть в журнале шага.\n"
            return
        yield row


_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(checked: Sequence[Checked], _page: Page) -> str:
    """Write the suites: an error is a failed test, any other problem a skipped one, none a passed one."""
    suites = Element("testsuites", name="luzplan")
    for one in checked:
        failures = one.count(Severity.ERROR)
        suite = SubElement(
            suites, "testsuite", name=_legal(one.source.name), tests=str(max(1, len(one.problems))),
            failures=str(failures), errors="0", skipped=str(len(one.problems) - failures),
        )  # fmt: skip
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
