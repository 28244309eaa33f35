"""All rules, in the order of their codes; a family is a file."""

from __future__ import annotations

from operator import attrgetter

from luzplan.check.rule import Rule
from luzplan.check.rules import (
    activities,
    approval,
    days_elsewhere,
    file,
    lists,
    misplaced,
    mistyped,
    names,
    schools,
    signs,
    unlikely_deadlines,
    unread_deadlines,
    wording,
)

_FAMILIES = (
    file, lists, names, mistyped, schools, activities,
    unread_deadlines, misplaced, unlikely_deadlines, days_elsewhere, approval, signs, wording,
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(
    sorted((rule for family in _FAMILIES for rule in family.RULES), key=attrgetter("code"))
)
