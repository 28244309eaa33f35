"""A file read into a Source: its text, the places in it, splices of it, and what is wrong at a place."""

import codecs
import os
import re
import sys
from bisect import bisect_right
from collections.abc import Iterable
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from stat import S_ISFIFO, S_ISREG
from typing import NamedTuple, Self

from luzplan.russian import quote


class Splice(NamedTuple):
    """Put ``text`` in the place of the characters from ``start`` to ``end``; equal offsets insert."""

    start: int
    end: int
    text: str = ""


class SpliceError(ValueError):
    """Two splices overlap, or one lies outside the text."""


def apply_splices(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices applied; insertions at one offset keep the order they are given in.

    Raises `SpliceError`.
    """
    pieces, at = [], 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if not at <= splice.start <= splice.end <= len(text):
            raise SpliceError(f"splice {splice.start}–{splice.end} overlaps another or leaves the text")
        pieces += [text[at : splice.start], splice.text]
        at = splice.end
    return "".join([*pieces, text[at:]])


# What a terminal obeys instead of printing (it moves the cursor, colours, turns the direction of writing),
# and halves of characters, which can stand in no file.
CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"


def first_control(text: str) -> str:
    """The first control character of a text (tabs and line feeds are none), empty if it has none."""
    found = None if _is_plain(text) else re.search(CONTROL, text)
    return found[0] if found else ""


def visible(text: str) -> str:
    """Put «�» in the place of every control character; line ends of old times become line ends."""
    if _is_plain(text):
        return text
    return re.sub(CONTROL, lambda found: "\n" if found[0].isspace() else "\N{REPLACEMENT CHARACTER}", text)


def _is_plain(text: str) -> bool:
    """Whether a text holds no control character, as most do; to compile the pattern takes longer."""
    return all(map(str.isprintable, text.split("\n")))


class Text(str):
    """A text value of the file that knows its place.

    ``start`` and ``end`` are offsets in characters of the raw scalar, quotes and block header included;
    a value made in code stands nowhere (both 0). Place and value do not always have the same length:
    use ``luzplan.text.scalar.offsets_within`` for a character of the value.
    """

    __slots__ = ("end", "start")
    start: int
    end: int

    def __new__(cls, value: str = "", start: int = 0, end: int = 0) -> Self:
        """Make a text that stands at the offsets ``start`` to ``end``."""
        text = str.__new__(cls, value)
        text.start, text.end = start, end
        return text


class Position(NamedTuple):
    """A line and a column as editors count them: from 1, in characters."""

    line: int
    column: int


class Severity(IntEnum):
    """How much a problem matters; errors keep the tool from doing its work."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Problem(NamedTuple):
    """What is wrong between two offsets of a file, and the way out.

    ``first_seen`` is the offset of the first of two equal things, None where that says nothing. ``fixes``
    together, in the order of the file, mend it without changing what the plan means; there are none where
    a person has to decide. Of the ``suggestions``, the likeliest first, a person may take one.
    ``owner`` is what it belongs to, whatever line that stands in: a row's id or words, else keys.
    """

    code: str
    severity: Severity
    message: str
    start: int
    end: int
    hint: str = ""
    first_seen: int | None = None
    fixes: tuple[Splice, ...] = ()
    suggestions: tuple[Splice, ...] = ()
    owner: str = ""


# Codes of what is wrong with a file, with its YAML, and with the shape of the plan in it.
UNREADABLE, NOT_UTF8 = "LP001", "LP002"
EMPTY, SYNTAX, REFERENCE, TOO_DEEP = "LP003", "LP004", "LP005", "LP006"
DUPLICATE_KEY, UNKNOWN_KEY, WRONG_SHAPE = "LP007", "LP008", "LP009"
MISSING_KEY, WRONG_VALUE = "LP010", "LP011"


class _File(NamedTuple):
    name: str
    text: str
    encoding: str = "utf-8"
    bom: bool = False


class Source(_File):
    """A file as read: its name as the user wrote it, its text with the line ends it has.

    ``encoding`` is what it was decoded from and must be written back to; ``bom`` says whether a byte
    order mark stood before the text (it is not part of ``text``).
    """

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines start."""
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Line and column of a character."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """A line (from 1) without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


LARGEST = 64 * 2**20  # bytes; a plan of 100,000 activities has 25 MB
STDIN = "-"
_LONGEST_SILENCE = 2.0  # seconds until a pipe is given up that nobody writes to
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
        return _unreadable(*_reason(name, error))
    return _too_large() if len(data) > LARGEST else data


def _too_large() -> Problem:
    hint = "план занимает несколько десятков килобайт: проверьте, тот ли это файл"
    return _unreadable(f"файл больше {LARGEST // 2**20} МБ", hint)


def _read_bytes(name: str) -> bytes:
    """Read no more than is needed to see that a file is too large."""
    if name == STDIN:
        return sys.stdin.buffer.read(LARGEST + 1)
    status = Path(name).stat()
    is_whole = S_ISREG(status.st_mode) and status.st_size
    # What has no size may have nothing to read yet, as the log of the kernel, and never may have.
    flags = os.O_RDONLY | (0 if is_whole else getattr(os, "O_NONBLOCK", 0)) | getattr(os, "O_BINARY", 0)
    with open(os.open(name, flags), "rb") as file:  # noqa: PTH123 – it is opened already
        if S_ISFIFO(status.st_mode):
            import select

            # Until somebody writes to a pipe: without a writer reading it would never end.
            if not select.select([file], [], [], _LONGEST_SILENCE)[0]:
                raise _NoFileError
            os.set_blocking(file.fileno(), True)
        data = None if file.isatty() else file.read(LARGEST + 1)
    if data is None:
        raise _NoFileError
    return data


class _NoFileError(OSError):
    """A terminal, or a pipe that nobody writes to, stands where a file should."""


def _reason(name: str, error: OSError | ValueError) -> tuple[str, str]:
    """Message and way out."""
    match error:
        case _NoFileError():
            return "это не файл, а терминал или канал, в который никто не пишет", "укажите файл плана"
        case FileNotFoundError():
            is_link = Path(name).is_symlink()
            target = quote(visible(str(Path(name).readlink()))) if is_link else ""
            found = f"ссылка ведёт в никуда: {target}", "исправьте её или укажите сам файл"
            return found if is_link else ("файл не найден", "проверьте имя и папку")
        case IsADirectoryError():
            return "это папка, а не файл", "укажите файл плана внутри неё"
        case PermissionError():
            return "нет прав на чтение файла", "попросите доступ у владельца файла"
    if not isinstance(error, OSError):
        return f"файл не читается ({error})", ""
    from luzplan.text.system import reason_of  # few questions save anything

    return f"файл не читается ({reason_of(error, reading=True)})", ""


def _unreadable(message: str, hint: str) -> Problem:
    return Problem(UNREADABLE, Severity.ERROR, message, 0, 0, hint)


def decode_source(name: str, data: bytes) -> Loaded:
    """Decode by the byte order mark, else as UTF-8; what cannot be decoded is a problem with its place."""
    if len(data) > LARGEST:  # as none is that is read; older versions come from git
        return Loaded(Source(name, ""), (_too_large(),))
    mark, encoding = next((pair for pair in _MARKS if data.startswith(pair[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        return Loaded(Source(name, body.decode(encoding), encoding, bom=bool(mark)))
    except UnicodeDecodeError as error:
        whole = body[: error.start].decode(encoding)
        start = len(whole)
        # What follows the bad byte is shown as Windows-1251, which it most often is.
        tail = body[error.start :].decode("cp1251" if encoding == "utf-8" else encoding, errors="replace")
        source, message = Source(name, whole + tail), _complaint(body, error, encoding)
        hint = "сохраните его в редакторе как UTF-8"
        return Loaded(source, (Problem(NOT_UTF8, Severity.ERROR, message, start, start + 1, hint),))


def _complaint(body: bytes, error: UnicodeDecodeError, encoding: str) -> str:
    """Say what the bytes are not, and what they are where that can be seen."""
    if encoding != "utf-8":
        return f"файл испорчен: это не {encoding.upper()}"
    if error.start > 0 and "unexpected end" in error.reason:
        return "файл обрезан посреди буквы"
    # Read as Windows-1251, other encodings show few small Cyrillic letters.
    strange = [byte for byte in body[:_SAMPLE] if byte >= 0x80]
    is_ansi = sum(byte >= _SMALL_A for byte in strange) * 2 > len(strange)
    return f"файл не в кодировке UTF-8{', вероятно в Windows-1251' if is_ansi else ''}"
