"""The pictures on a terminal: rich lays out and colours what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, RenderableType

from luzplan.formats.pictures.marks import PIPED_WIDTH
from luzplan.formats.pictures.text_gantt import TextGantt
from luzplan.formats.pictures.text_heat import heat_parts
from luzplan.formats.registry import Page
from luzplan.reports.report import Gantt, HeatMap


def picture_lines(picture: Gantt | HeatMap, page: Page) -> Iterator[str]:
    """Give a picture line by line; a page without a width gets one of the usual width."""
    out = StringIO()
    console = Console(
        file=out, width=page.width or PIPED_WIDTH, force_terminal=page.color,
        color_system="standard" if page.color else None,
        markup=False, emoji=False, highlight=False, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    for part in _parts(picture, page.width):
        console.print(part)
    return (line.rstrip() for line in out.getvalue().splitlines())


def _parts(picture: Gantt | HeatMap, width: int | None) -> Iterator[RenderableType]:
    return TextGantt(picture, width).parts() if isinstance(picture, Gantt) else heat_parts(picture, width)
