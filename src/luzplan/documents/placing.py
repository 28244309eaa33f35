"""The cells of a row and the columns that they lie in, whatever their spans."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from luzplan.documents import DocumentCell, DocumentRow
from luzplan.documents.headings import PlanColumn, PlanColumns


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the column it lies in, None if in none, and the number of columns it covers."""

    cell: DocumentCell
    column: PlanColumn | None
    covers: int


def placed_cells(row: DocumentRow, columns: PlanColumns) -> tuple[Placed, ...]:
    """The row's cells with their columns; a cell lies in the column of which it covers most."""
    places = _places(tuple(cell.span for cell in row.cells), columns)
    return tuple(Placed(cell, *place) for cell, place in zip(row.cells, places, strict=True))


@lru_cache  # the rows of a table are parted alike
def _places(spans: tuple[int, ...], columns: PlanColumns) -> tuple[tuple[PlanColumn | None, int], ...]:
    """The columns of cells that take so many columns of the grid, and how many each covers."""
    places, start = [], 0
    for span in spans:
        end = start + span
        under = [(min(column.end, end) - max(column.start, start), column) for column in columns]
        most, column = max(under, key=lambda pair: pair[0])
        places.append((column if most > 0 else None, sum(overlap > 0 for overlap, _ in under)))
        start = end
    return tuple(places)
