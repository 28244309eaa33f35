"""A table that sets periods against directions of work is told from one that does not."""

from __future__ import annotations

import pytest

from luzplan.documents import DocumentCell, DocumentRow, DocumentTable
from luzplan.documents.matrix import matrix_segments


@pytest.mark.parametrize(
    ("first", "is_turned"), [(("сентябрь", "октябрь"), True), (("Хор", "Оркестр"), False), ((), False)]
)
def test_the_rows_of_a_matrix_begin_with_periods(first: tuple[str, ...], is_turned: bool) -> None:
    rows = [("", "Работа с детьми", "Работа с родителями"), *((one, "Концерт", "Собрание") for one in first)]
    table = DocumentTable(tuple(DocumentRow(tuple(map(DocumentCell, row))) for row in rows))
    assert bool(matrix_segments(table)) is is_turned
