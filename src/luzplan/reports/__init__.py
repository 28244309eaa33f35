"""What a writer gets: the blocks of a document, tables and pictures among them."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from luzplan.reports.rows import ActivityRow, Cells, Column, Row, cells_of
from luzplan.reports.wording import Parts, title_line
from luzplan.russian.spelling import folded
from luzplan.school_year import Span


class Table(NamedTuple):
    """Rows under a title; ``key`` is the title's word for programs. A table without rows says ``empty``.

    A ``counted`` table says in its heading how many rows it has. ``remark`` is what the screen adds to
    the heading and the paper does not have: «выполнено 3 из 8». ``digest`` is what the screen shows in
    place of rows that are far off; of a table that is ``folded`` only its heading, which then says how to
    see the rows. An ``urgent`` one people have to see first.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
    empty: str = ""
    counted: bool = False
    remark: str = ""
    digest: str = ""
    folded: str = ""
    urgent: bool = False

    @property
    def heading(self) -> str:
        """What stands above the table, empty if nothing does."""
        heading = f"{self.title}: {len(self.rows)}" if self.counted else self.title
        return f"{heading}. {self.folded}" if self.folded else heading

    @property
    def cells(self) -> list[Cells]:
        """The cells of the rows, by the keys of the columns."""
        return [cells_of(row) for row in self.rows]


class Card(NamedTuple):
    """One activity with its cells under one another."""

    title: Parts
    columns: tuple[Column, ...]
    row: ActivityRow

    @property
    def table(self) -> Table:
        """The same for formats that have no cards."""
        return Table(title_line(self.title), self.columns, (self.row,))


class Paragraph(NamedTuple):
    """Lines of text that belong together."""

    lines: tuple[str, ...]


class Title(NamedTuple):
    """The document's name, line by line; ``remark`` is as in a table."""

    lines: tuple[str, ...]
    remark: str = ""


class Signatures(NamedTuple):
    """The approval blocks that stand side by side, each line by line."""

    left: tuple[str, ...]
    right: tuple[str, ...]


class Listing(NamedTuple):
    """A list under its heading."""

    heading: str
    items: tuple[str, ...]
    numbered: bool = False


class Stroke(StrEnum):
    """How the time of an activity is drawn."""

    DATES = "dates"
    OPEN = "open"
    ALWAYS = "always"
    REPEATS = "repeats"


class Bar(NamedTuple):
    """Days of the year in which an activity takes place, both inclusive.

    ``deadline`` tells whether it has to be ready on the last day, ``done`` whether this one of several
    deadlines is met.
    """

    stroke: Stroke
    start: date
    end: date
    deadline: bool = False
    done: bool = False


class Lane(NamedTuple):
    """An activity on the picture of the year; without bars its row tells why in words."""

    row: ActivityRow
    bars: tuple[Bar, ...]


class LaneGroup(NamedTuple):
    """Lanes under a title; ``remark`` is as in a table."""

    title: Parts
    lanes: tuple[Lane, ...]
    remark: str = ""


class Gantt(NamedTuple):
    """The months of a year with their activities as bars; ``today`` is None when it is in none of them."""

    months: tuple[Span, ...]
    today: date | None
    columns: tuple[Column, ...]
    groups: tuple[LaneGroup, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The same activities for formats that have no pictures."""
        return tuple(
            Table(
                title_line(group.title),
                self.columns,
                tuple(lane.row for lane in group.lanes),
                remark=group.remark,
            )
            for group in self.groups
        )

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes of all groups."""
        return tuple(lane for group in self.groups for lane in group.lanes)


class HeatMap(NamedTuple):
    """Counts under ``months`` and sums beside them; ``totals`` is the row below; the rest as in a table."""

    columns: tuple[Column, ...]
    rows: tuple[Cells, ...]
    months: tuple[str, ...]
    totals: Cells
    title: str = ""
    remark: str = ""

    @property
    def peak(self) -> int:
        """The largest count of a month, 0 if there is nothing."""
        counts = (row[month] for row in self.rows for month in self.months)
        return max((count for count in counts if isinstance(count, int)), default=0)

    @property
    def with_totals(self) -> tuple[Cells, ...]:
        """The rows and the one below them."""
        return (*self.rows, {**self.totals, self.columns[0].key: "Всего"})

    @property
    def table(self) -> Table:
        """The rows for formats that have no pictures."""
        return Table(self.title, self.columns, self.rows, remark=self.remark)


Block = Table | Card | Paragraph | Title | Signatures | Listing | Gantt | HeatMap


def tables_of(block: Block) -> tuple[Table, ...]:
    """The tables that a block is or stands for."""
    match block:
        case Table():
            return (block,)
        case Card() | HeatMap():
            return (block.table,)
        case Gantt():
            return block.tables
    return ()


class Option(NamedTuple):
    """A value by which a document can be narrowed, and the positions of the rows that it leaves."""

    value: str
    title: str
    ids: frozenset[str]


class Facet(NamedTuple):
    """A question by which the reader of a page can narrow it: its key, its words, its answers."""

    key: str
    title: str
    options: tuple[Option, ...]


class Report(NamedTuple):
    """An answer: its title, its blocks in order, and what people should know besides.

    ``facets`` are for formats that let their reader narrow the rows; ``record`` is for programs, in the
    place of the rows. ``head`` has texts, lists and mappings that a whole plan says beside what is shown,
    to be carried along. ``is_calendar`` says that it is somebody's whole calendar, ``revision`` how often
    the plan has been changed, 0 if nobody knows.
    """

    title: Parts
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    record: Mapping[str, object] | None = None
    is_calendar: bool = False
    revision: int = 0
    unread: int = 0
    head: Mapping[str, object] | None = None

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, those that other blocks stand for among them."""
        return tuple(table for block in self.blocks for table in tables_of(block))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all tables, in order."""
        return tuple(row for table in self.tables for row in table.rows)


PLAN = Column("plan", "План")


# By the field that people name; what is alike stays in the order of the plan.
ORDERS: Mapping[str, Callable[[ActivityRow], Any]] = MappingProxyType({
    "id": lambda row: (row.section, row.number),
    # What ends first stands first; what has no end, last.
    "when": lambda row: min((one.days.end for one in row.occurrences if one.days.end), default=date.max),
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
