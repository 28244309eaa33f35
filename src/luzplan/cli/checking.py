"""Files checked for the codes that were asked for, on all cores where there are many; files fixed."""

import os
import re
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableSequence, Sequence
from contextlib import contextmanager, suppress
from signal import SIG_IGN, SIGINT, SIGTERM, signal
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

from luzplan.check import Checked, Options, Policy, check_built
from luzplan.check.rules import RULES
from luzplan.check.rules.approval import CHANGED
from luzplan.cli.console import Reader, columns_of, harmless, screen_page, warn
from luzplan.cli.failures import Code, CommandError, unknown
from luzplan.cli.output import patch_text, warn_of_other_names
from luzplan.cli.plans import source_of
from luzplan.plan.build import Built, built_of
from luzplan.russian import IN_FILES, count, listing, quote
from luzplan.text import STDIN, UNREADABLE, Loaded, Problem, Severity

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


MANY = 20  # files; fewer are checked before a progress bar could be read
_HEIGHT = 25  # lines, of which the bar takes one
SHARE = 100  # files; a process of its own for fewer costs more time than it saves


class Checking(NamedTuple):
    """How each file is checked: what was asked for, the policy of its house, and what it was before.

    ``before`` gives the older version of a file, None for one that was not there; it is None where
    everything is told. ``stdin_name`` is what standard input is called, empty if it has no name.
    """

    options: Options = Options()
    policies: Mapping[str, Policy] = {}
    before: Callable[[str], Loaded | None] | None = None
    stdin_name: str = ""

    def options_of(self, name: str) -> Options:
        """What to look for in a file."""
        return self.options._replace(policy=self.policies.get(name, self.options.policy))

    def load(self, name: str) -> Loaded:
        """Read a file, standard input under its name."""
        loaded = source_of(name)
        named = self.stdin_name if name == STDIN else ""
        return loaded._replace(source=loaded.source._replace(name=named)) if named else loaded

    def check(self, name: str) -> Checked:
        """The problems of a file that are to be told, without the plan they were found in."""
        options = self.options_of(name)
        return self.checked(built_of(self.load(name)), options).without_plan()

    def checked(self, built: Built, options: Options) -> Checked:
        """The problems of a plan; of one whose older version is known, those that are new."""
        if built.plan is None or not options.wants(CHANGED, Severity.NOTE):
            return self._only_new(built, options)
        from luzplan.cli.versions import change_after_approval  # asks git, which takes its time

        return self._only_new(built, options, tuple(filter(None, [change_after_approval(built)])))

    def finder(self, name: str) -> Callable[[Built], Checked]:
        """What finds the problems of a file that are to be mended: where only new ones are told, these."""
        options = self.options_of(name)
        return lambda built: self._only_new(built, options)

    def _only_new(self, built: Built, options: Options, of_versions: tuple[Problem, ...] = ()) -> Checked:
        if self.before is None:
            return check_built(built, options, of_versions)
        was = self.before(built.source.name)
        if was is None:
            return check_built(built, options, of_versions)._replace(earlier=0)
        from luzplan.check.baseline import only_new

        return only_new(built, built_of(was), options, of_versions)


