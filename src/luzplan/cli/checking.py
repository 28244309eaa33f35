"""Files checked, many in one run: what is looked for, and where their problems go."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from os.path import realpath  # unlike Path.resolve it bears links that lead in a circle
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from luzplan.check.rules import RULES
from luzplan.check.runner import Checked, Options, check_file
from luzplan.cli.errors import Code, CommandError, unknown
from luzplan.cli.output import Outlet, add_to_summary, deliver, in_actions, repository_root, screen_page
from luzplan.formats import Page
from luzplan.formats.problems import PROBLEM_FORMATS, problem_writer
from luzplan.russian.words import listing, quote
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


OutputsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--output", metavar="ФОРМАТ[:ФАЙЛ]",
        help=f"В каком виде: {listing(PROBLEM_FORMATS, 'или')}; с именем файла — записать в него. "
        "Можно повторять.",
    ),
]  # fmt: skip

_SCREEN = "-"
_LINES = frozenset({"text", "concise", "github"})  # these may stand one after another on a screen
_FROM_ROOT = frozenset({"github", "gitlab", "sarif"})  # their readers know files by place in the repository


class ProblemOutlet(NamedTuple):
    """A format and the file it is written to, None for the screen or the pipe."""

    format_name: str
    file: str | None = None


def problem_outlets(given: Sequence[str] | None) -> tuple[ProblemOutlet, ...]:
    """What was asked for, the text on the screen if nothing was; ends the command if it contradicts.

    In GitHub Actions annotations come by themselves, unless they would break what is on the screen.
    """
    outlets = tuple(dict.fromkeys(_outlet(one) for one in given or ["text"]))
    _refuse_clashes(outlets)
    if in_actions() and all(one.format_name in _LINES for one in outlets if one.file is None):
        return tuple(dict.fromkeys([*outlets, ProblemOutlet("github")]))
    return outlets


def _outlet(given: str) -> ProblemOutlet:
    # Only the first colon parts format and file: «json:C:\report.json».
    name, colon, file = given.partition(":")
    if name not in PROBLEM_FORMATS or (colon and not file):
        message = f"в --output нужен формат: {quote(given)}"
        hint = f"Пишите ФОРМАТ или ФОРМАТ:ФАЙЛ, например gitlab:report.json. Есть {listing(PROBLEM_FORMATS)}."
        raise CommandError(Code.USAGE, message, hint)
    return ProblemOutlet(name, file if file not in ("", _SCREEN) else None)


def _refuse_clashes(outlets: Sequence[ProblemOutlet]) -> None:
    screen = [one.format_name for one in outlets if one.file is None]
    if len(screen) > 1 and not _LINES.issuperset(screen):
        message = f"на одном экране не уместить {listing(screen)}"
        raise CommandError(Code.USAGE, message, f"Назовите файл: --output {screen[-1]}:ФАЙЛ.")
    files = [realpath(one.file) for one in outlets if one.file is not None]
    if len(set(files)) < len(files):
        raise CommandError(Code.USAGE, "два формата в одном файле", "Назовите каждому свой файл.")


def deliver_problems(checked: Sequence[Checked], outlets: Sequence[ProblemOutlet]) -> None:
    """Write every format to its place, and the summary of a step of GitHub Actions."""
    plans = {realpath(one.source.name) for one in checked}
    for outlet in outlets:
        if outlet.file is not None and realpath(outlet.file) in plans:
            message = f"{quote(outlet.file)} — это сам план, а не отчёт о нём"
            raise CommandError(Code.USAGE, message, "Назовите другой файл.")
    for outlet in outlets:
        _deliver(checked, outlet)
    if in_actions():
        add_to_summary(problem_writer("summary")(_from_root(checked), Page()))


def _deliver(checked: Sequence[Checked], outlet: ProblemOutlet) -> None:
    named = _from_root(checked) if outlet.format_name in _FROM_ROOT else checked
    page = screen_page() if outlet.file is None else Page()
    written = problem_writer(outlet.format_name)(named, page)
    deliver(written, Outlet(output=outlet.file, force=True), commands=outlet.format_name == "github")


def _from_root(checked: Sequence[Checked]) -> Sequence[Checked]:
    """Name the files as the repository does, whatever folder the command runs in."""
    root = repository_root()
    return [_renamed(one, Path(realpath(root))) for one in checked] if root else checked


def _renamed(checked: Checked, root: Path) -> Checked:
    path = Path(realpath(checked.source.name))
    if not path.is_relative_to(root):
        return checked
    source = checked.source._replace(name=path.relative_to(root).as_posix())
    return checked._replace(built=checked.built._replace(source=source))
