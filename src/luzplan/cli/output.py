"""An answer written where it was asked for: on the screen, into a pipe, into a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.console import screen_page, show_in_pager, silence, warn, without_commands
from luzplan.cli.errors import Code, CommandError
from luzplan.formats import FORMATS, Page, UnsuitableFormat, writer
from luzplan.russian.words import listing, quote

if TYPE_CHECKING:
    from luzplan.reports.report import Report


_SCREEN = "-"
_NAMED_OTHERWISE = {"txt": "table", "htm": "html", "markdown": "md"}


class OutputOptions(NamedTuple):
    """In which format an answer goes where, as typed; None where nothing was."""

    format_name: options.FormatOption = None
    output: options.OutputOption = None
    force: options.ForceOption = False
    no_pager: options.PagerOption = False

    @property
    def file(self) -> str | None:
        """The name of the file to write, None for the screen or the pipe."""
        return None if self.output == _SCREEN else self.output


def show_report(report: "Report", output: OutputOptions, format_name: str | None = None) -> None:
    """Write the report in a format, the one that is chosen if none is given; its notes go to stderr."""
    deliver(_written(report, format_name or chosen_format(output) or "table", output), output)
    for note in report.notes:
        warn(note)


def _written(report: "Report", name: str, output: OutputOptions) -> str | bytes:
    try:
        return writer(name)(report, Page() if output.file is not None else screen_page())
    except UnsuitableFormat as error:
        raise CommandError(Code.USAGE, f"формат {quote(name)} здесь не подходит", str(error)) from error


def chosen_format(output: OutputOptions) -> str | None:
    """The format that is named, else the one that the file's name asks for, None if neither is there."""
    if output.format_name is None:
        return _format_of(output.file)
    if output.format_name not in FORMATS:
        message = f"формат {quote(output.format_name)} неизвестен"
        raise CommandError(Code.USAGE, message, f"Есть {', '.join(FORMATS)}.")
    return output.format_name


def _format_of(file: str | None) -> str | None:
    suffix = Path(file).suffix[1:].casefold() if file else ""
    name = _NAMED_OTHERWISE.get(suffix, suffix)
    if suffix and name not in FORMATS:
        known = listing([f".{one}" for one in FORMATS if one != "table"], "или")
        message = f"по имени {quote(str(file))} не понять, в каком виде писать"
        raise CommandError(Code.USAGE, message, f"Назовите формат явно или закончите имя на {known}.")
    return name or None


def deliver(written: str | bytes, output: OutputOptions, *, commands: bool = False) -> None:
    """Write a text or bytes into the output's file, else to the standard output.

    GitHub Actions obeys the lines of ``commands``, and of nothing else.
    """
    if output.file is not None:
        data = written if isinstance(written, bytes) else written.encode(errors="replace")
        save_output(output.file, data, force=output.force)
    elif output.no_pager or not (isinstance(written, str) and show_in_pager(written)):
        _print(written, commands=commands)


def save_output(name: str, data: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; ends the command if it exists and ``force`` is not given."""
    from luzplan.text.saving import reason_of, save_bytes

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
            sys.stdout.write(text if commands else without_commands(text))
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the reader has had enough: that is no fault
    except OSError as error:
        from luzplan.text.saving import reason_of

        silence(sys.stdout)
        raise CommandError(Code.UNREADABLE, f"ответ не записан: {reason_of(error)}") from error


def _legible(written: str | bytes) -> str:
    if isinstance(written, str):
        return written
    if b"\0" in written:  # as git tells text from the rest
        hint = "Запишите в файл: -o ФАЙЛ."
        raise CommandError(Code.UNREADABLE, "этот формат — не текст, на экране его не показать", hint)
    return written.decode()


def end_with(report: "Report", exit_code: bool) -> None:
    """End with 1 where that was asked for and something is in the report."""
    if exit_code and report.rows:
        raise typer.Exit(Code.FOUND)


_COLORS = {"+": "32", "-": "31", "@": "36"}  # SGR of terminals


def patch_text(name: str, before: str, after: str, page: Page) -> str:
    """The difference of two texts of a file as `patch` takes it; "" where there is none."""
    from difflib import unified_diff

    name = name.lstrip("/")
    lines = unified_diff(_patch_lines(before), _patch_lines(after), f"a/{name}", f"b/{name}")
    return "".join(_painted(line, page) for line in lines)


def _patch_lines(text: str) -> list[str]:
    r"""Split at «\n» alone, as `patch` does, whatever Python takes for a line's end."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, f"{last}\n\\ No newline at end of file\n"] if last else lines


def _painted(line: str, page: Page) -> str:
    color = _COLORS.get(line[0]) if page.color and not line.startswith(("+++", "---")) else None
    return f"\x1b[{color}m{line[:-1]}\x1b[0m\n" if color else line
