"""Activities one by one, with how the tool reads them."""

from __future__ import annotations

from luzplan.model import Plan
from luzplan.reports.report import Column, Report, Table
from luzplan.reports.rows import WHAT, activity_row
from luzplan.select.filters import Choice

_COLUMNS = (
    WHAT,
    Column("when", "Срок"),
    Column("kind", "Вид срока"),
    Column("spans", "Срок понят как"),
    Column("where", "Место"),
    Column("who", "Исполнители"),
    Column("executors", "Исполнители поняты как"),
    Column("state", "Состояние"),
    Column("done", "Выполнено"),
    Column("note", "Заметка"),
)


def cards_report(plan: Plan, chosen: list[Choice]) -> Report:
    """Give one card an activity, titled by its number and section."""
    cards = tuple(_card(plan, choice) for choice in chosen)
    return Report(", ".join(choice.activity.id for choice in chosen), cards)


def _card(plan: Plan, choice: Choice) -> Table:
    section = plan.sections[choice.activity.section - 1]
    title = f"{choice.activity.id} · {section.title}"
    return Table(title, _COLUMNS, (activity_row(plan, choice),), key="card")
