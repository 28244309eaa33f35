"""Problems as JSON: one flat array, GitLab's Code Quality report, and SARIF 2.1.0 for scanning services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import PurePath
from urllib.parse import quote as quoted_path

from luzplan import __version__
from luzplan.check import Checked
from luzplan.check.rule import Rule, identity
from luzplan.check.rules import RULES
from luzplan.formats import Page
from luzplan.formats.plain import dump
from luzplan.formats.problems.text import problem_words
from luzplan.text import Position, Problem, Severity, Source, Splice


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
    return _place(source, splice.start) | {
        "end_line": end.line,
        "end_column": end.column,
        "text": splice.text,
    }


_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def write_gitlab(checked: Sequence[Checked], _page: Page) -> str:
    """Write the report, an empty array if there are no problems."""
    return dump([_issue(one.source, *found) for one in checked for found in fingerprinted(one)])


def _issue(source: Source, problem: Problem, fingerprint: str) -> dict[str, object]:
    return {
        # GitLab shows the description only.
        "description": f"{problem.code}: {problem_words(problem)}",
        "check_name": problem.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": PurePath(source.name).as_posix(),
            "positions": {
                "begin": _gitlab_position(source.position(problem.start)),
                "end": _gitlab_position(source.position(problem.end)),
            },
        },
    }


def _gitlab_position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


Json = dict[str, object]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write_sarif(checked: Sequence[Checked], _page: Page) -> str:
    """Write one run with the results of all files and the manuals of the rules that found them."""
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
    return {"uri": path.as_uri() if path.is_absolute() else quoted_path(path.as_posix(), errors="replace")}


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
