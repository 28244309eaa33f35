"""The same plan in files of every kind gives the same activities, whatever the file is called."""

from __future__ import annotations

import io
import os
import time
import warnings
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from luzplan.documents import Document, DocumentTable, reading
from luzplan.documents.reading import read_document
from luzplan.documents.recognition import recognise
from luzplan.formats import Page, writer
from luzplan.reports.paper import document_report
from luzplan.selection import Filters
from tests.building import faultless
from tests.conftest import ROOT
from tests.documents import words

HEAD = ("№", "Мероприятия", "Сроки", "Ответственные")
ROWS = (("1", "День знаний", "1 сентября", "Директор"), ("2", "Поход в лес", "май", "Завхоз"))
LINES = "\n".join("\t".join(row) for row in (HEAD, *ROWS))
TEXT = f"План работы на 2011-2012 учебный год\n\n{LINES}\n"
FACTS = [(what, when, who) for _, what, when, who in ROWS]
HTML_ROWS = "".join(f"<tr>{''.join(f'<td>{text}' for text in row)}</tr>" for row in (HEAD, *ROWS))


def read(tmp_path: Path, name: str, data: bytes, office: str | None = None) -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    document = read_document(str(path), path.suffix, office)
    assert isinstance(document, Document)
    return document


def facts(document: Document) -> list[tuple[str, str, str]]:
    sections = recognise(document).transcript.sections
    return [(row.what, row.when, row.who) for section in sections for row in section.activities]


