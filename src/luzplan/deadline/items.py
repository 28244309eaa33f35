"""What the grammar works on: items of a kind, each with its place, and periods not yet in a year."""

from collections.abc import Sequence
from typing import NamedTuple

from luzplan.deadline.model import Fault, WrittenWeekday
from luzplan.school_year import Span

MonthDay = tuple[int, int]
MONTH_END = 0  # the day of a MonthDay that stands for the month's last; -1 is the day before it
SOME_LEAP_YEAR = 2000  # for days whose year is not known: February may have 29

# Kinds of items: what the lexer and the vocabulary find, then what the rules make of it.
KINDS = (
    # numbers and signs
    "num", "roman", "big", "year", "date", "full", "clock",
    "dash", "comma", "slash", "colon", "dot", "open", "close", "quote", "no", "sign",
    # words
    "month", "of_month", "weekday", "weekdays", "last", "tens", "odd_roman",
    "until", "from", "after", "by", "at", "on", "within", "and", "not", "late", "early",
    "week", "month_word", "day_word", "date_word", "decade", "half_of", "first", "begin", "middle", "ending",
    "quarter", "kvartal", "half", "trimester", "season", "holiday", "period", "year_word", "school", "entire",
    "during",
    "every", "times", "often", "always",
    "label", "filler", "thing", "stage", "hour", "occasion", "besides", "in_time", "ahead", "onward", "next",
    "word",
    # what rules make of them
    "school_year", "part", "dated", "recurring", "ongoing", "unscheduled", "offset", "monthdays", "remark",
    "fault",
)  # fmt: skip


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
    """A part of the phrase: its kind, its offsets, and what it says.

    ``number`` is a number, or which month, weekday, season, unit or edge of a period it is.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    periods: tuple[Period, ...] = ()
    spans: tuple[Span, ...] = ()
    weekdays: tuple[WrittenWeekday, ...] = ()
    fault: Fault | None = None
    rrule: str = ""


def kinds(names: str) -> frozenset[str]:
    """Give the kinds that the words name."""
    return frozenset(names.split())


def first_of(items: Sequence[Item], names: frozenset[str]) -> int:
    """Give the place of the first item of these kinds, the number of items if there is none."""
    return next((at for at, item in enumerate(items) if item.kind in names), len(items))


def joined(kind: str, items: Sequence[Item], number: int = 0) -> Item:
    """Give an item that stands where the items stood."""
    return Item(kind, items[0].start, items[-1].end, number)


def dated(items: Sequence[Item], periods: Sequence[Period]) -> Item:
    """Give the item of periods that stand where the items stood."""
    return Item("dated", items[0].start, items[-1].end, periods=tuple(periods))


def faulty(items: Sequence[Item], fault: Fault) -> Item:
    """Give the item of words that cannot be a deadline."""
    return Item("fault", items[0].start, items[-1].end, fault=fault)
