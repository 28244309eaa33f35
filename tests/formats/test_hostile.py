"""Whatever a plan says, it is text in every format and nothing else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest

from luzplan.formats import FORMATS, Page, UnsuitableFormat, writer
from luzplan.plan import Plan
from luzplan.reports import Report
from luzplan.reports.due import due_report
from luzplan.reports.overview import timeline_report
from luzplan.reports.paper import document_report
from luzplan.selection import Filters, Grouping
from tests.building import plan_in

HOSTILE = (
    "[red]а[/b] :smile:", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "а|б", "::error::в",
    "<script>alert(1)</script>", "а\x1b[31mб\x07", "а\u202eб\u2066", "&amp; ]]> {{ 7*7 }}",
    "a\tb", "`код` *звёзды* _черты_ # решётка", "%0A%0D",
)  # fmt: skip
ALL = Filters(today=date(2012, 2, 10))


@pytest.fixture(scope="module")
def plan() -> Plan:
    named = json.dumps("Столбец|<script>alert(1)</script>\n" + HOSTILE[7])
    rows = ", ".join(
        f"{{what: {json.dumps(text)}, when: май, who: {json.dumps(text)}, {named}: {json.dumps(text)}}}"
        for text in HOSTILE
    )
    head = f"title: {json.dumps('<b>План</b> ' + chr(27))}\nyear: 2011-2012\ncolumns: [{named}]\n"
    text = f"{head}sections: [{{title: '<i>[b]Раздел[/b]</i>', activities: [{rows}]}}]\n"
    return plan_in(text)


def texts_of(written: str | bytes) -> list[str]:
    """A text, or the parts of an office file."""
    if isinstance(written, str):
        return [written]
    if not written.startswith(b"PK"):
        return [written.decode()]
    with zipfile.ZipFile(io.BytesIO(written)) as file:
        return [file.read(name).decode() for name in file.namelist() if name.endswith(".xml")]


REPORTS: dict[str, Callable[[Plan], Report]] = {
    "document": lambda plan: document_report(plan, ALL),
    "due": lambda plan: due_report(plan, ALL),
    "timeline": lambda plan: timeline_report(plan, ALL, Grouping.SECTION),
}


@pytest.mark.parametrize("report_name", REPORTS)
@pytest.mark.parametrize("name", FORMATS)
def test_no_format_lets_a_text_do_anything(name: str, report_name: str, plan: Plan) -> None:
    try:
        written = texts_of(writer(name)(REPORTS[report_name](plan), Page(width=80)))
    except UnsuitableFormat:
        pytest.skip("this format shows no such report")
    for text in written:
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    whole = "\n".join(written)
    if name in ("md", "html", "svg", "docx", "xlsx"):
        assert "<script>alert" not in whole
    if name == "md":
        assert (
            len({len(re.findall(r"(?<!\\)\|", line)) for line in whole.splitlines() if line[:1] == "|"}) == 1
        )
    if name == "csv":
        assert not re.search(r'(^|[;,"])[=+@-]', whole, re.MULTILINE)
    if name == "xlsx":
        assert "<f>" not in whole
    if name in ("table", "tsv"):
        assert report_name == "timeline" or "[red]а[/b] :smile:" in whole
