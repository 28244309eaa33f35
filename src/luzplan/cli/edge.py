"""Where values become exit codes, and messages reach the screen."""

from __future__ import annotations

import os
from enum import IntEnum
from typing import TextIO

import typer

from luzplan.russian import listing, quote


class Code(IntEnum):
    """What the tool's end says to the one who called it."""

    FINE = 0
    FOUND = 1
    USAGE = 2
    UNREADABLE = 3
    REFUSED = 4


def tell(message: str) -> None:
    """Say something besides the answer; it must not get into a pipe."""
    typer.echo(message, err=True)


def failure(code: Code, message: str, hint: str = "") -> typer.Exit:
    """Say what is wrong and the way out; give what to raise to end with the code."""
    tell(f"luzplan: {message}" + (f"\n  {hint}" if hint else ""))
    return typer.Exit(code)


def unknown(absent: str, text: str, nearest: tuple[str, ...]) -> typer.Exit:
    """Say that nothing has this name, and the nearest names; give what to raise."""
    hint = f"Может быть, {listing([quote(name) for name in nearest], 'или')}?" if nearest else ""
    return failure(Code.USAGE, f"{absent} {quote(text)}", hint)


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
