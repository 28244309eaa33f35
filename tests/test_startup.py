"""What the commands of every day import: each module more is time that people wait for every answer."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import ForwardRef

import pytest

from luzplan.cli.app import COMMANDS
from luzplan.formats import WRITERS
from luzplan.formats.problems import PROBLEM_WRITERS
from tests.conftest import ROOT

BARE = (
    "import sys; print('\\0'.join(name for name, one in sys.modules.items() if getattr(one, '__spec__', 0)))"
)
PROGRAM = f"""
from luzplan.cli.app import main
try:
    main()
finally:
    exec({BARE!r}, {{}})
"""
DUE = ("due", "--month", "2")
VALIDATE = ("validate",)
# Besides Python's own; those of the command line and of YAML.
LIBRARIES = {
    "typer", "annotated_doc", "shellingham", "typing_extensions", "colorama", "ruamel", "_ruamel_yaml",
}  # fmt: skip
# Large ones of Python's own.
LARGE = {
    "asyncio", "calendar", "concurrent.futures.process", "dataclasses", "decimal", "email", "hashlib", "json",
    "logging", "multiprocessing", "tempfile", "xml.etree",
}  # fmt: skip
# What only other questions need, besides other commands and other formats.
UNUSED = {
    "luzplan.edit",
    "luzplan.documents",
    "luzplan.formats.pictures",
    "luzplan.text.saving",
}
UNUSED_BY = {
    DUE: {
        "luzplan.check",
        "luzplan.answers",
        "luzplan.executor.book",
        "luzplan.reports.paper",
        "luzplan.reports.comparison",
    },
    VALIDATE: {"luzplan.reports", "luzplan.check.fixing", "luzplan.formats.terminal"},
}
OTHERS = {
    *(f"luzplan.cli.commands.{place.partition('.')[0]}" for place in COMMANDS.values()),
    *(f"luzplan.formats.{module}" for module, _ in WRITERS.values()),
    *(f"luzplan.formats.{module}" for module, _ in PROBLEM_WRITERS.values()),
}
OWN = {
    DUE: {"luzplan.cli.commands.show", "luzplan.formats.terminal"},
    VALIDATE: {"luzplan.cli.commands.validate", "luzplan.formats.problems"},
}
BOTH = pytest.mark.parametrize("command", [DUE, VALIDATE], ids=["due", "validate"])


@cache
def imported(command: tuple[str, ...]) -> frozenset[str]:
    """The modules of a command in a process of its own, without those that every process here has."""
    return _modules(PROGRAM, command) - _modules(BARE, ())


def _modules(program: str, words: tuple[str, ...]) -> frozenset[str]:
    run = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return frozenset(run.stdout.splitlines()[-1].split("\0"))


@BOTH
def test_no_library_is_imported_but_those_of_the_command_line_and_of_yaml(command: tuple[str, ...]) -> None:
    packages = {name.partition(".")[0] for name in imported(command)}
    assert packages - set(sys.stdlib_module_names) - {"luzplan"} <= LIBRARIES


@BOTH
def test_what_only_other_questions_need_stays_where_it_is(command: tuple[str, ...]) -> None:
    unused = LARGE | UNUSED | UNUSED_BY[command] | OTHERS - OWN[command]
    assert {
        name for name in imported(command) if name in unused or name.rpartition(".")[0] in unused
    } == set()


def test_what_is_unused_is_there() -> None:
    names = UNUSED.union(*UNUSED_BY.values(), *OWN.values())
    assert [name for name in sorted(names) if find_spec(name) is None] == []


@BOTH
def test_named_tuples_are_made_without_compiling_their_annotations(command: tuple[str, ...]) -> None:
    """Those written as strings, which the __future__ import makes of all, add a third to a class's time."""
    ours = [sys.modules.get(name) or import_module(name) for name in imported(command) if "luzplan." in name]
    classes = [one for module in ours for one in vars(module).values() if isinstance(one, type)]
    made = [one for one in classes if hasattr(one, "_field_defaults")]
    compiled = {
        one.__name__ for one in made for kind in one.__annotations__.values() if isinstance(kind, ForwardRef)
    }
    assert made
    assert compiled <= {"Field", "ListShape"}  # they hold what holds them
