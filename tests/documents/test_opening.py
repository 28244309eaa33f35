"""What stands above a plan's tables is told apart, wherever on the page it is set."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from luzplan.documents import Document, DocumentCell, DocumentParagraph, DocumentRow, DocumentTable
from luzplan.documents.opening import opening_of
from luzplan.documents.plain_text import read_text
from luzplan.documents.recognition import recognise


def beside(*columns: str) -> DocumentTable:
    return DocumentTable((DocumentRow(tuple(map(DocumentCell, columns))),))


def told(texts: Mapping[str, str]) -> list[str]:
    return list(filter(None, texts.values()))


def test_an_approval_is_read_beside_the_name_of_the_school() -> None:
    title = DocumentParagraph("План работы на 2023-2024 учебный год", apart=True)
    table = beside("МБОУ СОШ № 2", "УТВЕРЖДАЮ\nДиректор\nПанина Л.В.")
    opening = opening_of([table, title], [], {})
    assert told(opening.approval["approved"]) == ["УТВЕРЖДАЮ", "Директор", "Панина Л.В."]
    assert opening.title == (title.text,)
    assert [one.text for one in opening.rest] == ["МБОУ СОШ № 2"]


def test_a_table_without_approvals_is_a_text() -> None:
    opening = opening_of([beside("Гусев Н.Т.", "учитель", "первая категория")], [], {})
    assert opening.approval == {"agreed": {}, "approved": {}}
    assert opening.title == ("Гусев Н.Т. · учитель · первая категория",)


def test_an_approval_in_a_row_of_the_plan_s_table_is_one() -> None:
    rows = ("УТВЕРЖДАЮ⏎Директор Зимина Т.О.", "План работы на 2022-2023 учебный год", "Срок\tДела\tКто")
    document = read_text("\n".join([*(f"{row}\t" for row in rows[:2]), rows[2], "май\tПоход\tЗавуч"]))
    (table,) = document.tables
    first = DocumentRow((DocumentCell(table.rows[0].cells[0].text.replace("⏎", "\n"), 3),))
    whole = DocumentTable((first, *table.rows[1:]))
    texts = recognise(type(document)((whole,))).transcript.texts
    assert told(texts["approval"]["approved"]) == ["УТВЕРЖДАЮ", "Директор", "Зимина Т.О."]
    assert texts["title"] == "План работы на 2022-2023 учебный год"


def test_an_approval_goes_on_in_the_rows_of_a_sheet_below_it() -> None:
    lead = ("УТВЕРЖДАЮ", "Директор школы Ким А.А.", "ПЛАН-ГРАФИК РЕМОНТА НА 2025 ГОД")
    rows = [*((text,) for text in lead), ("Срок", "Дела", "Кто"), ("май", "Окна", "Завхоз")]
    table = DocumentTable(tuple(DocumentRow(tuple(map(DocumentCell, row))) for row in rows))
    texts = recognise(Document((table,))).transcript.texts
    assert told(texts["approval"]["approved"]) == ["УТВЕРЖДАЮ", "Директор школы", "Ким А.А."]
    assert texts["title"] == "ПЛАН-ГРАФИК РЕМОНТА НА 2025 ГОД"


def test_days_below_approvals_are_no_headings_of_lists() -> None:
    lines = (
        "СОГЛАСОВАНО",
        "Совет школы",
        "28 августа 2023 г.",
        "УТВЕРЖДАЮ",
        "Директор",
        "30 августа 2023 г.",
    )
    document = read_text("\n".join([*lines, "", "Положение о рабочей программе", "Общие положения"]))
    assert recognise(document).transcript.sections == ()


def test_who_agrees_stands_on_the_left_before_who_only_looked_at_it() -> None:
    table = beside("РАССМОТРЕНО\nна заседании МО", "СОГЛАСОВАНО\nСовет школы", "УТВЕРЖДАЮ\nДиректор")
    opening = opening_of([table], [], {})
    assert told(opening.approval["agreed"]) == ["СОГЛАСОВАНО", "Совет школы"]
    assert [one.text for one in opening.rest] == ["РАССМОТРЕНО", "на заседании МО"]


def test_an_appendix_to_something_else_is_no_title() -> None:
    lines = ("Приложение к рабочей программе", "", "Календарный план воспитательной работы")
    assert opening_of(read_text("\n".join(lines)).blocks, [], {}).title == lines[2:]


def test_the_title_with_the_year_counts_before_the_name_of_the_page() -> None:
    lines = ("# План месячника", "", "ПЛАН", "мероприятий месячника", "23.01.2019 г. – 22.02.2019 г.")
    opening = opening_of(read_text("\n".join(lines)).blocks, [], {})
    assert opening.title == lines[2:]
    assert [one.text for one in opening.rest] == ["План месячника"]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "Директор МБУ «Родник» ___ Р.Х. Гусев Приказ № 41 от 01.09.2022",
            {"by": "Директор МБУ «Родник»", "name": "___ Р.Х. Гусев", "order": "Приказ № 41 от 01.09.2022"},
        ),
        ("Директор школы ________ В.П. Гусева", {"by": "Директор школы", "name": "________ В.П. Гусева"}),
        ("Директор Гусева В.П. ____", {"by": "Директор", "name": "Гусева В.П. ____"}),
        (
            "Директор ______/Гусева В.П./ «___» ________ 2024 г.",
            {"by": "Директор", "name": "______/Гусева В.П./", "date": "«___» ________ 2024 г."},
        ),
        ("приказом от «01» мая 2022 г. № 5", {"order": "приказом от «01» мая 2022 г. № 5"}),
        ("____ А.А. Ким · ____ В.В. Ли", {"name": "____ А.А. Ким · ____ В.В. Ли"}),
        ("Директор школы им. А.С. Пушкина", {"by": "Директор школы им. А.С. Пушкина"}),
    ],
)  # fmt: skip
def test_post_name_and_order_on_one_line_are_parted(line: str, parts: dict[str, str]) -> None:
    opening = opening_of([DocumentParagraph(f"УТВЕРЖДАЮ {line}", parts=(f"УТВЕРЖДАЮ {line}",))], [], {})
    found = opening.approval["approved"]
    assert {key: text for key, text in found.items() if text} == {"heading": "УТВЕРЖДАЮ", **parts}


def test_who_agreed_is_told_apart_from_the_protocol() -> None:
    line = "Принят на заседании педагогического совета, протокол № 1 от 30.08.2024"
    agreed = opening_of([DocumentParagraph(line, parts=(line,))], [], {}).approval["agreed"]
    assert told(agreed) == ["Принят", "на заседании педагогического совета", "протокол № 1 от 30.08.2024"]