def check_files(names: Sequence[str], checking: Checking) -> list[Checked]:
    """Check all files, on all cores where that pays; with a progress bar where somebody waits for many.

    What comes back knows the problems, not the plans they were found in.
    """
    workers, number = min(os.cpu_count() or 1, len(names) // SHARE), len(names)
    checked: Iterable[Checked] = map(checking.check, names)
    if workers > 1 and STDIN not in names:
        checked = check_in_processes(checking.check, names, workers)
    if number > MANY and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track

        # rich would take its size from the environment, whatever stands there.
        console = Console(stderr=True, width=columns_of(sys.stderr), height=_HEIGHT)
        checked = track(checked, "Проверяются планы", number, console=console, transient=True)
    return list(checked)


def known_codes(given: Iterable[str]) -> tuple[str, ...]:
    """Codes or their beginnings, «LP2,lp301» as two; ends the command if no code begins so."""
    codes = tuple(code.upper() for text in given for code in re.split(r"[\s,;]+", text) if code)
    for code in codes:
        if not any(rule.code.startswith(code) for rule in RULES):
            beginnings = (code[:size] for size in range(len(code) - 1, 0, -1))
            near = ([rule.code for rule in RULES if rule.code.startswith(one)] for one in beginnings)
            raise unknown("нет кода", code, next(filter(None, near), [])[:3])
    return codes


_PROBLEMS = ("место", "места", "мест")


def fix_files(names: Sequence[str], checking: Checking) -> list[Checked]:
    """Fix the files; what is left is given, and a file that cannot be written ends the command."""
    if STDIN in names:
        hint = "Назовите файл или посмотрите исправления: --diff."
        raise CommandError(Code.USAGE, "стандартный ввод нельзя исправить на месте", hint)
    from luzplan.check.fixing import fixed  # most runs only look
    from luzplan.text.saving import Unsaved, rewrite
    from luzplan.text.system import other_names

    results = []
    for name in names:
        linked = other_names(name)
        result = rewrite(name, lambda loaded, at=name: fixed(loaded, checking.finder(at)), warn)  # type: ignore[misc]
        if isinstance(result, Unsaved):
            raise CommandError(Code.UNREADABLE, result.message, result.hint)
        warn_of_other_names(name, linked if result.number else 0)
        results.append(result)
    changed = [result for result in results if result.number]
    if changed:
        number = sum(result.number for result in changed)
        where = count(len(changed), IN_FILES)
        warn(f"Исправлено: {count(number, _PROBLEMS)} в {where}")
    return [
        checking.checked(result.checked.built, checking.options_of(name))
        for name, result in zip(names, results, strict=True)
    ]


def show_fixes(names: Sequence[str], checking: Checking) -> Code:
    """Print what would change; the code says whether anything would, or that a file cannot be read."""
    from luzplan.check.fixing import fixed  # most runs only look
    from luzplan.formats.problems import problem_line

    code = Code.FINE
    for name in names:
        loaded = checking.load(name)
        result = fixed(loaded, checking.finder(name))
        patch = patch_text(loaded.source.name, loaded.source.text, result.checked.source.text, screen_page())
        sys.stdout.write(harmless(patch, Reader.PROGRAM))  # empty where nothing would change
        errors = [one for one in result.checked.problems if one.severity is Severity.ERROR]
        for problem in errors:  # a patch alone would look as if all were well
            warn(problem_line(result.checked.source, problem))
        found = Code.FOUND if errors or result.number else Code.FINE
        code = max(code, Code.UNREADABLE if any(one.code == UNREADABLE for one in errors) else found)
    return code


_AT_ONCE = 8  # files handed to a process

_Check = Callable[[str], Checked]

# Of a worker: for each file the number of the process that checks it at this moment, else 0.
_busy: MutableSequence[int]


def check_in_processes(check: _Check, names: Sequence[str], workers: int) -> Iterator[Checked]:
    """The files as ``check`` gives them, in the order of their names, checked by processes beside this one.

    Ends the command if one of them dies, and names its file.
    """
    with _unheard_helpers():
        yield from _results(check, names, workers)


def _results(check: _Check, names: Sequence[str], workers: int) -> Iterator[Checked]:
    from concurrent.futures import ProcessPoolExecutor  # most runs have one plan
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    # Processes are started anew, not by forking: the same on every system, and safe beside other threads.
    context = get_context("spawn")
    busy = context.RawArray("l", len(names))
    processes: list[BaseProcess] = []
    with ProcessPoolExecutor(workers, context, _begin, (busy,)) as pool:
        try:
            # Not by the pool's ``map``: interrupted, it cancels what waits, and the pool of Python 3.11 then
            # fails in its own thread, with a traceback, because what was cancelled cannot also have failed.
            with _without_ctrl_c():
                shares = [
                    pool.submit(_checked, check, first, names[first : first + _AT_ONCE])
                    for first in range(0, len(names), _AT_ONCE)
                ]
            processes += active_children()
            for share in shares:
                yield from share.result()
        except BrokenProcessPool:
            pass  # what has died is known when the pool has cleared up behind it
        except BaseException:
            for process in processes:
                process.terminate()
            raise
        else:
            return
    raise _death(names, busy, processes)


def _begin(busy: MutableSequence[int]) -> None:
    """Prepare a worker: Ctrl-C means the one that people see, and when that is gone, so is this."""
    global _busy  # noqa: PLW0603 – how a worker is handed what it shares with the others
    _busy = busy
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
    os._exit(1)


def _checked(check: _Check, first: int, names: Sequence[str]) -> list[Checked]:
    """The files of one share, of which the first is number ``first`` of all."""
    checked = []
    for number, name in enumerate(names, first):
        _busy[number] = os.getpid()
        checked.append(check(name))
        _busy[number] = 0
    return checked


def _death(names: Sequence[str], busy: Sequence[int], processes: Sequence["BaseProcess"]) -> CommandError:
    """The failure that a process has died: on its file, if it had one, else on those that were begun."""
    dead = {process.pid for process in processes if process.exitcode not in (None, 0, -SIGTERM)}
    begun = {name: pid for name, pid in zip(names, busy, strict=True) if pid}
    files = [quote(name) for name, pid in begun.items() if pid in dead] or [quote(name) for name in begun]
    place = f" на {'файле' if len(files) == 1 else 'файлах'} {listing(files)}" if files else ""
    return CommandError(Code.UNREADABLE, f"проверка прервана: её процесс завершился аварийно{place}")


@contextmanager
def _without_ctrl_c() -> Iterator[None]:
    """Let the processes that are started inherit a deaf ear: they are not yet ours when Ctrl-C comes."""
    before = signal(SIGINT, SIG_IGN)
    try:
        yield
    finally:
        signal(SIGINT, before)


@contextmanager
def _unheard_helpers() -> Iterator[None]:
    """Let the processes that Python starts have no error stream, where they would print their tracebacks.

    This process writes to a copy of its own meanwhile.
    """
    shown = sys.stderr
    own, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        with open(own, "w", encoding=shown.encoding, errors=shown.errors, closefd=False) as copy:
            sys.stderr = copy if _is_standard(shown) else shown
            with warnings.catch_warnings():
                warnings.filterwarnings("ignore", "resource_tracker")
                yield
    finally:
        sys.stderr = shown
        os.dup2(own, 2)
        os.close(own)
        os.close(nowhere)


def _is_standard(stream: object) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return bool(stream.fileno() == 2)  # type: ignore[attr-defined]
    return False
