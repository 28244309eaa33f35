"""Copies of a plan as editors, transfers and tired people mangle files; one number gives one copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

PIECES = (
    "\t", "  ", ": ", "- ", "#", "'", '"', "«", "»", "&a ", "*a", "!!int ", "!x ", "<<: ", "? ", "[",
    "]", "{", "}", ",", "|\n", ">-\n", "|9\n", "---\n", "...\n", "%YAML 9\n", "%TAG ! x\n", "\n",
    "\n\n\n", "\r", "\0", "\x07", "\x1b[31m", "\x85", "\xa0", "\u2028", "\u202e", "\u0301", "\ufeff",
    "\U0001f600", "\\x1b", '"\\ud800"', '"\\U00110000"', "# luzplan: ignore[LP2]", "# luzplan: ignore[",
    "@", "`", "null", "~",
)  # fmt: skip
VALUES = (
    "", "''", '""', "31 февраля", "с 20 по 15 мая", "99.99.9999", "до", "до до до",
    "ежемесячно до 99 числа", "1-1-1-1-1", "октябрь - октябрь", "с", "IV четверть 0000",
    "1 раз в 0 недель", "9" * 5000, "и " * 200, "замы по и ВР", "по УВР", "(((", "Директор " * 50, "[]",
    "{}", "[[]]", "{a: {b: c}}", "|-", ">\n\n\n", "2011-2012", "2012-2011", "0000-0001", "9999-10000",
    "год", "²⁰¹¹-٢٠١٢", "true", "'''", "1e999", "0x1F", ".",
)  # fmt: skip
KEYS = (
    "title", "year", "district", "schools", "goals", "roles", "calendar", "sections", "activities",
    "what", "when", "who", "done", "id", "where", "note", "aliases", "parent", "since", "name",
)  # fmt: skip
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp1251", "koi8-r", "cp866", "utf-7")
LINE_ENDS = ("\r\n", "\r", "\x85", "\u2028", "\n\n", "\r\r\n", " \n", "\t\n")
LIKE = str.maketrans("аеорсухАВЕКМНОРСТХ", "aeopcyxABEKMHOPCTX")

Mangler = Callable[[Random, str], str]


def _at(random: Random, text: str) -> int:
    return random.randint(0, len(text))


def _span(random: Random, text: str, longest: int = 60) -> tuple[int, int]:
    start = _at(random, text)
    return start, min(len(text), start + random.randint(0, longest))


def lose_a_span(random: Random, text: str) -> str:
    start, end = _span(random, text)
    return text[:start] + text[end:]


def lose_the_end(random: Random, text: str) -> str:
    return text[: _at(random, text)]


def lose_the_start(random: Random, text: str) -> str:
    return text[_at(random, text) :]


def type_something(random: Random, text: str) -> str:
    at = _at(random, text)
    return text[:at] + random.choice(PIECES) * random.choice((1, 1, 1, 2, 3)) + text[at:]


def type_any_character(random: Random, text: str) -> str:
    start, end = _span(random, text, 2)
    ranges = (
        (0, 0x7F),
        (0x80, 0x24F),
        (0x400, 0x4FF),
        (0x2000, 0x206F),
        (0xE000, 0xFFFF),
        (0x10000, 0x10FFFF),
    )
    return text[:start] + chr(random.randint(*random.choice(ranges))) + text[end:]


def type_many_brackets(random: Random, text: str) -> str:
    at = _at(random, text)
    return text[:at] + random.choice("[{(-") * random.choice((5, 31, 33, 2000)) + text[at:]


def paste_a_span(random: Random, text: str) -> str:
    start, end = _span(random, text, 400)
    at = _at(random, text)
    return text[:at] + text[start:end] + text[at:]


def _line(random: Random, lines: list[str]) -> int:
    return random.randrange(max(1, len(lines)))


def repeat_a_line(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = _line(random, lines)
    return "".join([*lines[:at], *lines[at : at + 1] * random.choice((2, 3, 50)), *lines[at + 1 :]])


def swap_lines(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or [""]
    one, other = _line(random, lines), _line(random, lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def lose_lines(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at = _line(random, lines)
    return "".join([*lines[:at], *lines[at + random.choice((1, 1, 2, 5, 40)) :]])


def indent_lines(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at, number, by = (
        _line(random, lines),
        random.choice((1, 1, 2, 8)),
        random.choice((" ", "  ", "    ", "\t")),
    )
    return "".join([*lines[:at], *(by + line for line in lines[at : at + number]), *lines[at + number :]])


def outdent_lines(random: Random, text: str) -> str:
    lines = text.splitlines(keepends=True)
    at, number, by = _line(random, lines), random.choice((1, 1, 2, 8)), random.choice((1, 2, 4))
    return "".join([*lines[:at], *(line[by:] for line in lines[at : at + number]), *lines[at + number :]])


def _replace_one(random: Random, text: str, pattern: str, new: Callable[[str], str]) -> str:
    found = list(re.finditer(pattern, text, re.MULTILINE))
    if not found:
        return text
    one = random.choice(found)
    return text[: one.start()] + new(one[0]) + text[one.end() :]


def change_a_value(random: Random, text: str) -> str:
    return _replace_one(random, text, r"(?<=: ).*$", lambda _: random.choice(VALUES))


def quote_a_value(random: Random, text: str) -> str:
    ways = (
        "'{}'",
        '"{}"',
        "|\n {}",
        ">-\n        {}",
        "[{}]",
        "{{{}}}",
        "{} # {}",
        "&a {}",
        "!!str {}",
        "- {}",
    )
    return _replace_one(random, text, r"(?<=: ).+$", lambda value: random.choice(ways).format(value, value))


def change_a_key(random: Random, text: str) -> str:
    return _replace_one(random, text, r"\b[a-z]+(?=:)", lambda _: random.choice(KEYS))


def mistype_a_word(random: Random, text: str) -> str:
    return _replace_one(random, text, r"\w{2,}", lambda word: "".join(random.sample(word, len(word))))


def type_latin_letters(random: Random, text: str) -> str:
    return _replace_one(random, text, r"\w{2,}", lambda word: word.translate(LIKE))


def change_a_number(random: Random, text: str) -> str:
    return _replace_one(random, text, r"\d+", lambda _: str(random.choice((0, 7, 13, 32, 2099, 10**30, -1))))


def change_line_ends(random: Random, text: str) -> str:
    end = random.choice(LINE_ENDS)
    if random.random() < 0.5:
        return text.replace("\n", end)
    return _replace_one(random, text, "\n", lambda _: end)


MANGLERS: tuple[Mangler, ...] = (
    lose_a_span, lose_the_end, lose_the_start, type_something, type_something, type_any_character,
    type_many_brackets, paste_a_span, repeat_a_line, swap_lines, lose_lines, indent_lines, outdent_lines,
    change_a_value, change_a_value, quote_a_value, quote_a_value, change_a_key, mistype_a_word,
    type_latin_letters, change_a_number, change_line_ends,
)  # fmt: skip


def mangled(text: str, number: int) -> bytes:
    """The copy of this number: a few things go wrong in its text, and now and then in its bytes."""
    random = Random(number)
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        text = random.choice(MANGLERS)(random, text)
    encoding = random.choice(ENCODINGS) if random.random() < 0.05 else "utf-8"
    data = text.encode(encoding, errors="replace")
    return _with_bad_bytes(random, data) if random.random() < 0.05 else data


def _with_bad_bytes(random: Random, data: bytes) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.randbytes(random.choice((1, 2, 30))) + data[at + random.choice((0, 1, 5)) :]
