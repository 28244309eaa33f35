"""Excel workbooks, read back by another library."""

from __future__ import annotations

import time
from datetime import date, datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from luzplan.formats import Page, UnsuitableFormat, writer
from luzplan.plan import Plan
from luzplan.reports import Report, Table
from luzplan.reports.due import due_report
from luzplan.reports.rows import Cell, Column
from luzplan.reports.whole_plan import workbook_report
from luzplan.selection import Filters
from tests.building import plan_of

TODAY = date(2012, 2, 1)


def written(report: Report) -> bytes:
    data = writer("xlsx")(report, Page())
    assert isinstance(data, bytes)
    return data


def sheets(report: Report) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(BytesIO(written(report)))
    return {sheet.title: sheet for sheet in book.worksheets}


def sheet_of(*cells: Cell, title: str = "Лист") -> Worksheet:
    columns = tuple(Column(str(at), f"столбец {at}") for at in range(len(cells)))
    row = {str(at): cell for at, cell in enumerate(cells)}
    (sheet,) = sheets(Report(("Отчёт",), (Table(title, columns, (row,)),))).values()
    return sheet


def values(sheet: Worksheet, line: int) -> list[object]:
    return [cell.value for cell in sheet[line]]


def test_the_plan_has_a_sheet_of_activities_one_of_schools_and_one_of_the_rest(source_plan: Plan) -> None:
    found = sheets(workbook_report(source_plan, Filters(TODAY)))
    assert list(found) == ["Мероприятия", "Школы", "План"]
    assert found["Мероприятия"].max_row == 1 + 45
    assert found["Школы"].max_row == 1 + 6
    assert values(found["План"], 2) == ["title", source_plan.title]
    assert ["goals/5", source_plan.goals[4]] in [values(found["План"], at) for at in range(1, 40)]


def test_days_are_dates_beside_the_words(source_plan: Plan) -> None:
    sheet = sheets(workbook_report(source_plan, Filters(TODAY)))["Мероприятия"]
    head, row = values(sheet, 1), values(sheet, 2)
    cells = dict(zip(head, row, strict=True))
    assert cells["№"] == "1.1"
    assert cells["Раздел"] == "Информационно-аналитическая работа"
    assert cells["Срок"] == "Ноябрь - январь"
    assert (cells["Начало"], cells["Конец"]) == (datetime(2011, 11, 1), datetime(2012, 1, 31))
    assert sheet.cell(2, head.index("Начало") + 1).number_format == "dd.mm.yyyy"


def test_answers_get_the_days_too_and_say_in_which_part_a_row_stands(source_plan: Plan) -> None:
    window = Filters(TODAY, window=source_plan.year.months[5])
    (sheet,) = sheets(due_report(source_plan, window)).values()
    assert values(sheet, 1) == ["Раздел", "№", "Мероприятие", "Срок", "Начало", "Конец", "Исполнители"]
    assert values(sheet, 2)[:2] == ["Заканчиваются", "2.2"]


def test_the_header_stays_and_filters(source_plan: Plan) -> None:
    sheet = sheets(workbook_report(source_plan, Filters(TODAY)))["Мероприятия"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:H46"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0  # as many pages as it takes
    widths = {at: dimension.width for at, dimension in sheet.column_dimensions.items()}
    assert widths["C"] > 50 > widths["A"]


def test_long_texts_are_wrapped_and_their_rows_high_enough() -> None:
    sheet = sheet_of("слово " * 60, "коротко")
    assert sheet["A2"].alignment.wrap_text
    assert sheet.row_dimensions[2].height >= 15 * 20


@pytest.mark.parametrize(
    "text", ["=1+1", "+7", "-1", "@a", "{=1}", "http://example.org", "12", "=cmd|' /C'!A0"]
)
def test_a_text_stays_a_text(text: str) -> None:
    cell = sheet_of(text)["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@pytest.mark.parametrize("text", ["\x00", "\x1b", "\x0b", "<&>", "\ufffe"])
def test_no_character_breaks_the_file(text: str) -> None:
    sheet = sheet_of(f"а{text}б", title=f"а{text}б")
    assert str(sheet["A2"].value).startswith("а")
    assert str(sheet["A2"].value).endswith("б")


def test_numbers_are_numbers_and_a_day_before_excel_s_calendar_is_words() -> None:
    assert values(sheet_of(3, True, date(1812, 9, 7), None), 2) == [3, "да", "7 сентября 1812", None]


def test_a_sheet_gets_a_name_that_excel_takes() -> None:
    assert sheet_of("а", title="Итоги: [январь/май]?").title == "Итоги январь май"
    assert len(sheet_of("а", title="я" * 40).title) == 31
    tables = (Table("Итог", (Column("a", "А"),), ()), Table("итог", (Column("b", "Б"),), ()))
    assert list(sheets(Report((), tables))) == ["Итог", "итог 2"]


def test_a_report_without_tables_is_a_book_with_an_empty_sheet() -> None:
    assert len(sheets(Report(("Пусто",), ()))) == 1


def test_a_plan_s_own_place_and_done_days_have_columns() -> None:
    plan = plan_of("  - {what: а, when: май, where: зал, done: 2012-01-30}\n")
    sheet = sheets(workbook_report(plan, Filters(TODAY)))["Мероприятия"]
    cells = dict(zip(values(sheet, 1), values(sheet, 2), strict=True))
    assert (cells["Место"], cells["Выполнено"]) == ("зал", datetime(2012, 1, 30))


def test_the_same_plan_gives_the_same_bytes_on_another_day(
    source_plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = workbook_report(source_plan, Filters(TODAY))
    first = written(report)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0)))
    assert written(report) == first
    with ZipFile(BytesIO(first)) as file:
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "1980-01-01" in file.read("docProps/core.xml").decode()


def test_a_text_that_no_cell_can_hold_is_told_of_and_not_cut() -> None:
    assert values(sheet_of("я" * 32_767), 2) == ["я" * 32_767]
    with pytest.raises(UnsuitableFormat, match="32767 знаков"):
        sheet_of("я" * 32_768)
