"""The report of an import fits on a screen, whatever there is to say."""

from __future__ import annotations

from luzplan.documents import Remark
from luzplan.documents.plain_text import read_text
from luzplan.documents.transcript import ActivityText, SectionText, Transcript
from luzplan.documents.writing import left_to_do, remark_lines, seen_words
from luzplan.school_year import SchoolYear


def test_remarks_that_are_alike_are_counted_after_the_first() -> None:
    remarks = [Remark(f"в ячейке {at} мероприятия", f"строка {at}") for at in range(2, 9)]
    assert remark_lines(remarks) == [
        "Проверьте:",
        "  строка 2: в ячейке 2 мероприятия",
        "  строка 3: в ячейке 3 мероприятия",
        "  строка 4: в ячейке 4 мероприятия",
        "  и ещё 4 таких: строка 5 … строка 8",
    ]


def test_of_texts_without_a_place_the_first_are_told_and_where_the_others_are() -> None:
    remarks = [Remark(f"сноска «{at}»", unplaced=True) for at in range(9)]
    assert remark_lines(remarks) == [
        "Не нашлось своего места:",
        "  сноска «0»",
        "  сноска «1»",
        "  сноска «2»",
        "  и ещё 6 таких: смотрите в самом документе",
    ]


def test_what_is_left_is_counted_in_what_the_sections_say() -> None:
    rows = tuple(ActivityText("Дело", when) for when in ("5", "", "как получится"))
    month, other = SectionText("Октябрь", rows), SectionText("Разное", rows)
    assert left_to_do(Transcript(sections=(month,)), SchoolYear(2021)) == [
        "Осталось сделать:",
        "  сроки не поняты (1): «как получится»",
    ]
    assert left_to_do(Transcript(sections=(other,)), SchoolYear(2021)) == [
        "Осталось сделать:",
        "  сроки не поняты (2): «5», «как получится»",
        "  без срока 1 мероприятие из 3",
    ]


def test_a_document_without_a_plan_is_described() -> None:
    text = "Приказ\n№\tФ.И.О.\tДолжность\n1\tЛапин В.Е.\tучитель\n"
    assert seen_words(read_text(text)) == "таблица с шапкой «№ · Ф.И.О. · Должность» и 1 строка текста"
