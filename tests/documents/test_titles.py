from __future__ import annotations

import pytest

from luzplan.documents import DocumentParagraph
from luzplan.documents.document_title import take_title
from luzplan.documents.plain_text import read_text
from luzplan.documents.recognition import recognise
from luzplan.documents.titles import headline_length, split_headline


def test_a_title_goes_on_behind_its_year_where_the_sentence_does() -> None:
    lines = ("План работы на 2023-2024 учебный год", "центра «Точка роста»", "Цель: рост")
    paragraphs = [DocumentParagraph(text, prominent=2) for text in lines]
    title, _, rest = take_title(paragraphs)
    assert title == lines[:2]
    assert [one.text for one in rest] == ["Цель: рост"]


def test_a_slogan_above_a_heading_is_no_part_of_it() -> None:
    lines = [DocumentParagraph("«Живая история»", prominent=1), DocumentParagraph("Музей", prominent=2)]
    assert split_headline(lines) == ("Музей", ("«Живая история»",))
    assert headline_length(lines, among_others=True) == 1


@pytest.mark.parametrize(
    "house",
    [
        "МБОУ «Гимназия № 2»",
        "ГУО «Гимназия № 2 г. Слуцка»",
        "Министерство образования",
        "КГП на ПХВ «Колледж»",
    ],
)
def test_whose_plan_it_is_stands_above_its_title_and_is_no_part_of_it(house: str) -> None:
    rows = "№\tМероприятие\tСрок\n1\tСовет\tмай\n2\tСбор\tмай"
    text = f"{house}\nЦиклограмма контроля\nна 2021-2022 учебный год\n\n{rows}"
    transcript = recognise(read_text(text)).transcript
    assert transcript.texts["title"] == "Циклограмма контроля\nна 2021-2022 учебный год"
    assert transcript.texts["preface"] == (house,)
    assert [section.title for section in transcript.sections] == [""]


def test_a_house_below_the_title_is_no_section() -> None:
    lines = [
        DocumentParagraph(text, prominent=1)
        for text in ("КГП на ПХВ «Колледж», 2024 год", "Работа с кадрами")
    ]
    assert headline_length(lines[:1], among_others=True) == 0
    assert split_headline(lines[1:]) == ("Работа с кадрами", ())
