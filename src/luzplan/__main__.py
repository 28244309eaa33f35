"""The program as a process: `luzplan`, and `python -m luzplan`."""

import gc
import os
import sys
from contextlib import suppress


def program() -> None:
    """Run the command that was typed, and end at once with its code, as mypy does.

    To take down all that a run made would take Python a seventh of the processor's time of `due` (15 %
    measured), and free nothing that the system does not free by itself. To look for cycles, of which a run
    makes hardly any, most of all while typer is imported, would take another 6 %.
    """
    if sys.getfilesystemencoding() == "ascii":
        # The locale is C, and Python was told to believe it: names of files and typed words would be lost.
        os.execv(sys.executable, [sys.executable, "-X", "utf8", "-m", "luzplan", *sys.argv[1:]])
    gc.disable()
    from luzplan.cli.app import main

    try:
        main()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):  # nobody is left who could be told
                stream.flush()
        os._exit(end.code if isinstance(end.code, int) else 0)


if __name__ == "__main__":
    program()
