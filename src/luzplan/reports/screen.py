"""What people at a terminal look for first in an answer about deadlines: days left, counts, a balance."""

from collections.abc import Iterable
from datetime import date

from luzplan.plan import Plan
from luzplan.plan.occurrences import State
from luzplan.reports import Report, Table
from luzplan.reports.rows import LEFT, ActivityRow
from luzplan.russian import DAYS, count, plural
from luzplan.selection import Filters, Phase, choices, state_on

_FOLDED = "Показать: --all"


def for_screen(report: Report, plan: Plan, filters: Filters, *, everything: bool) -> Report:
    """The report with how many days are left, what is always on counted only, and a balance below."""
    blocks = (
        _shown(block, filters.today, everything) if isinstance(block, Table) else block
        for block in report.blocks
    )
    balance = _balance(plan, filters) if report.rows else ()
    return report._replace(blocks=tuple(blocks), notes=(*report.notes, *balance))


def _shown(table: Table, today: date, everything: bool) -> Table:
    if table.key == Phase.ALWAYS:
        return table if everything else table._replace(folded=_FOLDED)
    rows = tuple(
        row._replace(left=_left(row, today)) if isinstance(row, ActivityRow) else row for row in table.rows
    )
    told = any(isinstance(row, ActivityRow) and row.left for row in rows)
    number, *columns = table.columns
    return table._replace(rows=rows, columns=(number, LEFT, *columns)) if told else table


def _left(row: ActivityRow, today: date) -> str:
    """«на 41 день» for what was missed, «осталось 5 дней» for what is to come; else nothing."""
    ends = sorted(one.days.end for one in row.occurrences if one.days.end and not one.mark)
    if not ends or row.state is State.DONE:
        return ""
    days = (ends[0] - today).days
    if days < 0:
        return _unbroken(f"на {count(-days, DAYS)}")
    near = {0: "сегодня", 1: "завтра"}.get(days)
    return near or _unbroken(f"{plural(days, ('остался', 'осталось', 'осталось'))} {count(days, DAYS)}")


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _balance(plan: Plan, filters: Filters) -> Iterable[str]:
    """How the activities stand that pass the filters, whenever they are."""
    asked = choices(plan, filters._replace(window=None, state=None))
    states = [state_on(choice.activity, filters.today) for choice in asked]
    words = (
        ("выполнено", State.DONE),
        ("просрочено", State.OVERDUE),
        ("идёт", State.DUE),
        ("впереди", State.AHEAD),
    )
    parts = [f"{word} {number}" for word, state in words if (number := states.count(state))]
    return [f"Всего {len(states)}: {', '.join(parts)}."] if states else []
