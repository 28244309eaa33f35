"""All rules, in the order of their codes; a family that is long has a second file."""

from __future__ import annotations

from luzplan.check.rule import Rule
from luzplan.check.rules import (
    approval,
    consistency,
    copying,
    coverage,
    dates,
    deadlines,
    file,
    links,
    marks,
    mentions,
    misplaced,
    names,
    references,
    spellings,
    wording,
)

RULES: tuple[Rule, ...] = (
    *file.RULES,
    *references.RULES,
    *spellings.RULES,
    *links.RULES,
    *names.RULES,
    *deadlines.RULES,
    *misplaced.RULES,
    *dates.RULES,
    *mentions.RULES,
    *marks.RULES,
    *mentions.LATER,
    *coverage.RULES,
    *copying.ROWS,
    *approval.RULES,
    *wording.RULES,
    *consistency.RULES,
    *wording.LATER,
    *copying.RULES,
)
