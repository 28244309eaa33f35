"""Exit codes, and the failures that end a command: what is wrong and the way out."""

import sys
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

from luzplan.russian import listing, quote


class Code(IntEnum):
    """What the program's end means to its caller."""

    FINE = 0
    FOUND = 1
    USAGE = 2
    UNREADABLE = 3
    REFUSED = 4


class CommandError(Exception):
    """A command cannot be answered: its exit code, what is wrong, and the way out (may be empty)."""

    def __init__(self, code: Code, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint

    def __str__(self) -> str:
        return f"luzplan: {self.args[0]}" + (f"\n  {self.hint}" if self.hint else "")


def unknown(absent: str, text: str, nearest: Iterable[str], otherwise: str = "") -> CommandError:
    """The failure that nothing has this name, with the nearest names, else with another way out."""
    near = listing([quote(name) for name in nearest], "или")
    hint = f"Может быть, {near}?" if near else otherwise
    return CommandError(Code.USAGE, f"{absent} {quote(text)}", hint)


# Modules of the libraries that only Word, Excel, calendars and pages need, PDF, and editors.
_OFFICE = frozenset({"docx", "icalendar", "jinja2", "lxml", "openpyxl", "xlsxwriter"})
_PDF = frozenset({"pdfplumber", "pdfminer"})
_LSP = frozenset({"pygls", "lsprotocol", "cattrs", "attrs"})


def missing_library(error: ModuleNotFoundError) -> CommandError | None:
    """The failure that a library of the extra is not installed, None if another module is missing."""
    module = (error.name or "").partition(".")[0]
    extras = (("office", _OFFICE), ("pdf", _PDF), ("lsp", _LSP))
    extra = next((name for name, modules in extras if module in modules), None)
    if extra is None:
        return None
    message = f"для этого нужна библиотека {error.name}, а её нет"
    return CommandError(Code.UNREADABLE, message, f"Установите её: {_installing(extra)}")


def _installing(extra: str) -> str:
    """The command that installs an extra here: for this Python, from the checkout where it came from one."""
    from luzplan.text.system import as_typed

    checkout = Path(__file__).parents[3]
    from_checkout = (checkout / "pyproject.toml").is_file() and (checkout / "src").is_dir()
    source = f'-e "{checkout}[{extra}]"' if from_checkout else f'"luzplan[{extra}]"'
    return f"{as_typed(sys.executable)} -m pip install {source}"
