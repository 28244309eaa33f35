"""The streams of the process, and what a screen, a pipe and a log of GitHub Actions make of a text."""

from __future__ import annotations

import codecs
import io
import os
import re
import sys
import unicodedata
from contextlib import suppress
from enum import Enum
from pathlib import Path
from stat import S_ISREG
from typing import TextIO

from luzplan.formats import UNLIMITED_WIDTH, WIDEST, Page, message_lines
from luzplan.text import first_control, system, visible

_ERRORS = "luzplan.spelled"

# Letters by their usual Latin spelling, for consoles without Cyrillic.
_SPELLINGS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _SPELLINGS.split(), strict=True))
# Signs by what looks most like them in ASCII; boxes and blocks of the pictures among them.
_SIGNS = {
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "...", "№": "N",
    "–": "-", "—": "-", "−": "-", "‑": "-", "─": "-", "│": "|", "┊": ":", "┼": "+", "═": "=", "▼": "v",
    "█": "#", "▓": "#", "▒": "%", "░": ":", "◆": "*", "•": "*", "·": ".", "√": "v", "✓": "v",
    "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=",
    "\u00a0": " ", "\u202f": " ", "\ufffd": "?",
}  # fmt: skip


def spelled(character: str) -> str:
    """Spell a character in ASCII; what has no spelling is a question mark."""
    if (sign := _SIGNS.get(character)) is not None:
        return sign
    if (latin := _LATIN.get(character.lower())) is not None:
        return latin if character.islower() else latin.capitalize()
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"


def replace_closed_streams() -> None:
    """Give streams that the caller has closed, for which Python has None, something to lead to.

    The input is empty and errors go nowhere. An answer is not taken: writing it fails, which must be told.
    """
    for name, mode, led in (
        ("stdin", "r", os.O_RDONLY),
        ("stdout", "w", os.O_RDONLY),
        ("stderr", "w", os.O_WRONLY),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, led), mode, encoding="utf-8"))


def write_in_full(name: str) -> None:
    """Let a standard stream write on where the system has taken a part, or raise OSError.

    Without a buffer, as PYTHONUNBUFFERED has it, Python drops the rest and says nothing; and what does not
    wait for a slow reader ends with an error.
    """
    stream = getattr(sys, name)
    if isinstance(getattr(stream, "buffer", None), io.RawIOBase):
        encoding, errors = stream.encoding, stream.errors
        whole = io.BufferedWriter(stream.detach())
        setattr(sys, name, io.TextIOWrapper(whole, encoding, errors, write_through=True))
    with suppress(OSError, ValueError):  # a stream of no file, as tests have
        system.wait_for_readers(getattr(sys, name).fileno())


def spell_missing_letters(stream: TextIO) -> None:
    """Let a console that lacks a letter print its spelling, so that no word is lost and nothing fails."""
    codecs.register_error(_ERRORS, _spell_missing)
    stream.reconfigure(errors=_ERRORS)  # type: ignore[attr-defined]


