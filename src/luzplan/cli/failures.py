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


# By extra the modules of the libraries that only Word, Excel, calendars and pages need, PDF, and editors.
_EXTRAS = {
    "office": ("docx", "icalendar", "jinja2", "lxml", "openpyxl", "xlsxwriter"),
    "pdf": ("pdfplumber", "pdfminer"),
    "lsp": ("pygls", "lsprotocol", "cattrs", "attrs"),
}


def missing_library(error: ModuleNotFoundError) -> CommandError | None:
    """The failure that a library of an extra is not installed, with what installs it for this Python.

    None if another module is missing.
    """
    module = (error.name or "").partition(".")[0]
    extra = next((name for name, modules in _EXTRAS.items() if module in modules), None)
    if extra is None:
        return None
    from luzplan.text.system import as_typed

    checkout = Path(__file__).parents[3]  # from where it came, if it came from one
    from_checkout = (checkout / "pyproject.toml").is_file() and (checkout / "src").is_dir()
    source = f'-e "{checkout}[{extra}]"' if from_checkout else f'"luzplan[{extra}]"'
    hint = f"Установите её: {as_typed(sys.executable)} -m pip install {source}"
    return CommandError(Code.UNREADABLE, f"для этого нужна библиотека {error.name}, а её нет", hint)
