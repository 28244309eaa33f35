"""The line that says who worked a plan out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.documents.document import Paragraph
from luzplan.documents.transcript import AuthorText

_HEADING = re.compile(
    r"((?:план\s+)?(?:разработа\w+|разработчик\w*|составил\w*|составител\w+|подготовил\w*|автор\w*))\b\s*:?\s*(.*)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+)\.?"
)


def take_author(paragraphs: Sequence[Paragraph]) -> tuple[AuthorText, list[Paragraph]]:
    """Give the author, all empty if none is named, and the other paragraphs."""
    for at, paragraph in enumerate(paragraphs):
        found = None if paragraph.marker else _HEADING.fullmatch(paragraph.text)
        if found is None:
            continue
        position, name = _parted(found[2])
        end = at + 1
        if not name and end < len(paragraphs) and _NAME.fullmatch(paragraphs[end].text):
            name, end = paragraphs[end].text, end + 1
        if name or position:
            return AuthorText(found[1], position, name), [*paragraphs[:at], *paragraphs[end:]]
    return AuthorText(), list(paragraphs)


def _parted(text: str) -> tuple[str, str]:
    """Give the position and the name behind it, empty if the text ends with none."""
    found = re.fullmatch(rf"(.*?)\s*({_NAME.pattern})", text)
    return (found[1], found[2]) if found else (text, "")
