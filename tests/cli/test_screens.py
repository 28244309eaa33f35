"""Whole screens: the first line of each file is the command, the rest is what it prints."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Luzplan

SCREENS = sorted((DATA / "screens").glob("*.txt"))


@pytest.mark.parametrize("screen", SCREENS, ids=lambda path: path.stem)
def test_the_screen_is_as_expected(
    screen: Path, luzplan: Luzplan, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = screen.read_text(encoding="utf-8").splitlines()[0]
    width, *words = shlex.split(command.removeprefix("$ COLUMNS="))
    monkeypatch.setenv("COLUMNS", width)
    run = luzplan(*words[1:])
    ended = f"(код {run.code})\n" if run.code else ""
    golden(screen, f"{command}\n{run.out}{run.err}{ended}")