def workbook(*rows: tuple[object, ...], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merge:
        book.active.merge_cells(merge)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def strict(parts: dict[str, bytes]) -> dict[str, bytes]:
    usual, strict_name = b"http://schemas.openxmlformats.org/", b"http://purl.oclc.org/ooxml/"
    kinds = (b"officeDocument", b"wordprocessingml")
    changed = dict(parts)
    for kind in kinds:
        for name, part in changed.items():
            changed[name] = part.replace(usual + kind + b"/2006/", strict_name + kind + b"/")
    return changed


def with_macros(parts: dict[str, bytes]) -> dict[str, bytes]:
    name = "[Content_Types].xml"
    usual = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return parts | {
        name: parts[name].replace(usual, b"application/vnd.ms-word.document.macroEnabled.main+xml")
    }


WORD = words.saved(words.plan(*ROWS))
FILES = {
    "план.txt": TEXT.encode(),
    "план.csv": "\n".join(";".join(row) for row in (HEAD, *ROWS)).encode("utf-8-sig"),
    "запятые.csv": "\n".join(",".join(row) for row in (HEAD, *ROWS)).encode(),
    "план.md": "\n".join(["|".join(HEAD), "-|-|-|-", *("|".join(row) for row in ROWS)]).encode(),
    "план.html": f"<!doctype html><nav>Главная</nav><table>{HTML_ROWS}</table>".encode(),
    "меню.html": f"<html><ul><li><a href=/>Новости</a><li><a href=/c>Я</a></ul><table>{HTML_ROWS}".encode(),
    "рамка.htm": f"<table><tr><td><h1>План</h1><table>{HTML_ROWS}</table></table>".encode(),
    "сайт.html": f"<html><meta charset=windows-1251><table>{HTML_ROWS}</table>".encode("cp1251"),
    "страница.doc": f"<html><body><table>{HTML_ROWS}</table>".encode(),
    "план.xlsx": workbook(("План на 2011-2012 учебный год",), HEAD, *ROWS, merge="A1:D1"),
    "excel.docx": workbook(HEAD, *ROWS),
    "word.txt": WORD,
    "strict.docx": words.repacked(WORD, strict),
    "план.docm": words.repacked(WORD, with_macros),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_any_kind_gives_the_same_activities(name: str, tmp_path: Path) -> None:
    assert facts(read(tmp_path, name, FILES[name])) == FACTS


@pytest.mark.parametrize(
    ("encoding", "name"), [("cp1251", "Windows-1251"), ("cp866", "DOS (CP866)"), ("koi8-r", "KOI8-R")]
)
def test_a_text_in_an_old_encoding_is_read_and_that_is_said(encoding: str, name: str, tmp_path: Path) -> None:
    document = read(tmp_path, "план.txt", TEXT.replace("№", "N").replace("\n", "\r\n").encode(encoding))
    assert facts(document) == FACTS
    assert [notice.message for notice in document.notices] == [f"текст прочитан в кодировке {name}"]


@pytest.mark.parametrize(("encoding", "name"), [("cp866", "DOS (CP866)"), ("koi8-r", "KOI8-R")])
def test_a_table_drawn_with_frames_is_read_in_an_old_encoding_too(
    encoding: str, name: str, tmp_path: Path
) -> None:
    rows = ["│ " + " │ ".join(line.split("\t")) + " │" for line in LINES.split("\n")]
    drawn = f"\n├{'─' * 30}┼{'─' * 30}┤\n".join([TEXT.split("\n", maxsplit=1)[0], *rows, ""])
    document = read(tmp_path, "план.txt", drawn.replace("№", "N").encode(encoding))
    assert facts(document) == FACTS
    assert [notice.message for notice in document.notices] == [f"текст прочитан в кодировке {name}"]


def test_text_too_far_from_the_edge_of_a_sheet_is_noticed(tmp_path: Path) -> None:
    far = ("1", "Поход", "май", "Завхоз", *[None] * 100, "справка")
    (notice,) = read(tmp_path, "план.xlsx", workbook(HEAD, far)).notices
    assert notice.message == "столбцы дальше 100-го не прочитаны, а в них есть текст"
    assert notice.place == "лист «Sheet», строка 2"


@pytest.mark.parametrize("form", ["csv", "md", "html"])
def test_text_too_far_from_the_edge_of_a_table_is_noticed_in_time(form: str, tmp_path: Path) -> None:
    row = ["1", "Поход", "май", "Завхоз", *["слово"] * 50_000]
    texts = {
        "csv": "\n".join(";".join(one) for one in (HEAD, row)),
        "md": "\n".join(f"|{'|'.join(one)}|" for one in (HEAD, ["-"] * 4, row)),
        "html": f"<table><tr>{'<td>'.join(['', *HEAD])}<tr>{'<td>'.join(['', *row])}</table>",
    }
    document = read(tmp_path, f"план.{form}", texts[form].encode())
    assert [notice.message for notice in document.notices] == [
        "столбцы дальше 100-го не прочитаны, а в них есть текст"
    ]
    assert max(len(one.cells) for one in document.tables[0].rows) == 100


def test_cells_beyond_the_head_of_a_table_in_markdown_are_read(tmp_path: Path) -> None:
    text = "| Дело | Срок |\n|---|---|\n| Поход | май | в лес | и \\| в поле |\n| Кросс |\n\nКонец\n"
    (table,) = read(tmp_path, "план.md", text.encode()).tables
    assert [[cell.text for cell in row.cells if cell.text] for row in table.rows] == [
        ["Дело", "Срок"],
        ["Поход", "май", "в лес", "и | в поле"],
        ["Кросс"],
    ]


def test_what_excel_took_for_a_formula_is_read_as_it_was_typed(tmp_path: Path) -> None:
    """The library writes a text with «=» as a formula, as Excel does what is typed with a sign before it."""
    typed = (("1", "=-Подготовка к смотру", "май", "=+Завхоз"), ("2", "=Праздник", "июнь", "Директор"))
    document = read(tmp_path, "план.xlsx", workbook(HEAD, *typed))
    assert facts(document) == [("-Подготовка к смотру", "май", "+Завхоз"), ("=Праздник", "июнь", "Директор")]
    (notice,) = document.notices
    assert notice.message == "формулы, у которых нет значения, прочитаны как текст"
    assert notice.place == "лист «Sheet», строка 2"


def test_days_and_numbers_of_a_workbook_are_read_as_people_see_them(tmp_path: Path) -> None:
    data = workbook(HEAD, (1.0, "Поход", date(2011, 9, 12), "Завхоз"))
    assert facts(read(tmp_path, "план.xlsx", data)) == [("Поход", "12.09.2011", "Завхоз")]


@pytest.mark.parametrize(
    ("form", "day", "shown"),
    [
        ("DD/MMM", date(2011, 9, 23), "23 сентября"),
        ("[$-419]d mmm;@", date(2011, 10, 14), "14 октября"),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", date(2012, 1, 20), "20.01.2012"),
        ('"до "dd.mm.yyyy', date(2012, 1, 20), "до 20.01.2012"),
        ("mmm-yy", date(2011, 10, 23), "23.10.2011"),
        ("mmm-yy", date(2011, 10, 1), "октябрь 2011"),
    ],
)
def test_a_day_is_read_as_its_cell_shows_it(form: str, day: date, shown: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEAD, (1, "Поход", day, "Завхоз"))))
    book.active["C2"].number_format = form
    stream = io.BytesIO()
    book.save(stream)
    assert facts(read(tmp_path, "план.xlsx", stream.getvalue())) == [("Поход", shown, "Завхоз")]


