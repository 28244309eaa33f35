"""The manual of a rule on a page: prose fills its lines, examples stay as they are."""

from __future__ import annotations

import textwrap

from luzplan.check.rule import SEVERITY_NAMES, Rule
from luzplan.formats.problems.text import painted
from luzplan.formats.registry import Page

_WIDEST = 100  # columns; longer lines of prose are hard to read
_EXAMPLE = "    "


def manual_text(rule: Rule, page: Page) -> str:
    """Write code, severity and name of a rule, then what it is about."""
    head = f"{painted(rule.code, '1', page)} · {SEVERITY_NAMES[rule.severity]} · {rule.name}"
    width = min(page.width or _WIDEST, _WIDEST)
    paragraphs = (_filled(paragraph, width) for paragraph in rule.manual.strip().split("\n\n"))
    return "\n\n".join((head, *paragraphs)) + "\n"


def _filled(paragraph: str, width: int) -> str:
    if paragraph.startswith(_EXAMPLE):
        return paragraph
    return textwrap.fill(" ".join(paragraph.split()), width, break_on_hyphens=False, break_long_words=False)
