"""A report written where it was asked for: on the screen, into a pipe, into a file."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.ci import uncommanding
from luzplan.cli.console import paged
from luzplan.cli.edge import Code, CommandError, silence, tell
from luzplan.formats import FORMATS, Page, UnsuitableFormat, writer
from luzplan.russian import listing, quote

if TYPE_CHECKING:
    from luzplan.reports.report import Report

_SCREEN = "-"
_NAMED_OTHERWISE = {"txt": "table", "htm": "html", "markdown": "md"}


class Outlet(NamedTuple):
    """In which format an answer goes where, as typed; None where nothing was."""

    format_name: options.FormatOption = None
    output: options.OutputOption = None
    force: options.ForceOption = False
    no_pager: options.PagerOption = False

    @property
    def file(self) -> str | None:
        """The name of the file to write, None for the screen or the pipe."""
        return None if self.output == _SCREEN else self.output


def show_report(report: "Report", outlet: Outlet) -> None:
    """Write the report; its notes go to the error stream."""
    deliver(_written(report, asked_format(outlet) or "table", outlet), outlet)
    for note in report.notes:
        tell(note)


def _written(report: "Report", name: str, outlet: Outlet) -> str | bytes:
    try:
        return writer(name)(report, _page(outlet))
    except UnsuitableFormat as error:
        raise CommandError(Code.USAGE, f"формат {quote(name)} здесь не подходит", str(error)) from error


def asked_format(outlet: Outlet) -> str | None:
    """Give the format that is named, else the one that the file's name asks for, None if neither is there."""
    if outlet.format_name is None:
        return _format_of(outlet.file)
    if outlet.format_name not in FORMATS:
        message = f"формат {quote(outlet.format_name)} неизвестен"
        raise CommandError(Code.USAGE, message, f"Есть {', '.join(FORMATS)}.")
    return outlet.format_name


def _format_of(file: str | None) -> str | None:
    suffix = Path(file).suffix[1:].casefold() if file else ""
    name = _NAMED_OTHERWISE.get(suffix, suffix)
    if suffix and name not in FORMATS:
        known = listing([f".{one}" for one in FORMATS if one != "table"], "или")
        message = f"по имени {quote(str(file))} не понять, в каком виде писать"
        raise CommandError(Code.USAGE, message, f"Назовите формат явно или закончите имя на {known}.")
    return name or None


def deliver(written: str | bytes, outlet: Outlet, *, commands: bool = False) -> None:
    """Write a text or bytes into the outlet's file, else to the standard output.

    GitHub Actions obeys the lines of ``commands``, and of nothing else.
    """
    if outlet.file is not None:
        data = written if isinstance(written, bytes) else written.encode(errors="replace")
        save_output(outlet.file, data, force=outlet.force)
    elif outlet.no_pager or not (isinstance(written, str) and paged(written)):
        _print(written, commands=commands)


def save_output(name: str, data: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; ends the command if it exists and ``force`` is not given."""
    from luzplan.source.saving import reason_of, save_bytes

    try:
        save_bytes(Path(name), data, replace=force)
    except FileExistsError as error:
        hint = "Назовите другой файл: -o ФАЙЛ, или добавьте --force, чтобы записать поверх."
        raise CommandError(Code.UNREADABLE, f"файл {quote(name)} уже есть", hint) from error
    except OSError as error:
        raise CommandError(Code.UNREADABLE, f"файл {quote(name)} не записан: {reason_of(error)}") from error


def _print(written: str | bytes, *, commands: bool) -> None:
    """Write to the standard output; bytes that are no text stay off a terminal."""
    try:
        if isinstance(written, bytes) and not sys.stdout.isatty():
            sys.stdout.buffer.write(written)
        else:
            text = _legible(written)
            sys.stdout.write(text if commands else uncommanding(text))
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the reader has had enough: that is no fault
    except OSError as error:
        from luzplan.source.saving import reason_of

        silence(sys.stdout)
        raise CommandError(Code.UNREADABLE, f"ответ не записан: {reason_of(error)}") from error


def _legible(written: str | bytes) -> str:
    if isinstance(written, str):
        return written
    if b"\0" in written:  # as git tells text from the rest
        hint = "Запишите в файл: -o ФАЙЛ."
        raise CommandError(Code.UNREADABLE, "этот формат — не текст, на экране его не показать", hint)
    return written.decode()


def _page(outlet: Outlet) -> Page:
    return Page() if outlet.file is not None else screen_page()


def screen_page() -> Page:
    """Give the page of the screen: without a terminal as wide as the text, unless COLUMNS says otherwise."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal or os.environ.get("COLUMNS") else None
    return Page(width, _wants_color(terminal))


def _wants_color(terminal: bool) -> bool:
    """Colour terminals that can show it, and whatever FORCE_COLOR says; an empty NO_COLOR says nothing."""
    if os.environ.get("NO_COLOR"):
        return False
    able = os.environ.get("TERM") != "dumb" and (os.name != "nt" or "WT_SESSION" in os.environ)
    return (terminal and able) or bool(os.environ.get("FORCE_COLOR"))


def end_with(report: "Report", exit_code: bool) -> None:
    """End with 1 where that was asked for and something is in the report."""
    if exit_code and report.rows:
        raise typer.Exit(Code.FOUND)
