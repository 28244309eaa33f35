"""One report from those of several plans: every row says which plan it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from luzplan.reports.report import (
    TITLE_MARK,
    Block,
    Column,
    Gantt,
    HeatMap,
    LaneGroup,
    Report,
    Row,
    Table,
    title_of,
)
from luzplan.selection import Phase

PLAN = Column("plan", "План")


def joined_report(reports: Mapping[str, Report]) -> Report:
    """Put reports on the same question together, keyed by the names of their plans.

    Tables that answer the same part of the question become one; what only one plan can say, its
    document, stays whole, one after the other.
    """
    blocks = [block for name, report in reports.items() for block in _named(report, name)]
    tables = _joined_tables([block for block in blocks if isinstance(block, Table)])
    others = [block for block in blocks if not isinstance(block, Table)]
    titles = dict.fromkeys(part for report in reports.values() for part in report.title.split(TITLE_MARK))
    notes = [f"{name}: {note}" for name, report in reports.items() for note in report.notes]
    return Report(title_of(*titles), tuple(blocks) if others else tables, tuple(notes))


def _named(report: Report, name: str) -> list[Block]:
    return [_with_plan(block, name) for block in report.blocks]


def _with_plan(block: Block, name: str) -> Block:
    """Name the plan in the rows; a picture, which has one plan, names it in its titles."""
    match block:
        case Table():
            return block._replace(columns=(PLAN, *block.columns), rows=_named_rows(block.rows, name))
        case HeatMap(table):
            return block._replace(table=table._replace(title=name, rows=_named_rows(table.rows, name)))
        case Gantt():
            return block._replace(groups=tuple(_named_group(group, name) for group in block.groups))
    return block


def _named_rows(rows: Iterable[Row], name: str) -> tuple[Row, ...]:
    return tuple({PLAN.key: name, **row} for row in rows)


def _named_group(group: LaneGroup, name: str) -> LaneGroup:
    lanes = tuple(lane._replace(row={PLAN.key: name, **lane.row}) for lane in group.lanes)
    return group._replace(title=f"{name} · {group.title}", lanes=lanes)


def _joined_tables(tables: list[Table]) -> tuple[Table, ...]:
    """Join the tables of one key; one without rows is left out where others have some."""
    groups: dict[str, list[Table]] = {}
    for table in sorted(tables, key=_rank):
        groups.setdefault(table.key, []).append(table)
    joined = [_joined_table(group) for group in groups.values()]
    return tuple(table for table in joined if table.rows) or tuple(joined[:1])


def _joined_table(group: list[Table]) -> Table:
    columns = max((table.columns for table in group), key=len)  # a plan without marks has no column for them
    return group[0]._replace(columns=columns, rows=tuple(row for table in group for row in table.rows))


def _rank(table: Table) -> tuple[int, str]:
    """Put what is overdue first and what is always on last; months go in their order, phases as they come."""
    if table.key in (Phase.OVERDUE, Phase.ALWAYS):
        return (0 if table.key == Phase.OVERDUE else 2, "")
    return (1, table.key if table.key[:1].isdigit() else "")
