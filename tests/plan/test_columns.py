from __future__ import annotations

import pytest

from luzplan.plan.build import Built, build_plan
from luzplan.text import Source
from tests.building import build


def built(columns: str, row: str) -> Built:
    text = (
        f"year: 2011-2012\ncolumns: {columns}\nsections: [{{title: А, activities: [{{what: а, {row}}}]}}]\n"
    )
    return build(text)


def test_a_row_has_its_cells_in_the_order_of_the_columns_whatever_its_own() -> None:
    result = built("[Классы, Форма]", "Форма: КТД, Классы: 5–9")
    assert result.plan is not None
    assert result.plan.columns == ("Классы", "Форма")
    (activity,) = result.plan.activities()
    assert activity.columns == (("Классы", "5–9"), ("Форма", "КТД"))
    assert result.problems == ()


def test_a_cell_is_text_whatever_yaml_takes_it_for_and_an_empty_one_is_none() -> None:
    result = built("[Классы, Часы]", "Классы: 010, Часы: ")
    assert result.plan is not None
    (activity,) = result.plan.activities()
    assert activity.columns == (("Классы", "010"),)


@pytest.mark.parametrize(
    ("columns", "row", "code", "marked", "hint"),
    [
        ("[Классы]", "Класы: 5", "LP008", "Класы", "может быть, «Классы»?"),
        ("", "Классы: 5", "LP008", "Классы", "columns: [Классы]"),
        ("[Классы, Классы]", "Классы: 5", "LP011", "Классы", "оставьте один из них"),
        ("[note]", "note: 5", "LP011", "note", "по-русски"),
        ("[Классы]", "Классы: [5, 6]", "LP009", "[", "ячейка этого столбца"),
    ],
)
def test_a_slip_is_told_at_its_place(columns: str, row: str, code: str, marked: str, hint: str) -> None:
    result = built(columns, row)
    (problem,) = result.problems
    assert (problem.code, result.source.text[problem.start : problem.end]) == (code, marked)
    assert hint in problem.hint


def test_more_columns_than_any_paper_holds_are_told_of() -> None:
    columns = ", ".join(f"Столбец {number}" for number in range(150))
    text = f"year: 2011-2012\ncolumns: [{columns}]\nsections: []\n"
    built = build_plan(Source("plan.yaml", text))
    (problem,) = built.problems
    assert (problem.message, text[problem.start : problem.end]) == ("столбцов больше 100", "Столбец 100")
    assert built.plan is not None
    assert len(built.plan.columns) == 100
