"""All rules, in the order of their codes; a family is a file."""

from __future__ import annotations

from operator import attrgetter

from luzplan.check.rule import Rule
from luzplan.check.rules import (
    approval,
    coverage,
    dates,
    days,
    deadlines,
    file,
    lists,
    misplaced,
    names,
    references,
    schools,
    signs,
    wording,
)

_FAMILIES = (
    file, lists, names, schools, references,
    deadlines, misplaced, dates, days, coverage, approval, signs, wording,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=attrgetter("code"))
)
