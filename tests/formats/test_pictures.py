"""The pictures in the README are today's; `pytest --rewrite tests/test_pictures.py` draws them anew."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from tests.conftest import ROOT, Luzplan

PICTURES = ROOT / ".github"
WIDTH = 110  # columns of the terminal

DRAWN = {
    "timeline": "luzplan timeline --section 2 --today 2012-02-15 --format svg",
    "load": "luzplan load --format svg",
}
SCREENS = {"due": "luzplan due --month февраль"}


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_today_s(name: str, luzplan: Luzplan, golden: Callable[[Path, str], None]) -> None:
    golden(PICTURES / f"{name}.svg", luzplan(*shlex.split(DRAWN[name])[1:]).out)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_today_s(
    name: str, luzplan: Luzplan, golden: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("FORCE_COLOR", "1")
    command = SCREENS[name]
    golden(PICTURES / f"{name}.svg", screen(command, luzplan(*shlex.split(command)[1:]).out))


def screen(command: str, output: str) -> str:
    """Draw a terminal; its ids are the same every time, and it fetches no font."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="standard")
    console.print(Text.from_ansi(output))
    drawn = console.export_svg(title=f"$ {command}", theme=DIMMED_MONOKAI, unique_id="screen")
    return re.sub(r"\s*@font-face \{.*?\}\n", "\n", drawn, flags=re.DOTALL)


def test_the_readme_shows_each(luzplan: Luzplan) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\.github/(\w+)\.svg", readme)) == {*DRAWN, *SCREENS}
