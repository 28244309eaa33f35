"""Whatever is wrong with a file: no traceback, an exit code that means something, places inside the file.

The long run tries every copy up to `ALL`: `pytest -m long -n auto tests/endurance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT
from tests.endurance.complaints import CHECKS, complaints_about
from tests.endurance.mangling import mangled

FEW, ALL, AT_ONCE = 100, 20_000, 50
PLAN = (ROOT / "plan.yaml").read_text(encoding="utf-8")

OTHERS = (
    ["validate", "--notes", "--diff"],
    ["due", "--month", "февраль"],
    ["due", "--today", "2012-02-01", "--format", "md"],
    ["by-role", "Зам по УВР", "--format", "csv"],
    ["show"],
    ["show", "roles"],
    ["timeline", "--today", "2012-02-01"],
    ["load"],
    ["export", "--to", "json"],
    ["export", "--to", "html"],
    ["export", "--to", "ics"],
    ["diff", str(ROOT / "plan.yaml")],
)

WRITING = (
    ["validate", "--fix"],
    ["done", "1.1", "--today", "2012-02-01"],
    ["undone", "2.3"],
    ["set", "1.2", "when", "март"],
    ["add", "--section", "2", "--what", "Экскурсия", "--when", "май"],
    ["move", "3.1", "--after", "1.1"],
    ["remove", "2.1"],
)


def command(number: int) -> Sequence[str]:
    """The command that a copy is given to: every second one is a check."""
    random = Random(-1 - number)
    return random.choice(random.choice((CHECKS, CHECKS, OTHERS, WRITING)))


def complaints(number: int, folder: Path) -> Iterator[str]:
    """What is wrong with the answer to a copy."""
    words = command(number)
    piped = number % 2 == 0 and words not in WRITING
    yield from complaints_about(mangled(PLAN, number), words, folder / "plan.yaml", piped=piped)


def wrong(first: int, last: int, folder: Path) -> list[tuple[int, str]]:
    return [(number, complaint) for number in range(first, last) for complaint in complaints(number, folder)]


@pytest.mark.parametrize("first", range(0, FEW, AT_ONCE))
def test_mangled_copies_of_the_plan(first: int, tmp_path: Path) -> None:
    assert wrong(first, first + AT_ONCE, tmp_path) == []


@pytest.mark.long
@pytest.mark.parametrize("first", range(FEW, ALL, AT_ONCE))
def test_very_many_mangled_copies_of_the_plan(first: int, tmp_path: Path) -> None:
    assert wrong(first, first + AT_ONCE, tmp_path) == []
