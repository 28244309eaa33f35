"""Reports of several plans as one, with the plan named in each row."""

from collections.abc import Iterable, Mapping, Sequence

from luzplan.reports import PLAN, Block, Card, Gantt, HeatMap, LaneGroup, Report, Table
from luzplan.reports.rows import ActivityRow, Cell, Labelled, Row
from luzplan.reports.wording import Parts
from luzplan.selection import Phase


def joined_report(reports: Mapping[Labelled, Report]) -> Report:
    """Several reports on the same question as one, keyed by the names of their plans.

    Tables that answer the same part of the question become one; what only one plan can say, its
    document, stays whole, one after the other.
    """
    blocks = tuple(_with_plan(block, name) for name, report in reports.items() for block in report.blocks)
    tables = [block for block in blocks if isinstance(block, Table)]
    notes = tuple(f"{name.label}: {note}" for name, report in reports.items() for note in report.notes)
    records = [{"plan": name.value, **one.record} for name, one in reports.items() if one.record is not None]
    return Report(
        _common_title([report.title for report in reports.values()]),
        _joined_tables(tables) if len(tables) == len(blocks) else _joined_maps(blocks),
        notes,
        record={"plans": records} if records else None,
        is_calendar=all(report.is_calendar for report in reports.values()),
    )


def _common_title(titles: Sequence[Parts]) -> Parts:
    """What the titles begin with, and what they have in common besides: not the name of each district."""
    first = dict.fromkeys(part for title in titles for part in title[:1])
    rest = (part for part in titles[0][1:] if all(part in title for title in titles))
    return tuple(dict.fromkeys((*first, *rest)))


def _joined_maps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Make one map of those that have a row for each plan, where they have the same months."""
    maps = [block for block in blocks if isinstance(block, HeatMap) and block.columns[0] == PLAN]
    if len(maps) < len(blocks) or len({one.months for one in maps}) > 1:
        return blocks
    columns = max((one.columns for one in maps), key=len)  # a plan without marks has no column for them
    totals = {key: sum(_number(one.totals.get(key)) for one in maps) for key in maps[0].totals}
    rows = tuple(row for one in maps for row in one.rows)
    return (maps[0]._replace(columns=columns, rows=rows, totals=totals, title="", remark=""),)


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def _with_plan(block: Block, name: Labelled) -> Block:
    """Name the plan in the rows; a picture, which has one plan, names it in its titles."""
    match block:
        case Table():
            rows: Iterable[Row] = (
                row._replace(plan=name) if isinstance(row, ActivityRow) else {PLAN.key: name, **row}
                for row in block.rows
            )
            return block._replace(columns=(PLAN, *block.columns), rows=tuple(rows))
        case Card():
            return block._replace(columns=(PLAN, *block.columns), row=block.row._replace(plan=name))
        case HeatMap():
            counts = tuple({**row, PLAN.key: name} for row in block.rows)
            return block._replace(title=name.label, rows=counts)
        case Gantt():
            return block._replace(groups=tuple(_named_group(group, name) for group in block.groups))
    return block


def _named_group(group: LaneGroup, name: Labelled) -> LaneGroup:
    lanes = tuple(lane._replace(row=lane.row._replace(plan=name)) for lane in group.lanes)
    return group._replace(title=tuple(dict.fromkeys((name.label, *group.title))), lanes=lanes)


def _joined_tables(tables: Iterable[Table]) -> tuple[Table, ...]:
    """Join the tables of one key; one without rows is left out where others have some."""
    groups: dict[str, list[Table]] = {}
    for table in sorted(tables, key=_rank):
        groups.setdefault(table.key, []).append(table)
    joined = [_joined_table(group) for group in groups.values()]
    return tuple(table for table in joined if table.rows) or tuple(joined[:1])


def _joined_table(group: list[Table]) -> Table:
    columns = max((table.columns for table in group), key=len)  # a plan without marks has no column for them
    rows = tuple(row for table in group for row in table.rows)
    digest = "; ".join(filter(None, (table.digest for table in group)))
    return group[0]._replace(columns=columns, rows=rows, digest=digest)


def _rank(table: Table) -> tuple[int, str]:
    """Put what is overdue first and what is always on last; months go in their order, phases as they come."""
    if table.key in (Phase.OVERDUE, Phase.ALWAYS):
        return (0 if table.key == Phase.OVERDUE else 2, "")
    return (1, table.key if table.key[:1].isdigit() else "")
