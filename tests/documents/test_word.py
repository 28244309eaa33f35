"""What stands on the pages of a Word file, whatever Word has hidden it in."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from luzplan.documents import Document, DocumentCell, DocumentParagraph, DocumentTable, Unreadable
from luzplan.documents.reading import read_document
from luzplan.documents.recognition import recognise
from luzplan.documents.word import read_word
from tests.documents import words

pytestmark = pytest.mark.slow

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(data: bytes) -> Document:
    return read_word(data)


def texts(data: bytes) -> list[str]:
    """The paragraphs with their markers, and the rows with their cells joined by «|»."""
    lines = []
    for block in read(data).blocks:
        if isinstance(block, DocumentParagraph):
            lines.append(block.words)
        else:
            lines += ["|".join(cell.text for cell in row.cells) for row in block.rows]
    return lines


def cells(data: bytes) -> list[tuple[DocumentCell, ...]]:
    return [
        row.cells for block in read(data).blocks if isinstance(block, DocumentTable) for row in block.rows
    ]


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_paragraphs_and_tables_come_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("Заголовок")
    words.table(document, ("а", "б"), ("в", ""))
    document.add_paragraph("- конец")
    assert texts(words.saved(document)) == ["Заголовок", "а|б", "в|", "- конец"]


def test_a_line_that_is_set_like_a_heading_is_prominent() -> None:
    document = docx.Document()
    document.add_heading("Стиль", 1)
    document.add_paragraph("Посередине").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run("Жирный").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("Жирный ").bold = True
    mixed.add_run("и нет")
    document.add_paragraph("Простой")
    blocks = read(words.saved(document)).blocks
    assert [block.prominent for block in blocks if isinstance(block, DocumentParagraph)] == [2, 1, 2, 0, 0]


def test_an_empty_paragraph_sets_the_next_line_apart() -> None:
    document = docx.Document()
    for text in ("а", "б", "", "в"):
        document.add_paragraph(text)
    blocks = read(words.saved(document)).blocks
    assert [block.apart for block in blocks if isinstance(block, DocumentParagraph)] == [False, False, True]


def test_line_breaks_make_lines_and_tabs_part_them() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("СОГЛАСОВАНО\tУТВЕРЖДАЮ")
    run.add_break()
    run.add_text("Совет\tдиректор")
    run.add_break(WD_BREAK.PAGE)
    words.table(document, ("а\nб", "в\tг"))
    blocks = read(words.saved(document)).blocks
    lines = [block.parts for block in blocks if isinstance(block, DocumentParagraph)]
    assert lines == [("СОГЛАСОВАНО", "УТВЕРЖДАЮ"), ("Совет", "директор")]
    assert texts(words.saved(document))[-1] == "а\nб|в г"


def test_invisible_characters_are_left_out_and_hard_ones_softened() -> None:
    inner = (
        "<w:p><w:r><w:t>информа\u00ad</w:t><w:softHyphen/><w:t>ция\u00a0и</w:t>"
        "<w:t xml:space='preserve'>  связь</w:t><w:noBreakHyphen/><w:t>2\u200b</w:t></w:r></w:p>"
    )
    assert texts(words.body_xml(inner)) == ["информация и связь-2"]


def test_cells_over_several_columns_and_rows() -> None:
    wide, first, rest = "<w:gridSpan w:val='3'/>", "<w:vMerge w:val='restart'/>", "<w:vMerge/>"
    inner = (
        f"<w:tbl><w:tr>{tc('1')}{tc('Раздел', wide)}</w:tr>"
        f"<w:tr>{tc('а')}{tc('май', first)}{tc('б')}</w:tr>"
        f"<w:tr>{tc('в')}{tc('', rest)}{tc('г')}</w:tr>"
        f"<w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>{tc('д')}</w:tr>"
        "</w:tbl>"
    )
    assert cells(words.body_xml(inner)) == [
        (DocumentCell("1"), DocumentCell("Раздел", 3)),
        (DocumentCell("а"), DocumentCell("май"), DocumentCell("б")),
        (DocumentCell("в"), DocumentCell("май", merged=True), DocumentCell("г")),
        (DocumentCell("", 2), DocumentCell("д")),
    ]


def test_a_table_in_a_cell_gives_lines() -> None:
    document = docx.Document()
    outer = words.table(document, ("а", "б"))
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, text in zip((cell for row in inner.rows for cell in row.cells), "вгде", strict=True):
        cell.text = text
    assert texts(words.saved(document)) == ["а|б\nв | г\nд | е"]


def test_a_table_that_only_frames_another_is_looked_through() -> None:
    document = docx.Document()
    frame = words.table(document, ("План",))
    inner = frame.cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "а", "б"
    assert texts(words.saved(document)) == ["План", "а|б"]


def test_content_controls_links_and_tracked_changes_show_what_the_page_shows() -> None:
    field = paragraph("поле")
    inner = (
        f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{field}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t xml:space='preserve'>до </w:t></w:r>"
        "<w:ins><w:r><w:t>вставлено</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>удалено</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>ушло</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>пришло</w:t></w:r></w:moveTo>"
        "<w:hyperlink><w:r><w:t>ссылка</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t>2012</w:t></w:r></w:fldSimple></w:p>"
        f"<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>{tc('а')}</w:sdtContent></w:sdt>{tc('б')}</w:tr>"
        f"</w:sdtContent></w:sdt><w:tr><w:trPr><w:del/></w:trPr>{tc('удалённая')}{tc('строка')}</w:tr></w:tbl>"
    )
    assert texts(words.body_xml(inner)) == ["поле", "до вставленопришлоссылка2012", "а|б"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('УТВЕРЖДАЮ')}{paragraph('директор')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    inner = (
        f"<w:p><w:r><mc:AlternateContent xmlns:mc='{mc}'><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>текст</w:t></w:r></w:p>"
    )
    assert texts(words.body_xml(inner)) == ["УТВЕРЖДАЮ", "директор", "текст"]


def test_what_stands_in_margins_is_told_apart() -> None:
    document = words.plan(("1.", "а", "май", "Директор"))
    document.sections[0].header.paragraphs[0].text = "МКОУ СОШ №2"
    document.sections[0].footer.paragraphs[0].text = "17"
    assert read(words.saved(document)).besides == ("МКОУ СОШ №2",)


def test_what_reviewers_wrote_is_told_apart() -> None:
    document = words.plan(("1.", "а", "май", "Директор"))
    document.add_comment(document.paragraphs[0].runs, text="Уточнить год")
    assert read(words.saved(document)).besides == ("Уточнить год",)


def test_footnotes_are_notes_of_their_rows_and_others_stand_below() -> None:
    document = words.plan(("1.", "Педсовет", "май", "Директор"), ("2.", "Линейка", "июнь", "Завуч"))
    signed = (document.tables[0].cell(2, 1).paragraphs[0], document.paragraphs[0])
    for number, paragraph in enumerate(signed, 1):
        sign = f'<w:r xmlns:w="{WORDS}"><w:footnoteReference w:id="{number}"/></w:r>'
        paragraph._p.append(parse_xml(sign))
    note = '<w:footnote w:id="{}"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'
    inner = note.format("1", "Во дворе.") + note.format("2", "Проект.")
    blob = f'<w:footnotes xmlns:w="{WORDS}">{inner}</w:footnotes>'.encode()
    name, kind = PackURI("/word/footnotes.xml"), "application/xml"
    document.part.relate_to(Part(name, kind, blob, document.part.package), f"{RELATIONS}/footnotes")
    recognition = recognise(read(words.saved(document)))
    assert [one.note for one in recognition.transcript.sections[0].activities] == ["", "Во дворе."]
    assert recognition.transcript.texts["afterword"] == ("Проект.",)
    assert recognition.remarks == ()


def test_a_row_that_is_struck_through_is_no_activity() -> None:
    document = words.plan(("1.", "Педсовет", "май", "Директор"), ("2.", "Линейка", "июнь", "Завуч"))
    for cell in document.tables[0].rows[1].cells[1:]:
        cell.paragraphs[0].runs[0].font.strike = True
    recognition = recognise(read(words.saved(document)))
    assert [one.what for one in recognition.transcript.sections[0].activities] == ["Линейка"]
    line = "Педсовет · май · Директор"
    assert recognition.transcript.texts["afterword"] == (f"Зачёркнуто: 1. · {line}",)
    said = f"зачёркнутая строка не стала мероприятием: «{line.replace(' ·', ';')}»"
    assert said in [one.message for one in recognition.remarks]


def test_pictures_are_counted() -> None:
    document = words.plan(("1.", "а", "май", "Директор"))
    document.add_picture(io.BytesIO(b"GIF89a\x01\x00\x01\x00"))
    document.tables[0].cell(1, 1).paragraphs[0].add_run().add_picture(io.BytesIO(b"GIF89a\x01\x00\x01\x00"))
    assert read(words.saved(document)).pictures == 2


NUMBERING = """<w:abstractNum w:abstractNumId="{number}">{levels}</w:abstractNum>
<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>"""


def numbered(levels: list[tuple[str, str]], paragraphs: list[tuple[int, str]]) -> list[str]:
    """The texts of paragraphs that Word numbers by levels of these formats and texts."""
    level_xml = "".join(
        f"<w:lvl w:ilvl='{at}'><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for at, (form, text) in enumerate(levels)
    )
    body = "".join(
        paragraph(text, f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='77'/></w:numPr>")
        for level, text in paragraphs
    )

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        own = NUMBERING.format(number=77, levels=level_xml).encode()
        old = parts["word/numbering.xml"]
        return {**parts, "word/numbering.xml": old.replace(b"</w:numbering>", own + b"</w:numbering>")}

    return texts(words.repacked(words.body_xml(body), change))


@pytest.mark.parametrize(
    ("form", "text", "markers"),
    [
        ("decimal", "%1.", ["1.", "2.", "3."]),
        ("decimal", "%1)", ["1)", "2)", "3)"]),
        ("upperRoman", "%1", ["I", "II", "III"]),
        ("lowerRoman", "%1.", ["i.", "ii.", "iii."]),
        ("russianLower", "%1)", ["а)", "б)", "в)"]),
        ("russianUpper", "%1)", ["А)", "Б)", "В)"]),
        ("lowerLetter", "%1)", ["a)", "b)", "c)"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("bullet", "\uf0b7", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
        ("strange", "§%1", ["§1", "§2", "§3"]),
    ],
)
def test_automatic_numbers_are_written_out(form: str, text: str, markers: list[str]) -> None:
    found = numbered([(form, text)], [(0, "а"), (0, "б"), (0, "в")])
    assert found == [f"{marker} {letter}".strip() for marker, letter in zip(markers, "абв", strict=True)]


def test_lower_levels_count_anew_under_each_upper_one() -> None:
    levels = [("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)")]
    order = [(0, "а"), (1, "б"), (1, "в"), (2, "г"), (0, "д"), (1, "е")]
    assert numbered(levels, order) == ["1. а", "1.1. б", "1.2. в", "а) г", "2. д", "2.1. е"]


def test_numbers_stand_in_cells_too() -> None:
    document = docx.Document()
    document.add_table(2, 2)
    for row in document.tables[0].rows:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
        row.cells[1].text = "дело"
    assert texts(words.saved(document)) == ["1.|дело", "2.|дело"]


@pytest.mark.parametrize(
    "part",
    ["[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml", "word/numbering.xml"],
)
@pytest.mark.parametrize("content", [None, b"", b"<", b"<a/>", b"\0" * 100])
def test_a_spoilt_part_never_raises(tmp_path: Path, part: str, content: bytes | None) -> None:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        rest = {name: old for name, old in parts.items() if name != part}
        return rest if content is None else {**rest, part: content}

    file = tmp_path / "план.docx"
    file.write_bytes(words.repacked(words.saved(words.plan()), change))
    document = read_document(str(file), ".docx")
    assert isinstance(document, Unreadable) or document.blocks is not None


def test_entities_are_not_unfolded() -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        main = parts["word/document.xml"].replace("План".encode(), b"&b;", 1)
        start = main.index(b"?>") + 2
        return {**parts, "word/document.xml": main[:start] + bomb + main[start:]}

    document = read_word(words.repacked(words.saved(words.plan(("1", "а", "", ""))), change))
    assert document is None or "aaaa" not in str(document)


def test_a_table_in_a_layout_table_is_a_table_below_the_rows_above_it() -> None:
    document = docx.Document()
    frame = words.table(document, ("СОГЛАСОВАНО", "УТВЕРЖДАЮ"), ("", ""))
    inner = frame.cell(1, 0).merge(frame.cell(1, 1)).add_table(3, 2)
    for cell, text in zip((cell for row in inner.rows for cell in row.cells), "абвгде", strict=True):
        cell.text = text
    assert texts(words.saved(document)) == ["СОГЛАСОВАНО|УТВЕРЖДАЮ", "а|б", "в|г", "д|е"]


def test_a_table_in_a_text_box_is_a_table() -> None:
    table = (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>а</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>б</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    box = f"<w:txbxContent>{table}<w:p/></w:txbxContent>"
    shape = f'<w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{box}</v:textbox></w:pict>'
    data = words.body_xml(f"<w:p><w:r><w:t>План</w:t></w:r><w:r>{shape}</w:r></w:p>")
    assert texts(data) == ["План", "а|б"]


def test_text_that_is_struck_through_or_hidden_is_noticed() -> None:
    document = words.plan(("1", "Педсовет", "май", "Директор"))
    document.tables[0].cell(1, 2).paragraphs[0].runs[0].font.strike = True
    document.add_paragraph().add_run("тайна").font.hidden = True
    assert [(one.message, one.place) for one in read(words.saved(document)).notices] == [
        ("зачёркнутый текст прочитан как обычный: «май»", "таблица 1, строка 2"),
        ("скрытый текст прочитан как обычный: «тайна»", ""),
    ]


def test_what_is_struck_through_or_hidden_in_a_cell_goes_into_the_note() -> None:
    document = words.plan(("1", "Субботник", "", "Завхоз"), ("2", "Поход", "до 12 мая", "Завуч"))
    day = document.tables[0].cell(1, 2).paragraphs[0]
    day.add_run("1").font.strike = True
    day.add_run("8 апреля")
    document.tables[0].cell(1, 3).paragraphs[0].add_run(" (по желанию)").font.hidden = True
    until = document.tables[0].cell(2, 2)
    until.paragraphs[0].runs[0].font.double_strike = True
    until.add_paragraph("до 24 мая")
    recognition = recognise(read(words.saved(document)))
    assert [(one.when, one.who, one.note) for one in recognition.transcript.sections[0].activities] == [
        ("8 апреля", "Завхоз", "Зачёркнуто: 1\nСкрыто: (по желанию)"),
        ("до 24 мая", "Завуч", "Зачёркнуто: до 12 мая"),
    ]
    assert [f"{one.place}: {one.message}" for one in recognition.remarks] == [
        "таблица 1, строка 2: зачёркнуто «1», осталось «8 апреля»",
        "таблица 1, строка 2: скрыто «(по желанию)», осталось «Завхоз»",
        "таблица 1, строка 3: зачёркнуто «до 12 мая», осталось «до 24 мая»",
    ]


def test_changes_that_were_tracked_are_read_as_accepted_and_noticed() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    changed = f"<w:ins>{run.format('январь')}</w:ins><w:del><w:r><w:delText>декабрь</w:delText></w:r></w:del>"
    document = read(words.body_xml(f"<w:p>{run.format('Отчёт: ')}{changed}</w:p>"))
    assert texts(words.body_xml(f"<w:p>{run.format('Отчёт: ')}{changed}</w:p>")) == ["Отчёт: январь"]
    assert [one.message for one in document.notices] == [
        "вставленное при рецензировании прочитано: «январь»",
        "удалённое при рецензировании не прочитано: «декабрь»",
    ]


def chunk(kind: str, content: bytes) -> bytes:
    """A document that holds a line, and a file that was put in whole."""
    document = docx.Document()
    document.add_paragraph("План")
    package = document.part.package
    part = Part(PackURI("/word/chunk.bin"), kind, content, package)
    relation = document.part.relate_to(part, f"{RELATIONS}/aFChunk")
    names = f'xmlns:w="{WORDS}" xmlns:r="{RELATIONS}"'
    document.element.body.insert(1, parse_xml(f'<w:altChunk {names} r:id="{relation}"/>'))
    return words.saved(document)


def test_a_page_that_was_put_in_whole_is_read() -> None:
    page = "<p>До</p><table><tr><td>а</td><td>б</td></tr></table>"
    assert texts(chunk("text/html", page.encode())) == ["План", "До", "а|б"]
    assert texts(chunk("text/html", page.encode("cp1251"))) == ["План", "До", "а|б"]


@pytest.mark.parametrize("kind", ["message/rfc822", "application/x"])
def test_another_file_that_was_put_in_whole_is_noticed(kind: str) -> None:
    document = read(chunk(kind, b"?"))
    assert len(document.blocks) == 1
    assert "сохраните заново" in document.notices[0].message
    assert read(words.body_xml("<w:altChunk/>")).notices == document.notices


def test_empty_lines_of_a_cell_are_kept_beside_its_text() -> None:
    document = docx.Document()
    words.table(document, ("раз\n\nдва\n", "три"))
    ((first, second),) = cells(words.saved(document))
    assert (first.text, first.spaced) == ("раз\nдва", "раз\n\nдва")
    assert (second.text, second.spaced) == ("три", "")
