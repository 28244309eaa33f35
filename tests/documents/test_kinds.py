"""Plans of the kinds that schools write, each with what a person reads off it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from luzplan.documents import Block, Document, DocumentTable
from luzplan.documents.plain_text import read_text
from luzplan.documents.recognition import recognise
from luzplan.documents.writing import write_plan
from luzplan.plan import Activity, Plan
from luzplan.school_year import SchoolYear, Span
from tests.building import build
from tests.conftest import ROOT

KINDS = sorted((ROOT / "tests/data/import/kinds").glob("*.txt"))
LINE_END = "⏎"  # inside a cell


def read(text: str) -> Document:
    document = read_text(text)
    return replace(document, blocks=tuple(map(_with_lines, document.blocks)))


def _with_lines(block: Block) -> Block:
    if not isinstance(block, DocumentTable):
        return block
    rows = (
        replace(row, cells=tuple(replace(cell, text=cell.text.replace(LINE_END, "\n")) for cell in row.cells))
        for row in block.rows
    )
    return DocumentTable(tuple(rows))


def imported(document: Document) -> Plan:
    transcript = recognise(document).transcript
    text = write_plan(transcript, transcript.year or SchoolYear(2000))
    built = build(text)
    assert not built.problems
    assert built.plan is not None
    return built.plan


def told(section: str, activity: Activity) -> str:
    deadline = activity.deadline
    spans = " ".join(map(_span, deadline.spans))
    when = str(activity.when) if deadline.kind.value == "recurring" or not spans else spans
    texts = (section, str(activity.what), when, str(activity.who))
    return " | ".join(text.replace("\n", LINE_END) for text in texts).rstrip()


def _span(span: Span) -> str:
    return "-".join(day.strftime("%d.%m.%Y") if day else "…" for day in span)


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_a_plan_says_what_people_read_in_the_document(path: Path) -> None:
    text, _, expected = path.read_text(encoding="utf-8").partition("-----\n")
    plan = imported(read(text))
    rows = [told(str(section.title), one) for section in plan.sections for one in section.activities]
    year, *lines = expected.rstrip("\n").split("\n")
    assert (str(plan.year), rows) == (year, lines)
