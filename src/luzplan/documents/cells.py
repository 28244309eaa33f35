"""Several activities in one row of a table: its cells parted line by line, where the lines agree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from luzplan.deadline import DeadlineReader
from luzplan.documents import is_open, split_marker
from luzplan.documents.columns import Content
from luzplan.documents.periods import is_deadline
from luzplan.documents.rows import Values

Extra = tuple[tuple[str, str], ...]  # texts under the names of further columns
_NESTED = re.compile(r"\d+(?:\.\d+)+|[а-яa-z]")
_GOES_ON = '(«"-–—•'  # a line that begins so belongs to the one above it


def activities_in(row: Values, reader: DeadlineReader) -> list[Values]:
    """The activities of a row: several where its dates agree with its items line by line, or its people do.

    What there is one of holds for all of them.
    """
    if "\n" not in row[Content.WHAT]:
        return [row]
    spaced = {content: row.spaced.get(content, text) for content, text in row.texts.items()}
    for items in _items(spaced.get(Content.WHAT, "")):
        parts: dict[Content, list[str]] = {
            content: _parts(text, len(items), reader if content is Content.WHEN else None)
            for content, text in spaced.items()
            if content not in (Content.WHAT, Content.NUMBER)
        }
        shared = [content for content, found in parts.items() if len(found) == 1]
        agreeing = {content for content, found in parts.items() if len(found) == len(items)}
        people = Content.WHO in agreeing and is_listed(spaced[Content.WHAT])
        if (Content.WHEN in agreeing or people) and len(shared) + len(agreeing) == len(parts):
            return [_one(row, at, item, parts) for at, item in enumerate(items)]
    return [row]


def _one(row: Values, at: int, item: str, parts: dict[Content, list[str]]) -> Values:
    texts = {content: found[at % len(found)] for content, found in parts.items()}
    number = row[Content.NUMBER] if at == 0 else ""
    return replace(row, texts={**texts, Content.NUMBER: number, Content.WHAT: item}, spaced={})


def is_listed(text: str) -> bool:
    """Whether all of the text is a list, whose items may be activities of their own."""
    return len(listed_items(text)) > 1 or "\n\n" in text


def listed_items(text: str) -> list[str]:
    """The items of a text that is a numbered or bulleted list from its first line on, else the text."""
    lines = text.split("\n")
    markers = [split_marker(line)[0] for line in lines]
    if not markers[0] or "." in markers[0][:-1]:
        return [text]
    begins = [at for at, marker in enumerate(markers) if marker and _alike(marker, markers[0])]
    ends = [*begins[1:], len(lines)]
    chunks = ("\n".join(lines[start:end]) for start, end in zip(begins, ends, strict=True))
    return [split_marker(chunk.strip())[1] for chunk in chunks]


def things_in(text: str) -> list[str]:
    """The items of a cell that has nothing but things to do: those of its list, else its lines."""
    listed = listed_items(text)
    return listed if len(listed) > 1 else _sentences(text)


def _alike(marker: str, first: str) -> bool:
    return marker[0].isdigit() == first[0].isdigit() and marker[-1] == first[-1]


def _items(text: str) -> Iterator[list[str]]:
    """The ways in which a text may be several activities, the surest first."""
    yield from (found for found in (listed_items(text), _groups(text), _sentences(text)) if len(found) > 1)


def _groups(text: str) -> list[str]:
    """The parts of a text between empty lines."""
    grouped = groupby(text.split("\n"), key=bool)
    return ["\n".join(lines) for filled, lines in grouped if filled]


def _sentences(text: str, *, apart: bool = False) -> list[str]:
    """The lines of a text, one that goes on with the line before together with it.

    Small letters go on, if not what is short, as dates and people, is set ``apart``.
    """
    found: list[str] = []
    for line in filter(None, text.split("\n")):
        goes_on = (line[0].islower() and not apart) or line[0] in _GOES_ON
        if found and (goes_on or is_open(found[-1])):
            found[-1] += f"\n{line}"
        else:
            found.append(line)
    return found


def _parts(text: str, wanted: int, dates: DeadlineReader | None) -> list[str]:
    """The parts of a cell if it has ``wanted`` many, all ``dates`` if asked; else its one line, or none."""
    ways = (listed_items(text), _groups(text), _sentences(text), _sentences(text, apart=True))
    as_many = (way for way in ways if len(way) == wanted)
    fitting = (way for way in as_many if dates is None or all(is_deadline(dates, part) for part in way))
    return next(fitting, [] if "\n" in text else [text])


def several_in(text: str) -> int:
    """How many items a text lists that may be activities of their own, 0 if it is one activity."""
    found: Sequence[str] = next((way for way in (listed_items(text), _groups(text)) if len(way) > 1), ())
    return len(found)


_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:20)?\d\d)\s*г?\.?")


def done_day(text: str) -> tuple[str, str]:
    """The day, as ISO, on which something was done, and what else is said of that."""
    found = _DAY.fullmatch(text)
    if not found:
        return "", text
    day, month, year = (int(number) for number in found.groups())
    try:
        return date(2000 + year % 100, month, day).isoformat(), ""
    except ValueError:
        return "", text


def joined_lines(*texts: str) -> str:
    """The texts line under line, each once."""
    return "\n".join(dict.fromkeys(filter(None, texts)))


def joined_extra(extra: Extra, more: Extra) -> Extra:
    """The texts of further columns, with those of a row's rest below them."""
    names = dict.fromkeys(name for name, _ in (*extra, *more))
    return tuple(
        (name, joined_lines(*(text for one, text in (*extra, *more) if one == name))) for name in names
    )


def together(text: str, more: str) -> str:
    """Join a cell with its rest: on one line where a sentence goes on, else line under line."""
    if not text or not more:
        return text or more
    return f"{text} {more}" if more[0].islower() or is_open(text) else f"{text}\n{more}"


def numbered_text(row: Values, place: str) -> tuple[str, str]:
    """The number to note and the text; a nested number goes into the text, a position is left out."""
    number, what = row.number, row[Content.WHAT]
    if number in (place, place.partition(".")[2]):
        return "", what
    if _NESTED.fullmatch(number):
        return "", f"{row[Content.NUMBER]} {what}"
    return number, what
