"""What a writer gets: blocks of a document, of which tables are rows of typed cells."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from luzplan.executor import Executor
from luzplan.reports.identity import Origin
from luzplan.school_year import SchoolYear, Span


class Wording(NamedTuple):
    """A text that was reworded: pieces in order, each marked «-» (went), «+» (came) or «» (stayed)."""

    pieces: tuple[tuple[str, str], ...]


class Told(NamedTuple):
    """A word for programs that people are told in other words."""

    value: str
    words: str


class Deferred(NamedTuple):
    """A cell that is worked out only by the writers that show it."""

    value: "Callable[[], Cell]"


Several = tuple[Span, ...] | tuple[Executor, ...] | tuple[str, ...]
Cell = str | int | bool | date | None | Wording | Told | Deferred | Origin | Several
Row = Mapping[str, Cell]  # a record under fixed keys; a table shows some of them
ORIGIN = "origin"  # the key of a cell that is never shown: where the row comes from


class Column(NamedTuple):
    """A column that is shown: the key of its cells and its heading."""

    key: str
    heading: str


class Table(NamedTuple):
    """Rows under a title; ``key`` is the title's word for programs. A table without rows says ``empty``.

    A ``counted`` table says in its heading how many rows it has. ``remark`` is what the screen adds to
    the heading and the paper does not have: «выполнено 3 из 8».
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
    empty: str = ""
    counted: bool = False
    remark: str = ""

    @property
    def heading(self) -> str:
        """What stands above the table, empty if nothing does."""
        return f"{self.title}: {len(self.rows)}" if self.counted else self.title


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

    ``deadline`` tells whether it has to be ready on the last day.
    """

    stroke: Stroke
    start: date
    end: date
    deadline: bool = False


class Lane(NamedTuple):
    """An activity on the picture of the year; without bars its row tells why in words."""

    row: Row
    bars: tuple[Bar, ...]


class LaneGroup(NamedTuple):
    """Lanes under a title; ``remark`` is as in a table."""

    title: str
    lanes: tuple[Lane, ...]
    remark: str = ""


class Gantt(NamedTuple):
    """The school year with its activities as bars; ``today`` is None when it is not in the year."""

    year: SchoolYear
    today: date | None
    columns: tuple[Column, ...]
    groups: tuple[LaneGroup, ...]

    @property
    def tables(self) -> tuple[Table, ...]:
        """The same activities for formats that have no pictures."""
        return tuple(
            Table(group.title, self.columns, tuple(lane.row for lane in group.lanes), remark=group.remark)
            for group in self.groups
        )

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes of all groups."""
        return tuple(lane for group in self.groups for lane in group.lanes)


class HeatMap(NamedTuple):
    """A table whose columns under ``months`` hold counts; ``totals`` is the row below it."""

    table: Table
    months: tuple[str, ...]
    totals: Row

    @property
    def peak(self) -> int:
        """The largest count of a month, 0 if there is nothing."""
        counts = (row[month] for row in self.table.rows for month in self.months)
        return max((count for count in counts if isinstance(count, int)), default=0)


Block = Table | Paragraph | Title | Signatures | Listing | Gantt | HeatMap


class Option(NamedTuple):
    """A value by which a document can be narrowed, and the ids of the rows that it leaves."""

    value: str
    title: str
    ids: frozenset[str]


class Facet(NamedTuple):
    """A question by which the reader of a page can narrow it: its key, its words, its answers."""

    key: str
    title: str
    options: tuple[Option, ...]


TITLE_MARK = " · "  # between the parts of a title


def title_of(*parts: str) -> str:
    """Join what there is of the parts: «Сроки: февраль 2012 · Лузский школьный округ»."""
    return TITLE_MARK.join(filter(None, parts))


class Report(NamedTuple):
    """An answer: its title, its blocks in order, and what people should know besides.

    ``facets`` are for formats that let their reader narrow the rows.
    """

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, those that pictures stand for among them."""
        return tuple(table for block in self.blocks for table in _tables(block))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all tables, in order."""
        return tuple(row for table in self.tables for row in table.rows)


def _tables(block: Block) -> tuple[Table, ...]:
    match block:
        case Table():
            return (block,)
        case Gantt():
            return block.tables
        case HeatMap():
            return (block.table,)
    return ()
