"""Writers: each turns a Report into text or bytes, with no clock, no printing, escaping inside."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from luzplan.reports import Report


UNLIMITED_WIDTH = 100  # columns where no terminal limits them: longer lines are hard to read
WIDEST = 10_000  # columns; whoever asks for more does not get them: each line would be filled up with blanks


class Page(NamedTuple):
    """What a writer may know of where its text goes: how many columns it has, and whether colours.

    A page that is ``roomy`` is a terminal: rows of several lines stand apart there, and a picture is to be
    seen at one glance. On a ``brief`` one each row of a table is one line.
    """

    width: int = UNLIMITED_WIDTH
    color: bool = False
    roomy: bool = False
    brief: bool = False


class UnsuitableFormat(Exception):  # noqa: N818 – what is wrong is the request
    """The report has nothing that this format could show; the message says to people what it is for."""


Writer: TypeAlias = "Callable[[Report, Page], str | bytes]"

# By the name of a format the module of this package and the function that write it; a module is imported
# when it is used.
WRITERS = {
    "table": ("terminal", "write"),
    "tsv": ("plain", "write_tsv"),
    "csv": ("plain", "write_csv"),
    "json": ("plain", "write_json"),
    "md": ("plain", "write_md"),
    "html": ("html", "write"),
    "svg": ("svg", "write"),
    "docx": ("docx", "write"),
    "xlsx": ("xlsx", "write"),
    "ics": ("ics", "write"),
}
FORMATS = tuple(WRITERS)
IN_FULL = ("json", "ics")  # these show what is worked out only when it is asked for


def writer(name: str) -> Writer:
    """The writer of a format in FORMATS."""
    module, function = WRITERS[name]
    return cast("Writer", getattr(import_module(f"luzplan.formats.{module}"), function))
