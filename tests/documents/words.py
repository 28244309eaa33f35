"""Word documents for tests, made with python-docx and, where it has no words for a thing, with XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table

HEADING = ("№", "Мероприятия", "Сроки", "Ответственные")


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def table(document: WordDocument, *rows: tuple[str, ...]) -> Table:
    """Add a table; a cell's text may have line ends, each of which begins a paragraph."""
    added: Table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(added.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.text = first
            for line in more:
                cell.add_paragraph(line)
    return added


def plan(*rows: tuple[str, ...], title: str = "План на 2011-2012 учебный год") -> WordDocument:
    """A document with a title and one table under the usual heading."""
    document = docx.Document()
    document.add_paragraph(title)
    table(document, HEADING, *rows)
    return document


def body_xml(inner: str) -> bytes:
    """A document whose body is written in XML."""
    document = docx.Document()
    body = document.element.body
    wrapped = parse_xml(f"<w:body {nsdecls('w')}>{inner}</w:body>")
    for at, element in enumerate(list(wrapped)):
        body.insert(at, element)
    return saved(document)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """The package with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in change(parts).items():
            package.writestr(name, content)
    return stream.getvalue()
