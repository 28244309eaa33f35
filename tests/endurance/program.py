"""The program itself, run in this process with streams of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from unittest.mock import patch

from luzplan.cli.app import main
from tests.conftest import Run


def run_program(arguments: Sequence[str], stdin: bytes = b"") -> Run:
    """Run a command as from a pipe; what it raises besides its exit code comes through."""
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    argv = ["luzplan", *arguments]
    with patch.multiple(sys, argv=argv, stdin=given, stdout=out, stderr=err):
        code = _exit_code()
    return Run(code, _written(out), _written(err))


def _exit_code() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    raise AssertionError("the program did not end by itself")


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode("utf-8")
