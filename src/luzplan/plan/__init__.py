"""The plan as frozen data; every text in it knows its place in the file."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.executor import Reading, Role, School
from luzplan.russian import MONTHS, date_words
from luzplan.school_year import Calendar, SchoolYear, Span, month_span
from luzplan.text import Text

if TYPE_CHECKING:
    from luzplan.answers import RoleBook

_ANY_TIME = Span(None, None)


class State(StrEnum):
    """Done; past its last day; under way; not yet begun (or without a date)."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    AHEAD = "ahead"


def most_urgent(states: Iterable[State]) -> State:
    """The state of several deadlines together: done once all are; there must be one."""
    urgent_first = (State.OVERDUE, State.DUE, State.AHEAD, State.DONE)
    return min(states, key=urgent_first.index)


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
        named = mark.whose if len(spans) > 1 else None
        meant = within(spans, named) if named else range(len(spans))
        at = next((at for at in meant if at not in held), None)
        if at is not None:
            held[at] = mark
    return held


def within(spans: Sequence[Span], days: Span) -> list[int]:
    """The places of the spans that end in these days; if none does, of those that go on in them."""
    ends = [at for at, one in enumerate(spans) if (day := one.end or one.start) and days.holds(day)]
    return ends or [at for at, one in enumerate(spans) if one.start and one.touches(days)]


def _begins(spans: Sequence[Span], at: int) -> date | None:
    """«до 10 октября, до 10 мая»: the second has its turn once the first is over."""
    before = spans[at - 1].end if at else None
    return spans[at].start or (before and before + timedelta(days=1))


class District(NamedTuple):
    """Who the plan belongs to; ``short`` is the abbreviation the texts use."""

    name: Text
    short: Text


class Signature(NamedTuple):
    """One approval block of the paper: who agrees or approves, and by which protocol or order.

    ``document`` is the line with the protocol's or the order's number. An empty text is a blank.
    """

    heading: Text
    by: Text
    name: Text
    document: Text
    date: Text


class Headings(NamedTuple):
    """The document's own words above its lists, in its table's head and before its author."""

    schools: Text
    goals: Text
    functions: Text
    columns: tuple[Text, ...]
    author: Text


class Author(NamedTuple):
    """Who worked the plan out."""

    position: Text
    name: Text


class Activity(NamedTuple):
    """A row of the plan's table; ``section`` and ``number`` are positions from 1.

    ``id`` is the plan's own name for the row where it gives one, else the position («2.8»).
    ``done`` is all that stands under this key, ``marks`` is what of it can be read. ``columns`` are the texts
    under further columns of the plan, with their names. ``start`` and ``end`` are offsets of the whole row.
    ``after`` names the activities that come before this one, by their numbers or ids.
    """

    id: Text
    section: int
    number: int
    what: Text
    when: Text
    who: Text
    where: Text
    note: Text
    done: Text
    marks: tuple[Mark, ...]
    deadline: Deadline
    start: int
    end: int
    columns: tuple[tuple[str, Text], ...] = ()
    after: Text = Text("")

    @property
    def position(self) -> str:
        """The number people call the row by: «2.8»."""
        return f"{self.section}.{self.number}"

    def text_under(self, key: str) -> str:
        """What stands under a key of the row or a column of the plan; "" for an id that is the position."""
        text = dict(self.columns).get(key) if key not in self._fields else getattr(self, key)
        return "" if key == "id" and text == self.position else str(text or "").rstrip("\n")

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Its deadlines one by one, in the order of time; one without days where it names none."""
        return occurrences_of(self.deadline, self.marks)

    @property
    def done_on(self) -> date | None:
        """The day on which the last of its deadlines was met, None while one is open."""
        marks = [one.mark for one in self.occurrences] if self.marks else [None]
        return None if None in marks else max(mark.day for mark in marks if mark)


class Section(NamedTuple):
    """A titled part of the plan's table; ``start`` and ``end`` are offsets of the whole part.

    ``preface`` are texts that stand above the title.
    """

    number: int
    title: Text
    preface: tuple[Text, ...]
    activities: tuple[Activity, ...]
    start: int
    end: int


class _Content(NamedTuple):
    title: Text
    year: SchoolYear
    calendar: Calendar
    district: District
    agreed: Signature
    approved: Signature
    headings: Headings
    schools: tuple[School, ...]
    goals: tuple[Text, ...]
    functions: tuple[Text, ...]
    preface: tuple[Text, ...]
    roles: tuple[Role, ...]
    abbreviations: tuple[tuple[Text, Text], ...]
    columns: tuple[Text, ...]
    sections: tuple[Section, ...]
    afterword: tuple[Text, ...]
    author: Author


class Plan(_Content):
    """A year's work plan; what a broken file does not tell is empty.

    ``columns`` are the names of those columns of the table that have no key of their own, in the document's
    order. ``preface`` and ``afterword`` are texts above and below the table that have no key of their own.
    ``abbreviations`` are those the plan explains, each with its meaning.
    """

    @cached_property
    def book(self) -> "RoleBook":
        """Who can be an executor: the plan's roles and schools beside the usual positions."""
        from luzplan.answers import RoleBook

        return RoleBook(self.roles, self.schools)

    @cached_property
    def by_name(self) -> dict[str, Activity]:
        """The rows by their numbers («2.8») and their own ids; a name given twice is the first row's."""
        names: dict[str, Activity] = {activity.position: activity for activity in self.activities()}
        for activity in self.activities():
            names.setdefault(str(activity.id), activity)
        return names

    def activities(self) -> Iterator[Activity]:
        """All rows in the order of the plan."""
        for section in self.sections:
            yield from section.activities

    def executors(self, activity: Activity) -> Reading:
        """Who is named in the row; read when asked, since most questions are not about people."""
        return self.book.read(activity.who)
