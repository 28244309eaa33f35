"""An answer written where it was asked for: on the screen, into a pipe, into a file, as PDF."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.console import (
    Reader,
    file_page,
    harmless,
    is_seen,
    print_message,
    screen_page,
    show_in_pager,
    silence,
    visible_line,
    warn,
)
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import ReportOf, SelectionOptions
from luzplan.cli.plans import plan_names, was_read
from luzplan.cli.synonyms import FORMAT_NAMES, meant, meant_nearly, name_of
from luzplan.formats import FORMATS, IN_FULL, Page, UnsuitableFormat, writer
from luzplan.russian import listing, quote

if TYPE_CHECKING:
    from luzplan.reports import Report


_SCREEN = "-"
_AS_NAMED = {"txt": "table", "htm": "html", "markdown": "md", "pdf": "docx"}  # endings that are meant so


class OutputOptions(NamedTuple):
    """In which format an answer goes where, as typed; None where nothing was."""

    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", "-f", metavar="ФОРМАТ",
            help="В каком виде: {formats}. Без этого — по имени файла, иначе table.",
        ),
    ] = None  # fmt: skip
    output: options.OutputOption = None
    force: options.ForceOption = False
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Длинный ответ не листать, а напечатать целиком.")
    ] = False
    brief: Annotated[bool, typer.Option("--brief", help="В таблице на экране — по строке на каждое.")] = False
    width: options.WidthOption = None

    @property
    def file(self) -> str | None:
        """The name of the file to write, None for the screen or the pipe."""
        return None if self.output == _SCREEN else self.output


def show_answer(
    selection: SelectionOptions,
    report_of: ReportOf,
    output: OutputOptions,
    *,
    exit_code: bool = False,
    sequence: int | None = None,
) -> None:
    """Write what the report says of the selected; ends with 1 where ``exit_code`` wants it for a find.

    ``sequence`` is the number of a calendar's version; without one git tells it.
    """
    name = chosen_format(output) or "table"
    on_screen = name == "table" and output.file is None and screen_page().roomy
    report = selection.report(report_of, in_full=name in IN_FULL, on_screen=on_screen)
    if name == "ics":
        from luzplan.cli.git import number_of_changes  # only calendars ask git

        plans = plan_names(selection.plan) if sequence is None else []
        revision = max(map(number_of_changes, plans), default=sequence or 0)
        report = report._replace(revision=revision)
    show_report(report, output, name)
    end_with(report, exit_code)


def show_report(report: "Report", output: OutputOptions, format_name: str | None = None) -> None:
    """Write the report in a format, the one that is chosen if none is given; its notes go to stderr."""
    name = format_name or chosen_format(output) or "table"
    page = file_page(output.width) if output.file else screen_page(output.width)
    try:
        written = writer(name)(report, page._replace(brief=output.brief))
    except UnsuitableFormat as error:
        raise CommandError(Code.USAGE, f"формат {quote(name)} здесь не подходит", str(error)) from error
    deliver(written, output, Reader.PEOPLE if name == "table" else Reader.PROGRAM)
    # On a screen what is said beside an answer comes below it.
    is_below = output.file is None and sys.stdout.isatty() and sys.stderr.isatty()
    for note in ("", *report.notes) if report.notes and is_below else report.notes:
        warn(note, output.width)


def chosen_format(output: OutputOptions) -> str | None:
    """The format that is named, else the one that the file's name asks for, None if neither is there."""
    if output.format_name is not None:
        return name_of(output.format_name, FORMAT_NAMES, FORMATS, "нет формата")
    file = output.file
    suffix = Path(file).suffix[1:].casefold() if file else ""
    name = _AS_NAMED.get(suffix, suffix)
    if file and suffix and name not in FORMATS:
        near = meant(suffix, FORMAT_NAMES) or next(iter(meant_nearly(suffix, FORMAT_NAMES, FORMATS)), "")
        known = listing([f".{one}" for one in FORMATS if one != "table"], "или")
        hint = f"Назовите формат явно или закончите имя на {known}."
        if near:
            hint = f"Может быть, {quote(str(Path(file).with_suffix(f'.{near}')))}?"
        raise CommandError(Code.USAGE, f"по имени {quote(file)} не понять, в каком виде писать", hint)
    return name or None


def deliver(written: str | bytes, output: OutputOptions, reader: Reader) -> None:
    """Write a text or bytes into the output's file, else to the standard output."""
    if output.file is not None:
        refuse_replacing(output.file)
        data = written if isinstance(written, bytes) else written.encode(errors="replace")
        if data.startswith(b"PK") and output.file.casefold().endswith(".pdf"):  # Word, which is a ZIP
            data = _pdf_of(data)
        save_output(output.file, data, force=output.force)
        if sys.stdout.isatty():
            print_message(f"Записано: {output.file}")
    elif output.no_pager or not (isinstance(written, str) and show_in_pager(harmless(written, reader))):
        _print(written, reader, chosen_format(output) or "docx")


