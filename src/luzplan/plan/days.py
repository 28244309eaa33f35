"""Days that a plan names: of its rows by the section they stand in, of what is done, of its approval."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import DeadlineReader, month_named, months_named, read_deadline
from luzplan.plan import Activity, Mark, Signature, occurrences_of
from luzplan.plan.keys import problem
from luzplan.russian import DAYS, MONTHS, MONTHS_OF, count, quote
from luzplan.school_year import FIRST_MONTH, SUMMER, Calendar, SchoolYear, Span, days_in
from luzplan.text import WRONG_VALUE, Problem, Splice, Text

_MARK = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:\s+за\s+(\S.*?))?\s*", re.DOTALL)
_OTHERWISE = (  # a day as people write it, who do not know how marks are written
    r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})[./-](?P<year>\d{4}|\d\d)(?:\s*г\.?)?",
    r"(?P<year>\d{4})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})",
    r"(?i)(?P<day>\d{1,2})\s+(?P<month>[а-я]+)\s+(?P<year>\d{4})(?:\s*г(?:\.|ода)?)?",
)
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS_OF, 1)}


def days_named(words: str, calendar: Calendar) -> Span | None:
    """The days that words name a deadline by: a month, its last day; None if they name none."""
    deadline = read_deadline(words, calendar)
    ends = [span.end or span.start for span in deadline.spans]
    starts = [span.start or span.end for span in deadline.spans]
    return Span(starts[0], ends[-1]) if deadline.kind is DeadlineKind.DATES else None


def parts_of(text: Text) -> list[Text]:
    """The marks in one text, each at the place of the whole: «2011-10-24; 2012-04-20»."""
    words = [part.strip() for part in re.split("[,;]", text)]
    return [Text(one, text.start, text.end) for one in words if one] or [text]


def _read_mark(text: Text, calendar: Calendar) -> Mark | Problem:
    found = _MARK.fullmatch(text)
    try:
        # The pattern keeps out the other forms of ISO 8601, which few people can read: 2012-W06-5.
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        return _wrong_day(text)
    whose = days_named(found[2], calendar) if found[2] else None
    if found[2] and whose is None:
        message = f"не понято, за какой срок отметка: {quote(found[2])}"
        return problem(WRONG_VALUE, message, text, f"например: {day} за апрель")
    return Mark(text, day, whose)


def _wrong_day(text: Text) -> Problem:
    """An error for a day that is not written as 2012-02-10: how it should be, if there is such a day."""
    found = next(filter(None, (re.fullmatch(pattern, text.strip()) for pattern in _OTHERWISE)), None)
    if found is None:
        message = f"{quote(text)} — не день выполнения"
        return problem(WRONG_VALUE, message, text, "напишите год-месяц-день: 2012-02-10")
    name = found["month"].casefold()
    month = int(name) if name.isdigit() else _MONTH_NUMBERS.get(name, 0)
    year = int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    message = f"{quote(text)}: такого дня нет"
    if not 1 <= month <= 12 or not year:
        return problem(WRONG_VALUE, message, text, "напишите год-месяц-день: месяцы от 01 до 12")
    try:
        written = date(year, month, int(found["day"])).isoformat()
    except ValueError:
        of_year = f" {year} года" if month == 2 else ""
        length = f"{MONTHS[month - 1]}{of_year} — {count(days_in(year, month), DAYS)}"
        return problem(WRONG_VALUE, message, text, f"{length}: исправьте число")
    message = f"день {quote(text)} записан не так"
    told = problem(WRONG_VALUE, message, text, f"напишите год-месяц-день: {written}")
    return told._replace(fixes=(Splice(text.start, text.end, written),))


def marks_in(texts: Sequence[Text], calendar: Calendar, problems: list[Problem]) -> Iterator[Mark]:
    """The marks in what stands under `done`, in their order; what is no mark is a problem."""
    for text in texts:
        for part in parts_of(text):
            mark = _read_mark(part, calendar)
            if isinstance(mark, Mark):
                yield mark
            else:
                problems.append(mark if part == text.strip() else mark._replace(fixes=()))


def new_mark(activity: Activity, calendar: Calendar, number: int, day: date) -> Mark:
    """A new mark for one of the deadlines of a row, which it names unless it is the earliest open one."""
    names = [""]  # by what a deadline may be called, the shortest first
    days = activity.occurrences[number].days
    if last := days.end or days.start:
        month = MONTHS[last.month - 1]
        names += [month, f"{month} {last.year}", str(last)]
    for words in names:
        whose = days_named(words, calendar) if words else None
        new = Mark(Text(f"{day} за {words}" if words else str(day)), day, whose)
        held = occurrences_of(activity.deadline, (*activity.marks, new))[number].mark
        if held and held.text == new.text:
            return new
    return Mark(Text(str(day)), day)


def marks_without(activity: Activity, calendar: Calendar, removed: int) -> list[str]:
    """The marks of a row without one of them; those that would now belong to another deadline name theirs."""
    places = {id(one.mark): one.number for one in activity.occurrences}
    left = activity._replace(marks=())
    for mark in activity.marks[:removed] + activity.marks[removed + 1 :]:
        number, with_it = places.get(id(mark)), (*left.marks, mark)
        if number is not None and left._replace(marks=with_it).occurrences[number].mark is not mark:
            with_it = (*left.marks, new_mark(left, calendar, number, mark.day))
        left = left._replace(marks=with_it)
    return [str(mark.text) for mark in left.marks]


def place_of(mark: Mark, activity: Activity) -> int:
    """The place of one of the row's marks among them; two of one day are equal."""
    return next(at for at, one in enumerate(activity.marks) if one is mark)


