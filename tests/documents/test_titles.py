from __future__ import annotations

from luzplan.documents import DocumentParagraph
from luzplan.documents.titles import take_title


def test_a_title_goes_on_behind_its_year_where_the_sentence_does() -> None:
    lines = ("План работы на 2023-2024 учебный год", "центра «Точка роста»", "Цель: рост")
    paragraphs = [DocumentParagraph(text, prominent=True) for text in lines]
    title, rest = take_title(paragraphs)
    assert title == lines[:2]
    assert [one.text for one in rest] == ["Цель: рост"]
