"""All rules, one family a file, in the order of their codes."""

from __future__ import annotations

from luzplan.check.rule import Rule

RULES: tuple[Rule, ...] = ()
