"""A document read from its file, by what the file is."""

from __future__ import annotations

import io
import re
import struct
import tempfile
import warnings
import zipfile
import zlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import cast

from luzplan.documents import Document, DocumentTable, Remark, SpoiltError, Unreadable
from luzplan.documents.plain_text import decode_russian
from luzplan.text import Problem, load_bytes
from luzplan.text.system import as_typed, reason_of, run_within

SECONDS = 120
MOST_ENTRIES = 10_000
MOST_BYTES = 256 * 2**20  # unpacked; a hundred pages with scanned signatures have a tenth of it
HIGHEST_RATIO = 200  # unpacked to packed; the most monotonous plan has 100
_SMALL = 4 * 2**20  # bytes that no machine minds, however well they are packed
WIDEST = 100  # cells of a row that are read; a calendar of a month has some thirty
TOO_WIDE = f"столбцы дальше {WIDEST}-го не прочитаны, а в них есть текст"
BROKEN = Unreadable(
    "файл испорчен или это не тот документ, каким назван",
    "Откройте его в Word, Excel или LibreOffice и сохраните заново.",
)
LOCKED = Unreadable(
    "документ защищён паролем", "Снимите пароль в Word или Excel и сохраните документ заново."
)
WORD, TEXT = ".docx", ".txt"
_OFFICE = (".doc", ".odt", ".rtf", ".xls", ".ods")
# Kinds of files that are known for what they are, and refused with a way that works.
OTHERS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff")
SUFFIXES = (WORD, ".docm", ".xlsx", ".xlsm", ".csv", ".md", ".html", ".htm", TEXT, ".pdf", *_OFFICE)
_CHECK = "Проверьте, тот ли это файл."
_RETYPE = "Распознайте его (FineReader, OCR) или наберите текст и сохраните как .docx."
_IMAGE = Unreadable("это картинка, а не текст", _RETYPE)
_ARCHIVE = Unreadable("файл испорчен или это архив", "Распакуйте его и укажите документ из него.")
_SPOILT_PDF = Unreadable(
    "PDF испорчен или защищён паролем",
    "Откройте его в программе просмотра и напечатайте в новый PDF или возьмите исходный .docx.",
)
_SCAN = Unreadable("в этом PDF нет текста, только картинки", _RETYPE)
# What files are by their first bytes, whatever they are called.
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ZIP = b"PK\x03\x04"
# Old files of Word and Excel, and new ones with a password, are OLE containers; their streams tell.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED, _WORKBOOK = "EncryptedPackage".encode("utf-16-le"), "Workbook".encode("utf-16-le")
_PARTS = (("word/", WORD), ("xl/", ".xlsx"))
_OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|table)\b", re.IGNORECASE
)
_BEGINNINGS = (
    (".pdf", re.compile(rb"%PDF")),
    (".rtf", re.compile(rb"\{\\rtf")),
    (".html", _PAGE),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{3,20})", re.IGNORECASE)
_HEAD = 4096  # bytes in which a page names its encoding
# By what a file is the module of this package and the function that read it. A module is imported when it is
# used, since a plan in plain text is read without the libraries for Word.
_READERS = {
    WORD: ("word", "read_word"), ".xlsx": ("workbook", "read_workbook"), ".pdf": ("pdf", "read_pdf"),
}  # fmt: skip
_TEXTS = {
    TEXT: ("plain_text", "read_text"), ".csv": ("plain_text", "read_csv"), ".md": ("markup", "read_markdown"),
    ".html": ("markup", "read_html"), ".htm": ("markup", "read_html"),
}  # fmt: skip


def convert(office: str, data: bytes, suffix: str, target: str) -> bytes | str:
    """The file in another format (``docx``, ``pdf``), or why LibreOffice did not make it.

    It runs with a profile folder of its own, so one that is open on the screen is not in the way, and
    nobody's settings or macros are.
    """
    with tempfile.TemporaryDirectory(prefix="luzplan-", ignore_cleanup_errors=True) as folder:
        source = Path(folder, f"plan{suffix}")
        source.write_bytes(data)
        command = [
            office, "--headless", "--norestore", "--nolockcheck",
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", target, "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            if run_within(SECONDS, command) is None:
                return f"не уложился в {SECONDS} секунд"
            return source.with_suffix(f".{target}").read_bytes()
        except FileNotFoundError:
            return "ничего не записал"
        except OSError as error:
            return f"не запустился: {reason_of(error, reading=True)}"


def read_document(name: str, suffix: str, office: str | None = None) -> Document | Unreadable:
    """Read a file of a kind in SUFFIXES or OTHERS; a fault says in one line why that is not possible.

    What the file is, its bytes tell; only among texts its suffix does. ``office`` is the program of
    LibreOffice, None where it is not installed. Raises ModuleNotFoundError if the library for the kind
    is not installed.
    """
    data = load_bytes(name)
    if isinstance(data, Problem):
        return _unreadable(data)
    if not data.strip():
        return Unreadable("файл пуст", _CHECK)
    kind = _kind(data, suffix)
    if isinstance(kind, Unreadable):
        return kind
    if kind in _OFFICE:
        return _converted(name, data, kind, office)
    return _read(kind, data) if kind in _READERS else _text(name, data, kind)


def _kind(data: bytes, suffix: str) -> str | Unreadable:
    if data.startswith(_PICTURES):
        return _IMAGE
    if data.startswith(_OLE):
        old = ".xls" if suffix == ".xls" or _WORKBOOK in data else ".doc"
        return LOCKED if _ENCRYPTED in data else old
    if data.startswith(_ZIP):
        return _packed_kind(data)
    others = (kind for kind, beginning in _BEGINNINGS if beginning.match(data))
    return next(others, suffix if suffix in _TEXTS else BROKEN)


def _packed_kind(data: bytes) -> str | Unreadable:
    fault = fault_of(data)
    if fault:
        return fault
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = package.namelist()
            kind = package.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, struct.error):
        return BROKEN
    if kind.strip() in _OPEN_DOCUMENTS:
        return _OPEN_DOCUMENTS[kind.strip()]
    found = (suffix for folder, suffix in _PARTS if any(name.startswith(folder) for name in names))
    return next(found, _ARCHIVE)


