"""Files checked by processes beside this one; where one of them dies, the command ends and names its file."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator, MutableSequence, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from signal import SIG_IGN, SIGINT, SIGTERM, signal
from threading import Thread

from luzplan.check import Checked
from luzplan.cli.errors import Code, CommandError
from luzplan.russian import listing, quote

_AT_ONCE = 8  # files handed to a process

Check = Callable[[str], Checked]

# Of a worker: for each file the number of the process that checks it at this moment, else 0.
_busy: MutableSequence[int]


def check_in_processes(check: Check, names: Sequence[str], workers: int) -> Iterator[Checked]:
    """The files as ``check`` gives them, in the order of their names; ends the command if a process dies."""
    with _unheard_helpers():
        yield from _results(check, names, workers)


def _results(check: Check, names: Sequence[str], workers: int) -> Iterator[Checked]:
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
    if parent := parent_process():
        parent.join()
    os._exit(1)


def _checked(check: Check, first: int, names: Sequence[str]) -> list[Checked]:
    """The files of one share, of which the first is number ``first`` of all."""
    checked = []
    for number, name in enumerate(names, first):
        _busy[number] = os.getpid()
        checked.append(check(name))
        _busy[number] = 0
    return checked


def _death(names: Sequence[str], busy: Sequence[int], processes: Sequence[BaseProcess]) -> CommandError:
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
