"""Files checked, on all cores where there are many, for the codes that were asked for."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from luzplan.check.rules import RULES
from luzplan.check.runner import Checked, Options, check_file
from luzplan.cli.errors import unknown
from luzplan.text.source import STDIN

MANY = 20  # files; fewer are checked before a progress bar could be read
SHARE = 100  # files; a process of its own for fewer costs more time than it saves


def check_files(names: Sequence[str], options: Options) -> list[Checked]:
    """Check all files, on all cores where that pays; with a progress bar where somebody waits for many.

    What comes back knows the problems, not the plans they were found in.
    """
    return list(_watched(_each(names, partial(_checked, options=options)), len(names)))


def _checked(name: str, options: Options) -> Checked:
    return check_file(name, options).without_plan()


def _each(names: Sequence[str], check: Callable[[str], Checked]) -> Iterable[Checked]:
    workers = min(os.cpu_count() or 1, len(names) // SHARE)
    if workers < 2 or STDIN in names:
        return map(check, names)
    from luzplan.cli.workers import check_in_processes  # most runs have one plan

    return check_in_processes(check, names, workers)


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
