"""Whole processes timed in turns, so that a machine that slows down slows all of them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Command:
    """What is run, and where; its output is thrown away."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """Median seconds of the runs, and the most memory one took, in MiB; None where it cannot be told."""

    seconds: float
    memory: float | None


def measured(commands: Mapping[str, Command], rounds: int) -> dict[str, Figure]:
    """Run all commands in turn, once to warm up and ``rounds`` times to count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, float | None] = {}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            seconds, peak = _run(command)
            if turn:
                times[name].append(seconds)
            memory[name] = max(filter(None, (peak, memory.get(name))), default=None)
    return {name: Figure(median(times[name]), memory[name]) for name in commands}


def _run(command: Command) -> tuple[float, float | None]:
    # An installed program has its bytecode, whatever the shell says of writing it.
    ours = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment = {**ours, **command.environment}
    start = time.perf_counter()
    with subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        peak = _peak(process)
    seconds = time.perf_counter() - start
    if process.returncode not in (0, 1):  # 1: problems were found
        raise RuntimeError(f"{' '.join(command.words)} ended with {process.returncode}")
    return seconds, peak


def _peak(process: subprocess.Popen[bytes]) -> float | None:
    """Wait for the end and give the largest memory; Windows does not tell it so."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(usage.ru_maxrss) / 1024
