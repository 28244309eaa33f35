"""A report written where it was asked for."""

from __future__ import annotations

import os
import shutil
import sys

import typer

from luzplan.cli.edge import Code, failure, tell
from luzplan.formats import FORMATS, Page, writer
from luzplan.reports.report import Report


def show_report(report: Report, format_name: str) -> None:
    """Print the report in the format; its notes go to the error stream."""
    if format_name not in FORMATS:
        raise failure(Code.USAGE, f"формат «{format_name}» неизвестен", f"Есть {', '.join(FORMATS)}.")
    written = writer(format_name)(report, screen_page())
    typer.echo(written, nl=False)
    for note in report.notes:
        tell(note)


def screen_page() -> Page:
    """Give the page of the screen: without a terminal as wide as the text, unless COLUMNS says otherwise."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or os.environ.get("COLUMNS") else None
    color = (terminal and "NO_COLOR" not in os.environ) or bool(os.environ.get("FORCE_COLOR"))
    return Page(width, color)


def end_with(report: Report, exit_code: bool) -> None:
    """End with 1 where that was asked for and something is in the report."""
    if exit_code and report.rows:
        raise typer.Exit(Code.FOUND)
