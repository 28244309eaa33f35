"""What real cells say: each line of the data is a cell, its executors, and the words not understood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from luzplan.answers import RoleBook
from tests.conftest import DATA
from tests.executor.conftest import written

FILES = sorted((DATA / "executors").glob("*.tsv"))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_cells_are_read_as_people_mean_them(
    file: Path, book: RoleBook, golden: Callable[[Path, str], None]
) -> None:
    cells = [line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines()]
    lines = ("\t".join((cell, *written(cell, book.read(cell)))).rstrip("\t") for cell in cells)
    golden(file, "".join(f"{line}\n" for line in lines))


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("ДДТ\nРЦДО", ["Дом детского творчества", "РЦДО"]),
        ("Управление финансов\nООО «Лес»", ["Управление финансов", "ООО «Лес»"]),
        ("МП «Рассвет»\nМП «Заря»", ["МП «Рассвет»", "МП «Заря»"]),
        ("Управление\nРоспотребнадзора", ["Управление Роспотребнадзора"]),
        ("Председатель КЧС\nи ПБ", ["Председатель КЧС и ПБ"]),
        ("Зам. директора\n\nпо УВР", ["Зам по УВР"]),
        ("Директор\nДДТ", ["Директор ДДТ"]),
    ],
)
def test_the_end_of_a_line_parts_names_that_are_complete(book: RoleBook, cell: str, roles: list[str]) -> None:
    assert [one.role for one in book.read(cell).executors] == roles
