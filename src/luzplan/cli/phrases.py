"""Phrases to read: as typed, or one a line from standard input."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from luzplan.cli.edge import Code, CommandError
from luzplan.source.files import STDIN, load_source


def phrases_of(given: Sequence[str] | None) -> list[str]:
    """Give the phrases in order; «-», or nothing at all, stands for the lines of standard input."""
    if not given and sys.stdin.isatty():
        hint = "Напишите её в кавычках или подайте фразы на вход, по одной в строке."
        raise CommandError(Code.USAGE, "не названа фраза", hint)
    return [phrase for one in given or [STDIN] for phrase in (_lines() if one == STDIN else [one])]


def _lines() -> list[str]:
    """Give the lines that came in; an empty one is an empty phrase, so that answers stay in step."""
    loaded = load_source(STDIN)
    for problem in loaded.problems:
        raise CommandError(Code.UNREADABLE, problem.message, problem.hint)
    text = loaded.source.text.replace("\r\n", "\n").removesuffix("\n")
    return text.split("\n") if text else []
