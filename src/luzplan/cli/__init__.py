"""The command line: arguments → one call → writer → exit code."""

import atexit
import gc

from luzplan.cli.deferral import defer_rare_modules

__all__ = ["main"]


def main() -> None:
    """Run the program and end with its code.

    A run makes hardly any cycles: to look for them, first of all while typer is imported, takes a tenth of
    its time, and as much at its end.
    """
    gc.disable()
    atexit.register(gc.freeze)
    try:
        defer_rare_modules()
        from luzplan.cli.app import run

        run()
    finally:
        gc.enable()