def _read(kind: str, content: bytes | str) -> Document | Unreadable:
    module, function = (_READERS | _TEXTS)[kind]
    read = getattr(import_module(f"luzplan.documents.{module}"), function)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # in English, and of what people cannot mend
            document = cast("Document", read(content))
    except SpoiltError:
        return _SPOILT_PDF if kind == ".pdf" else BROKEN
    if kind == ".pdf" and not document.blocks:
        return _SCAN
    # Cells too far from the edge of a table are left out; the first row with such is noticed.
    wide = [row for table in document.tables for row in table.rows if len(row.cells) > WIDEST]
    if not wide:
        return document
    blocks = (
        DocumentTable(tuple(replace(row, cells=row.cells[:WIDEST]) for row in block.rows))
        if isinstance(block, DocumentTable)
        else block
        for block in document.blocks
    )
    lost = [row.place for row in wide if any(cell.text for cell in row.cells[WIDEST:])]
    notices = [Remark(TOO_WIDE, place) for place in lost[:1]]
    return replace(document, blocks=tuple(blocks), notices=(*document.notices, *notices))


def _converted(name: str, data: bytes, kind: str, office: str | None) -> Document | Unreadable:
    """The document of a file that LibreOffice turns into one that is read here."""
    target = "xlsx" if kind in (".xls", ".ods") else "docx"
    if office is None:
        ready = str(Path(name).with_suffix(f".{target}"))
        command = f"soffice --headless --convert-to {target} {as_typed(name)}"
        return Unreadable(
            f"это документ {kind}, для него нужен LibreOffice, а его нет",
            f"Откройте его в Word или Excel и сохраните как .{target}; или там, где есть LibreOffice: "
            f"{command}, потом luzplan import {as_typed(ready)}.",
        )
    converted = convert(office, data, kind, target)
    if isinstance(converted, str):
        message = f"LibreOffice не открыл этот документ {kind}: {converted}"
        return Unreadable(message, f"Откройте его в Word и сохраните как .{target}.")
    document = fault_of(converted) or _read(f".{target}", converted)
    if isinstance(document, Unreadable):
        return document
    read = Remark(f"{kind} прочитан через LibreOffice")
    return replace(document, notices=(read, *document.notices))


def fault_of(data: bytes) -> Unreadable | None:
    """Why a .docx may not be opened, None if it may."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        return BROKEN
    if any(entry.flag_bits & 1 for entry in entries):
        return LOCKED
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        return BROKEN
    size, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_ENTRIES or size > MOST_BYTES or size > max(_SMALL, packed * HIGHEST_RATIO):
        message = f"внутри файла больше, чем бывает в плане: {size // 2**20} МБ, частей — {len(entries)}"
        return Unreadable(message, _CHECK)
    return None


def _text(name: str, data: bytes, kind: str) -> Document | Unreadable:
    named = _CHARSET.search(data[:_HEAD]) if kind in (".html", ".htm") else None
    try:
        decoded = (data.decode(named[1].decode("ascii"), errors="replace"), "") if named else None
    except LookupError:  # a page may name what it likes
        decoded = None
    found = decoded or decode_russian(name, data)
    if isinstance(found, Problem):
        return _unreadable(found)
    text, encoding = found
    document = _read(kind, text)
    if isinstance(document, Unreadable) or not encoding:
        return document
    guessed = Remark(f"текст прочитан в кодировке {encoding}")
    return replace(document, notices=(guessed, *document.notices))


def _unreadable(problem: Problem) -> Unreadable:
    """A problem's message, and its hint as a sentence."""
    hint = problem.hint
    return Unreadable(problem.message, f"{hint[0].upper()}{hint[1:]}." if hint else "")
