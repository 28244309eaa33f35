"""The language of deadlines: what «Ноябрь - январь» or «до 25 числа» means in a school year, as data."""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from luzplan.grammar import Found
from luzplan.school_year import FIRST_MONTH, Calendar, Span, days_in

MonthDay = tuple[int, int]
MONTH_END = 0  # the day of a MonthDay that stands for the month's last; -1 is the day before it
_EARLIEST_HOUR = 6
SOME_LEAP_YEAR = 2000  # for days whose year is not known: February may have 29


class DeadlineKind(StrEnum):
    """What sort of deadline a phrase is."""

    DATES = "dates"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    UNSCHEDULED = "unscheduled"
    NONE = "none"
    UNKNOWN = "unknown"

    @property
    def says_when(self) -> bool:
        """Whether it names days or the whole year."""
        return self in (DeadlineKind.DATES, DeadlineKind.ONGOING, DeadlineKind.RECURRING)


class DeadlineFault(StrEnum):
    """Why a phrase is unknown: strange words, no such day, an end before its start, its length."""

    NOT_UNDERSTOOD = "not-understood"
    IMPOSSIBLE = "impossible"
    REVERSED = "reversed"
    TOO_LONG = "too-long"


class Misreading(NamedTuple):
    """The words at fault, as offsets in the phrase."""

    fault: DeadlineFault
    start: int
    end: int


class WrittenWeekday(NamedTuple):
    """A weekday (0 is Monday) as written at these offsets, and the day it stands with."""

    weekday: int
    start: int
    end: int
    day: date | None = None


class Deadline(NamedTuple):
    """A phrase as read.

    ``spans`` are in the order of time. ``misreading`` is set when the kind is unknown, and only then.
    ``rrule`` is the value of an RFC 5545 rule («FREQ=WEEKLY;BYDAY=MO») for a recurrence that has one.
    """

    text: str
    kind: DeadlineKind
    spans: tuple[Span, ...] = ()
    misreading: Misreading | None = None
    weekdays: tuple[WrittenWeekday, ...] = ()
    rrule: str = ""

    @property
    def start(self) -> date | None:
        """The first day of the spans, None if it is open or there are no spans."""
        starts = [span.start for span in self.spans]
        return None if None in starts else min((day for day in starts if day), default=None)

    @property
    def end(self) -> date | None:
        """The last day of the spans, None if it is open or there are no spans."""
        ends = [span.end for span in self.spans]
        return None if None in ends else max((day for day in ends if day), default=None)


class Period(NamedTuple):
    """Days from ``first`` to ``last`` (month, day); the years are None where they are not written.

    ``whole`` says that it is named as a whole (апрель, II четверть), so that «до апреля» ends before it.
    ``bound`` is the word that opens one side («до»); the weekdays stand with the first and the last day.
    """

    first: MonthDay
    last: MonthDay
    year: int | None = None
    last_year: int | None = None
    whole: bool = False
    bound: str = ""
    weekday: WrittenWeekday | None = None
    last_weekday: WrittenWeekday | None = None

    @property
    def months(self) -> int:
        """The number of months that it touches."""
        return (self.last[0] - self.first[0]) % 12 + 1

    @property
    def first_year(self) -> int | None:
        """The year in which it begins, as far as that is written."""
        crosses = self.first[0] > self.last[0]
        return self.last_year - crosses if self.year is None and self.last_year else self.year

    def span(self, calendar: Calendar) -> Span:
        """Its days; a year that is not written is the one that lies in the school year.

        A range from August into other months («август – сентябрь») lies before it, in the year of its start.
        """
        year = self.first_year
        if year is None:
            leads_in = self.first[0] == FIRST_MONTH - 1 != self.last[0]
            year = calendar.year.first_year if leads_in else calendar.year.year_of(self.first[0])
        crosses = self.first[0] > self.last[0]
        start, end = _day(year, *self.first), _day(self.last_year or year + crosses, *self.last)
        if start > end:
            raise DeadlineError(DeadlineFault.REVERSED)
        return Span(start, end)


def _day(year: int, month: int, day: int) -> date:
    longest = days_in(year, month)
    if day > longest:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    return date(year, month, day if day > MONTH_END else longest + day)


class Part(NamedTuple):
    """Days of a month that may yet be named.

    With a weekday they are its numbers in the month (-1: the last). An ``edge`` is of longer periods, too.
    """

    first: int
    last: int
    whole: bool = False
    edge: int = 0
    weekday: int | None = None


class Item(NamedTuple):
    """A part of the phrase: its label, its offsets, and what it says.

    ``number`` is a number, or which month, weekday, season, unit or edge of a period it is. ``times`` is how
    often it comes in each cycle of a recurrence, 0 if cycles are left out («раз в две недели»).
    """

    label: str
    start: int
    end: int
    number: int = 0
    periods: tuple[Period, ...] = ()
    parts: tuple[Part, ...] = ()
    spans: tuple[Span, ...] = ()
    weekdays: tuple[WrittenWeekday, ...] = ()
    fault: DeadlineFault | None = None
    rrule: str = ""
    times: int = 1


Match = Found[Item]


class DeadlineError(Exception):
    """Words that cannot be a deadline: those of the match, or the ``items`` that are named."""

    def __init__(self, fault: DeadlineFault, items: Sequence[Item] = ()) -> None:
        super().__init__(fault)
        self.fault, self.items = fault, items


def labels(names: str) -> frozenset[str]:
    """The labels that the words name."""
    return frozenset(names.split())


def is_time_of_day(hour: int, minute: int) -> bool:
    """Whether «10.30» can be a time at which something is appointed."""
    return _EARLIEST_HOUR <= hour < 24 and minute < 60 and minute % 5 == 0


def joined(label: str, items: Sequence[Item], number: int = 0) -> Item:
    """An item that stands where the items stood."""
    return Item(label, items[0].start, items[-1].end, number)


def dated(items: Sequence[Item], periods: Iterable[Period]) -> Item:
    """The item of periods that stands where the items stood; weekdays count if each stands with a day."""
    made = list(periods)
    written = [WrittenWeekday(item.number, item.start, item.end) for item in items if item.label == "weekday"]
    if written and len(written) == sum(1 + (one.first != one.last) for one in made):
        for at, one in enumerate(made):
            of_last = written.pop(1) if one.first != one.last else None
            made[at] = one._replace(weekday=written.pop(0), last_weekday=of_last)
    return joined("dated", items)._replace(periods=tuple(made))


def faulty(items: Sequence[Item], fault: DeadlineFault = DeadlineFault.NOT_UNDERSTOOD) -> Item:
    """The item of words that cannot be a deadline."""
    return joined("fault", items)._replace(fault=fault)


def in_order(spans: Iterable[Span]) -> list[Span]:
    """The spans in the order of time, each once."""
    return sorted(dict.fromkeys(spans), key=lambda span: (span.start or date.min, span.end or date.max))