def test_what_is_struck_through_or_hidden_in_a_sheet_is_noticed(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEAD, *ROWS, ROWS[0])))
    book.active["B2"].font = Font(strike=True)
    for cell in book.active[4]:
        cell.font = Font(strike=True)
    book.active["D3"] = CellRichText(TextBlock(InlineFont(strike=True), "Завхоз"))
    book.active.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    place = f"лист «{book.active.title}», строка"
    notices = read(tmp_path, "план.xlsx", stream.getvalue()).notices
    assert [(one.message.partition(":")[0], one.place) for one in notices] == [
        ("зачёркнутый текст прочитан как обычный", f"{place} 2"),
        ("зачёркнутый текст прочитан как обычный", f"{place} 3"),
        ("зачёркнутая строка не стала мероприятием", f"{place} 4"),
        ("скрытый текст прочитан как обычный", f"{place} 3"),
    ]


def test_what_is_struck_through_in_a_part_of_a_cell_goes_into_the_note_of_its_row(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEAD, (1, "Поход", "май", "Завхоз"))))
    block = TextBlock(InlineFont(strike=True), "15")
    book.active["C2"] = CellRichText(block, "22 апреля")
    stream = io.BytesIO()
    book.save(stream)
    cell = '<s>15</s>22 апреля <span style="display:none">или мая</span>'
    page = f"<table><tr>{''.join(f'<td>{one}' for one in HEAD)}<tr><td>1<td>Поход<td>{cell}<td>Завхоз</table>"
    place = f"лист «{book.active.title}», строка 2"
    for name, data, aside, where in (
        ("план.xlsx", stream.getvalue(), ["Зачёркнуто: 15"], place),
        ("план.html", page.encode(), ["Зачёркнуто: 15", "Скрыто: или мая"], ""),
    ):
        document = read(tmp_path, name, data)
        assert facts(document) == [("Поход", "22 апреля", "Завхоз")]
        [activity] = recognise(document).transcript.sections[0].activities
        assert activity.note.split("\n") == aside
        first = document.notices[0]
        assert first.message.startswith("зачёркнуто «15», осталось «22 апреля")
        assert first.place == where


