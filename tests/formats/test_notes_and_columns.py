"""What a row has besides activity, deadline and executor is in every format, under the document's heads."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest

from luzplan.formats import Page, writer
from luzplan.reports.paper import table_columns
from luzplan.reports.whole_plan import EXPORTED
from luzplan.selection import Filters
from tests.building import faultless

HEAD = "title: П\nyear: 2011-2012\n"
ROW = (
    "sections:\n- title: Р\n  activities:\n  - {what: Первое, when: май, who: Директор, where: актовый зал,"
    " note: взять проектор, done: 2012-05-03"
)


def heads(text: str) -> list[tuple[str, str]]:
    return [(column.key, column.heading) for column in table_columns(faultless(text))]


@pytest.mark.parametrize("name", ["docx", "html", "md", "csv", "tsv", "json", "ics", "table"])
def test_all_that_a_row_has_is_there(name: str) -> None:
    plan = faultless(HEAD + "columns: [Классы]\n" + ROW + ", Классы: 5–9}\n")
    written = writer(name)(EXPORTED[name](plan, Filters(date(2012, 2, 1), in_full=True)), Page(160))
    if name == "docx":
        assert isinstance(written, bytes)
        cells = [cell.text for row in docx.Document(BytesIO(written)).tables[-1].rows for cell in row.cells]
        text = "\n".join(cells)
    else:
        text = written.decode() if isinstance(written, bytes) else written
        text = text.replace("\r\n ", "")  # a calendar folds its lines
    for words in ("5–9", "взять проектор", "актовый зал", "Классы"):
        assert words in text
    assert "3 мая 2012" in text or "2012-05-03" in text


def test_a_column_stands_where_the_head_of_the_document_has_it() -> None:
    text = HEAD + "headings: {columns: [№, Дела, Срок, Ответственные, Итог]}\ncolumns: [Итог]\n" + ROW[:0]
    text += "sections: [{title: А, activities: [{what: а, Итог: б}]}]\n"
    assert heads(text) == [
        ("number", "№"), ("what", "Дела"), ("when", "Срок"), ("who", "Ответственные"), ("Итог", "Итог"),
    ]  # fmt: skip


def test_without_a_head_it_stands_behind_the_activity() -> None:
    text = HEAD + "columns: [Классы]\nsections: [{title: А, activities: [{what: а}]}]\n"
    assert [key for key, _ in heads(text)] == ["number", "what", "Классы", "when", "who"]


@pytest.mark.parametrize(
    ("own", "keys"),
    [
        ("[Дела, Классы, Время, Кто]", ["what", "Классы", "when", "who"]),
        ("[№ п/п, Дела, Время, Кто]", ["number", "what", "when", "who", "Классы"]),
        ("[Пункт, Дела, Время, Кто]", ["number", "what", "when", "who", "Классы"]),
        ("[№, Дела, Время, Где, Кто, Классы]", ["number", "what", "when", "where", "who", "Классы"]),
        ("[№, Дела, Время, Кто, Отметка о выполнении]", ["number", "what", "when", "who", "done", "Классы"]),
        ("[Дела, Время, Кто, Примечания]", ["what", "when", "who", "note", "Классы"]),
    ],
)
def test_heads_are_the_document_s_own_whatever_columns_it_has(own: str, keys: list[str]) -> None:
    head = f"headings: {{columns: {own}}}\ncolumns: [Классы]\n"
    found = heads(HEAD + head + "sections: [{title: А, activities: [{what: а, Классы: 5}]}]\n")
    assert sorted(key for key, _ in found) == sorted(keys)
    own_heads = own.strip("[]").split(", ")
    assert [heading for _, heading in found if heading in own_heads] == own_heads


def test_a_place_that_the_head_does_not_have_leaves_its_other_words() -> None:
    head = "headings: {columns: [№, Дела, Время, Кто]}\n"
    assert heads(HEAD + head + ROW + "}\n")[:5] == [
        ("number", "№"), ("what", "Дела"), ("when", "Время"), ("where", "Место проведения"), ("who", "Кто"),
    ]  # fmt: skip


def test_a_plan_without_sections_has_no_section_s_title_on_paper() -> None:
    plan = faultless(HEAD + "sections: [{title: , activities: [{what: а, when: май, who: Директор}]}]\n")
    filters = Filters(date(2012, 2, 1))
    markdown = writer("md")(EXPORTED["md"](plan, filters), Page())
    assert isinstance(markdown, str)
    assert "##" not in markdown
    assert "Раздел" not in str(writer("tsv")(EXPORTED["tsv"](plan, filters), Page()))
