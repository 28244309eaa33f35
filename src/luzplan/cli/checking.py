"""Many files checked in one run."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from luzplan.check import Checked, Options, check_file

MANY = 20  # files; fewer are checked before a progress bar could be read


def check_files(names: Sequence[str], options: Options) -> list[Checked]:
    """Check all files, with a progress bar where many are checked before a person's eyes."""
    return [check_file(name, options) for name in _watched(names)]


def _watched(names: Sequence[str]) -> Iterable[str]:
    if len(names) <= MANY or not sys.stderr.isatty():
        return names
    from rich.console import Console
    from rich.progress import track

    return track(names, "Проверяются планы", console=Console(stderr=True), transient=True)
