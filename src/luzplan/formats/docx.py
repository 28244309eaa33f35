"""A Word document, set like the paper that people sign."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from importlib.resources import files
from io import BytesIO
from itertools import chain, groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Row
from lxml import etree

from luzplan.formats import Page
from luzplan.formats.cells import card_texts, lies_across, paper_widths, table_texts, type_size
from luzplan.reports import (
    Block,
    Card,
    Gantt,
    HeatMap,
    Listing,
    Paragraph,
    Report,
    Signatures,
    Table,
    Title,
    tables_of,
)
from luzplan.reports.rows import Column, ColumnKind
from luzplan.reports.wording import title_line
from luzplan.text import visible

# As the standard for official papers wants them (ГОСТ Р 7.0.97).
LEFT, RIGHT, TOP, BOTTOM = Mm(20), Mm(10), Mm(20), Mm(20)
SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)

_OWN_PARTS = {
    RELATIONSHIP_TYPE.STYLES: "styles.xml",
    RELATIONSHIP_TYPE.NUMBERING: "numbering.xml",
    RELATIONSHIP_TYPE.SETTINGS: "settings.xml",
}
HEAD_TAG = "{urn:luzplan}head"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows


def new_document(title: str, *, across: bool = False) -> WordDocument:
    """A document without text: styles and numbered pages, which lie on their long side if ``across``."""
    document = Document()
    _replace_parts(document.part)
    # Leave nothing in the properties but the title: days and names there would differ by copy.
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del package.rels[key]
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.language = visible(title)[:255], "ru-RU"
    page = document.sections[0]
    page.orientation = WD_ORIENTATION.LANDSCAPE if across else WD_ORIENTATION.PORTRAIT
    page.page_width, page.page_height = (LONG_SIDE, SHORT_SIDE) if across else (SHORT_SIDE, LONG_SIDE)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    page.footer_distance = page.header_distance = Mm(10)
    number = page.footer.paragraphs[0]
    number.style = document.styles["footer"]
    field = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    number._p.append(field)
    return document


def text_width(document: WordDocument) -> int:
    """The width between the margins, in the library's units."""
    page = document.sections[0]
    return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def _replace_parts(part: Part) -> None:
    """Put our styles in the place of the library's, which are an American memo's, and drop the rest."""
    for key, relation in list(part.rels.items()):
        name = _OWN_PARTS.get(relation.reltype)
        if name is None:
            del part.rels[key]
            continue
        target = relation.target_part
        assert isinstance(target, XmlPart)
        xml = (files("luzplan.formats") / "paper" / name).read_bytes()
        target._element = parse_xml(xml)


def document_bytes(document: WordDocument) -> bytes:
    """The file; the same document gives the same bytes on any day and any system."""
    saved, settled = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(settled, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _LONG_AGO)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            target.writestr(info, source.read(name))
    return settled.getvalue()


_USUAL_SIZE = 12  # points, as the styles have it
_CARD_SHARES = (1.0, 3.0)
_SIGNATURE_SHARES = (1.2, 1.0)  # the line with the number and the date of a protocol is long


def write(report: Report, _page: Page) -> bytes:
    """Write the report; tables that share their columns become one, with their titles across it."""
    parts = (tables_of(one) if isinstance(one, Gantt | HeatMap) else (one,) for one in report.blocks)
    blocks = list(chain.from_iterable(parts))
    tables = [(block.columns, _texts(block)) for block in blocks if isinstance(block, Table) and block.rows]
    across = any(lies_across(*table, (SHORT_SIDE - LEFT - RIGHT) / Pt(1)) for table in tables)
    title = title_line(report.title)
    document = new_document(title, across=across)
    width = text_width(document) / Pt(1)
    size = min((type_size(*table, width) for table in tables if across), default=_USUAL_SIZE)
    if size < _USUAL_SIZE:
        document.styles["Table Text"].font.size = Pt(size)
    if not any(isinstance(block, Title) for block in report.blocks):
        _title(document, (title,))
    for columns, found in groupby(blocks, _columns):
        if columns:
            _table(document, columns, [block for block in found if isinstance(block, Table)], size)
        else:
            for block in found:
                _block(document, block)
    if report.head:
        _carry(document, report.head)
    return document_bytes(document)


