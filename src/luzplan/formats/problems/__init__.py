"""Writers of problems: each turns what was checked into text, with no clock and no printing.

A report is known again by `is_report`, since the next one replaces it without asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from luzplan.check import Checked
from luzplan.formats import Page

ProblemWriter = Callable[[Sequence[Checked], Page], str]

# By the name of a format the module of this package and the function that write it; a module is imported
# when it is used. The summary of a job is written by itself.
PROBLEM_WRITERS = {
    "text": ("text", "write"),
    "concise": ("text", "write_concise"),
    "json": ("json", "write_json"),
    "github": ("jobs", "write_github"),
    "gitlab": ("json", "write_gitlab"),
    "sarif": ("json", "write_sarif"),
    "junit": ("jobs", "write_junit"),
    "summary": ("jobs", "write_summary"),
}
PROBLEM_FORMATS = tuple(name for name in PROBLEM_WRITERS if name != "summary")


def problem_writer(name: str) -> ProblemWriter:
    """The writer of a format in PROBLEM_FORMATS, or of the "summary"."""
    module, function = PROBLEM_WRITERS[name]
    return cast("ProblemWriter", getattr(import_module(f"luzplan.formats.problems.{module}"), function))


# What the reports that are no JSON look like from the first character to the last.
_PLACE = r"\S.*:\d+:\d+: "
_FOUND = r"Найдено: \d+ [^\n]+ в \d+ файл(?:е|ах)"
_WELL = r"Проверено: \d+ файл(?:а|ов)?, (?:всё в порядке|нового нет)"
_BESIDES = r"(?:\nКроме того, ещё \d+ прежн(?:яя|ие|их))?(?:\nИз них исправит --fix: \d+)?"
_TOTALS = rf"(?:{_FOUND}|{_WELL}){_BESIDES}\n?"
_TEXT = rf"(?:{_PLACE}(?:ошибка|предупреждение|замечание) LP\d{{3}}:(?s:.*)\n)?{_TOTALS}"
_CONCISE = rf"(?:{_PLACE}(?:(?:ошибка|предупреждение|замечание) )?LP\d{{3}} .*\n)+"
_GITHUB = r"(?:::(?:error|warning|notice) file=.*\n)+"
_JUNIT = r"<\?xml [^>]*>\s*<testsuites name=\"luzplan\"[ />](?s:.*)"
_OURS = f"{_TEXT}|{_CONCISE}|{_GITHUB}|{_JUNIT}"

# Keys that all issues of a report in JSON, and of one for GitLab, have.
_ISSUES = ({"file", "line", "code", "severity", "message"}, {"check_name", "fingerprint", "location"})


def is_report(text: str) -> bool:
    """Whether the whole text is a report of problems in one of our formats; an empty one is, too."""
    return not text.strip() or re.fullmatch(_OURS, text) is not None or _is_json_report(text)


def _is_json_report(text: str) -> bool:
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if isinstance(value, list):
        return any(all(isinstance(one, dict) and keys <= one.keys() for one in value) for keys in _ISSUES)
    try:
        return bool(value["runs"][0]["tool"]["driver"]["name"] == "luzplan")
    except (KeyError, IndexError, TypeError):
        return False
