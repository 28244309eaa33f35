"""Exit codes, and the failures that end a command with what is wrong and the way out."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from enum import IntEnum
from typing import TextIO

from luzplan.russian.words import listing, quote
from luzplan.text.source import visible


class Code(IntEnum):
    """What the tool's end says to the one who called it."""

    FINE = 0
    FOUND = 1
    USAGE = 2
    UNREADABLE = 3
    REFUSED = 4


def tell(message: str) -> None:
    """Say something besides the answer; it must not get into a pipe. Where nobody can hear it, go on."""
    with suppress(OSError):
        sys.stderr.write(f"{visible(message)}\n")


def say(text: str) -> None:
    """Print an answer. typer's echo would write UTF-8 to a console that is said to be ASCII."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


class CommandError(Exception):
    """A command cannot be answered: its exit code, what is wrong, and the way out (may be empty)."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint

    def __str__(self) -> str:
        return f"luzplan: {self.args[0]}" + (f"\n  {self.hint}" if self.hint else "")


def unknown(absent: str, text: str, nearest: Iterable[str], otherwise: str = "") -> CommandError:
    """The failure that nothing has this name, with the nearest names, else with another way out."""
    near = listing([quote(name) for name in nearest], "или")
    hint = f"Может быть, {near}?" if near else otherwise
    return CommandError(Code.USAGE, f"{absent} {quote(text)}", hint)


# Modules of the libraries that only Word, Excel, calendars and pages need.
_OFFICE = frozenset({"docx", "icalendar", "jinja2", "xlsxwriter"})


def missing_library(error: ModuleNotFoundError) -> bool:
    """Say what to install if it is a library of the extra that is missing; whether it was one."""
    if (error.name or "").partition(".")[0] not in _OFFICE:
        return False
    hint = 'Установите её: pip install "luzplan[office]"'
    tell(f"luzplan: для этого нужна библиотека {error.name}, а её нет\n  {hint}")
    return True


def silence(stream: TextIO) -> None:
    """Let nobody write to the stream any more; else Python would try, and complain, once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
