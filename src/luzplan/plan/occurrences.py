"""The deadlines of a row one by one, and the marks that say which of them were met."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.russian import MONTHS, date_words
from luzplan.school_year import Span, month_span
from luzplan.text import Text

_ONE_DAY = timedelta(days=1)
_ANY_TIME = Span(None, None)


class State(StrEnum):
    """Done; past its last day; under way; not yet begun (or without a date)."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


_URGENT_FIRST = (State.OVERDUE, State.DUE, State.AHEAD, State.DONE)


def most_urgent(states: Iterable[State]) -> State:
    """The state of several deadlines together: done once all are; there must be one."""
    return min(states, key=_URGENT_FIRST.index)


class Mark(NamedTuple):
    """A day on which a deadline was met, as written: «2012-04-20», «2012-04-20 за апрель».

    ``whose`` are the days in which that deadline ends, None if it is the earliest one that is open.
    """

    text: Text
    day: date
    whose: Span | None = None

    @property
    def words(self) -> str:
        """What it calls the deadline by, empty if it does not."""
        return self.text.partition(" за ")[2].strip() if self.whose else ""


class Occurrence(NamedTuple):
    """One deadline of a row: its place among them from 0, and its days; ``mark`` is None while it is open.

    ``begins`` is the day from which it is the row's next one; None, as a side of the days, is open. A row
    without days has one, with both sides open; ``is_ongoing`` if it goes on all the year. ``is_month`` if
    it is a month as such, and not by chance as in «до 30 числа каждого месяца».
    """

    number: int
    days: Span
    begins: date | None
    mark: Mark | None
    is_ongoing: bool = False
    is_month: bool = False

    @property
    def day(self) -> date | None:
        """The day by which it is known: its last, else its first."""
        return self.days.end or self.days.start

    @property
    def name(self) -> str:
        """By what people call it: its month where it is one, else its last day."""
        if not self.day:
            return "весь год"
        return f"{MONTHS[self.day.month - 1]} {self.day.year}" if self.is_month else date_words(self.day)

    def state_on(self, today: date) -> State:
        """The state on a day; ongoing work is due all the year, what has no dates stays ahead."""
        if self.mark:
            return State.DONE
        if self.days == _ANY_TIME:
            return State.DUE if self.is_ongoing else State.AHEAD
        if self.days.end and self.days.end < today:
            return State.OVERDUE
        return State.AHEAD if self.begins and self.begins > today else State.DUE


def occurrences_of(deadline: Deadline, marks: Sequence[Mark]) -> tuple[Occurrence, ...]:
    """The deadlines that a phrase names, in the order of time, each with its mark; at least one."""
    spans = deadline.spans or (_ANY_TIME,)
    held = _held(spans, marks) if marks else {}
    is_ongoing = deadline.kind is DeadlineKind.ONGOING
    are_months = all(_is_month(days) for days in spans if days.start and days.start.day == 1)
    return tuple(
        Occurrence(at, days, _begins(spans, at), held.get(at), is_ongoing, are_months and _is_month(days))
        for at, days in enumerate(spans)
    )


def _is_month(days: Span) -> bool:
    return days.start is not None and days == month_span(days.start.year, days.start.month)


def stray_marks(deadline: Deadline, marks: Sequence[Mark]) -> list[Mark]:
    """Marks that belong to no deadline of the row."""
    held = {id(mark) for mark in _held(deadline.spans or (_ANY_TIME,), marks).values()}
    return [mark for mark in marks if id(mark) not in held]  # two of one day are equal


def _held(spans: Sequence[Span], marks: Sequence[Mark]) -> dict[int, Mark]:
    """The marks by the places of their deadlines: one after the other, each takes what is still open."""
    held: dict[int, Mark] = {}
    for mark in marks:
        at = next((at for at in _candidates(spans, mark.whose) if at not in held), None)
        if at is not None:
            held[at] = mark
    return held


def _candidates(spans: Sequence[Span], whose: Span | None) -> Iterable[int]:
    if whose is None or len(spans) == 1:
        return range(len(spans))
    return within(spans, whose)


def within(spans: Sequence[Span], days: Span) -> list[int]:
    """The places of the spans that end in these days; if none does, of those that go on in them."""
    ends = [at for at, one in enumerate(spans) if (day := one.end or one.start) and days.holds(day)]
    return ends or [at for at, one in enumerate(spans) if one.start and one.touches(days)]


def _begins(spans: Sequence[Span], at: int) -> date | None:
    """«до 10 октября, до 10 мая»: the second has its turn once the first is over."""
    before = spans[at - 1].end if at else None
    return spans[at].start or (before and before + _ONE_DAY)
