"""An answer written where it was asked for: on the screen, into a pipe, into a file."""

import codecs
import os
import re
import shutil
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

import typer

from luzplan.cli import options
from luzplan.cli.errors import Code, CommandError, silence, tell
from luzplan.formats import FORMATS, Page, UnsuitableFormat, writer
from luzplan.russian.words import listing, quote

if TYPE_CHECKING:
    from luzplan.reports.report import Report


_ERRORS = "luzplan.spelled"

# Letters by their usual Latin spelling, for consoles without Cyrillic.
_SPELLINGS = "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ' y ' e yu ya"
_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", _SPELLINGS.split(), strict=True))
# Signs by what looks most like them in ASCII; boxes and blocks of the pictures among them.
_SIGNS = {
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "...", "№": "N",
    "–": "-", "—": "-", "−": "-", "‑": "-", "─": "-", "│": "|", "┼": "+", "═": "=", "▼": "v",
    "█": "#", "▓": "#", "▒": "%", "░": ":", "◆": "*", "•": "*", "·": ".", "√": "v", "✓": "v",
    "→": "->", "←": "<-", "×": "x", "≤": "<=", "≥": ">=",
    "\u00a0": " ", "\u202f": " ", "\ufffd": "?",
}  # fmt: skip


def spelled(character: str) -> str:
    """Spell a character in ASCII; what has no spelling is a question mark."""
    if (sign := _SIGNS.get(character)) is not None:
        return sign
    if (latin := _LATIN.get(character.lower())) is not None:
        return latin if character.islower() else latin.capitalize()
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return plain or "?"


def replace_closed_streams() -> None:
    """Let streams that the caller has closed lead nowhere; Python has None in their place."""
    for name, mode in (("stdin", os.O_RDONLY), ("stdout", os.O_WRONLY), ("stderr", os.O_WRONLY)):
        if getattr(sys, name) is None:
            nowhere = os.open(os.devnull, mode)
            setattr(sys, name, os.fdopen(nowhere, "r" if mode == os.O_RDONLY else "w", encoding="utf-8"))


def spare_words(stream: TextIO) -> None:
    """Let a console that lacks a letter print its spelling, so that no word is lost and nothing fails."""
    codecs.register_error(_ERRORS, _spell_missing)
    stream.reconfigure(errors=_ERRORS)  # type: ignore[attr-defined]


def _spell_missing(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(spelled(character) for character in missing), error.end


def paged(text: str) -> bool:
    """Show a text through the user's pager; False where it fits the screen or there is none."""
    if not (sys.stdout.isatty() and sys.stdin.isatty()):
        return False
    if text.count("\n") < os.get_terminal_size().lines or not _has_pager():
        return False
    import pydoc

    # As git does: colours pass, a text that fits after all is left on the screen.
    os.environ.setdefault("LESS", "FRX")
    pydoc.pager(text)
    return True


def _has_pager() -> bool:
    """Whether the pager that the user names is there; an answer must not be lost for want of one."""
    from shutil import which

    named = (os.environ.get("MANPAGER") or os.environ.get("PAGER") or "").split()
    return not named or which(named[0]) is not None


_COMMAND = r"(?m)^(\s*)(::|##\[)"


def in_actions() -> bool:
    """Whether GitHub Actions runs the command."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def uncommanding(text: str) -> str:
    """Keep GitHub Actions from obeying a plan's line as a command: an unseen word joiner goes before it."""
    return re.sub(_COMMAND, "\\1\N{WORD JOINER}\\2", text) if in_actions() else text


def repository_root() -> Path | None:
    """The folder of the repository the job works in, None outside of a job."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    return Path(root) if root else None


def add_to_summary(text: str) -> None:
    """Add Markdown to the page of the job's step; a page that cannot be written is no fault of the plan."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        from luzplan.text.saving import reason_of

        tell(f"luzplan: сводка шага не записана: {reason_of(error)}")


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
    """The format that is named, else the one that the file's name asks for, None if neither is there."""
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
            sys.stdout.write(text if commands else uncommanding(text))
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


def _page(outlet: Outlet) -> Page:
    return Page() if outlet.file is not None else screen_page()


def screen_page() -> Page:
    """The page of the screen: without a terminal as wide as the text, unless COLUMNS says otherwise."""
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
