"""Reading a Word file: what stands on its pages, with the numbers that Word itself puts there."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby, product

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from luzplan.documents import (
    HIDDEN,
    STRUCK,
    STRUCK_ROW,
    Block,
    Document,
    DocumentCell,
    DocumentParagraph,
    DocumentRow,
    DocumentTable,
    Remark,
    SpoiltError,
    is_whole_row,
    line_pieces,
    marked,
    reading_file,
    set_aside,
    tidy,
)
from luzplan.documents.markup import read_html
from luzplan.documents.plain_text import decode_russian
from luzplan.documents.transcript import head_of_json
from luzplan.documents.word_xml import (
    Element,
    Numbering,
    Styles,
    boxes_with_tables,
    found,
    holds,
    inside,
    is_on,
    name_of,
    number,
    pictures_in,
    text_of,
    value,
)

_TRACKED = ("вставленное при рецензировании прочитано", "удалённое при рецензировании не прочитано")
_MARKED = ((STRUCK, ("strike", "dstrike")), (HIDDEN, ("vanish",)))
_CHUNK = (
    "часть документа вставлена целиком из другого файла (altChunk) и не прочитана: "
    "откройте документ в Word и сохраните заново"
)
_PAGES = ("text/html", "application/xhtml+xml")
_HEAD_TAG = "{urn:luzplan}head"  # what `export` carries along
_LEAST_FRAMED = 3  # rows; what is less in a cell is a text of it
_WIDEST = 63  # columns of a table, says Word
_BESIDES = ("header", "footer", "comments")
_FOOTNOTES = ("footnote", "endnote")
# «Strict Open XML» names its elements otherwise, and documents with macros and templates their main part.
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|wordprocessingml|drawingml)/(\w+)")
_MAIN = re.compile(rb"application/vnd\.[\w.-]+\.(?:macroEnabled\w*|template)\.main\+xml")
_MAIN_USUAL = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def read_word(data: bytes) -> Document:
    """The document of a .docx; `fault_of` must have let it pass. Raises SpoiltError if it is none."""
    with reading_file():
        document = docx.Document(io.BytesIO(_usual(data)))
    return _Reader(document).document()


def _usual(data: bytes) -> bytes:
    """The package as Word usually writes it, so that python-docx opens it; as it is if it is usual."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read("[Content_Types].xml")
        strict = _STRICT.search(package.read("_rels/.rels"))
        if not strict and not _MAIN.search(types):
            return data
        parts = {name: package.read(name) for name in package.namelist()}
    parts["[Content_Types].xml"] = _MAIN.sub(_MAIN_USUAL, types)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, part in parts.items():
            is_xml = strict and name.endswith((".xml", ".rels"))
            usual = _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", part) if is_xml else part
            package.writestr(name, usual)
    return stream.getvalue()


