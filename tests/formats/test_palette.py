"""Colours keep the contrast that people with weak sight need (WCAG 2: 4.5 for text, 3 for shapes)."""

from __future__ import annotations

import pytest

from luzplan.formats.pictures import INKS

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
