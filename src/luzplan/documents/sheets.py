"""The sheets of a workbook with a part of the plan each: what repeats over them is of the whole plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from luzplan.documents import DocumentCell, DocumentRow
from luzplan.russian import MONTHS, MONTHS_OF
from luzplan.russian.spelling import folded

Sheet = tuple[str, tuple[DocumentRow, ...]]  # its name, empty if nobody gave it one
_BESIDE = 2  # texts; a row of more is a table's
_PERIOD = (
    r"(?:[1-4]|I{1,3}|IV|перв\w+|втор\w+|трет\w+|четв[её]рт\w+)(?:-?[а-я]{1,2})?\s+(?:кв|полуг|четв)[а-я]*"
    rf"|{'|'.join((*MONTHS, *MONTHS_OF))}"
)
_PERIODS = re.compile(
    rf"\s*\(({_PERIOD})\)|\s*[,–—-]\s+({_PERIOD})$|\b(?:на|за)\s+({_PERIOD})\s+(?P<year>20\d\d)\s+г(?:ода\b|\.)",
    re.IGNORECASE,
)


def without_repeats(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets, what all of them have over their tables only on the first, and there without its period.

    The name and the period of a sheet stand right above its table, if nothing of its own does.
    """
    leads = [tuple(takewhile(lambda row: len(row.filled) <= _BESIDE, rows)) for _, rows in sheets]
    parted = zip(sheets, leads, strict=True)
    headed = [set(map(_without_period, lead)) for (_, rows), lead in parted if lead != rows]
    common = set.intersection(*headed) if len(headed) > 1 else set()
    told: set[str] = set()
    found: list[Sheet] = []
    for (name, rows), lead in zip(sheets, leads, strict=True):
        repeated = [row for row in lead if lead != rows and _without_period(row) in common]
        own = [row for row in lead if row not in repeated]
        first = [_bare(row) for row in repeated if _without_period(row) not in told]
        told |= set(map(_without_period, repeated))
        body = rows[len(lead) :]
        title = _titled(name, repeated) if repeated and not own else ""
        above = [DocumentRow((DocumentCell(title, body[0].width),), body[0].place)] if title else []
        found.append(("" if title else name, (*first, *own, *above, *body)))
    return found


def _titled(name: str, rows: Sequence[DocumentRow]) -> str:
    """A sheet's name, and the period that rows over its table tell where the name does not."""
    texts = (cell.text for row in rows for cell in row.filled)
    pieces = (piece for text in texts for found in _PERIODS.finditer(text) for piece in found.groups())
    period = next(filter(None, pieces), "")
    return name if folded(period) in folded(name) else f"{name}. {period}".strip(". ")


def _without_period(row: DocumentRow) -> str:
    """The texts of a row, that are the same on each sheet."""
    return " ".join(cell.text for cell in _bare(row).filled)


def _bare(row: DocumentRow) -> DocumentRow:
    """A row without the period that its texts name: «План на I квартал 2025 года» is one on «2025 год»."""
    return replace(row, cells=tuple(replace(one, text=_PERIODS.sub(_rest, one.text)) for one in row.cells))


def _rest(found: re.Match[str]) -> str:
    return f"на {found['year']} год" if found["year"] else ""
