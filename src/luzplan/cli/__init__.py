"""The command line: arguments → one call → writer → exit code."""

import gc
import os
import sys
from contextlib import suppress

from luzplan.cli.deferral import defer_rare_modules

__all__ = ["main", "program"]


def program() -> None:
    """Be a process: run the program, and end at once with its code, as mypy does.

    To take down all that a run made would take Python a twentieth of the time of `due`, and free nothing
    that the system does not free by itself.
    """
    try:
        main()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody is left who could be told
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)


def main() -> None:
    """Run the program; raises SystemExit with its code.

    A run makes hardly any cycles: to look for them, first of all while typer is imported, takes a tenth of
    its time.
    """
    gc.disable()
    try:
        defer_rare_modules()
        from luzplan.cli.app import run

        run()
    finally:
        gc.enable()
