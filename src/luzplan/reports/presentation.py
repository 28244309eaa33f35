"""A report as people get it: of several plans, in the order asked for, the answer first on a screen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from luzplan.plan import Plan
from luzplan.plan.occurrences import State
from luzplan.reports import PLAN, Block, Card, Gantt, HeatMap, LaneGroup, Report, Table
from luzplan.reports.rows import LEFT, STATE, ActivityRow, Cell, Labelled, Row
from luzplan.reports.wording import Parts, states_words, word_of
from luzplan.russian import DAYS, count, plural
from luzplan.russian.spelling import folded
from luzplan.selection import Filters, Phase, choices, state_on


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


_YEAR = 366  # days; nobody counts those of a longer time
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
        row._replace(left=_left(row, today, table.key)) if isinstance(row, ActivityRow) else row
        for row in table.rows
    )
    told = any(isinstance(row, ActivityRow) and row.left for row in rows)
    if not told:
        return table
    number, *columns = (column for column in table.columns if column != STATE)  # the days tell it
    return table._replace(rows=rows, columns=(number, LEFT, *columns))


def _left(row: ActivityRow, today: date, table: str) -> str:
    """«на 41 день» below «Просрочено», «осталось 5 дней» for what is to come, «выполнено»; else nothing."""
    if row.state is State.DONE:
        return word_of(State.DONE)
    ends = sorted(one.days.end for one in row.occurrences if one.days.end and not one.mark)
    if not ends:
        return ""
    days = (ends[0] - today).days
    if days < 0:
        late = _unbroken(f"на {count(-days, DAYS)}") if -days <= _YEAR else ""
        return (late or "больше года") if table == Phase.OVERDUE else f"просрочено {late}".rstrip()
    near = {0: "сегодня", 1: "завтра"}.get(days)
    return near or _unbroken(f"{plural(days, ('остался', 'осталось', 'осталось'))} {count(days, DAYS)}")


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _balance(plan: Plan, filters: Filters) -> Iterable[str]:
    """How the activities stand that pass the filters, whenever they are."""
    asked = choices(plan, filters._replace(window=None, state=None))
    states = [state_on(choice.activity, filters.today) for choice in asked]
    return [f"Всего {len(states)}: {states_words(states)}."] if states else []
