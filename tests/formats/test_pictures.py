"""The pictures in the README are today's, their colours keep their contrast, words fit their room."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI
from rich.text import Text

from luzplan.formats.pictures import INKS, text_width, wrapped
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


SURFACES = [
    ("text", "paper"), ("text", "band"), ("text", "heat0"), ("text", "heat1"), ("text", "heat2"),
    ("text", "heat3"), ("hottest", "heat4"), ("soft", "paper"), ("soft", "band"), ("done", "paper"),
    ("overdue", "paper"),
]  # fmt: skip
SHAPES = ["dates", "deadline", "open", "repeats", "done", "today"]


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("text", "surface"), SURFACES)
def test_text_can_be_read_on_its_surface(text: str, surface: str) -> None:
    assert contrast(INKS[text].light, INKS[surface].light) >= 4.5
    assert contrast(INKS[text].dark, INKS[surface].dark) >= 4.5


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_stand_out_from_the_paper(shape: str) -> None:
    assert contrast(INKS[shape].light, INKS["paper"].light) >= 3
    assert contrast(INKS[shape].dark, INKS["paper"].dark) >= 3


def test_a_text_is_broken_between_words() -> None:
    assert wrapped("Подготовка договоров между школами", 15) == ["Подготовка договоров", "между школами"]


@given(st.text(alphabet="абвШЩ -1i\u4e00", max_size=60), st.integers(2, 40))
def test_no_letter_is_lost_and_every_line_fits(text: str, room: int) -> None:
    lines = wrapped(text, room)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line) <= room for line in lines)


@pytest.mark.parametrize(("wide", "narrow"), [("А", "а"), ("щ", "а"), ("а", "."), ("字", "а")])
def test_wide_letters_take_more_room(wide: str, narrow: str) -> None:
    assert text_width(wide) > text_width(narrow)
