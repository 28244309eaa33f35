"""A change that has landed and then cannot be told is no failure: code 0, and a line where it can be read."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's"),
]
EDITS = {
    "done": ["done", "2.8"],
    "undone": ["undone", "2.8"],
    "add": ["add", "--section", "2", "--what", "Выставка", "--when", "май", "--who", "Директор"],
    "set": ["set", "2.8", "where", "школа"],
    "move": ["move", "2.7", "--section", "4"],
    "remove": ["remove", "2.7"],
    "rename": ["rename", "role", "Психолог", "Логопед"],
    "fix": ["validate", "--fix", "--notes"],
}


def _opened(out: str | int) -> int:
    return out if isinstance(out, int) else os.open(out, os.O_WRONLY)


def run(words: list[str], folder: Path, out: str | int, err: str = "") -> tuple[int, str]:
    """The code of a command whose streams lead to these files, and what it said on stderr."""
    with os.fdopen(_opened(out), "wb") as stdout, Path(err or folder / "err").open("wb") as stderr:
        done = subprocess.run(
            [sys.executable, "-m", "luzplan", *words], cwd=folder, check=False, stdout=stdout, stderr=stderr,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        )  # fmt: skip
    return done.returncode, "" if err else (folder / "err").read_text(encoding="utf-8")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "plan.yaml", tmp_path)
    return tmp_path / "plan.yaml"


@pytest.fixture
def marked(plan: Path) -> Path:
    """A plan in which 2.8 is done, so that all edits change something, and something can be mended."""
    assert run(["done", "2.8", "--on", "10 февраля"], plan.parent, os.devnull)[0] == 0
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("title: План", "title: План ", 1), encoding="utf-8")
    return plan


@pytest.mark.parametrize("words", EDITS.values(), ids=EDITS)
def test_an_edit_that_cannot_be_told_is_made_all_the_same(words: list[str], marked: Path) -> None:
    before = marked.read_bytes()
    if words == EDITS["done"]:
        words = ["done", "2.9"]
    code, said = run(words, marked.parent, "/dev/full")
    assert code == 0
    assert marked.read_bytes() != before
    assert "Файл изменён, но ответ не напечатан: на диске нет места\n" in said
    assert "Traceback" not in said


def test_where_nobody_can_be_told_the_code_says_it(marked: Path) -> None:
    before = marked.read_bytes()
    assert run(["remove", "2.7"], marked.parent, "/dev/full", "/dev/full")[0] == 0
    assert marked.read_bytes() != before


def test_nobody_reads_the_answer(marked: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    code, said = run(["remove", "2.7"], marked.parent, writing)
    assert (code, said.count("\n")) == (0, 1)


@pytest.mark.parametrize("words", [["remove", "2.7", "--dry-run"], ["due"], ["validate"]], ids=" ".join)
def test_an_answer_that_was_all_there_was_to_do_is_a_failure(words: list[str], plan: Path) -> None:
    before = plan.read_bytes()
    assert run(words, plan.parent, "/dev/full")[0] == 3
    assert plan.read_bytes() == before
