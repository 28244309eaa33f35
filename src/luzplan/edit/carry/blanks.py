"""The lines of an approval with their blanks empty again."""

from __future__ import annotations

import re

from luzplan.russian import MONTHS_OF

BLANK = "_____"
_FILLED = (
    (re.compile(r"№\s*[^\s_«]*[^\s_«,]"), f"№ {BLANK}"),
    (re.compile(r"«\s*[^»_]*\s*»"), f"« {BLANK} »"),
    (re.compile(rf"\b(?:{'|'.join(MONTHS_OF)})\b", re.IGNORECASE), BLANK),
    (re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b"), BLANK),
    (re.compile(rf"(?<![«№\d.])\b\d{{1,2}}(?=\s+{BLANK})"), BLANK),
)


def emptied(line: str) -> str:
    """Give the line as it was before somebody filled it in: number, day and month are blanks."""
    for pattern, blank in _FILLED:
        line = pattern.sub(blank, line)
    return line