def refuse_replacing(output: str | None, inputs: Iterable[str] = ()) -> None:
    """End the command, whatever it is forced to, if it would write over a file that it reads, or has read."""
    if output is None or output == _SCREEN:
        return
    if not was_read(output) and realpath(output) not in map(realpath, inputs):
        return
    message = f"{quote(output)} — это файл, из которого берётся ответ"
    raise CommandError(Code.USAGE, message, "Назовите другой файл: -o ФАЙЛ.")


def save_output(name: str, data: bytes, *, force: bool) -> None:
    """Write a file, whole or not at all; ends the command if it exists and ``force`` is not given."""
    from luzplan.text.saving import save_bytes
    from luzplan.text.system import as_typed, reason_of

    if not name or name.endswith(("/", os.sep)):
        fault = f"{quote(name)} — папка, а не файл" if name else "имя файла пустое"
        raise CommandError(Code.USAGE, fault, "Назовите файл, например -o план.docx.")
    try:
        save_bytes(Path(name), data, replace=force)
    except FileExistsError as error:
        again = as_typed("luzplan", *sys.argv[1:], "--force")
        hint = f"Записать поверх: {again}\n  Или назовите другой файл: -o ФАЙЛ."
        raise CommandError(Code.UNREADABLE, f"файл {quote(name)} уже есть", hint) from error
    except OSError as error:
        raise CommandError(Code.UNREADABLE, f"файл {quote(name)} не записан: {reason_of(error)}") from error


class UnprintedError(CommandError):
    """The standard output does not take the answer, for the reason that stands in the message."""

    def __init__(self, error: OSError) -> None:
        from luzplan.text.system import reason_of

        self.reason = reason_of(error)
        super().__init__(Code.UNREADABLE, f"ответ не записан: {self.reason}")
        silence(sys.stdout)


@contextmanager
def after_change() -> Iterator[None]:
    """Let the account of a file that has been changed fail to be printed: that undoes nothing.

    A line on stderr says so; the command goes on, and ends with the code that it would have.
    """
    try:
        yield
        sys.stdout.flush()
    except (OSError, UnprintedError) as error:
        unprinted = error if isinstance(error, UnprintedError) else UnprintedError(error)
        warn(f"Файл изменён, но ответ не напечатан: {unprinted.reason}")


def _print(written: str | bytes, reader: Reader, format_name: str) -> None:
    """Write to the standard output; bytes that are no text stay off a terminal."""
    is_text = isinstance(written, str) or b"\0" not in written  # as git tells it
    if not is_text and sys.stdout.isatty():
        hint = f"Запишите в файл: -o план.{format_name}"
        raise CommandError(Code.UNREADABLE, "этот формат — не текст, на экране его не показать", hint)
    try:
        if isinstance(written, bytes) and not (is_seen() and is_text):
            sys.stdout.buffer.write(written)
        else:
            sys.stdout.write(harmless(written if isinstance(written, str) else written.decode(), reader))
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the reader has had enough: that is no fault
    except OSError as error:
        raise UnprintedError(error) from error


def end_with(report: "Report", exit_code: bool) -> None:
    """End with 3 if a plan of several is missing, with 1 where that was asked for and something was found."""
    if report.unread:
        raise typer.Exit(Code.UNREADABLE)
    if exit_code and report.rows:
        raise typer.Exit(Code.FOUND)


def warn_of_other_names(name: str, number: int) -> None:
    """Say that a file that was replaced has so many other names, by hard links, which keep the old text."""
    if number > 0:
        warn(f"У файла {quote(name)} есть другое имя (жёсткая ссылка): под ним осталось прежнее содержание.")


def _pdf_of(document: bytes) -> bytes:
    """The Word document as PDF; ends the command if there is no LibreOffice, or if it fails."""
    from shutil import which

    from luzplan.documents.reading import convert

    program = which("soffice") or which("libreoffice")
    way_out = "Запишите документ Word, -o ФАЙЛ.docx, и сохраните его как PDF."
    if program is None:
        raise CommandError(Code.UNREADABLE, "для PDF нужен LibreOffice, а его нет", way_out)
    converted = convert(program, document, ".docx", "pdf")
    if isinstance(converted, str):
        raise CommandError(Code.UNREADABLE, f"LibreOffice не сделал PDF: {converted}", way_out)
    return converted


_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def patch_text(name: str, before: str, after: str, page: Page) -> str:
    """The difference of two texts of a file as `patch` takes it; "" where there is none."""
    from difflib import unified_diff

    from luzplan.formats import styled

    def painted(line: str) -> str:
        style = None if line.startswith(("+++", "---")) else _STYLES.get(line[0])
        if not (style and page.color):
            return line
        # The last line of a file may have a remark below it.
        parts = (part.removesuffix("\r") for part in line[:-1].split("\n"))
        return "".join(f"{styled(visible_line(part), style, color=True)}\n" for part in parts)

    name = visible_line(name.lstrip("/"))
    lines = unified_diff(_patch_lines(before), _patch_lines(after), f"a/{name}", f"b/{name}")
    return "".join(map(painted, lines))


def _patch_lines(text: str) -> list[str]:
    r"""Split at «\n» alone, as `patch` does, whatever Python takes for a line's end."""
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop().removesuffix("\n")
    return [*lines, f"{last}\n\\ No newline at end of file\n"] if last else lines