def test_what_is_struck_through_or_hidden_on_a_page_is_noticed(tmp_path: Path) -> None:
    page = """<style>.x {text-decoration: line-through}</style><table><tr><td>Дела <del>раз</del>
    <span class=x>два</span> <i style="text-decoration:line-through">три</i></td><td>Срок</td></tr>
    <tr style="display: none"><td>четыре</td><td>май</td></tr></table><p style="display:none">пять</p>"""
    document = read(tmp_path, "план.html", page.encode())
    assert [one.message for one in document.notices] == [
        "зачёркнуто «раз два три», осталось «Дела»",
        "скрытый текст прочитан как обычный: «четыре; май»",
        "скрытый текст страницы не прочитан: «пять»",
    ]
    assert [cell.text for row in document.tables[0].rows for cell in row.cells][2:] == ["четыре", "май"]
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>1<td><s>Педсовет</s><td><del>май</del><td><s>Директор</s>",
        '<tr style="text-decoration: line-through"><td>1<td>Педсовет<td>май<td>Директор',
    ],
)
def test_a_row_of_a_page_that_is_struck_through_is_told_as_one(row: str, tmp_path: Path) -> None:
    head, last = "".join(f"<td>{text}" for text in HEAD), "<td>2<td><s>Сбор</s><td>май<td>Завуч"
    page = f"<table><tr>{head}{row}<tr>{last}"
    document = read(tmp_path, "план.html", page.encode())
    assert [one.struck for one in document.tables[0].rows] == [False, True, False]
    assert [one.message for one in document.notices] == [
        "зачёркнутая строка не стала мероприятием: «1; Педсовет; май; Директор»",
        "зачёркнутый текст прочитан как обычный: «Сбор»",
    ]


def test_a_cell_over_several_rows_counts_for_each(tmp_path: Path) -> None:
    data = workbook(HEAD, ("1", "Поход", "май", "Завхоз"), ("2", "Кросс", None, "Директор"), merge="C2:C3")
    found = facts(read(tmp_path, "план.xlsx", data))
    assert found == [("Поход", "май", "Завхоз"), ("Кросс", "май", "Директор")]


def test_an_area_that_ends_before_it_begins_is_not_waited_for(tmp_path: Path) -> None:
    data = workbook(HEAD, *ROWS, merge="F1:G1")
    turned = words.repacked(
        data, lambda parts: {name: part.replace(b"F1:G1", b"D3:A1") for name, part in parts.items()}
    )
    path = tmp_path / "план.xlsx"
    path.write_bytes(turned)
    fault = read_document(str(path), ".xlsx")
    assert (isinstance(fault, Document), "испорчен" in str(fault)) == (False, True)


def test_what_a_library_warns_of_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = workbook(HEAD, ("1", "Поход", date(2011, 9, 12), "Завхоз"))
    far = words.repacked(
        data, lambda parts: {name: part.replace(b"40798", b"99999999999") for name, part in parts.items()}
    )
    with warnings.catch_warnings(record=True) as told:
        read(tmp_path, "план.xlsx", far)
    assert (told, capsys.readouterr().err) == ([], "")


def test_a_cell_at_the_end_of_the_sheet_takes_no_time(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEAD, *ROWS)))
    book.active["A100000"] = "конец"
    stream = io.BytesIO()
    book.save(stream)
    table = read(tmp_path, "план.xlsx", stream.getvalue()).tables[0]
    assert len(table.rows) == 4
    assert table.rows[-1].place == "лист «Sheet», строка 100000"


def test_a_heading_that_goes_down_at_the_edge_of_a_sheet_has_its_column(tmp_path: Path) -> None:
    rows = (("Дела", "Сроки", None, "Кто"), (None, "начало", "конец"), ("Окна", "июль", "август", "Завхоз"))
    (table,) = read(tmp_path, "план.xlsx", workbook(*rows, merge="D1:D2")).tables
    assert [(cell.text, cell.merged) for cell in table.rows[1].cells][3:] == [("Кто", True)]


@pytest.mark.slow
@pytest.mark.parametrize("form", ["xlsx", "csv", "md", "html"])
def test_what_was_exported_comes_back(form: str, tmp_path: Path) -> None:
    plan = faultless((ROOT / "plan.yaml").read_text(encoding="utf-8"))
    written = writer(form)(document_report(plan, Filters(date(2012, 2, 1))), Page())
    data = written.encode() if isinstance(written, str) else written
    rows = [(one.what, one.when, one.who) for one in plan.activities()]
    assert facts(read(tmp_path, f"план.{form}", data)) == rows


