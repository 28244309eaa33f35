"""Where values become exit codes, and messages reach the screen."""

from __future__ import annotations

from enum import IntEnum

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
