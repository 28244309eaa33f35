"""The process says all it has to say before it ends, and ends with the program's code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PLAN = str(ROOT / "plan.yaml")


def run(*words: str, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "luzplan", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, env=environment, encoding="utf-8", check=False, **more)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("show", "-p", PLAN), 0),
        (("validate", "--strict", PLAN), 1),
        (("due", "--month", "тринадцатый"), 2),
        (("validate", "нет такого.yaml"), 3),
        ((), 2),
    ],
)
def test_ends_with_the_code_of_the_command(words: tuple[str, ...], code: int) -> None:
    assert run(*words, capture_output=True).returncode == code


def test_a_long_answer_arrives_whole_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "answer.txt"
    with file.open("w", encoding="utf-8") as answer:
        run("show", "-p", PLAN, stdout=answer)
    assert file.read_text(encoding="utf-8") == run("show", "-p", PLAN, capture_output=True).stdout


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
def test_errors_that_nobody_reads_end_it_with_its_code_all_the_same() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run("validate", "нет такого.yaml", stdout=subprocess.DEVNULL, stderr=writing).returncode == 3
    finally:
        os.close(writing)


@pytest.mark.skipif(os.name == "nt", reason="no such pipes")
@pytest.mark.parametrize("words", [("show",), ("show", "--format", "json"), ("validate",)], ids=str)
def test_an_answer_that_nobody_reads_on_ends_like_other_tools_and_not_with_a_find(
    words: tuple[str, ...],
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ended = run(
            *words,
            "--plan" if words[0] == "show" else PLAN,
            *([PLAN] if words[0] == "show" else []),
            stdout=writing,
            stderr=subprocess.PIPE,
        )
    finally:
        os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, "")
