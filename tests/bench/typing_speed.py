"""How long an editor waits after a keystroke for what is wrong then, in plans of two sizes."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.plans import plan_text
from tests.lsp.editor import Editor, editing, replacing

# What is typed in the middle of a plan: into a cell, and a row of its own, which is broken until it is whole.
_INTO_CELL = ", психолог школы"
_AS_ROW = "      - what: Новое дело\n        when: 5 мая\n"


async def _typed(editor: Editor, uri: str, version: int, line: int, column: int, text: str) -> list[float]:
    """Seconds from each keystroke to what is published for it."""
    times = []
    for sign in text:
        version += 1
        started = time.perf_counter()
        editor.change(uri, version, [replacing((line, column), (line, column), sign)])
        await editor.problems(version)
        times.append(time.perf_counter() - started)
        line, column = (line + 1, 0) if sign == "\n" else (line, column + 1)
    return times


async def _measure(activities: int) -> tuple[list[float], list[float]]:
    with TemporaryDirectory() as folder:
        text = plan_text(activities)
        async with editing(Path(folder)) as editor:
            uri = (Path(folder) / "plan.yaml").as_uri()
            editor.open(uri, text)
            await editor.problems()
            lines = text.split("\n")
            middle = next(at for at in range(len(lines) // 2, len(lines)) if "who:" in lines[at])
            cell = await _typed(editor, uri, 1, middle, len(lines[middle]), _INTO_CELL)
            row = await _typed(editor, uri, 1 + len(_INTO_CELL), middle + 1, 0, _AS_ROW)
            return cell, row


def print_typing(rounds: int) -> None:
    """Print the medians, in milliseconds, and the slowest keystrokes."""
    sys.stdout.write(
        "| typing | into a cell | slowest | a new row | slowest |\n| --- | ---: | ---: | ---: | ---: |\n"
    )
    for activities in (45, 1_000):
        runs = [asyncio.run(_measure(activities)) for _ in range(rounds)]
        cells, rows = ([seconds for run in runs for seconds in run[part]] for part in (0, 1))
        figures = (
            f"{seconds * 1000:.0f}" for times in (cells, rows) for seconds in (median(times), max(times))
        )
        sys.stdout.write(f"| {activities} activities, ms | {' | '.join(figures)} |\n")
    sys.stdout.write("\n")
