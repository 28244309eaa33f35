"""What a slip is, those that several places have, and how far quotes and brackets of a text reach."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luzplan.russian import quote
from luzplan.russian.spelling import retyped
from luzplan.text import SYNTAX, UNKNOWN_KEY, Splice

_SIGN = re.compile(r"[\[\]{}'\"#]")
NEEDS_QUOTES = "возьмите всё значение в кавычки"
BEHIND_QUOTES = (
    "после закрытых кавычек есть ещё текст",
    "возьмите в кавычки '…' всё значение, а внутри пишите «ёлочки»",
)
IN_BRACKETS = "значение со скобкой в начале — для YAML не текст"
HARD_SPACE = ("неразрывный пробел вместо обычного", "замените такие пробелы обычными")


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


def in_quotes(at: int, text: str) -> tuple[Splice, ...]:
    """The changes that put the text at an offset in quotes; what these would spell anew is doubled."""
    end = at + len(text)
    if '"' not in text and "\\" not in text:
        return Splice(at, at, '"'), Splice(end, end, '"')
    doubled = (Splice(at + one.start(), at + one.start(), "'") for one in re.finditer("'", text))
    return Splice(at, at, "'"), *doubled, Splice(end, end, "'")


def key_slip(at: int, typed: str, meant: str, colon: str = "") -> Slip:
    """A slip for a key that was typed at an offset and means another."""
    message, hint = _said_of_key(typed.strip("«»“”\"':"), meant)
    end = at + len(typed)
    return Slip(message, at, end, hint, (Splice(at, end, meant + colon),), code=UNKNOWN_KEY)


def _said_of_key(bare: str, meant: str) -> tuple[str, str]:
    name, latin = f"ключ {quote(bare)}", f"наберите его латиницей: {meant}:"
    if bare == meant:
        return f"{name} стоит в кавычках", f"уберите их: {meant}:"
    if bare.casefold().replace(" ", "") == meant:
        return f"{name} написан не так", f"пишите его слитно, маленькими буквами, без кавычек: {meant}:"
    if bare.isascii() or not meant.isascii():
        return f"неизвестный {name}", f"может быть, {quote(meant)}?"
    if any(letter.isascii() for letter in bare):
        return f"в ключе {quote(bare)} есть русская буква", latin
    if bare.casefold().rstrip("ж") == retyped(meant):
        return f"{name} набран в русской раскладке", latin
    return f"{name} написан по-русски", f"ключи пишутся по-английски: {meant}:"


def no_space(colon: int, key: str) -> Slip:
    """A slip for a colon that the text of a key stands right behind."""
    hint = f"поставьте пробел между двоеточием и текстом: {quote(f'{key}: …')}"
    repair = (Splice(colon + 1, colon + 1, " "),)
    return Slip("нет пробела после двоеточия", colon, colon + 1, hint, repair)


def hard_space(place: int, repair: Splice) -> Slip:
    """A slip for a no-break space where a blank belongs."""
    return Slip(HARD_SPACE[0], place, place + 1, HARD_SPACE[1], (repair,))


def open_quotes(at: int, sign: str, repair: Splice) -> Slip:
    """A slip for quotes that are not closed."""
    hint = f"поставьте такую же кавычку ({sign}) в конце текста"
    return Slip("не закрыты кавычки", at, at + 1, hint, (repair,), certain=False)


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
            continue
        if found[0] == "#" and text[place - 1].isspace():
            at = text.find("\n", place, limit)
        elif found[0] in "'\"" and text[place - 1] in " {[,:":
            at = closing_quote(text, place, limit)
        at = at if at >= 0 else limit
