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
    return not text.strip() or re.fullmatch(_OURS, text) is not None or _is_json_report(text)


def _is_issue(one: dict[str, object], code: str) -> bool:
    return one.keys() >= {code, *_ISSUES[code]} and re.fullmatch(r"LP\d{3}", str(one[code])) is not None


def _is_json_report(text: str) -> bool:
    import json

    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return False
    try:
        if isinstance(value, list):
            return all(any(_is_issue(one, code) for code in _ISSUES) for one in value)
        names = {run["tool"]["driver"]["name"] for run in value["runs"]}
    except (KeyError, TypeError, AttributeError):
        return False
    return names == {"luzplan"}
