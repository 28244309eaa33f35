"""A plan as Word users set it: approval in a table without lines, merged cells, numbers by Word itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.conftest import DATA, Luzplan
from tests.documents import words


def centred(document: WordDocument, text: str) -> None:
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def opening(document: WordDocument) -> None:
    words.table(
        document,
        (
            "СОГЛАСОВАНО\nСовет школы\nпротокол № ___ от «___» ______ 2014 г.",
            "УТВЕРЖДАЮ\nдиректор школы\n_______ Берёзкин А.П.\nприказ № ___ от «___» ______ 2014 г.",
        ),
    )
    centred(document, "МКОУ СОШ с. Озёрное")
    centred(document, "ПЛАН РАБОТЫ")
    centred(document, "на 2014-2015 учебный год")
    document.add_paragraph("Цель:").runs[0].bold = True
    for text in ("учить;", "воспитывать."):
        document.add_paragraph(text, style="List Bullet")


def merged_table(document: WordDocument) -> None:
    """Add a table with a heading of two rows, sections across, months and executors down over rows."""
    rows = [
        ("№", "Содержание работы", "Проведение", "", "Примечание"),
        ("", "", "Сроки", "Ответственные", ""),
        ("I. Учебная работа", "", "", "", ""),
        ("", "Педсовет\n«Итоги года»", "август", "Директор", ""),
        ("", "Входные контрольные", "сентябрь", "Зам по УВР", "5-9 классы"),
        ("", "Проверка журналов", "", "Зам по ВР", ""),
        ("II. Воспитательная работа", "", "", "", ""),
        ("", "День знаний", "1 сентября", "Классные\nруководители", ""),
        ("", "", "2 сентября", "", ""),
    ]
    table = words.table(document, *rows)
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    for row in (2, 6):
        table.cell(row, 0).merge(table.cell(row, 4))
    table.cell(4, 2).merge(table.cell(5, 2))
    table.cell(7, 1).merge(table.cell(8, 1))
    table.cell(7, 3).merge(table.cell(8, 3))
    for row in (3, 4, 5, 7):
        table.cell(row, 0).paragraphs[0].style = document.styles["List Number"]


def test_it_is_read_as_people_read_it(
    tmp_path: Path, luzplan: Luzplan, golden: Callable[[Path, str], None]
) -> None:
    document = docx.Document()
    opening(document)
    merged_table(document)
    centred(document, "Работа библиотеки")
    words.table(
        document,
        ("Дата", "Мероприятия", "Отв."),
        ("15.10", "Выставка", "Библиотекарь"),
        ("Ноябрь", "", ""),
        ("до 20", "Обзор", ""),
    )
    document.add_paragraph("")
    document.add_paragraph("Составил: зам. директора Ёлкина М.П.")
    (tmp_path / "план.docx").write_bytes(words.saved(document))
    run = luzplan("import", str(tmp_path / "план.docx"))
    assert run.code == 0
    golden(DATA / "import" / "word.yaml", run.out)
    golden(DATA / "import" / "word.said", run.err)
