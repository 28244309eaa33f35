"""What a writer gets: blocks of a document, of which tables are rows of typed cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from luzplan.calendar import Span
from luzplan.executor import Executor

Cell = str | int | bool | date | None | tuple[Span, ...] | tuple[Executor, ...] | tuple[str, ...]
Row = Mapping[str, Cell]  # a record under fixed keys; a table shows some of them


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is shown: the key of its cells and its heading."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; ``key`` is the title's word for programs. A table without rows says ``empty``.

    A ``counted`` table says in its heading how many rows it has.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str = ""
    empty: str = ""
    counted: bool = False

    @property
    def heading(self) -> str:
        """What stands above the table, empty if nothing does."""
        return f"{self.title}: {len(self.rows)}" if self.counted else self.title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of text that belong together."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """The document's name, line by line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The approval blocks that stand side by side, each line by line."""

    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under its heading."""

    heading: str
    items: tuple[str, ...]
    numbered: bool = False


Block = Table | Paragraph | Title | Signatures | Listing


@dataclass(frozen=True, slots=True)
class Report:
    """An answer: its title, its blocks in order, and what people should know besides."""

    title: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The blocks that have rows."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows of all tables, in order."""
        return tuple(row for table in self.tables for row in table.rows)
