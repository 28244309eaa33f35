"""What a role does: rows that name it, then rows that reach it through a parent role or a wider scope."""

from __future__ import annotations

from luzplan.executor import Executor, Match
from luzplan.model import Plan
from luzplan.reports.extract import extract_words, role_words
from luzplan.reports.report import Column, Report, Table, title_of
from luzplan.reports.rows import NUMBER, WHAT, WHEN, activity_row, with_state
from luzplan.russian import quote
from luzplan.select.filters import Filters, choices, role_match

_COLUMNS = (NUMBER, WHEN, WHAT, Column("who", "Исполнители (как в плане)"))


def by_role_report(plan: Plan, filters: Filters, role: Executor) -> Report:
    """Answer for a role; the filters narrow its rows, another role to those that both have to do with."""
    chosen = [
        choice
        for choice in choices(plan, filters._replace(role=role))
        if filters.role is None or role_match(plan, choice.activity, filters.role)
    ]
    columns = with_state(plan, _COLUMNS)
    tables = []
    for match, title in (
        (Match.EXACT, "Названы прямо"),
        (Match.BROADER, "Через более широкую роль или круг школ"),
    ):
        rows = tuple(activity_row(plan, choice) for choice in chosen if choice.match is match)
        if rows:
            tables.append(Table(title, columns, rows, key=match, counted=True))
    title = role_words(role)
    empty = f"Для роли {quote(title)} в плане ничего нет."
    found = tuple(tables) or (Table("", _COLUMNS, (), empty=empty),)
    return Report(title_of(title, extract_words(filters)), found)
