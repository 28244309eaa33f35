"""Whole plans of any text, written in any style of YAML, with what they have to say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from textwrap import indent
from typing import NamedTuple

from hypothesis import strategies as st

Row = dict[str, str]


class Written(NamedTuple):
    """The text of a plan file, and the rows of its sections as they have to be read."""

    text: str
    sections: list[list[Row]]


PHRASES = (
    "май", "Ноябрь - январь", "до 15 декабря", "31 февраля", "постоянно", "1 раз в четверть", "15.03.2012",
    "по пятницам", "по графику", "сентябрь, май", "с 20 по 15 мая", "до 25 числа каждого месяца",
    "Зам по УВР", "Замы по УВР и ВР, психолог", "Директора школ округа", "Никто", "Совет округа",
)  # fmt: skip
LETTERS = "абвгдежзАБВ abcXYZ 0123456789 .,;:-–—()[]{}«»\"'\\/#&*!?|>%@`~_=+$^№ёй\u0301\u00a0\u202f😀漢"

words = st.text(LETTERS, max_size=30).map(str.strip)
phrases = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=3).map(", ".join)
values = st.one_of(
    words, phrases, phrases, st.text(max_size=12).map(lambda text: "".join(filter(_plain, text)))
)
texts = values.map(lambda text: " ".join(text.split()))


def _plain(character: str) -> bool:
    """Whether YAML lets a character stand as it is; those that turn the direction of writing are refused."""
    return character.isprintable() and not "\ud800" <= character <= "\udfff"


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def _unquoted(text: str) -> str:
    return text if re.fullmatch(r"[а-яёА-ЯЁ][а-яё0-9 ,.]*[а-яё0-9]", text) else _single(text)


def _literal(text: str) -> str:
    return f"|-\n{indent(text, '          ')}" if text else "''"


def _folded(text: str) -> str:
    return ">-\n" + indent(text.replace(" ", "\n"), "          ") if text else "''"


def _quoted_over_lines(text: str) -> str:
    return _single(text).replace(" ", "\n          ", 1)


Style = Callable[[str], str]
INLINE: tuple[Style, ...] = (_single, _double, _escaped)
STYLES: tuple[Style, ...] = (*INLINE, _unquoted, _literal, _folded, _quoted_over_lines)
FIELDS = ("what", "when", "who", "where", "note")
rows = st.fixed_dictionaries({"what": texts.filter(bool)}, optional=dict.fromkeys(FIELDS[1:], texts))


@st.composite
def block_rows(draw: st.DrawFn, row: Row) -> str:
    """Write an activity with a line for each field, comments and blank lines among them."""
    lines = [f"{name}: {draw(st.sampled_from(STYLES))(value)}" for name, value in row.items()]
    between = st.sampled_from(["", "", "", "\n", "        # заметка\n"])
    rest = "".join(f"{draw(between)}        {line}\n" for line in lines[1:])
    return f"      - {lines[0]}\n{rest}"


@st.composite
def flow_rows(draw: st.DrawFn, row: Row) -> str:
    """Write an activity in braces."""
    pairs = [f"{name}: {draw(st.sampled_from(INLINE))(value)}" for name, value in row.items()]
    comma = draw(st.sampled_from((", ", ",", ",\n         ")))
    return f"      - {{{comma.join(pairs)}}}\n"


@st.composite
def plans(draw: st.DrawFn) -> Written:
    """A plan of up to three sections, in a file with any line ends, with or without a mark before it."""
    sections = draw(st.lists(st.lists(rows, max_size=4), max_size=3))
    written = "".join(_section(draw, number, section) for number, section in enumerate(sections))
    year = draw(st.sampled_from(["2011-2012", "'2011/12'", "2011 – 2012", "2011"]))
    text = f"title: {draw(st.sampled_from(INLINE))(draw(texts))}\nyear: {year}\nsections:{written or ' []'}\n"
    return Written(text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"]))), sections)


def _section(draw: st.DrawFn, number: int, section: Sequence[Row]) -> str:
    activities = "".join(draw(st.one_of(block_rows(row), flow_rows(row))) for row in section)
    listed = f"\n{activities}" if section else " []\n"
    return f"\n  - title: Раздел {number}\n    activities:{listed}".rstrip("\n")