class _Reader:
    """Reads the blocks of a document in order, counting lists and tables."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._numbering = Numbering(next(_related(document, "numbering"), None))
        self._styles = Styles(next(_related(document, "styles"), None))
        self._tables = 0
        self._notices: list[Remark] = []
        self._apart = False
        # What few documents have is looked for once, and not in each cell.
        element = document.element
        self._has_boxes = holds(element, "txbxContent")
        self._is_tracked = holds(element, "ins", "del")
        self._footnotes = dict(_footnotes(document))
        self._sorts = _FOOTNOTES if self._footnotes else ()
        self._marked = [(said, names) for said, names in _MARKED if holds(element, *names)]

    def document(self) -> Document:
        body = found(self._document.element, "body")
        blocks = tuple(self._blocks(body))
        besides = [tidy(text_of(part)) for kind in _BESIDES for part in _related(self._document, kind)]
        lines = (" ".join(text.split()) for text in besides if any(map(str.isalpha, text)))
        pictures = pictures_in(body) if body is not None else 0
        carried = (one.text or "" for one in _related(self._document, "customXml") if one.tag == _HEAD_TAG)
        return Document(
            blocks,
            besides=tuple(dict.fromkeys(lines)),
            footnotes=tuple(self._footnotes.values()),
            pictures=pictures,
            notices=tuple(self._notices),
            head=head_of_json(next(carried, "")),
        )

    def _blocks(self, container: Element | None) -> Iterator[Block]:
        for element in inside(container, "p", "tbl", "altChunk"):
            if name_of(element) == "altChunk":
                yield from self._chunk(element)
            elif name_of(element) == "tbl":
                yield from self._framed(element) if _frames(element) else [self._table(inside(element, "tr"))]
            else:
                yield from self._paragraphs(element)
                boxes = boxes_with_tables(element) if self._has_boxes else ()
                yield from chain.from_iterable(map(self._blocks, boxes))

    def _chunk(self, element: Element) -> Iterator[Block]:
        """The blocks of a file that was put into the document as a whole, as report generators do."""
        part = self._document.part.related_parts.get(element.get(qn("r:id"), ""))
        is_page = part is not None and part.content_type.partition(";")[0] in _PAGES
        decoded = decode_russian("", part.blob) if part is not None and is_page else None
        try:
            yield from read_html(decoded[0]).blocks if isinstance(decoded, tuple) else ()
        except SpoiltError:
            decoded = None
        if not isinstance(decoded, tuple):
            self._notices.append(Remark(_CHUNK))

    def _framed(self, table: Element) -> Iterator[Block]:
        """What is in a table that only sets others on the page; its rows without a table stay one."""
        for nested, rows in groupby(inside(table, "tr"), lambda row: holds(row, "tbl")):
            if nested:
                cells = (cell for row in rows for cell in inside(row, "tc"))
                yield from chain.from_iterable(map(self._blocks, cells))
            else:
                yield self._table(rows)

    def _paragraphs(self, element: Element) -> Iterator[DocumentParagraph]:
        """The lines of a paragraph; one without text only sets the next one apart."""
        marker = self._numbering.marker(self._styles.list_properties(element))
        prominent = self._styles.prominence(element)
        self._note_marked(element)
        lines = [line for line in text_of(element).split("\n") if tidy(line)]
        for line in lines:
            yield DocumentParagraph(*line_pieces(line, marker), prominent, self._apart)
            marker, self._apart = "", False
        self._apart = self._apart or not lines

    def _note_marked(self, element: Element, place: str = "", *, struck: bool = False) -> None:
        """Take a note of what is struck through or hidden, since it reads like all else."""
        for said, properties in self._marked:
            message = STRUCK_ROW if struck and said is STRUCK else said
            self._notices += marked(message, _marked_texts(element, *properties), place)
        if self._is_tracked:
            added = _texts_of_runs(element, lambda run: any(True for _ in run.iterancestors(qn("w:ins"))))
            removed = "".join(one.text or "" for one in element.iter(qn("w:delText")))
            for said, text in zip(_TRACKED, (added, removed), strict=True):
                self._notices += marked(said, text, place)

    def _table(self, elements: Iterable[Element]) -> DocumentTable:
        self._tables += 1
        rows = []
        above: dict[int, str] = {}
        for at, row in enumerate(elements, 1):
            held = list(row.iter())  # else lxml makes an element anew whenever it is looked at
            place = f"таблица {self._tables}, строка {at}"
            strikes = (_marked_texts(row, *names) for said, names in self._marked if said is STRUCK)
            struck = any(is_whole_row(text, text_of(row)) for text in strikes)
            aside = tuple(self._set_aside(row, place)) if self._marked and not struck else ()
            self._note_marked(row, place, struck=struck)
            if found(row, "trPr", "del") is None:
                signs = ((sort, one) for sort in self._sorts for one in row.iter(qn(f"w:{sort}Reference")))
                keys = ((sort, sign.get(qn("w:id"), "")) for sort, sign in signs)
                notes = tuple(self._footnotes[key] for key in keys if key in self._footnotes)
                rows.append(DocumentRow(tuple(self._row(row, above)), place, (*aside, *notes), struck))
            del held
        self._apart = True
        return DocumentTable(tuple(row for row in rows if row.cells))

    def _set_aside(self, row: Element, place: str) -> Iterator[str]:
        """Take out of cells what is struck through or hidden beside other text; lines for a row's note."""
        for cell, (said, names) in product(inside(row, "tc"), self._marked):
            runs = [run for run in cell.iter(qn("w:r")) if any(is_on(run, "rPr", one) for one in names)]
            kept = "".join(text_of(run) for run in cell.iter(qn("w:r")) if run not in runs)
            if found_aside := set_aside(said, _marked_texts(cell, *names), kept, place):
                self._notices.append(found_aside[1])
                yield found_aside[0]
                for run in runs:
                    run.clear()

    def _row(self, row: Element, above: dict[int, str]) -> Iterator[DocumentCell]:
        """A row's cells; ``above`` has the texts of the row above by the column where they begin."""
        start = min(number(row, "trPr", "gridBefore", default=0), _WIDEST)
        if start:
            yield DocumentCell("", start)
        for element in inside(row, "tc"):
            properties = found(element, "tcPr")
            span = min(max(1, number(properties, "gridSpan", default=1)), _WIDEST)
            merge = found(properties, "vMerge")
            lines = list(self._lines(element))
            text = "\n".join(filter(None, lines))
            spaced = "\n".join(lines).strip("\n") if "" in lines else ""
            spaced = spaced if spaced != text else ""
            merged = merge is not None and value(merge) != "restart" and not text
            above[start] = above.get(start, "") if merged else text
            bold = {self._styles.is_bold(one) for one in inside(element, "p")} - {None} == {True}
            yield DocumentCell(above[start], span, merged, bold, spaced)
            start += span

    def _lines(self, cell: Element) -> Iterator[str]:
        """The lines of a cell, empty ones too, each with its number; a table inside it gives a line a row."""
        for element in inside(cell, "p", "tbl"):
            if name_of(element) == "p":
                marker = self._numbering.marker(self._styles.list_properties(element))
                yield from map(tidy, f"{marker} {text_of(element)}".strip(" ").split("\n"))
                for box in boxes_with_tables(element) if self._has_boxes else ():
                    yield from self._lines(box)
            else:
                for row in inside(element, "tr"):
                    yield " | ".join(filter(None, (" ".join(self._lines(one)) for one in inside(row, "tc"))))


