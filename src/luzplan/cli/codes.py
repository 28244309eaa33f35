"""Codes of problems as people type them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from luzplan.check.rules import RULES
from luzplan.cli.edge import unknown


def known_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Give codes or their beginnings, «LP2,lp301» as two; ends the command if no code begins so."""
    codes = tuple(code.upper() for text in given for code in re.split(r"[\s,;]+", text) if code)
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise unknown("нет кода", code, _nearest(code))
    return codes


def _nearest(code: str) -> tuple[str, ...]:
    """Give the first codes that begin like it for as long as any does."""
    for size in range(len(code) - 1, 0, -1):
        if near := [rule.code for rule in RULES if rule.code.startswith(code[:size])]:
            return tuple(near[:3])
    return ()
