"""The short lists of a plan: schools, goals, functions, roles."""

from __future__ import annotations

from collections.abc import Callable

from luzplan.model import Plan
from luzplan.reports.report import Column, Report, Row, Table
from luzplan.source.text import Text


def schools_report(plan: Plan) -> Report:
    """List the schools in the order of the document."""
    rows: tuple[Row, ...] = tuple(
        {
            "number": number,
            "name": school.name,
            "base": school.base,
            "level": school.level or "",
            "aliases": school.aliases,
        }
        for number, school in enumerate(plan.schools, 1)
    )
    columns = (
        Column("number", "№"),
        Column("name", "Школа"),
        Column("level", "Вид"),
        Column("base", "Базовая"),
        Column("aliases", "Как ещё пишут"),
    )
    return Report("Школы", (Table("", columns, rows, empty="Школы в плане не перечислены."),))


def goals_report(plan: Plan) -> Report:
    """List the goals."""
    return _texts_report("Цели", "Цель", plan.goals, "Цели в плане не перечислены.")


def functions_report(plan: Plan) -> Report:
    """List the functions."""
    return _texts_report("Функции", "Функция", plan.functions, "Функции в плане не перечислены.")


def _texts_report(title: str, heading: str, texts: tuple[Text, ...], empty: str) -> Report:
    rows: tuple[Row, ...] = tuple({"number": number, "text": text} for number, text in enumerate(texts, 1))
    return Report(title, (Table("", (Column("number", "№"), Column("text", heading)), rows, empty=empty),))


def roles_report(plan: Plan) -> Report:
    """List the roles that have something to do in the plan, the busiest first."""
    counts: dict[str, int] = {}
    for activity in plan.activities():
        for role in dict.fromkeys(executor.role for executor in plan.executors(activity).executors):
            counts[role] = counts.get(role, 0) + 1
    rows: tuple[Row, ...] = tuple(
        {"role": role, "parent": next(iter(plan.book.ancestors(role)), ""), "activities": number}
        for role, number in sorted(counts.items(), key=lambda pair: -pair[1])
    )
    columns = (Column("role", "Роль"), Column("parent", "Входит в"), Column("activities", "Мероприятий"))
    return Report("Роли", (Table("", columns, rows, empty="Исполнители в плане не названы."),))


LISTINGS: dict[str, Callable[[Plan], Report]] = {
    "schools": schools_report,
    "goals": goals_report,
    "functions": functions_report,
    "roles": roles_report,
}
