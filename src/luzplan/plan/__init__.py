"""The plan as frozen data; every text in it knows its place in the file."""

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from luzplan.deadline import Deadline
from luzplan.executor import Reading, Role, School
from luzplan.plan.occurrences import Mark, Occurrence, occurrences_of
from luzplan.russian import MONTHS_OF
from luzplan.russian.spelling import folded
from luzplan.school_year import Calendar, SchoolYear
from luzplan.text import Text

if TYPE_CHECKING:
    from luzplan.answers import RoleBook


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


# What a document calls these columns; the others are known by their order, whatever their words.
_OWN_WORDS = {
    "where": r"^(?!.*(?:срок|дат[аы]|врем)).*\b(?:мест[оа]|где|адрес|кабинет|площадк)",
    "done": r"отметк|выполнено|дата (?:фактического )?выполнения",
    "note": r"примечани|заметк",
}


def key_of_heading(heading: str, further: Collection[str]) -> str:
    """The key of a column that is known by its heading, empty if it is known by its place."""
    if heading in further:
        return heading
    return next((key for key, words in _OWN_WORDS.items() if re.search(words, folded(heading))), "")


def heads_numbers(heading: str) -> bool:
    """Whether a column under this heading has the numbers of the rows."""
    return re.fullmatch(r"(?i)[№n#\W]*(?:п\W*п)?|номер.*|no\W*", heading) is not None


def keys_told(headings: Iterable[str], further: Collection[str]) -> list[str]:
    """The keys of columns where their headings say all of them, the activity aside; none if they do not."""
    keys = [key_of_heading(heading, further) or _usual_key(heading) for heading in headings]
    return keys if "what" in keys and len(set(keys)) == len(keys) else []


def _usual_key(heading: str) -> str:
    if heads_numbers(heading):
        return "number"
    usual = {"when": r"срок|\bдат[аы]\b|когда", "who": "ответств|исполнител"}
    return next((key for key, words in usual.items() if re.search(words, folded(heading))), "what")


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


_QUOTE = r"[«»\"“”„]?"
_IN_WORDS = (
    rf"{_QUOTE}\s*(?<![\d№.])(?<!№ )(?P<day>\d{{1,2}})\s*{_QUOTE}[\s.]*"
    rf"(?P<month>{'|'.join(MONTHS_OF)}|\d{{1,2}})[\s.]+(?P<year>\d{{4}}|\d{{2}})(?![\d.]*\d)"
)
_ISO = r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)"


class SigningDay(NamedTuple):
    """A day at offsets of a line of an approval block; ``day`` is None where there is no such day."""

    text: Text
    start: int
    end: int
    day: date | None


def signing_days(signature: Signature) -> Iterator[SigningDay]:
    """The days of a block's protocol or order, then those of its line with the date."""
    for text in (signature.document, signature.date):
        for pattern in (_IN_WORDS, _ISO):
            for found in re.finditer(pattern, text, re.IGNORECASE):
                start = found.end() - len(found[0].lstrip())  # a space before its quote is none of the day
                yield SigningDay(text, start, found.end(), _day(found))


def _day(found: re.Match[str]) -> date | None:
    name, year = found["month"].casefold(), int(found["year"])
    month = int(name) if name.isdigit() else MONTHS_OF.index(name) + 1
    try:
        return date(year if year > 99 else 2000 + year, month, int(found["day"]))
    except ValueError:
        return None


def signed_on(signature: Signature) -> SigningDay | None:
    """The last day that a block names; None where it names none, or one that there is not."""
    days = list(signing_days(signature))
    possible = [one for one in days if one.day]
    return max(possible, key=lambda one: one.day or date.min) if days and possible == days else None


def approved_on(plan: Plan) -> SigningDay | None:
    """The day from which a plan is in force, as far as its order or its date tells."""
    return signed_on(plan.approved)