def _spell_missing(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(spelled(character) for character in missing), error.end


def silence(stream: TextIO) -> None:
    """Let nobody write to the stream any more; else Python would try, and complain, once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class Reader(Enum):
    """For whom an answer is made: people, another program, or the runner of GitHub Actions, who obeys it."""

    PEOPLE = 1
    PROGRAM = 2
    RUNNER = 3


def print_answer(text: str, reader: Reader = Reader.PEOPLE) -> None:
    """Print a text that ends with its line. typer's echo would write UTF-8 to a console that is ASCII."""
    shown = harmless(text, reader)
    sys.stdout.write(shown if shown.endswith("\n") else f"{shown}\n")


def print_message(text: str) -> None:
    """Print an account of what was done, wrapped for the screen."""
    print_answer("\n".join(message_lines(text, columns_of(sys.stdout))))


def warn(message: str, width: int | None = None) -> None:
    """Print what is no part of the answer, and must not get into a pipe; where nobody reads it, go on.

    It is wrapped at the width, at that of the screen if none is given.
    """
    text = "\n".join(message_lines(visible(message), _bounded(width) or columns_of(sys.stderr)))
    with suppress(OSError):
        sys.stderr.write(f"{without_commands(text) if in_actions() else text}\n")


_LINE_END, _COLOR = r"\r\n", r"\x1b\[[0-9;]*m"


def harmless(text: str, reader: Reader = Reader.PEOPLE) -> str:
    """The text as it is put on the standard output: no terminal and no log obeys what others wrote in it.

    What is for a program gets to it as it is, unless people see it on a screen or in a log.
    """
    if reader is Reader.RUNNER:
        return "\n".join(map(visible_line, text.replace("##[", _APART).split("\n")))
    if reader is Reader.PROGRAM and not is_seen():
        return text
    if first_control(text):
        own = f"{_LINE_END}|{_COLOR}" if _wants_color(sys.stdout.isatty()) else _LINE_END
        pieces = re.split(f"({own})", text)
        text = "".join(piece if at % 2 else visible(piece) for at, piece in enumerate(pieces))
    # What people read is harmless even in a file, which a later step may print.
    is_for_log = _is_logged() or (reader is Reader.PEOPLE and in_actions())
    return without_commands(text) if is_for_log else text


def visible_line(text: str) -> str:
    """A name or another text that must stay on its line, without what a terminal obeys."""
    return re.sub(r"[\n\t]", "\N{REPLACEMENT CHARACTER}", visible(text))


def is_seen() -> bool:
    """Whether the standard output is a screen, or the log of a job."""
    return sys.stdout.isatty() or _is_logged()


def is_asked() -> bool:
    """Whether somebody sits at the terminal who can answer a question."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _is_logged() -> bool:
    """Whether GitHub Actions may read the standard output: what goes to a file, it does not."""
    if not in_actions():
        return False
    try:
        return not S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # a stream of no file, as tests have
        return True


def show_in_pager(text: str) -> bool:
    """Show a text through the user's pager; False where it fits the screen or there is none."""
    if not is_asked():
        return False
    fits = text.count("\n") < os.get_terminal_size().lines
    if fits or os.environ.get("TERM") == "dumb" or not (pager := _pager()):
        return False
    import subprocess

    # As git does: colours pass, a text that fits after all is left on the screen.
    defaults = {"LESS": f"FRX{_prompt_of(pager[0])}", "LESSCHARSET": "utf-8"}
    process = subprocess.Popen(pager, stdin=subprocess.PIPE, env={**defaults, **os.environ})
    with suppress(OSError, KeyboardInterrupt):  # who has read enough leaves
        process.communicate(text.encode(errors="replace"))
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
    return True


# How far one has read, and the keys: «строки 1–40 из 90 · пробел — дальше …».
_PROMPT = "строки %lt–%lb?L из %L. · пробел — дальше, b — назад, / — найти, q — выход"
_FIRST_WITH_LETTERS = 600  # earlier versions garble letters of a prompt that are not ASCII: seen in 590


def _prompt_of(pager: str) -> str:
    """The option that gives less a Russian prompt, if it can write one."""
    import subprocess

    if Path(pager).stem != "less":
        return ""
    told = subprocess.run([pager, "--version"], capture_output=True, check=False).stdout
    version = re.match(rb"less (\d+)", told)
    return f" -Ps{_PROMPT}$" if version and int(version[1]) >= _FIRST_WITH_LETTERS else ""


def _pager() -> list[str]:
    """The words that start the user's pager, or less; none for want of one, so that no answer is lost.

    What Windows has besides, more, knows no colours and no UTF-8.
    """
    from shutil import which

    from luzplan.text.system import WINDOWS, words_of

    try:
        named = words_of(os.environ.get("MANPAGER") or os.environ.get("PAGER") or "")
    except ValueError:  # a quote without its pair
        named = []
    usual = ["less"] if WINDOWS else ["less", "more"]
    words = [named] if named else [[name] for name in usual]
    return next((one for one in words if which(one[0])), [])


def screen_page(width: int | None = None) -> Page:
    """The page of the screen, as wide as it is if no width is given."""
    terminal = sys.stdout.isatty()
    return Page(_bounded(width) or columns_of(sys.stdout), _wants_color(terminal), roomy=terminal)


def file_page(width: int | None = None) -> Page:
    """The page of a file, which has no screen's width."""
    return Page(_bounded(width) or _named_columns() or UNLIMITED_WIDTH)


_MOST_DIGITS = 9


def columns_of(stream: TextIO) -> int:
    """The columns of a stream: what COLUMNS says, else those of its terminal, if it has one."""
    try:
        return _named_columns() or os.get_terminal_size(stream.fileno()).columns or UNLIMITED_WIDTH
    except (OSError, ValueError):
        return UNLIMITED_WIDTH


def _named_columns() -> int:
    named = os.environ.get("COLUMNS", "")
    # Python makes no number of thousands of digits.
    return _bounded(int(named[:_MOST_DIGITS])) if named.isascii() and named.isdigit() else 0


def _bounded(width: int | None) -> int:
    return min(width or 0, WIDEST)


def _wants_color(terminal: bool) -> bool:
    """Colour terminals that can show it, and whatever FORCE_COLOR says; an empty NO_COLOR says nothing."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb" and system.console_obeys()


def in_actions() -> bool:
    """Whether GitHub Actions runs the command."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


_APART = "##\N{WORD JOINER}["


def without_commands(text: str) -> str:
    """The text with an unseen word joiner in whatever GitHub Actions would obey as a command.

    Its runner looks for «::» at the start of a line, behind blanks too, and for «##[» anywhere.
    """
    return re.sub(r"(?m)^(\s*)::", "\\1\N{WORD JOINER}::", text.replace("##[", _APART))