_AUGUST = FIRST_MONTH - 1
_AUTUMN = range(FIRST_MONTH, 13)


class SectionDeadlines:
    """Reads the rows of each section, whose titles may name a month («План на октябрь») or their own year."""

    def __init__(self, calendar: Calendar, titles: Sequence[str]) -> None:
        self.calendar = calendar
        self._months = [month_named(title) for title in titles]
        self._years = [_year_named(title, calendar) for title in titles]
        # Of each section the month that the next one with a month names, 0 if there is none.
        months = reversed(self._months[1:])
        self._following = [*accumulate(months, lambda next_, own: own or next_, initial=0)][::-1]
        self._readers: dict[tuple[int, SchoolYear], DeadlineReader] = {}

    def read(self, section: int, phrases: Sequence[str]) -> list[Deadline]:
        """The deadlines of a section's rows; August before rows of September opens the year."""
        month, year = self._months[section], self._years[section]
        begun = year._replace(first_month=_AUGUST) if year.first_month == FIRST_MONTH else year
        usual, opening = self._reader(month, year), self._reader(month, begun)
        if month == _AUGUST and self._following[section] in _AUTUMN:
            return [opening.read(phrase) for phrase in phrases]
        found = [usual.read(phrase) for phrase in phrases]
        before_september = False
        for at in range(len(found) - 1, -1, -1):
            spans = found[at].spans
            if any(day.month != _AUGUST for span in spans for day in span if day):
                first = spans[0].start or spans[0].end
                before_september = first is not None and first.month == FIRST_MONTH
            elif spans and before_september:
                found[at] = opening.read(phrases[at])
        return found

    def _reader(self, month: int, year: SchoolYear) -> DeadlineReader:
        if (month, year) not in self._readers:
            self._readers[month, year] = DeadlineReader(self.calendar._replace(year=year, month=month))
        return self._readers[month, year]


def _year_named(title: str, calendar: Calendar) -> SchoolYear:
    """The plan's year, or that of the months which a title names; a summer is all before its September."""
    year = calendar.year
    start, end = months_named(title, calendar) or Span(None, None)
    if start is None and end and end <= year.first_day:  # «до 31 августа 2021 г.»
        return SchoolYear(end.year, SUMMER[0])
    if start is None or end is None:
        return year
    later = start.year - year.year_of(start.month)
    into_summer = later and start.month > 1 and end.month in SUMMER and start.year == end.year
    if start.month in SUMMER or into_summer:
        return SchoolYear(start.year, start.month)
    return year._replace(first_year=year.first_year + later)


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
    month = int(name) if name.isdigit() else _MONTH_NUMBERS[name]
    try:
        return date(year if year > 99 else 2000 + year, month, int(found["day"]))
    except ValueError:
        return None


def signed_on(signature: Signature) -> SigningDay | None:
    """The last day that a block names; None where it names none, or one that there is not."""
    days = list(signing_days(signature))
    possible = [one for one in days if one.day]
    return max(possible, key=lambda one: one.day or date.min) if days and possible == days else None
