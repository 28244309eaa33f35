"""Whether a text is a report of ours: what may be replaced by the next one without asking."""

from __future__ import annotations

import json
import re

_PLACE = r"\S.*:\d+:\d+: "
_TOTALS = r"(?:Найдено|Проверено): \d+ .+(?:\nИз них исправит --fix: \d+)?\n?"
_TEXT = rf"(?:{_PLACE}(?:ошибка|предупреждение|замечание) LP\d{{3}}: (?s:.*)\n)?{_TOTALS}"
_CONCISE = rf"(?:{_PLACE}LP\d{{3}} .*\n)+"
_GITHUB = r"(?:::(?:error|warning|notice) file=.*\n)+"
_JUNIT = r"<\?xml [^>]*>\s*<testsuites name=\"luzplan\"[ />](?s:.*)"
_LINES = re.compile(f"{_TEXT}|{_CONCISE}|{_GITHUB}|{_JUNIT}")

# Keys that all issues of a report in JSON, and of one for GitLab, have.
_ISSUES = ({"file", "line", "code", "severity", "message"}, {"check_name", "fingerprint", "location"})


def is_report(text: str) -> bool:
    """Whether the whole text is a report of problems in one of our formats; an empty one is, too."""
    return not text.strip() or _LINES.fullmatch(text) is not None or _is_json_report(text)


def _is_json_report(text: str) -> bool:
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
