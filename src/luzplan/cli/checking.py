"""Files checked, on all cores where there are many, for the codes that were asked for."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from luzplan.check.rules import RULES
from luzplan.check.runner import Checked, Options, check_file
from luzplan.cli.errors import unknown
from luzplan.text.source import STDIN

if TYPE_CHECKING:
    from multiprocessing.pool import Pool


MANY = 20  # files; fewer are checked before a progress bar could be read
SHARE = 100  # files; a process of its own for fewer costs more time than it saves
_AT_ONCE = 8  # files handed to a process

_Map = Callable[[Callable[[str], Checked], Sequence[str]], Iterable[Checked]]


def check_files(names: Sequence[str], options: Options) -> list[Checked]:
    """Check all files, on all cores where that pays; with a progress bar where somebody waits for many.

    What comes back knows the problems, not the plans they were found in.
    """
    with _mapping(names) as mapping:
        return list(_watched(mapping(partial(_checked, options=options), names), len(names)))


def _checked(name: str, options: Options) -> Checked:
    return check_file(name, options).without_plan()


@contextmanager
def _mapping(names: Sequence[str]) -> Iterator[_Map]:
    """What applies a function to the names, in their order."""
    workers = min(os.cpu_count() or 1, len(names) // SHARE)
    if workers < 2 or STDIN in names:
        yield map
        return
    with _pool(workers) as pool:
        yield partial(pool.imap, chunksize=_AT_ONCE)


def _pool(workers: int) -> "Pool":
    """Start processes anew, not by forking: the same on every system, and safe beside other threads."""
    from multiprocessing import get_context
    from signal import SIG_IGN, SIGINT, signal

    # Who presses Ctrl-C means this process alone: the others inherit its deaf ear, and keep it.
    before = signal(SIGINT, SIG_IGN)
    try:
        return get_context("spawn").Pool(workers, signal, (SIGINT, SIG_IGN))
    finally:
        signal(SIGINT, before)


def _watched(checked: Iterable[Checked], number: int) -> Iterable[Checked]:
    if number <= MANY or not sys.stderr.isatty():
        return checked
    from rich.console import Console
    from rich.progress import track

    return track(checked, "Проверяются планы", number, console=Console(stderr=True), transient=True)


def known_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes or their beginnings, «LP2,lp301» as two; ends the command if no code begins so."""
    codes = tuple(code.upper() for text in given for code in re.split(r"[\s,;]+", text) if code)
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise unknown("нет кода", code, _nearest_codes(code))
    return codes


def _nearest_codes(code: str) -> tuple[str, ...]:
    """The first codes that begin like it for as long as any does."""
    for size in range(len(code) - 1, 0, -1):
        if near := [rule.code for rule in RULES if rule.code.startswith(code[:size])]:
            return tuple(near[:3])
    return ()
