from __future__ import annotations

from luzplan.documents import DocumentParagraph
from luzplan.documents.titles import headline_length, split_headline, take_title


def test_a_title_goes_on_behind_its_year_where_the_sentence_does() -> None:
    lines = ("План работы на 2023-2024 учебный год", "центра «Точка роста»", "Цель: рост")
    paragraphs = [DocumentParagraph(text, prominent=2) for text in lines]
    title, rest = take_title(paragraphs)
    assert title == lines[:2]
    assert [one.text for one in rest] == ["Цель: рост"]


def test_a_slogan_above_a_heading_is_no_part_of_it() -> None:
    lines = [DocumentParagraph("«Живая история»", prominent=1), DocumentParagraph("Музей", prominent=2)]
    assert split_headline(lines) == ("Музей", ("«Живая история»",))
    assert headline_length(lines, among_others=True) == 1
