"""An empty Word document on A4 with the styles of a school's papers, and the bytes of a full one."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENTATION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from luzplan.source.text import visible

# As the standard for official papers wants them (ГОСТ Р 7.0.97).
LEFT, RIGHT, TOP, BOTTOM = Mm(20), Mm(10), Mm(20), Mm(20)
SHORT_SIDE, LONG_SIDE = Mm(210), Mm(297)

_OWN_PARTS = {
    RELATIONSHIP_TYPE.STYLES: "styles.xml",
    RELATIONSHIP_TYPE.NUMBERING: "numbering.xml",
    RELATIONSHIP_TYPE.SETTINGS: "settings.xml",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a zip file knows


def new_document(title: str, *, across: bool = False) -> WordDocument:
    """Give a document without text: styles and numbered pages, which lie on their long side if ``across``."""
    document = Document()
    _replace_parts(document.part)
    _describe(document, title)
    _set_page(document, across=across)
    return document


def text_width(document: WordDocument) -> int:
    """Give the width between the margins, in the library's units."""
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
        xml = files("luzplan.formats.paper").joinpath(name).read_bytes()
        target._element = parse_xml(xml)


def _describe(document: WordDocument, title: str) -> None:
    """Leave nothing in the properties but the title: days and names there would differ by copy."""
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype not in (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES):
            del package.rels[key]
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title, properties.language = visible(title)[:255], "ru-RU"


def _set_page(document: WordDocument, *, across: bool) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENTATION.LANDSCAPE if across else WD_ORIENTATION.PORTRAIT
    page.page_width, page.page_height = (LONG_SIDE, SHORT_SIDE) if across else (SHORT_SIDE, LONG_SIDE)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = LEFT, RIGHT, TOP, BOTTOM
    page.footer_distance = page.header_distance = Mm(10)
    number = page.footer.paragraphs[0]
    number.style = document.styles["footer"]
    field = OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"})
    number._p.append(field)


def document_bytes(document: WordDocument) -> bytes:
    """Give the file; the same document gives the same bytes on any day and any system."""
    saved, settled = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as source, ZipFile(settled, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, _LONG_AGO)
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            target.writestr(info, source.read(name))
    return settled.getvalue()
