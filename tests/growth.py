"""How fast work grows, counted in lines that run: the same on a busy machine and on a quiet one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def assert_linear(work: Callable[[int], object], size: int) -> None:
    """Four times the size may take no more than five times the lines; what grows by squares takes sixteen."""
    work(2)  # what is read or built once
    small, large = lines_run(lambda: work(size)), lines_run(lambda: work(4 * size))
    assert large <= 5 * small, f"{small} lines for {size}, {large} for {4 * size}"


def lines_run(work: Callable[[], object]) -> int:
    """The number of lines of Python that run, those of libraries too."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
