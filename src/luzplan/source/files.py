"""Reading a file into a Source, whatever is wrong with it."""

import codecs
import sys
from pathlib import Path
from typing import NamedTuple

from luzplan.source.text import Problem, Severity, Source

LARGEST = 64 * 2**20  # bytes; a plan of 100,000 activities has 25 MB
UNREADABLE = "LP001"
NOT_UTF8 = "LP002"
STDIN = "-"
_SAMPLE = 100_000  # bytes that tell the encoding of all
_SMALL_A = 0xE0  # «а» in Windows-1251, with the other small letters behind it

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Loaded(NamedTuple):
    """What was read and what is wrong with it; with problems the source serves only to show them."""

    source: Source
    problems: tuple[Problem, ...] = ()


def load_source(name: str) -> Loaded:
    """Read a file, or standard input for «-»; never raises for what the file is."""
    data = load_bytes(name)
    if isinstance(data, Problem):
        return Loaded(Source(name, ""), (data,))
    return decode_source("<stdin>" if name == STDIN else name, data)


def load_bytes(name: str) -> bytes | Problem:
    """Read the bytes of a file, or of standard input for «-»; a problem if they cannot be had."""
    try:
        data = _read_bytes(name)
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        return _unreadable(*_reason(error))
    if len(data) > LARGEST:
        hint = "план занимает несколько десятков килобайт: проверьте, тот ли это файл"
        return _unreadable(f"файл больше {LARGEST // 2**20} МБ", hint)
    return data


def _read_bytes(name: str) -> bytes:
    """Read no more than is needed to see that a file is too large."""
    if name == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _reason(error: OSError | ValueError) -> tuple[str, str]:
    """Give message and way out."""
    match error:
        case FileNotFoundError():
            return "файл не найден", "проверьте имя и папку"
        case IsADirectoryError():
            return "это папка, а не файл", "укажите файл плана внутри неё"
        case PermissionError():
            return "нет прав на чтение файла", "попросите доступ у владельца файла"
    if not isinstance(error, OSError):
        return f"файл не читается ({error})", ""
    from luzplan.source.saving import reason_of  # few questions save anything

    return f"файл не читается ({reason_of(error)})", ""


def _unreadable(message: str, hint: str) -> Problem:
    return Problem(UNREADABLE, Severity.ERROR, message, 0, 0, hint)


def decode_source(name: str, data: bytes) -> Loaded:
    """Decode by the byte order mark, else as UTF-8; what cannot be decoded is a problem with its place."""
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        return Loaded(Source(name, body.decode(encoding), encoding, bom=bool(mark)))
    except UnicodeDecodeError as error:
        start = len(body[: error.start].decode(encoding))
        source = Source(name, _legible(body, error.start, encoding))
        message = _complaint(body, error, encoding)
        hint = "сохраните его в редакторе как UTF-8"
        return Loaded(source, (Problem(NOT_UTF8, Severity.ERROR, message, start, start + 1, hint),))


def _complaint(body: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """Say what the bytes are not, and what they are where that can be seen."""
    if encoding != "utf-8":
        return f"файл испорчен: это не {encoding.upper()}"
    if error.start > 0 and "unexpected end" in error.reason:
        return "файл обрезан посреди буквы"
    ansi = ", вероятно в Windows-1251" if _is_ansi(body) else ""
    return f"файл не в кодировке UTF-8{ansi}"


def _is_ansi(body: bytes) -> bool:
    """Tell Windows-1251 by its small letters: other Cyrillic encodings, or none, show few of them in it."""
    strange = [byte for byte in body[:_SAMPLE] if byte >= 0x80]
    return sum(byte >= _SMALL_A for byte in strange) * 2 > len(strange)


def _legible(body: bytes, bad: int, encoding: str) -> str:
    """Show what follows the bad byte as Windows-1251, which it most often is."""
    tail = "cp1251" if encoding == "utf-8" else encoding
    return body[:bad].decode(encoding) + body[bad:].decode(tail, errors="replace")
