"""CSV as a Russian Excel opens it: a byte order mark, semicolons, and no cell that runs as a formula."""

from __future__ import annotations

import csv
import re
from io import StringIO

from luzplan.formats.registry import Page
from luzplan.formats.tsv import flat_lines
from luzplan.reports.report import Report

_FORMULA = tuple("=+-@＝＋－＠")  # what begins a formula, also where Excel reads wide letters so
_LIKE_DATE = re.compile(r"\d+([./-]\d+)+")  # 2.10 is an activity; Excel would make it the 2nd of October


def write(report: Report, page: Page) -> bytes:
    """Write the rows as bytes: Excel knows the encoding by the mark, whatever the console's is."""
    del page  # a line is as wide as its cells
    out = StringIO()
    lines = ([_inert(cell) for cell in line] for line in flat_lines(report))
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode("utf-8-sig")


def _inert(cell: str) -> str:
    """Mark as text what a spreadsheet would take for something else; it shows the tab as nothing."""
    if cell.startswith(_FORMULA):
        return f"'{cell}"
    return f"\t{cell}" if _LIKE_DATE.fullmatch(cell) else cell