def test_what_is_no_pdf_but_begins_like_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "план.docx").write_bytes(b"%PDF-1.4 nothing")
    fault = read_document(str(tmp_path / "план.docx"), ".docx")
    assert not isinstance(fault, Document)
    assert fault.message.startswith("PDF испорчен")


def test_want_of_memory_says_nothing_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starving(text: str) -> None:
        raise MemoryError

    monkeypatch.setattr("luzplan.documents.plain_text.read_text", starving)
    (tmp_path / "план.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(MemoryError):
        read_document(str(tmp_path / "план.txt"), ".txt")


def test_libreoffice_turns_an_old_document_into_one_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "convert", lambda *_: WORD)
    document = read(tmp_path, "план.rtf", b"{\\rtf1", "soffice")
    assert facts(document) == FACTS
    assert document.notices[0].message == ".rtf прочитан через LibreOffice"


def office(folder: Path, script: str) -> str:
    """A program that stands in for LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(os.name == "nt", reason="a script stands in for the program")
def test_a_program_that_makes_nothing_is_told_by_how_it_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reading.convert("false", b"", ".doc", "docx") == "ничего не записал"
    assert reading.convert(str(tmp_path), b"", ".doc", "docx") == "не запустился: нет прав на чтение"
    monkeypatch.setattr(reading, "SECONDS", 0.2)
    assert reading.convert(office(tmp_path, "sleep 60"), b"", ".doc", "docx") == "не уложился в 0.2 секунд"


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are looked at as Linux shows them"
)
@pytest.mark.parametrize("script", ["sleep 61 & echo $! > {}; wait", "sleep 61 & echo $! > {}"])
def test_nothing_that_the_program_started_goes_on_running(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    told = tmp_path / "pid"
    assert isinstance(reading.convert(office(tmp_path, script.format(told)), b"", ".doc", "docx"), str)
    assert ends(Path(f"/proc/{int(told.read_text())}/stat"))


def ends(state: Path) -> bool:
    """Whether a process is gone within some seconds, or waits to be taken away."""
    for _ in range(200):
        if not state.exists() or state.read_text().split()[2] == "Z":
            return True
        time.sleep(0.02)
    return False


def test_without_libreoffice_the_command_to_run_is_said(tmp_path: Path) -> None:
    (tmp_path / "план.rtf").write_bytes(b"{\\rtf1")
    fault = read_document(str(tmp_path / "план.rtf"), ".rtf")
    assert not isinstance(fault, Document)
    assert f"soffice --headless --convert-to docx {tmp_path}/план.rtf" in fault.hint


def test_menus_of_a_site_are_no_texts_of_the_plan(tmp_path: Path) -> None:
    document = read(tmp_path, "меню.html", FILES["меню.html"])
    assert [type(block) for block in document.blocks] == [DocumentTable]


def test_margins_of_pages_are_told_apart_in_a_page_by_libreoffice(tmp_path: Path) -> None:
    number = "<sdfield type=PAGE subtype=RANDOM format=PAGE>5</sdfield>"
    footer = f'<div title="footer"><p>{number}</p></div>'
    header = f'<div title="header"><p>Школа № 1, стр. {number}</p></div>'
    page = f"<html>{header}<table>{HTML_ROWS}</table>{footer}"
    document = read(tmp_path, "план.html", page.encode())
    assert [type(block) for block in document.blocks] == [DocumentTable]
    assert document.besides == ("Школа № 1, стр.",)


def test_sections_without_rows_are_sections(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("План на 2011-2012 учебный год")
    words.table(document, HEAD, ("Спорт",) * 4, ("Труд",) * 4)
    for row in document.tables[0].rows[1:]:
        row.cells[0].merge(row.cells[-1]).text = row.cells[0].text.split("\n")[0]
    transcript = recognise(read(tmp_path, "план.docx", words.saved(document))).transcript
    assert [(one.title, one.activities) for one in transcript.sections] == [("Спорт", ()), ("Труд", ())]
