"""What the sheets of a workbook say over their tables, told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from luzplan.documents import DocumentCell, DocumentRow
from luzplan.documents.dates import names_year
from luzplan.russian import MONTHS, MONTHS_OF
from luzplan.russian.spelling import folded

_Sheet = tuple[str, tuple[DocumentRow, ...]]  # its name, empty if nobody gave it one
_BESIDE = 2  # texts; a row of more is a table's
_PERIOD = (
    r"(?:[1-4]|I{1,3}|IV|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:-?[а-я]{1,2})?\s+(?:кв|полуг|четв)[а-я]*"
    rf"|{'|'.join((*MONTHS, *MONTHS_OF))}"
)
_PERIODS = re.compile(
    rf"\s*\(({_PERIOD})\)|\s*[,–—-]\s+({_PERIOD})$|\b(?:на|за)\s+({_PERIOD})\s+(?P<year>20\d\d)\s+г(?:ода\b|\.)",
    re.IGNORECASE,
)


def without_repeats(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The sheets, what all of them have over their tables only on the first, and there without its period.

    The name and the period of a sheet stand right above its table, if nothing of its own does but the title
    of the whole plan.
    """
    leads = [tuple(takewhile(lambda row: len(row.filled) <= _BESIDE, rows)) for _, rows in sheets]
    pairs = list(zip(sheets, leads, strict=True))
    headed = [set(map(_without_period, lead)) for (_, rows), lead in pairs if lead != rows]
    common = set.intersection(*headed) if len(headed) > 1 else set()
    told: set[str] = set()
    parted: list[_Sheet] = []
    for (name, rows), lead in pairs:
        repeated = [row for row in lead if lead != rows and _without_period(row) in common]
        own = [row for row in lead if row not in repeated]
        first = [_bare(row) for row in repeated if _without_period(row) not in told]
        told |= set(map(_without_period, repeated))
        body = rows[len(lead) :]
        title = name if any(names_year(cell.text) for row in own for cell in row.filled) and body else ""
        if repeated and not own:  # the period that rows over the table tell where the name does not
            texts = (cell.text for row in repeated for cell in row.filled)
            pieces = (
                piece for text in texts for found in _PERIODS.finditer(text) for piece in found.groups()
            )
            period = next(filter(None, pieces), "")
            title = name if folded(period) in folded(name) else f"{name}. {period}".strip(". ")
        above = [DocumentRow((DocumentCell(title, body[0].width),), body[0].place)] if title else []
        parted.append(("" if title else name, (*first, *own, *above, *body)))
    return parted


def _without_period(row: DocumentRow) -> str:
    """The texts of a row, that are the same on each sheet."""
    return " ".join(cell.text for cell in _bare(row).filled)


def _bare(row: DocumentRow) -> DocumentRow:
    """A row without the period that its texts name: «План на I квартал 2025 года» is one on «2025 год»."""

    def rest(found: re.Match[str]) -> str:
        return f"на {found['year']} год" if found["year"] else ""

    return replace(row, cells=tuple(replace(one, text=_PERIODS.sub(rest, one.text)) for one in row.cells))
