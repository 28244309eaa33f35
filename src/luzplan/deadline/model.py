"""What a deadline means once it is read: its kind, its spans, and what was not understood."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from luzplan.school_year import Span


class DeadlineKind(StrEnum):
    """What sort of deadline a phrase is."""

    DATES = "dates"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    UNSCHEDULED = "unscheduled"
    NONE = "none"
    UNKNOWN = "unknown"


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
    """A weekday (0 is Monday) as written at these offsets, and the day it stands with, None if with none."""

    weekday: int
    start: int
    end: int
    day: date | None


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
