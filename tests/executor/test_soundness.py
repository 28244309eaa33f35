"""Whatever a cell is, it is read without an exception; how it is typed does not change what it means."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.answers import RoleBook
from luzplan.executor import Executor
from luzplan.executor.words import stems_of
from luzplan.russian.spelling import folded
from tests.conftest import DATA
from tests.executor.conftest import plan_book

pytestmark = pytest.mark.slow

BOOK = plan_book()
PIECES = st.sampled_from(
    [
        "Директор", "замы по УВР", "и ВР", "кл. рук", "рук-ли", "5-11 классов", "Совет", "округа", "МОКУ СОШ",
        "№2", "«Радуга»", "(по согласованию)", "Иванова", "И.О.", "БШ", "школ", "отв.:", "учителя", "физики",
        ",", ";", "/", " ", "\n", "-", "–", ".", "…", "(", ")", "[", "«", "»", '"', "№", ":", "и", "по", "ё",
        "\u00ad", "\u0306", "\u00a0", "\N{COMBINING ACUTE ACCENT}", "IX", "9а", "12", "İ", "ß", "\U0001f600",
    ]
)  # fmt: skip
CELLS = st.lists(PIECES | st.text(max_size=4), max_size=12).map("".join)
WORDED = ("deputies", "teachers", "kindergarten", "staff", "pupils")


def known_cells(file: str) -> list[str]:
    lines = (DATA / "executors" / f"{file}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines]


def meaning(book: RoleBook, cell: str) -> list[tuple[object, ...]]:
    return [(stems_of(one.role), one.scope, folded(one.school or "")) for one in book.read(cell).executors]


@given(CELLS)
@settings(max_examples=300, deadline=None)
def test_any_cell_is_read_with_places_inside_it(cell: str) -> None:
    reading = BOOK.read(cell)
    executors = [(one.start, one.end) for one in reading.executors]
    unknown = [(name.start, name.end) for name in reading.unknown]
    assert all(0 <= start < end <= len(cell) for start, end in executors + unknown)
    assert executors == sorted(executors)
    assert unknown == sorted(unknown)
    assert all(before[1] <= after[0] for before, after in pairwise(executors))
    assert all(cell[name.start : name.end] == name.text for name in reading.unknown)


@given(CELLS)
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_asked_for(text: str) -> None:
    found, school, ancestors = BOOK.query(text), BOOK.find_school(text), BOOK.ancestors(text)
    assert isinstance(found, Executor) or text[found.start : found.end] == found.text
    assert school is None or BOOK.find_school(school.name) == school
    assert len(set(ancestors)) == len(ancestors)


@pytest.mark.parametrize(
    "cell",
    [
        "(" * 2000,
        "директора " * 200,
        "зам - - " * 250,
        "5 класс " * 250,
        "и" * 2000,
        "школы № 1" + ", 2" * 660,
    ],
)
def test_a_long_cell_is_no_danger(cell: str) -> None:
    reading = BOOK.read(cell)
    assert all(0 <= one.start < one.end <= len(cell) for one in reading.executors)
    assert all(0 <= one.start < one.end <= len(cell) for one in reading.unknown)


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: cell.replace("-", "–"),
        lambda cell: cell.replace("-", " — "),
        lambda cell: cell.replace("ё", "е").replace("Ё", "Е"),
        lambda cell: f"  {cell} ".replace(" ", "   "),
        lambda cell: cell.replace(" ", "\u00a0"),
        lambda cell: cell.replace(" ", "\n"),
        lambda cell: cell.replace("й", "и\u0306"),
        str.upper,
        str.lower,
    ],
    ids=["dash", "wide-dash", "yo", "spaces", "no-break", "lines", "two-part-y", "upper", "lower"],
)
def test_how_it_is_typed_does_not_change_what_it_means(book: RoleBook, change: Callable[[str], str]) -> None:
    cells = [cell for file in WORDED for cell in known_cells(file)]
    named = [cell for cell in cells if not any(one.person for one in book.read(cell).executors)]
    assert len(named) > 250
    changed = {cell: meaning(book, change(cell)) for cell in named}
    assert changed == {cell: meaning(book, cell) for cell in named}
