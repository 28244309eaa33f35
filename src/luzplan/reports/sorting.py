"""The rows of a report in another order."""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from luzplan.reports import Gantt, Report, Table
from luzplan.reports.rows import ActivityRow, Row
from luzplan.russian.spelling import folded


def _last_day(row: ActivityRow) -> date:
    """What ends first stands first; what has no end, last."""
    return min((one.days.end for one in row.occurrences if one.days.end), default=date.max)


# By the field that people name; what is alike stays in the order of the plan.
ORDERS: Mapping[str, Callable[[ActivityRow], Any]] = MappingProxyType({
    "id": lambda row: (row.section, row.number),
    "when": _last_day,
    "who": lambda row: folded(row.who) or "\uffff",
    "what": lambda row: folded(row.what).lstrip("«\"( "),
})  # fmt: skip


def sorted_report(report: Report, order: str) -> Report:
    """The report with the rows of each table, and of each group of a picture, in one of `ORDERS`."""
    key = ORDERS[order]

    def place(row: Row) -> Any:  # noqa: ANN401 – whatever the order compares
        return key(row) if isinstance(row, ActivityRow) else 0

    def in_order(block: Table | Gantt) -> Table | Gantt:
        if isinstance(block, Table):
            is_of_activities = all(isinstance(row, ActivityRow) for row in block.rows)
            return block._replace(rows=tuple(sorted(block.rows, key=place))) if is_of_activities else block
        lanes = [tuple(sorted(group.lanes, key=lambda lane: key(lane.row))) for group in block.groups]
        groups = (group._replace(lanes=own) for group, own in zip(block.groups, lanes, strict=True))
        return block._replace(groups=tuple(groups))

    blocks = (in_order(block) if isinstance(block, Table | Gantt) else block for block in report.blocks)
    return report._replace(blocks=tuple(blocks))
