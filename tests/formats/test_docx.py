"""Word documents, read back by the library and, where it does not look, in their XML."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.section import Section
from docx.shared import Length
from docx.table import Table as WordTable

from luzplan.executor import Executor
from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports import Block, Card, Paragraph, Report, Signatures, Table, Title
from luzplan.reports.paper import document_report
from luzplan.reports.rows import WHAT, Column, activity_rows
from luzplan.school_year import Span
from luzplan.selection import Filters
from tests.building import plan_of

TODAY = date(2012, 2, 1)
TWO = (Column("a", "А"), Column("b", "Б"))


def written(report: Report) -> bytes:
    data = writer("docx")(report, Page())
    assert isinstance(data, bytes)
    return data


def document(*blocks: Block) -> Document:
    return docx.Document(BytesIO(written(Report(("Отчёт",), blocks))))


def exported(plan: Plan, filters: Filters | None = None) -> Document:
    return docx.Document(BytesIO(written(document_report(plan, filters or Filters(TODAY)))))


def texts(word: Document) -> Iterable[str]:
    """The texts of a document in its order, a merged cell once."""
    for part in word.iter_inner_content():
        if isinstance(part, WordTable):
            for row in part.rows:
                yield from (cell.text for cell in {id(cell._tc): cell for cell in row.cells}.values())
        else:
            yield part.text


def words(parts: Iterable[str]) -> list[str]:
    return [word for part in parts for word in part.split()]


def grid(word: Document) -> WordTable:
    return next(table for table in word.tables if table.style and table.style.name == "Table Grid")


def sides(page: Section) -> tuple[int, int]:
    """Width and height in millimetres."""
    return round(Length(page.page_width or 0).mm), round(Length(page.page_height or 0).mm)


def plan_texts(plan: Plan) -> Iterable[str]:
    """The plan's texts in the order of the paper, written down here once more."""
    for signature in (plan.agreed, plan.approved):
        yield from (signature.heading, signature.by, signature.name, signature.document, signature.date)
    yield plan.title
    yield plan.headings.schools
    for number, school in enumerate(plan.schools, 1):
        yield f"{number}. {'базовая школа ' if school.base else ''}{school.name}"
    yield from (plan.headings.goals, *plan.goals, plan.headings.functions, *plan.functions)
    yield from plan.headings.columns
    for section in plan.sections:
        yield section.title
        for number, row in enumerate(section.activities, 1):
            yield from (f"{number}.", row.what, row.when, row.who)
    yield from (f"{plan.headings.author}: {plan.author.position}", plan.author.name)


def test_the_words_are_the_plan_s_in_its_order(source_plan: Plan) -> None:
    assert words(texts(exported(source_plan))) == words(plan_texts(source_plan))


def test_approval_stands_side_by_side_above_a_bold_centred_title(source_plan: Plan) -> None:
    word = exported(source_plan)
    approval, *_ = word.tables
    assert [cell.text.split("\n")[0] for cell in approval.rows[0].cells] == ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"]
    titles = [one for one in word.paragraphs if one.style and one.style.name == "Title"]
    assert [one.text for one in titles] == source_plan.title.splitlines()
    style = word.styles["Title"].element.xml
    assert '<w:jc w:val="center"/>' in style
    assert "<w:b/>" in style


def test_goals_and_functions_are_bullets(source_plan: Plan) -> None:
    bullets = [
        one.text for one in exported(source_plan).paragraphs if one.style and one.style.name == "List Bullet"
    ]
    assert bullets == [*source_plan.goals, *source_plan.functions]


def test_sections_run_across_one_table(source_plan: Plan) -> None:
    rows = grid(exported(source_plan)).rows
    across = [row.cells[0].text for row in rows if len({id(cell._tc) for cell in row.cells}) == 1]
    assert across == [section.title for section in source_plan.sections]
    assert len(rows) == 1 + 5 + 45


def test_the_header_is_repeated_and_no_row_is_split(source_plan: Plan) -> None:
    head, *rows = (row._tr.xml for row in grid(exported(source_plan)).rows)
    assert "<w:tblHeader/>" in head
    assert not any("<w:tblHeader/>" in row for row in rows)
    assert all("<w:cantSplit/>" in row for row in (head, *rows))


