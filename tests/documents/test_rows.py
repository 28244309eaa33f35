"""Columns that their headings leave open, settled by what is in them."""

from __future__ import annotations

import pytest

from luzplan.documents.plain_text import read_text
from luzplan.documents.recognition import recognise


@pytest.mark.parametrize(
    ("heading", "texts", "done"),
    [
        ("Выполнение", ("13.09.2024", "вып. 20.10.2024", ""), ["2024-09-13", "2024-10-20", ""]),
        ("Исполнение", ("13.09.2024", "выполнено", "перенесено на май"), ["2024-09-13", "", ""]),
        ("Выполнение", ("приказ", "справка", "13.09.2024"), None),
    ],
)
def test_what_has_days_and_marks_below_it_says_what_was_done(
    heading: str, texts: tuple[str, ...], done: list[str] | None
) -> None:
    rows = (f"{at}\tДело {at}\tмай\tДиректор\t{text}" for at, text in enumerate(texts, 1))
    plan = f"План на 2024-2025 учебный год\n\n№\tМероприятие\tСрок\tОтветственный\t{heading}\n"
    sections = recognise(read_text(plan + "\n".join(rows))).transcript.sections
    activities = [one for section in sections for one in section.activities]
    kept = [one.done for one in activities]
    assert kept == done or (done is None and [dict(one.extra)[heading] for one in activities] == list(texts))
