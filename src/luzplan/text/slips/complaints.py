"""What parsers complain of, in words that help whoever typed the plan; the table is complaints.txt."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from luzplan.text import SYNTAX, Problem, Severity
from luzplan.text.slips.slip import BEHIND_QUOTES, HARD_SPACE, IN_BRACKETS, NEEDS_QUOTES

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

# Where a parser sees the beginning of what is wrong, not the end that it could not find.
_MARKED_AT_START = ("quoted scalar", "simple key", "scanning an anchor", "scanning an alias", "ing a tag")


def syntax_problem(error: MarkedYAMLError, text: str) -> Problem:
    """Turn a parser's error into a problem at its place."""
    # An open quote is noticed at the end of the file only, a line without a colon at the next one, a strange
    # anchor behind its sign; people look for where it begins.
    at_start = any(words in str(error.context) for words in _MARKED_AT_START)
    mark = (error.context_mark if at_start else None) or error.problem_mark
    start = min(mark.index if mark else 0, len(text))
    end = min(start + 1, len(text))
    message, hint = _explained(error, text[text.rfind("\n", 0, start) + 1 : start], text[start:end])
    return Problem(SYNTAX, Severity.ERROR, message, start, end, hint)


def _explained(error: MarkedYAMLError, before: str, character: str) -> tuple[str, str]:
    """Say what is wrong at a character that stands behind ``before`` in its line."""
    problem = str(error.problem or error.context or error)
    line = before + character
    if character == "\t":
        return "табуляция вместо пробелов", "замените табуляцию пробелами"
    if "\N{NO-BREAK SPACE}" in line[: len(line) - len(line.lstrip())]:
        return HARD_SPACE
    if character == ":" and re.fullmatch(r"\s*[a-z_]+", before):
        return "нарушен отступ", "выровняйте ключи по одному столбцу"
    if "expected key" in problem or "<block end>" in problem:
        closed = re.search(r"""(?:^|[:-])\s+(?:"[^"]*"|'[^']*'|(\[[^]]*\]|\{[^}]*\}))\s*$""", before)
        if closed:
            return (IN_BRACKETS, NEEDS_QUOTES) if closed[1] else BEHIND_QUOTES
    rows = Path(__file__).with_name("complaints.txt").read_text(encoding="utf-8").splitlines()
    known = [row.split(" → ") for row in rows if not row.startswith("#")]
    known.append(["", f"ошибка в разметке YAML ({problem})", "проверьте отступы, кавычки и двоеточия"])
    _, message, hint = next(row for row in known if re.search(row[0], f"{error.context} {problem}"))
    return message, hint
