"""What stands over the tables of several sheets, and what of it is said once."""

from __future__ import annotations

import pytest

from luzplan.documents import DocumentCell, DocumentRow
from luzplan.documents.sheets import without_repeats

TABLE = ("№|Дело|Срок", "1|Урок|май")
ORG = "Школа № 1"


def sheet(name: str, *lead: str) -> tuple[str, tuple[DocumentRow, ...]]:
    texts = (line.split("|") for line in (*lead, *TABLE))
    return name, tuple(DocumentRow(tuple(map(DocumentCell, row))) for row in texts)


@pytest.mark.parametrize(
    ("sheets", "shown"),
    [
        (
            [sheet("I квартал", ORG, "Дела (I квартал)"), sheet("II квартал", ORG, "Дела (II квартал)")],
            [("", [ORG, "Дела", "I квартал"]), ("", ["II квартал"])],
        ),
        (
            [sheet("", "План на январь 2025 года"), sheet("", "План на февраль 2025 года")],
            [("", ["План на 2025 год", "январь"]), ("", ["февраль"])],
        ),
        (
            [sheet("Учёба", ORG, "Учебная работа"), sheet("Спорт", ORG, "Спорт и здоровье")],
            [("Учёба", [ORG, "Учебная работа"]), ("Спорт", ["Спорт и здоровье"])],
        ),
        (
            [sheet("Кружки", "План (1-й квартал)"), sheet("Клубы", "План (2-й квартал)")],
            [("", ["План", "Кружки. 1-й квартал"]), ("", ["Клубы. 2-й квартал"])],
        ),
        (
            [sheet("1 полугодие", "План на 2022-2023 учебный год"), sheet("2 полугодие")],
            [("", ["План на 2022-2023 учебный год", "1 полугодие"]), ("2 полугодие", [])],
        ),
        ([sheet("а", "План а"), sheet("б", "План б")], [("а", ["План а"]), ("б", ["План б"])]),
    ],
)  # fmt: skip
def test_what_all_sheets_say_is_said_once(
    sheets: list[tuple[str, tuple[DocumentRow, ...]]], shown: list[tuple[str, list[str]]]
) -> None:
    parted = without_repeats(sheets)
    assert [(name, [row.filled[0].text for row in rows[:-2]]) for name, rows in parted] == shown
    assert all(rows[-2:] == sheet("", *())[1] for _, rows in parted)
