"""A text as a YAML scalar: where its characters stand, how it is written to read back the same."""

import re
from enum import Enum
from typing import NamedTuple

from luzplan.text import Source, Text, first_control
from luzplan.text.yaml import Mapping, parse_nodes


def place_within(offsets: list[int] | range, start: int, end: int) -> tuple[int, int]:
    """The place in the file of some characters of a text whose `offsets_within` these are."""
    return offsets[start], offsets[end - 1] + 1 if end > start else offsets[start]


def place_in(source: Source, text: Text, start: int, end: int) -> tuple[int, int]:
    """The place in the file of some characters of a text; of several in one text, see `place_within`."""
    return place_within(offsets_within(source, text), start, end)


def offsets_within(source: Source, text: Text) -> list[int] | range:
    """The offset in the file of each character of a text's value, and of what follows the last.

    Quotes, escapes, folded lines and indentation make the raw scalar longer than its value, so the two
    are walked side by side.
    """
    raw, at = source.text, text.start
    if text.end - text.start == len(text):
        return range(text.start, text.end + 1)
    quote = raw[at : at + 1]
    if quote in ("'", '"'):
        at += 1
    elif quote in ("|", ">"):
        at = raw.find("\n", at) + 1
    offsets = []
    for character in text:
        while quote == '"' and raw.startswith(("\\\n", "\\\r\n"), at):  # that takes the end of a line away
            at = _skip_blank(raw, raw.find("\n", at) + 1, text.end, "")
        at = _skip_blank(raw, at, text.end, character)
        offsets.append(min(at, text.end))
        at = _after(raw, at, quote)
    return [*offsets, min(at, text.end)]


def _skip_blank(raw: str, at: int, end: int, wanted: str) -> int:
    """Step over indentation and folded line ends to the character wanted, which may be a blank itself."""
    if wanted.isspace():
        return at
    while at < end and raw[at].isspace():
        at += 1
    return at


_PAIR = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]")
_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def _after(raw: str, at: int, quote: str) -> int:
    """The offset behind the raw form of one character."""
    if quote == '"' and raw[at : at + 1] == "\\":
        if _PAIR.match(raw, at):  # one character in two halves, as JSON writes it
            return at + 12
        return at + _ESCAPE_LENGTH.get(raw[at + 1 : at + 2], 2)
    if quote == "'" and raw.startswith("''", at):
        return at + 2
    return at + 1


WIDTH = 100  # columns that a line of a folded text takes at most


class Style(Enum):
    """How a scalar is written; the value is its first character."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    FOLDED = ">"
    LITERAL = "|"


class Place(NamedTuple):
    """Where a scalar is written.

    ``column`` is where it begins and ``indent`` where the further lines of a block scalar do, both from 0;
    ``flow`` tells that it stands inside braces or brackets, where block scalars cannot.
    """

    column: int = 0
    indent: int = 2
    flow: bool = False
    newline: str = "\n"
    width: int = WIDTH


def is_writable(value: str) -> bool:
    """Whether a plan can hold the text: no control characters, no bytes that Python could not decode."""
    return not first_control(value)


def write_scalar(value: str, place: Place, style: Style | None = None, quotes: Style = Style.SINGLE) -> str:
    """Write the text without an end of line, so that the parser gives it back exactly.

    Without a style the usual one is taken. Where the text does not fit the style, the nearest that does
    is taken; ``quotes`` is preferred where quotes are needed. The text must be writable (`is_writable`).
    """
    if not value or _ESCAPED.search(value):
        return _double(value) if value else quotes.value * 2
    wanted = style or usual_style(value, place)
    if not place.flow and quotes is not Style.DOUBLE and (sure := _surely(value, wanted)):
        return _written(value, place, sure)
    tries = (wanted, Style.PLAIN, quotes, Style.SINGLE)
    raws = (_written(value, place, one) for one in tries)
    return next((raw for raw in raws if _reads_back(raw, value, place)), _double(value))


# Texts need not be read back where it is plain to see that a style holds them, or that plain does not:
# that took most of the time of an import.
_SURELY_PLAIN = re.compile(r"[\w«(](?:[^\s:#]|(?<=[^\s])#|:(?=[^\s])| (?=[^\s#]))*")
_NEVER_PLAIN_BEGINNING = tuple("#&*!|>%@`[]{}\"'")
_LINE = r"[^\s]+(?: [^\s]+)*"
_SURELY_LINES = re.compile(rf"{_LINE}(?:\n+{_LINE})*")


def _surely(value: str, wanted: Style) -> Style | None:
    """The style that is sure to be the first that holds the text, None where it has to be tried."""
    if not value.replace("\n", "").isprintable():
        return None
    if wanted is Style.LITERAL or wanted is Style.FOLDED:
        fits = _SURELY_LINES.fullmatch(value) and (wanted is Style.LITERAL or "\n" not in value)
        return wanted if fits else None
    if wanted is Style.PLAIN and _SURELY_PLAIN.fullmatch(value):
        return Style.PLAIN
    never_plain = value.startswith(_NEVER_PLAIN_BEGINNING) or value.endswith(":")
    never_plain = never_plain or ": " in value or " #" in value
    quoted = wanted is Style.SINGLE or (wanted is Style.PLAIN and never_plain)
    return Style.SINGLE if quoted and "\n" not in value else None


def usual_style(value: str, place: Place) -> Style:
    """The style people use: literal for several lines, folded for what is too long for its line."""
    if place.flow:
        return Style.PLAIN
    if "\n" in value:
        return Style.LITERAL
    return Style.PLAIN if place.column + len(value) <= place.width else Style.FOLDED


# What JSON leaves as it is, but a YAML parser refuses or takes for the end of a line; and tabs, which are
# not seen and which editors turn into blanks.
_ESCAPED = re.compile("[\t\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def _written(value: str, place: Place, style: Style) -> str:
    match style:
        case Style.PLAIN:
            return value
        case Style.SINGLE:
            return "'" + value.replace("'", "''") + "'"
        case Style.DOUBLE:
            return _double(value)
    body = value.removesuffix("\n")
    lines = body.split("\n") if style is Style.LITERAL else _folded(body, place.width - place.indent)
    header = style.value + ("" if value.endswith("\n") else "-")
    return place.newline.join([header, *(" " * place.indent + line if line else "" for line in lines)])


def _double(value: str) -> str:
    import json  # few texts need it, and this module is imported by every check

    return _ESCAPED.sub(lambda one: f"\\u{ord(one[0]):04x}", json.dumps(value, ensure_ascii=False))


def _folded(value: str, width: int) -> list[str]:
    """The lines of a folded scalar; an empty one stands for each line end of the value."""
    lines: list[str] = []
    for paragraph in value.split("\n"):
        lines += ["", *_filled(paragraph, width)] if lines else _filled(paragraph, width)
    return lines


def _filled(text: str, width: int) -> list[str]:
    """Break lines at single spaces only: the parser makes each line end one space."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _reads_back(raw: str, value: str, place: Place) -> bool:
    # What follows in braces decides too: a lone dash is a text before one, and none at the end of a line.
    text = f"{{k: {raw}\n, l: {raw}}}" if place.flow else f"k: {raw}{place.newline}"
    root, problems = parse_nodes(Source("", text))
    read = [value for _, value in root.pairs] if isinstance(root, Mapping) else []
    return not problems and read == [value] * (2 if place.flow else 1)
