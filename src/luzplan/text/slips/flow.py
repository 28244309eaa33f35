"""Slips in an activity, a school or a role that is written in braces on one line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from luzplan.text import Splice
from luzplan.text.slips.lines import BLANK, LISTS, Line, meant_key
from luzplan.text.slips.outline import Outline
from luzplan.text.slips.slip import (
    NEEDS_QUOTES,
    Slip,
    brackets,
    closing_bracket,
    closing_quote,
    hard_space,
    in_quotes,
    key_slip,
    no_space,
    open_quotes,
)

_COLON = re.compile(r":(?=\s|$)")
# Names of columns are often of several words; with a slip they are no less keys.
_WORDS = r"[^\W\d_]+(?:[ -][^\W\d_]+){1,4}(?=\s*:(?:\s|$))|[^\W\d_]+"


class _Part(NamedTuple):
    """What stands between two commas: key, colon, value, each with its offset."""

    start: int
    end: int
    key: str
    key_start: int
    colon: str
    space: str
    value: str
    value_start: int


@lru_cache(maxsize=64)
def _pair(keys: tuple[str, ...]) -> re.Pattern[str]:
    known = "".join(rf"{re.escape(key)}(?=[\"']?\s*:)|" for key in keys)
    return re.compile(
        rf"(?P<lead>[\s{BLANK}]*)(?P<key>[\"']?(?:{known}{_WORDS})[\"']?)(?P<colon>\s*:|)"
        rf"(?P<space>[\s{BLANK}]*)(?P<value>.*)",
        re.DOTALL,
    )


def flow_slip(line: Line, outline: Outline) -> Slip | None:
    """The first slip in the braces that begin in a line."""
    at = line.value_start
    end = closing_bracket(outline.text, at, outline.limit(line))
    stop = end - 1 if end >= 0 else line.end
    if re.search(r"\s#", outline.text[at:stop]):
        return None  # remarks between the pairs are nothing that beginners write
    keys = outline.keys(line.zone)
    parts = list(_parts(outline.text, at + 1, stop, _pair(keys)))
    others = {part.key.strip("\"'") for part in parts}
    for place, part in enumerate(parts):
        rest = parts[place + 1 :]
        if found := _of_key(part, keys, others) or _of_value(part, keys, rest, outline.text):
            return found
    if end < 0:
        place = line.end
        hint = "поставьте «}» в конце мероприятия"
        return Slip("не закрыта скобка", at, at + 1, hint, (Splice(place, place, "}"),))
    tail = outline.text[end : line.end].lstrip(", ") if end <= line.end else ""
    if tail and not tail.startswith("#"):
        place = line.end - len(tail)
        hint = "уберите его или поставьте перед ним «# », если это заметка"
        repair = (Splice(end, place, "  # "),)
        return Slip("после скобки есть ещё текст", place, line.end, hint, repair, certain=False)
    return None


def crossed_brackets(line: Line, outline: Outline) -> Slip | None:
    """A bracket that one of the other kind closes, or that was closed together with the one around it."""
    text, limit = outline.text, min(outline.limit(line), line.end)
    open_at: list[int] = []
    for place in brackets(text, line.value_start, limit):
        if open_at and text[place] not in "[{" + _CLOSES[text[open_at[-1]]]:
            return _crossed(text, open_at, place, limit)
        if text[place] in "[{":
            open_at.append(place)
        elif open_at:
            open_at.pop()
    return None


_UNOPENED = re.compile(rf"({'|'.join(LISTS)}):[ ]*(?P<items>[^\[\]{{}}:]*)\Z")
_CLOSES = {"[": "]", "{": "}"}


def _crossed(text: str, open_at: list[int], place: int, limit: int) -> Slip:
    opening, sign = text[open_at[-1]], text[place]
    wanted = _CLOSES[opening]
    closing = sum(one in "]}" for one in text[place:limit])
    if closing < len(open_at):
        hint = f"поставьте «{wanted}» перед «{sign}»"
        return Slip(f"не закрыта скобка «{opening}»", place, place + 1, hint, (Splice(place, place, wanted),))
    if sign == "]" and (listed := _UNOPENED.search(text, open_at[-1], place)):
        at = listed.start("items")
        repair = Splice(at, at, "[")
        return Slip(
            "не открыта скобка «[»", place, place + 1, f"поставьте «[» после «{listed[1]}:»", (repair,)
        )
    if closing > len(open_at):
        return Slip(f"лишняя скобка «{sign}»", place, place + 1, "уберите её", (Splice(place, place + 1),))
    message = f"вместо скобки «{wanted}» стоит «{sign}»"
    return Slip(message, place, place + 1, f"поставьте «{wanted}»", (Splice(place, place + 1, wanted),))


def _parts(text: str, at: int, stop: int, pair: re.Pattern[str]) -> Iterator[_Part]:
    """The pairs in the braces; signs between quotes and inner brackets part nothing."""
    start = place = at
    while place <= stop:
        sign = text[place] if place < stop else ","
        before = text[start:place].rstrip()
        closed = -1
        if sign in "'\"" and before[-1:] in ("", ":", ","):
            closed = closing_quote(text, place, stop)
        elif sign in "[{" and before[-1:] == ":":
            closed = closing_bracket(text, place, stop)
        if sign == ",":
            if before.strip():
                yield _part(text, start, place, pair)
            start = place + 1
        place = closed if closed >= 0 else place + 1


def _part(text: str, start: int, end: int, pair: re.Pattern[str]) -> _Part:
    found = pair.match(text[start:end])
    if found is None:
        value = text[start:end].strip()
        return _Part(start, end, "", start, "", "", value, start + text[start:end].index(value))
    return _Part(
        start, end, found["key"], start + found.start("key"), found["colon"], found["space"],
        found["value"].rstrip(), start + found.start("value"),
    )  # fmt: skip


def _of_key(part: _Part, keys: tuple[str, ...], others: set[str]) -> Slip | None:
    bare = part.key.strip("\"'")
    key_end = part.key_start + len(part.key)
    if not part.colon:
        if bare not in keys or bare != part.key or not part.space or not part.value:
            return None
        sign = re.match(r"([=;–—-](?=\s))?\s*", part.value)
        assert sign is not None  # it may be empty
        said = f"вместо двоеточия стоит «{sign[1]}»" if sign[1] else f"после «{bare}» нет двоеточия"
        repair = (Splice(key_end, part.value_start + sign.end(), ": "),)
        return Slip(said, part.key_start, key_end, f"напишите «{bare}: …»", repair)
    if bare not in keys:
        meant = meant_key(bare, keys)
        return key_slip(part.key_start, part.key, meant) if meant and meant not in others else None
    colon = key_end + len(part.colon) - 1
    if not part.space and part.value and part.key == bare:
        return no_space(colon, bare)
    if strange := part.space.strip(" \r\n\t"):
        place = colon + 1 + part.space.index(strange[0])
        return hard_space(place, Splice(colon + 1, part.value_start, " "))
    return None


def _of_value(part: _Part, keys: tuple[str, ...], rest: list[_Part], text: str) -> Slip | None:
    value, at = part.value, part.value_start
    if part.key.strip("\"'") not in keys or not part.colon or value[:1] in ("[", "{"):
        return None
    if value[:1] in ("'", '"'):
        end = at + len(value)
        ends = (part.end, rest[-1].end if rest else part.end)
        is_closed = any(closing_quote(text, at, one) >= 0 for one in ends)
        return None if is_closed else open_quotes(at, value[0], Splice(end, end, value[0]))
    return _without_comma(part, keys) or _torn(part, keys, rest, text) or _unquoted(value, at)


def _without_comma(part: _Part, keys: tuple[str, ...]) -> Slip | None:
    """The next key without a comma before it."""
    if ":" not in part.value:
        return None
    known, at = "|".join(map(re.escape, keys)), part.value_start
    found = list(re.finditer(rf"(?P<sign>;?)\s+(?P<key>{known}):(?=\s|$)", part.value))
    if not found:
        return None
    start, end = at + found[0].start("key"), at + found[0].end("key")
    commas = tuple(Splice(at + key.start(), at + key.end("sign"), ",") for key in found)
    if found[0]["sign"]:
        place, hint = at + found[0].start(), "пары в скобках разделяют запятые"
        return Slip("вместо запятой стоит «;»", place, place + 1, hint, commas)
    hint = "поставьте её: пары в скобках разделяют запятые"
    return Slip(f"перед «{found[0]['key']}» нет запятой", start, end, hint, commas)


def _torn(part: _Part, keys: tuple[str, ...], rest: list[_Part], text: str) -> Slip | None:
    """A text with commas: what stands behind them looks like keys of its own."""
    behind = list(
        itertools.takewhile(
            lambda one: not one.colon and one.key not in keys and not _COLON.search(one.value), rest
        )
    )
    if not behind:
        return None
    start, end = part.value_start, behind[-1].start + len(text[behind[-1].start : behind[-1].end].rstrip())
    place = behind[0].start - 1
    message, repair = "запятая внутри текста в фигурных скобках", in_quotes(start, text[start:end])
    return Slip(message, place, place + 1, NEEDS_QUOTES, repair)


def _unquoted(value: str, at: int) -> Slip | None:
    """A text that needs quotes: for a colon in it or for the sign it begins with."""
    if colon := _COLON.search(value):
        message, place = "двоеточие внутри текста", at + colon.start()
    elif re.match(r"[@`%*&!|>?\]]", value) and not re.match(r"[*&!][A-Za-z0-9_!]", value):
        message, place = f"текст не может начинаться с «{value[0]}»", at
    else:
        return None
    return Slip(message, place, place + 1, NEEDS_QUOTES, in_quotes(at, value))
