"""All rules, in the order of their codes; a family that is long has a second file."""

from __future__ import annotations

from luzplan.check.rule import Rule
from luzplan.check.rules import (
    approval,
    consistency,
    coverage,
    dates,
    deadlines,
    file,
    links,
    marks,
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
    *marks.RULES,
    *coverage.RULES,
    *approval.RULES,
    *wording.RULES,
    *consistency.RULES,
    *wording.LATER,
)
