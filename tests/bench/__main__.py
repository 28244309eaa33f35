"""`python -m tests.bench`: how fast the commands are beside what people would use otherwise, as ratios."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from tests.bench import SIZES
from tests.bench.cells import print_cells
from tests.bench.timing import Command, Figure, measured
from tests.bench.typing_speed import print_typing

ROOT = Path(__file__).parent.parent.parent
_WITHOUT_C = """
import sys
sys.modules["_ruamel_yaml"] = None
from check_jsonschema import main
main()
"""


class Bench:
    """The commands that are timed, in a folder that has what they read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        make = [sys.executable, "-m", "tests.bench.folder", str(folder)]
        subprocess.run(make, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True)

    def luzplan(self, *words: str) -> Command:
        """A luzplan command; «python -m» costs what the installed script does."""
        return self._python("-m", "luzplan", *words)

    def hello(self) -> Command:
        """The smallest program that typer can make."""
        return self._python("hello.py")

    def yamllint(self, file: str) -> Command:
        """Yamllint without the rules that no plan keeps."""
        return self._python("-m", "yamllint", file)

    def check_jsonschema(self, file: str, *, alone: bool) -> Command:
        """Check-jsonschema with our own schema.

        Installed ``alone`` it reads YAML in Python; beside luzplan it finds the C part that luzplan asks for.
        """
        start = ("-c", _WITHOUT_C) if alone else ("-m", "check_jsonschema")
        return self._python(*start, "--schemafile", "schema.json", file)

    def todoman(self) -> Command:
        """The list of the same activities."""
        return self._python("-m", "todoman", "list")

    def _python(self, *words: str) -> Command:
        environment = {
            "PYTHONPATH": str(ROOT / "src"),
            "TODOMAN_CONFIG": str(self._folder / "settings.py"),
            "COLUMNS": "100",
        }
        return Command([sys.executable, *words], self._folder, environment)


def start_up(bench: Bench, rounds: int) -> None:
    """Commands on the source plan: what people wait for all day."""
    figures = measured(
        {
            "typer hello": bench.hello(),
            "luzplan due --month февраль": bench.luzplan("due", "--month", "февраль"),
            "luzplan by-role": bench.luzplan("by-role", "Зам по УВР"),
            "luzplan validate": bench.luzplan("validate"),
            "todo list": bench.todoman(),
            "yamllint": bench.yamllint("plan.yaml"),
            "check-jsonschema": bench.check_jsonschema("plan.yaml", alone=True),
        },
        rounds,
    )
    _print_table("plan.yaml, 45 activities", figures, {"typer hello", "todo list", "yamllint"})


def growth(bench: Bench, rounds: int) -> None:
    """Ever larger plans: time and memory should grow with the size, no faster."""
    commands = {f"validate {size}": bench.luzplan("validate", f"{size}.yaml") for size in SIZES}
    commands |= {f"due {size}": bench.luzplan("due", "--month", "2", "-p", f"{size}.yaml") for size in SIZES}
    figures = measured(commands, rounds)
    _print_table("growth", figures, set())
    for name in ("validate", "due"):
        steps = [figures[f"{name} {size}"].seconds for size in SIZES]
        grown = ", ".join(f"×{after / before:.1f}" for before, after in pairwise(steps))
        sys.stdout.write(f"{name}: {grown} for every ×10\n")


def against_others(bench: Bench, rounds: int) -> None:
    """Large plans beside the other checkers."""
    commands = {
        "luzplan validate": bench.luzplan("validate", "10000.yaml"),
        "yamllint": bench.yamllint("10000.yaml"),
        "check-jsonschema": bench.check_jsonschema("10000.yaml", alone=True),
        "check-jsonschema beside luzplan": bench.check_jsonschema("10000.yaml", alone=False),
    }
    _print_table("10,000 activities", measured(commands, rounds), {"luzplan validate"})


def many(bench: Bench, rounds: int) -> None:
    """A thousand plans of 45 activities in one run."""
    _print_table(
        "1,000 plans", measured({"luzplan validate many/": bench.luzplan("validate", "many")}, rounds), set()
    )


def _print_table(title: str, figures: Mapping[str, Figure], bases: Iterable[str]) -> None:
    """Print a row a command: its time and memory, and its time as a ratio to each base."""
    bases = [name for name in figures if name in set(bases)]
    heads = [title, "seconds", "MiB", *(f"÷ {base}" for base in bases)]
    rows = [
        [
            name,
            f"{figure.seconds:.3f}",
            f"{figure.memory:.0f}" if figure.memory else "",
            *(f"{figure.seconds / figures[base].seconds:.2f}" for base in bases),
        ]
        for name, figure in figures.items()
    ]
    lines = [heads, ["---", *("---:" for _ in heads[1:])], *rows]
    sys.stdout.write("".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n")
    sys.stdout.flush()


def typing(bench: Bench, rounds: int) -> None:
    """An editor's keystrokes: from the change to what is wrong then."""
    del bench
    print_typing(rounds)


def cells(bench: Bench, rounds: int) -> None:
    """Deadlines and executors that differ, in this process."""
    del bench
    print_cells(rounds)


PARTS = {
    "start-up": (start_up, 21),
    "others": (against_others, 3),
    "growth": (growth, 3),
    "many": (many, 3),
    "typing": (typing, 1),
    "cells": (cells, 5),
}


def main() -> None:
    """Run the parts that are named, all of them where none is."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", choices=[[], *PARTS], help="what to measure; nothing means everything"
    )
    parser.add_argument("--rounds", type=int, help="how many runs of each command count")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in asked.parts or PARTS:
            part, rounds = PARTS[name]
            part(bench, asked.rounds or rounds)


if __name__ == "__main__":
    main()