def _carry(document: WordDocument, head: Mapping[str, object]) -> None:
    """Put the head of a plan into the file, where Word keeps data that are not on its pages."""
    root = etree.Element(HEAD_TAG, nsmap={"l": HEAD_TAG[1:].partition("}")[0]})
    root.text = visible(json.dumps(head, ensure_ascii=False))
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    part = Part(PackURI("/customXml/item1.xml"), "application/xml", data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def _columns(block: Block) -> tuple[Column, ...]:
    """The columns of a table that can be joined to others."""
    return block.columns if isinstance(block, Table) and block.rows else ()


def _block(document: WordDocument, block: Block) -> None:
    match block:
        case Title():
            _title(document, block.lines)
        case Signatures():
            _signatures(document, block)
        case Listing():
            # A number is text, as in the table, so that it is there wherever the text goes.
            numbered = [f"{number}.\t{item}" for number, item in enumerate(block.items, 1)]
            items, style = (numbered, "Numbered Item") if block.numbered else (block.items, "List Bullet")
            document.add_paragraph(visible(block.heading), "List Heading")
            for item in items:
                document.add_paragraph(visible(item), style)
            document.add_paragraph()
        case Paragraph():
            _lines(document, block.lines, "Ending")
        case Card():
            grid = _Grid(document, _CARD_SHARES)
            grid.add(grid.across, [title_line(block.title)])
            for field in card_texts(block):
                grid.add(grid.plain, field)
            grid.close()
        case Table():
            _lines(document, (block.title, block.empty), "Normal")


def _lines(document: WordDocument, lines: Iterable[str], style: str) -> None:
    for line in lines:
        if line:
            document.add_paragraph(visible(line), style)


def _title(document: WordDocument, lines: Iterable[str]) -> None:
    _lines(document, lines, "Title")
    document.add_paragraph()


def _signatures(document: WordDocument, block: Signatures) -> None:
    table = document.add_table(1, 2, "Normal Table")
    _set_widths(table, text_width(document), _SIGNATURE_SHARES)
    for cell, lines in zip(table.rows[0].cells, (block.left, block.right), strict=True):
        cell.text = visible(lines[0]) if lines else ""
        for line in lines[1:]:
            cell.add_paragraph(visible(line))
    document.add_paragraph()


def _table(document: WordDocument, columns: tuple[Column, ...], tables: Sequence[Table], size: int) -> None:
    texts = [_texts(table) for table in tables]
    width = text_width(document) / Pt(1)
    if document.paragraphs and document.paragraphs[-1].text:
        document.add_paragraph()  # a text above the table does not touch it
    grid = _Grid(document, paper_widths(columns, [row for rows in texts for row in rows], width, size))
    grid.add(grid.head, [column.heading for column in columns])
    for table, rows in zip(tables, texts, strict=True):
        if table.title:
            grid.add(grid.across, [table.title])
        for row in rows:
            grid.add(grid.plain, row)
    grid.close()


def _texts(table: Table) -> list[list[str]]:
    """The cells as they stand on paper, row by row."""
    numbers = [column.kind is ColumnKind.ORDINAL for column in table.columns]
    rows = (zip(row, numbers, strict=True) for row in table_texts(table))
    return [[f"{text}." if text and is_number else text for text, is_number in row] for row in rows]


def _set_widths(table: WordTable, whole: int, shares: Sequence[float]) -> None:
    table.autofit = False
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Length(int(whole * share / sum(shares)))
        for cell in column.cells:
            cell.width = column.width


class _Grid:
    """A ruled table as wide as the text, filled from above; its rows are not split between pages.

    Rows are copies of prepared ones: the library's own way looks at the whole table for every cell.
    """

    def __init__(self, document: WordDocument, shares: Sequence[float]) -> None:
        self._document = document
        self._table = document.add_table(2, len(shares), "Table Grid")
        _set_widths(self._table, text_width(document), shares)
        across, plain = self._table.rows
        self.plain = self._prepared(plain, "Table Text", "w:cantSplit")
        self.head = self._prepared(plain, "Table Heading", "w:cantSplit", "w:tblHeader")
        across.cells[0].merge(across.cells[-1])
        self.across = self._prepared(across, "Table Heading", "w:cantSplit")
        for row in (across, plain):
            self._table._tbl.remove(row._tr)

    def add(self, prepared: CT_Row, texts: Sequence[str]) -> None:
        """Add a row like one of the prepared: ``plain``, of one cell ``across``, a ``head`` on every page."""
        row = deepcopy(prepared)
        for cell, text in zip(row.tc_lst, texts, strict=True):
            cell.p_lst[0].add_r().text = visible(text)
        self._table._tbl.append(row)

    def close(self) -> None:
        """Set the table off from what follows; Word joins tables with nothing between them."""
        self._document.add_paragraph()

    def _prepared(self, row: _Row, style: str, *marks: str) -> CT_Row:
        """A copy of an empty row with the marks and its paragraphs in the style."""
        copy = deepcopy(row._tr)
        properties = copy.get_or_add_trPr()
        for mark in marks:
            properties.append(OxmlElement(mark))
        for cell in copy.tc_lst:
            cell.p_lst[0].style = self._document.styles[style].style_id
        return copy
