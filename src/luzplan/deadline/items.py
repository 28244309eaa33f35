"""What the grammar works on: items of a kind, each with its place, and periods not yet in a year."""

from __future__ import annotations

import re
from typing import NamedTuple

from luzplan.calendar import Span
from luzplan.deadline.model import Fault, WrittenWeekday

MONTH_END = 0  # stands for the last day of a month in a MonthDay
MonthDay = tuple[int, int]

# Kinds of items: what the lexer and the vocabulary find, then what the rules make of it.
KIND_NAMES = (
    # numbers and signs
    "num", "big", "year", "date", "full", "clock", "dash", "comma", "slash", "colon", "dot", "open", "close",
    "quote", "no", "sign",
    # words
    "month", "of_month", "weekday", "weekdays", "until", "from", "after", "by", "at", "on", "and", "not",
    "late", "early", "week", "month_word", "day_word", "date_word", "decade", "half_of", "begin", "middle",
    "ending", "quarter", "kvartal", "half", "odd_roman", "last", "tens", "season", "holiday", "period",
    "year_word", "school", "entire", "during", "every", "times", "often", "always", "label", "filler",
    "thing", "hour", "occasion", "besides", "word",
    # what rules make
    "school_year", "part", "days", "dated", "recurring", "ongoing", "unscheduled", "remark", "fault",
)  # fmt: skip
GROUPS = {
    "a_month": "month of_month",
    "a_date": "date full",
    "sep": "comma and",
    "through": "dash by until",
    "prep": "at on",
    "part_word": "week decade half_of begin middle ending",
    "nth": "num odd_roman last",
    "some": "num big",
    "unit": "day_word week month_word quarter kvartal half year_word often",
    "named_weekday": "weekday weekdays",
}  # a name that stands for any of several kinds in a pattern
_LETTERS = {name: chr(0x100 + at) for at, name in enumerate(KIND_NAMES)}
_NAMES = {letter: name for name, letter in _LETTERS.items()}


def kind(name: str) -> str:
    """Give the letter that stands for a kind of item in the spelling of a phrase."""
    return _LETTERS[name]


def kind_name(letter: str) -> str:
    """Give the name of a kind."""
    return _NAMES[letter]


def kinds(names: str) -> frozenset[str]:
    """Give the letters of several kinds."""
    return frozenset(_LETTERS[name] for name in names.split())


def spelled_pattern(pattern: str) -> str:
    """Turn a pattern over names of kinds («num dash num month») into one over their letters."""
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"[a-z_]+", lambda name: _letters(name[0]), grouped).replace(" ", "")


def _letters(name: str) -> str:
    letters = "".join(_LETTERS[one] for one in GROUPS.get(name, name).split())
    return letters if len(letters) == 1 else f"[{letters}]"


class Period(NamedTuple):
    """Days from ``first`` to ``last`` (month, day); the years are None where they are not written.

    ``whole`` says that it is named as a whole (апрель, II четверть), so that «до апреля» ends before it.
    """

    first: MonthDay
    last: MonthDay
    year: int | None = None
    last_year: int | None = None
    whole: bool = False


class Item(NamedTuple):
    """A part of the phrase: its kind's letter, its offsets, and what it says."""

    kind: str
    start: int
    end: int
    number: int = 0
    periods: tuple[Period, ...] = ()
    spans: tuple[Span, ...] = ()
    weekdays: tuple[WrittenWeekday, ...] = ()
    fault: Fault | None = None
    rrule: str = ""