def test_the_page_is_a4_with_its_number_below(source_plan: Plan) -> None:
    word = exported(source_plan)
    page = word.sections[0]
    assert sides(page) == (210, 297)
    assert "PAGE" in page.footer.paragraphs[0]._p.xml
    defaults = word.styles.element.xml
    assert 'w:ascii="Times New Roman"' in defaults
    assert '<w:sz w:val="24"/>' in defaults  # half points
    columns = [column.width or 0 for column in grid(word).columns]
    assert sum(columns) <= (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def test_a_column_for_the_place_leaves_room_for_words() -> None:
    plan = plan_of("  - {what: Концерт, when: май, where: зал, who: Классный руководитель}\n")
    widths = [Length(column.width or 0).mm for column in grid(exported(plan)).columns]
    _, _, when, where, who = widths
    needed = {"исполнения": when, "проведения": where, "Исполнители": who, "руководитель": who}
    assert {word for word, width in needed.items() if len(word) * 2.2 + 4 > width} == set()


def test_wide_tables_lie_on_the_long_side() -> None:
    columns = tuple(Column(str(at), f"столбец {at}") for at in range(9))
    page = document(Table("", columns, ({"0": "а"},))).sections[0]
    assert sides(page) == (297, 210)


def test_an_extract_says_what_it_is_and_has_no_approval(source_plan: Plan) -> None:
    role = source_plan.book.query("Зам по УВР")
    assert isinstance(role, Executor)
    february = Span(date(2012, 2, 1), date(2012, 2, 29))
    word = exported(source_plan, Filters(TODAY, roles=(role,), window=february))
    first = next(one for one in word.paragraphs if one.text)
    assert first.text == "Выписка: Зам по УВР, февраль 2012"
    found = words(texts(word))
    assert "УТВЕРЖДАЮ" not in found
    assert "целью:" not in found
    numbers = [row.cells[0].text for row in grid(word).rows if row.cells[0].text.endswith(".")]
    assert numbers[:5] == ["2.", "3.", "4.", "5.", "11."]


def test_a_place_apart_from_the_deadline_has_its_column() -> None:
    plan = plan_of("  - {what: Сбор, when: май, where: актовый зал, who: Директор}\n")
    rows = [[cell.text for cell in row.cells] for row in grid(exported(plan)).rows]
    assert rows[0] == ["№п/п", "Мероприятия", "Срок исполнения", "Место проведения", "Исполнители"]
    assert rows[-1] == ["1.", "Сбор", "май", "актовый зал", "Директор"]


def test_lines_inside_a_cell_stay_lines() -> None:
    plan = plan_of("  - what: |-\n      первая\n      вторая\n    when: май\n")
    assert grid(exported(plan)).rows[-1].cells[1].text == "первая\nвторая"


def test_tables_with_other_columns_are_set_apart() -> None:
    one, other = Table("", TWO, ({"a": "1"},)), Table("", TWO[:1], ({"a": "2"},))
    parts = list(document(one, other).iter_inner_content())
    assert [isinstance(part, WordTable) for part in parts] == [False, False, True, False, True, False]


def test_a_text_above_a_table_does_not_touch_it() -> None:
    word = document(Paragraph(("Год семьи",)), Table("", (WHAT,), ({"what": "Поход"},)))
    names = [element.tag.rpartition("}")[2] for element in word.element.body]
    assert names[-5:-1] == ["p", "p", "tbl", "p"]
    assert [one.text for one in word.paragraphs[-3:]] == ["Год семьи", "", ""]


def test_a_report_without_a_title_gets_its_own() -> None:
    first, *_ = document(Table("", TWO, (), empty="Ничего нет.")).paragraphs
    assert first.text == "Отчёт"


def test_an_empty_table_says_so() -> None:
    assert "Ничего нет." in texts(document(Table("", TWO, (), empty="Ничего нет.")))


def test_a_card_names_what_it_has() -> None:
    (row,) = activity_rows(plan_of("  - {what: Сбор, when: май}\n"), Filters(TODAY))
    card = Card(("2.8", "Раздел"), (WHAT, Column("where", "Место")), row)
    rows = [[cell.text for cell in row.cells] for row in grid(document(card)).rows]
    assert rows == [["2.8 · Раздел"] * 2, ["Мероприятие", "Сбор"]]


@pytest.mark.parametrize("text", ["\x1b[31m", "\x00", "\x0b", "\u202e", "<w:p/>&amp;", "\ufffe"])
def test_no_character_breaks_the_file(text: str) -> None:
    everywhere = f"а{text}б"
    word = document(
        Title((everywhere,)),
        Signatures((everywhere,), (everywhere,)),
        Paragraph((everywhere,)),
        Table(everywhere, (Column("a", everywhere),), ({"a": everywhere},)),
    )
    found = [one for one in texts(word) if one]
    assert len(found) == 7
    assert all(one.startswith("а") and one.endswith("б") for one in found)


def test_the_same_plan_gives_the_same_bytes_on_another_day(
    source_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = document_report(source_plan, Filters(TODAY))
    first = written(report)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0)))
    assert written(report) == first
    with ZipFile(BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
    assert "created" not in core
    assert "python-docx" not in core


def test_every_paragraph_has_a_style_that_exists(source_plan: Plan) -> None:
    word = exported(source_plan)
    used = set(word.element.body.xpath(".//w:pStyle/@w:val"))
    assert used
    assert used <= {style.style_id for style in word.styles}
