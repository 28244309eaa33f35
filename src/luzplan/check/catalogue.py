"""The list of rules, as a report."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.check.rule import SEVERITY_NAMES, Rule
from luzplan.reports.report import Column, Report, Row, Table

_FAMILIES = {
    "LP0": "Файл и разметка",
    "LP1": "Имена и ссылки",
    "LP2": "Сроки",
    "LP3": "Полнота",
    "LP9": "Как написано (с --notes)",
}
_COLUMNS = (Column("code", "Код"), Column("severity", "Важность"), Column("title", "Что не так"))


def rules_report(rules: Sequence[Rule]) -> Report:
    """List rules by families; the records hold their manuals too."""
    tables = (Table(title, _COLUMNS, _rows(family, rules), key=family) for family, title in _FAMILIES.items())
    return Report("Что проверяет luzplan validate", tuple(table for table in tables if table.rows))


def _rows(family: str, rules: Sequence[Rule]) -> tuple[Row, ...]:
    return tuple(
        {
            "code": rule.code,
            "severity": SEVERITY_NAMES[rule.severity],
            "name": rule.name,
            "title": rule.title,
            "manual": rule.manual,
        }
        for rule in rules
        if rule.code.startswith(family)
    )
