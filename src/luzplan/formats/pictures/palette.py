"""The colours of the pictures and pages, in light and in dark."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """What a class of shapes is painted with: a CSS property, its colour in light and in dark."""

    paints: str
    light: str
    dark: str


# Class of a shape or text, without its prefix. Text keeps a contrast of 4.5 : 1 on what it stands on.
INKS = {
    "paper": Ink("fill", "#ffffff", "#11181f"),
    "band": Ink("fill", "#eef2f6", "#1c2732"),
    "text": Ink("fill", "#1b2733", "#e6edf3"),
    "soft": Ink("fill", "#55626e", "#a3b3c1"),
    "line": Ink("stroke", "#d3dbe2", "#2d3b48"),
    "dates": Ink("fill", "#2b6cb0", "#5aa2e6"),
    "always": Ink("fill", "#b9cbdd", "#3d566e"),
    "open": Ink("stroke", "#2b6cb0", "#5aa2e6"),
    "repeats": Ink("fill", "#7b4bb3", "#b99aeb"),
    "deadline": Ink("fill", "#a34700", "#f5b04d"),
    "done": Ink("fill", "#22734a", "#63c795"),
    "overdue": Ink("fill", "#c02626", "#ff8a80"),
    "today": Ink("stroke", "#c02626", "#ff8a80"),
    "heat0": Ink("fill", "#ffffff", "#11181f"),
    "heat1": Ink("fill", "#e2edf8", "#1b2f44"),
    "heat2": Ink("fill", "#b4d2ee", "#22466b"),
    "heat3": Ink("fill", "#7fb2e0", "#2b619a"),
    "heat4": Ink("fill", "#1f5fa3", "#a9d0f5"),
    "hottest": Ink("fill", "#ffffff", "#11181f"),  # the text on heat4
}
PREFIX = "lp-"
_DARK = "@media screen and (prefers-color-scheme: dark)"
_FONT = 'font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'


def style_sheet() -> str:
    """Give the CSS of the pictures; the reader's system says whether it is dark, paper never is."""
    light = "".join(f".{PREFIX}{name} {{ {ink.paints}: {ink.light} }}\n" for name, ink in INKS.items())
    dark = "".join(f".{PREFIX}{name} {{ {ink.paints}: {ink.dark} }}\n" for name, ink in INKS.items())
    return f".{PREFIX}picture {{ {_FONT} }}\n{light}{_DARK} {{\n{dark}}}\n"


def variables() -> str:
    """Give the same colours as variables for the CSS of a page."""
    light = "".join(f"  --{name}: {ink.light};\n" for name, ink in INKS.items())
    dark = "".join(f"  --{name}: {ink.dark};\n" for name, ink in INKS.items())
    return f":root {{\n{light}}}\n{_DARK} {{ :root {{\n{dark}}} }}\n"
