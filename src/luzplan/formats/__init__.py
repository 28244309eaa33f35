"""Writers: each turns a Report into text or bytes for a page; text set in its columns, line by line."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from importlib import import_module
from itertools import zip_longest
from textwrap import TextWrapper
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


# What nearly every line is made of, each sign one column wide; a set of more ranges, or of larger ones,
# would take ten times as long to compile.
_EVEN = re.compile(
    r"(?:[ \u0370-\u0482]++|[\x20-\x7e\xa0-\u02ff]++|[\u2010-\u2027\u2116]++|[\u2500-\u25ff]++)*+"
)


def width_of(text: str) -> int:
    """The columns a line takes on a terminal; a combining sign takes none, an ideogram two."""
    if _EVEN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


class _Wrapper(TextWrapper):
    """Breaks lines at blanks; a word that is longer than a line at its hyphens, or on a line of its own."""

    def _split(self, text: str) -> list[str]:
        return [chunk for chunk in self.wordsep_simple_re.split(text) if chunk]

    def _handle_long_word(
        self, reversed_chunks: list[str], cur_line: list[str], cur_len: int, width: int
    ) -> None:
        if not cur_line or "-" in reversed_chunks[-1][: width - cur_len]:
            super()._handle_long_word(reversed_chunks, cur_line, cur_len, width)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns; its own line ends stay, no word is lost."""
    wrapper = _Wrapper(width=max(width, 1), expand_tabs=False)
    return [part for line in text.splitlines() for part in wrapper.wrap(line) or [""]]


_COMMAND = re.compile(r"(?m)(?:(?<=[:,] )|(?<=^  ))luzplan [^;\n]*")
_GLUE = "\0"  # stands for a blank at which a line may not end
_SET_IN = "    "
_LEAST_BEGIN = 20  # columns; a message begins on the next line where the first one has less room


def message_lines(text: str, width: int, begun: int = 0) -> list[str]:
    """Break a message into lines, those that go on set in; a command to be pasted stays on one line.

    The first line has ``begun`` columns before it; it is empty where they leave too little room.
    """
    found: list[str] = []
    for line in _COMMAND.sub(lambda command: command[0].replace(" ", _GLUE), text).split("\n"):
        room, blanks = begun if not found else 0, line[: len(line) - len(line.lstrip())]
        if room and width - room < min(_LEAST_BEGIN, width_of(line)):
            found.append("")
            room, blanks = 0, _SET_IN
        wrapper = _Wrapper(
            max(width, 1),
            " " * room + blanks,
            blanks + _SET_IN * (not blanks),
            expand_tabs=False,
            break_long_words=False,  # names of files stay whole
        )
        first, *more = wrapper.wrap(line.strip()) or [""]
        found += [first[room:], *more]
    return [line.replace(_GLUE, " ") for line in found]


def row_lines(
    cells: Sequence[str], widths: Sequence[int], gap: int, right: Container[int] = ()
) -> Iterator[str]:
    """The lines of a row of cells, each wrapped in its column; columns of these numbers end at the right."""
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for parts in zip_longest(*columns, fillvalue=""):
        filled = (
            " " * (width - width_of(part)) + part if at in right else padded(part, width)
            for at, (part, width) in enumerate(zip(parts, widths, strict=True))
        )
        yield (" " * gap).join(filled).rstrip()


def padded(text: str, width: int) -> str:
    """Fill a line up to a width."""
    return text + " " * (width - width_of(text))


def centred(lines: Iterable[str], width: int) -> Iterator[str]:
    """Put lines into the middle of a page, broken where they are longer."""
    for line in lines:
        for part in wrapped(line, width) or [""]:
            yield " " * max((width - width_of(part)) // 2, 0) + part


# What terminals call the words of a style, which are those of rich.
_CODES = {"bold": 1, "dim": 2, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


def styled(text: str, style: str, *, color: bool) -> str:
    """Put a line into a style for a terminal; an empty one needs none."""
    codes = ";".join(str(_CODES[word]) for word in style.split())
    return f"\x1b[{codes}m{text}\x1b[0m" if color and text else text