def _marked_texts(element: Element, *properties: str) -> str:
    """The text of the runs that have one of the properties switched on, as those that are struck through."""
    return _texts_of_runs(element, lambda run: any(is_on(run, "rPr", one) for one in properties))


def _texts_of_runs(element: Element, is_wanted: Callable[[Element], bool]) -> str:
    """The texts of runs, those of each paragraph apart from the next."""
    paragraphs = [element] if name_of(element) == "p" else element.iter(qn("w:p"))
    runs = ("".join(text_of(run) for run in one.iter(qn("w:r")) if is_wanted(run)) for one in paragraphs)
    return "; ".join(filter(None, (" ".join(text.split()) for text in runs)))


def _frames(table: Element) -> bool:
    """Whether a table only sets others on the page: they are tables of some size, and not smaller."""
    if not any(holds(row, "tbl") for row in inside(table, "tr")):
        return False
    rows = [list(inside(row, "tc")) for row in inside(table, "tr")]
    inner = [one for cells in rows for cell in cells for one in inside(cell, "tbl")]
    nested = sum(1 for one in inner for _ in inside(one, "tr"))
    single = all(len(cells) == 1 for cells in rows)
    return nested > 0 and (single or nested >= max(len(rows), _LEAST_FRAMED))


def _footnotes(document: WordDocument) -> Iterator[tuple[tuple[str, str], str]]:
    """The texts of footnotes by their sort and number."""
    parts = ((sort, part) for sort in _FOOTNOTES for part in _related(document, f"{sort}s"))
    for name, element in ((sort, one) for sort, part in parts for one in inside(part, sort)):
        text = " ".join(tidy(text_of(element)).split())
        if any(map(str.isalnum, text)):
            yield (name, element.get(qn("w:id"), "")), text


def _related(document: WordDocument, kind: str) -> Iterator[Element]:
    """The roots of the parts of a kind: numbering, styles, headers, footnotes."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            with reading_file():
                part = parse_xml(relation.target_part.blob)
            yield part
