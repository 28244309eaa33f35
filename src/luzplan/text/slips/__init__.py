"""Slips of those who type a plan: known by the lines, said in words of their own, read as was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luzplan.russian import quote
from luzplan.russian.spelling import retyped
from luzplan.text import Splice
from luzplan.text.yaml_errors import HARD_SPACE

SYNTAX = "LP004"
UNKNOWN_KEY = "LP008"
WRONG_SHAPE = "LP009"
MISSING_KEY = "LP010"


_SIGN = re.compile(r"[\[\]{}'\"#]")
NEEDS_QUOTES = "возьмите всё значение в кавычки"


class Slip(NamedTuple):
    """A slip of the one who typed a plan, between two offsets.

    ``repair`` is how the place is read nevertheless; where it is ``certain``, it is what was meant.
    """

    message: str
    start: int
    end: int
    hint: str
    repair: tuple[Splice, ...]
    certain: bool = True
    code: str = SYNTAX


def quoted(text: str, *, flow: bool = False) -> str:
    """A text as a value of YAML, in quotes where it needs them; inside braces commas do."""
    special = r":(?=[ ]|$)|[ ]#" + (r"|[\[\]{},]" if flow else "")
    if re.match(r"[\w«(№]", text) and not re.search(special, text):
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def key_slip(at: int, typed: str, meant: str, colon: str = "") -> Slip:
    """A slip for a key that was typed at an offset and means another."""
    message, hint = _said_of_key(typed, meant)
    repair = Splice(at, at + len(typed), meant + colon)
    return Slip(message, at, at + len(typed), hint, (repair,), code=UNKNOWN_KEY)


def _said_of_key(typed: str, meant: str) -> tuple[str, str]:
    bare = typed.strip("«»“”\"':")
    if bare == meant:
        return f"ключ {quote(bare)} стоит в кавычках", f"уберите их: {meant}:"
    if bare.casefold().replace(" ", "") == meant:
        hint = f"пишите его слитно, маленькими буквами, без кавычек: {meant}:"
        return f"ключ {quote(bare)} написан не так", hint
    if bare.isascii() or not meant.isascii():
        return f"неизвестный ключ {quote(bare)}", f"может быть, {quote(meant)}?"
    if any(letter.isascii() for letter in bare):
        return f"в ключе {quote(bare)} есть русская буква", f"наберите его латиницей: {meant}:"
    if bare.casefold().rstrip("ж") == retyped(meant):
        return f"ключ {quote(bare)} набран в русской раскладке", f"наберите его латиницей: {meant}:"
    return f"ключ {quote(bare)} написан по-русски", f"ключи пишутся по-английски: {meant}:"


def closing_quote(text: str, at: int, limit: int) -> int:
    """The offset behind the quote that closes the one at an offset; -1 if none does before the limit."""
    quote, place = text[at], at + 1
    while (place := text.find(quote, place, limit)) >= 0:
        if quote == "'" and text.startswith("''", place):
            place += 2
        elif quote == '"' and (len(text[at:place]) - len(text[at:place].rstrip("\\"))) % 2:
            place += 1
        else:
            return place + 1
    return -1


def closing_bracket(text: str, at: int, limit: int) -> int:
    """The offset behind the bracket that closes the one at an offset; -1 if none does before the limit."""
    depth = 0
    for place in brackets(text, at, limit):
        depth += 1 if text[place] in "[{" else -1
        if depth == 0:
            return place + 1
    return -1


def brackets(text: str, at: int, limit: int) -> Iterator[int]:
    """The places of the brackets from an offset on, up to a quote that is not closed.

    Those in quotes are signs of a text, and a remark goes on to the end of its line.
    """
    while found := _SIGN.search(text, at, limit):
        place, at = found.start(), found.end()
        if found[0] in "[]{}":
            yield place
        else:
            at = _behind_text(text, place, limit)


def _behind_text(text: str, at: int, limit: int) -> int:
    """Where the remark or quoted text ends that begins here; behind the sign if it begins none."""
    if text[at] == "#":
        end = text.find("\n", at, limit) if text[at - 1].isspace() else at + 1
    else:
        end = closing_quote(text, at, limit) if text[at - 1] in " {[,:" else at + 1
    return end if end >= 0 else limit


def in_quotes(at: int, text: str) -> tuple[Splice, ...]:
    """The changes that put the text at an offset in quotes; what these would spell anew is doubled."""
    end = at + len(text)
    if '"' not in text and "\\" not in text:
        return Splice(at, at, '"'), Splice(end, end, '"')
    doubled = (Splice(at + one.start(), at + one.start(), "'") for one in re.finditer("'", text))
    return Splice(at, at, "'"), *doubled, Splice(end, end, "'")


def no_space(colon: int, key: str) -> Slip:
    """A slip for a colon that the text of a key stands right behind."""
    hint = f"поставьте пробел между двоеточием и текстом: {quote(f'{key}: …')}"
    repair = (Splice(colon + 1, colon + 1, " "),)
    return Slip("нет пробела после двоеточия", colon, colon + 1, hint, repair)


def hard_space(place: int, repair: Splice) -> Slip:
    """A slip for a no-break space where a blank belongs."""
    message, hint = HARD_SPACE
    return Slip(message, place, place + 1, hint, (repair,))


def open_quotes(at: int, sign: str, repair: Splice) -> Slip:
    """A slip for quotes that are not closed."""
    hint = f"поставьте такую же кавычку ({sign}) в конце текста"
    return Slip("не закрыты кавычки", at, at + 1, hint, (repair,), certain=False)
