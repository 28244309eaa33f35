"""A cell is told by its type."""

from __future__ import annotations

import ast
import json
from datetime import date

import pytest

from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor, Scope
from luzplan.formats.cells import cell_text, flat_text
from luzplan.formats.json import dump
from luzplan.plan.occurrences import State
from luzplan.reports.rows import Cell, Executors, Labelled, Names, Spans, Wording
from luzplan.school_year import Span
from tests.conftest import ROOT

MAY = Span(None, date(2012, 5, 15))
DIRECTOR, ANYONE = Executor("Директор", Scope.KIND, "средняя"), Executor("Психолог")
REWORDED = Wording((("", "план"), ("-", "старый"), ("+", "новый")))
EXAMPLES: list[tuple[Cell, str, object]] = [
    (None, "", None),
    (False, "", False),
    (True, "да", True),
    (0, "0", 0),
    ("слово\x1b", "слово\ufffd", "слово\x1b"),
    (State.DUE, "идёт", "due"),
    (DeadlineKind.NONE, "не указан", "none"),
    (date(2012, 5, 1), "1 мая 2012", "2012-05-01"),
    (Spans((MAY,)), "до 15 мая 2012", [{"start": None, "end": "2012-05-15"}]),
    (Spans(), "", []),
    (Names(("БШ", "СОШ\x00")), "БШ; СОШ\ufffd", ["БШ", "СОШ\x00"]),
    (
        Executors((DIRECTOR, ANYONE)),
        "Директор (средние школы); Психолог",
        [
            {"role": "Директор", "scope": "kind", "school": "средняя"},
            {"role": "Психолог", "scope": "none", "school": None},
        ],
    ),
    (
        REWORDED,
        "план [-старый-] {+новый+}",
        [
            {"mark": "", "words": "план"},
            {"mark": "-", "words": "старый"},
            {"mark": "+", "words": "новый"},
        ],
    ),
    (Labelled("dates", "с 1 по 5 мая"), "с 1 по 5 мая", "dates"),
]


@pytest.mark.parametrize(("cell", "text", "plain"), EXAMPLES)
def test_people_and_programs_are_told_by_the_type(cell: Cell, text: str, plain: object) -> None:
    assert cell_text(cell) == text
    assert json.loads(dump([cell])) == [plain]


def test_a_cell_on_one_line_has_no_line_ends() -> None:
    assert flat_text("первая\n вторая\r\nтретья") == "первая вторая третья"


def test_no_writer_goes_back_into_the_model() -> None:
    """What a report says is all that a format needs: it knows nothing of plans and selections."""
    found = [
        (path.name, node.module)
        for path in (ROOT / "src" / "luzplan" / "formats").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    assert ("cells.py", "luzplan.reports.rows") in found
    assert [one for one in found if one[1].startswith(("luzplan.plan", "luzplan.selection"))] == []
