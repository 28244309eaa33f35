"""Whatever a document looks like, its words are in the plan file, or the report says which are not."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.documents import (
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    split_parts,
)
from luzplan.documents.headings import is_number
from luzplan.documents.recognition import recognise
from luzplan.documents.writing import write_plan
from luzplan.school_year import SchoolYear
from tests.building import build

pytestmark = pytest.mark.slow

HEADINGS = (
    ("№", "Мероприятия", "Сроки", "Исполнители"),
    ("Дела", "Дата", "Классы", "Ответственные", "Место"),
    ("№ п/п", "Срок", "Содержание работы", "Отв."),
    ("Направление", "Мероприятие", "Месяц"),
    ("Направление", "Сентябрь", "Октябрь", "Ответственный"),
    ("Месяц", "Спорт", "Патриотизм", "Семья"),
    ("Неделя", "Понедельник", "Вторник"),
    ("Мероприятие", "Начало", "Окончание", "Дата выполнения"),
    ("Сроки", "Тема", "Вопросы", "Ответственные"),
)
words = st.text("абвгде", min_size=3, max_size=5)
openings = st.sampled_from(
    ["", "1.", "2.1", "IV", "а)", "-", "Сентябрь", "с 5 по 12 мая", "Директор", "1 этап", "Цель:",
     "Утверждаю", "СОГЛАСОВАНО", "протокол № 1", "Составил:", "План", "на 2011-2012 учебный год",
     "Петров П.П.", "школа", "1 неделя", "ПЛАН НА ОКТЯБРЬ", "Примечание:", "+",
     "1. Раз\n2. Два", "Раз\n\nДва"]
)  # fmt: skip
texts = st.one_of(st.just(""), st.builds(lambda opening, word: f"{opening} {word}".strip(), openings, words))
cells = st.builds(
    lambda text, span, bold: DocumentCell(
        text.replace("\n\n", "\n"), span, bold=bold, spaced=text if "\n\n" in text else ""
    ),
    texts, st.sampled_from([1, 1, 1, 2, 4]), st.booleans(),
)  # fmt: skip
rows = st.lists(cells, min_size=1, max_size=6).map(lambda found: DocumentRow(tuple(found)))
headings = st.sampled_from(HEADINGS).map(lambda texts: DocumentRow(tuple(map(DocumentCell, texts))))
any_rows = st.lists(st.one_of(rows, rows, rows, headings), max_size=6)
plan_tables = st.builds(lambda heading, more: DocumentTable((heading, *more)), headings, any_rows)
tables = any_rows.filter(bool).map(lambda found: DocumentTable(tuple(found)))
lines = st.builds(
    lambda text, marker, bold, apart: DocumentParagraph(text, marker, split_parts(text), bold, apart),
    texts.filter(bool), st.sampled_from(["", "", "1.", "-"]), st.booleans(), st.booleans(),
)  # fmt: skip
blocks = st.lists(st.one_of(lines, lines, tables), max_size=5)
documents = st.builds(lambda above, table, below: (*above, table, *below), blocks, plan_tables, blocks)


def said(text: str) -> set[str]:
    return set(re.findall(r"[а-яё]{3,}", text.casefold()))


def meant(block: DocumentParagraph | DocumentTable) -> set[str]:
    if isinstance(block, DocumentParagraph):
        return said(block.words)
    texts = (cell.text for row in block.rows for cell in row.cells)
    return {word for text in texts if not is_number(text) for word in said(text)}


@settings(max_examples=120, deadline=None)
@given(documents)
def test_every_word_is_in_the_plan_or_in_the_report(
    blocks: tuple[DocumentParagraph | DocumentTable, ...],
) -> None:
    recognition = recognise(Document(blocks))
    if not recognition.transcript.sections:
        return
    text = write_plan(recognition.transcript, SchoolYear(2011))
    report = " ".join(remark.message for remark in recognition.remarks)
    expected = {word for block in blocks for word in meant(block)}
    assert expected <= said(text) | said(report)
    assert build(text).problems == ()
