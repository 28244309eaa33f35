"""SARIF 2.1.0, which code scanning services and editors read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from luzplan import __version__
from luzplan.check import Checked
from luzplan.check.rule import Rule
from luzplan.check.rules import RULES
from luzplan.formats import Page
from luzplan.formats.json import dump
from luzplan.formats.problems.json import fingerprinted
from luzplan.formats.problems.text import problem_words
from luzplan.text import Problem, Source, Splice

Json = dict[str, object]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(checked: Sequence[Checked], page: Page) -> str:
    """Write one run with the results of all files and the manuals of the rules that found them."""
    del page  # JSON has no width
    codes = {problem.code for one in checked for problem in one.problems}
    rules = [_descriptor(rule) for rule in RULES if rule.code in codes]
    run = {
        "tool": {"driver": {"name": "luzplan", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, *found) for one in checked for found in fingerprinted(one)],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _descriptor(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reason},
        "help": {"text": rule.manual, "markdown": rule.manual},
        "defaultConfiguration": {"level": rule.severity.name.lower()},
    }


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
        result["fixes"] = [_fix(source, problem.fixes)]
    return result


def _location(source: Source, start: int, end: int) -> Json:
    return {
        "physicalLocation": {"artifactLocation": _artifact(source), "region": _region(source, start, end)}
    }


def _artifact(source: Source) -> Json:
    path = PurePath(source.name)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="replace")}


def _region(source: Source, start: int, end: int) -> Json:
    first, last = source.position(start), source.position(end)
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column,
    }


def _fix(source: Source, splices: Sequence[Splice]) -> Json:
    replacements = [
        {"deletedRegion": _region(source, one.start, one.end), "insertedContent": {"text": one.text}}
        for one in splices
    ]
    return {"artifactChanges": [{"artifactLocation": _artifact(source), "replacements": replacements}]}
