"""A document read from its file, by what the file is."""

from __future__ import annotations

import io
import struct
import zipfile

from luzplan.documents import Document, Unreadable, read_text
from luzplan.text import Problem, decode_source, load_bytes

MOST_ENTRIES = 10_000
MOST_BYTES = 256 * 2**20  # unpacked; a hundred pages with scanned signatures have a tenth of it
HIGHEST_RATIO = 200  # unpacked to packed; the most monotonous plan has 100
_SMALL = 4 * 2**20  # bytes that no machine minds, however well they are packed

BROKEN = Unreadable(
    "файл испорчен или это не документ Word",
    "Откройте его в Word или LibreOffice и сохраните заново как .docx.",
)
LOCKED = Unreadable("документ защищён паролем", "Снимите пароль в Word и сохраните документ заново.")


WORD, TEXT = ".docx", ".txt"
SUFFIXES = (WORD, TEXT)
# Kinds of files that plans are often in, but that must be turned into one of the above first.
OTHERS = (
    ".doc", ".docm", ".rtf", ".odt", ".pdf", ".xls", ".xlsx",
    ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff",
)  # fmt: skip

_AS_DOCX = "Откройте его в Word или LibreOffice и сохраните как .docx."
_RETYPE = "Распознайте его или наберите текст и сохраните как .docx."
_OLD_WORD = Unreadable("это документ старого формата .doc", _AS_DOCX)
_IMAGE = Unreadable("это картинка, а не текст", _RETYPE)
# What files are by their first bytes, whatever they are called.
_BEGINNINGS = (
    (b"\x89PNG", _IMAGE),
    (b"\xff\xd8\xff", _IMAGE),
    (b"GIF8", _IMAGE),
    (b"BM", _IMAGE),
    (b"II*\x00", _IMAGE),
    (b"MM\x00*", _IMAGE),
    (b"%PDF", Unreadable("это PDF, а не документ Word", _AS_DOCX)),
    (b"{\\rtf", Unreadable("это документ RTF", _AS_DOCX)),
)
# Old Word files and new ones with a password are both OLE containers; the stream of the latter tells.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_document(name: str, suffix: str) -> Document | Unreadable:
    """Read a file of a kind in SUFFIXES or OTHERS; a fault says in one line why that is not possible.

    Raises ModuleNotFoundError if the library for Word files is not installed.
    """
    data = load_bytes(name)
    if isinstance(data, Problem):
        return _unreadable(data)
    fault = _strange(data)
    if fault:
        return fault
    if suffix in OTHERS:
        return Unreadable(f"файлы {suffix} не читаются", _AS_DOCX)
    return _word(data) if suffix == WORD else _text(name, data)


def _strange(data: bytes) -> Unreadable | None:
    if not data.strip():
        return Unreadable("файл пуст", "Проверьте, тот ли это файл.")
    if data.startswith(_OLE):
        return LOCKED if _ENCRYPTED in data else _OLD_WORD
    return next((fault for beginning, fault in _BEGINNINGS if data.startswith(beginning)), None)


def _word(data: bytes) -> Document | Unreadable:
    fault = fault_of(data)
    if fault:
        return fault
    # Imported here, since a plan in plain text is read without the library for Word.
    from luzplan.documents.word import read_word

    return read_word(data) or BROKEN


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
        return Unreadable(message, "Проверьте, тот ли это файл.")
    return None


def _text(name: str, data: bytes) -> Document | Unreadable:
    if data.startswith(b"PK\x03\x04"):
        return Unreadable(
            "это архив или документ Word, а не текст", "Если это документ Word, назовите его .docx."
        )
    loaded = decode_source(name, data)
    if loaded.problems:
        return _unreadable(loaded.problems[0])
    return read_text(loaded.source.text)


def _unreadable(problem: Problem) -> Unreadable:
    """A problem's message, and its hint as a sentence."""
    hint = problem.hint
    return Unreadable(problem.message, f"{hint[0].upper()}{hint[1:]}." if hint else "")
