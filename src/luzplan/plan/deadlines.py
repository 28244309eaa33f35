"""When rows are due by the section they stand in, and the marks under `done` that meet their deadlines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import DeadlineReader, month_named, read_deadline
from luzplan.plan import Activity
from luzplan.plan.keys import WRONG_VALUE, problem, wrong_day
from luzplan.plan.occurrences import Mark, occurrences_of
from luzplan.russian import MONTHS, quote
from luzplan.school_year import FIRST_MONTH, Calendar, Span
from luzplan.text import Problem, Text

_MARK = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:\s+за\s+(\S.*?))?\s*", re.DOTALL)


def split_mark(text: str) -> tuple[date, str] | None:
    """The day of a mark and the words that say which deadline it is about; None if it is no mark."""
    found = _MARK.fullmatch(text)
    if not found:
        return None
    try:
        # The pattern keeps out the other forms of ISO 8601, which few people can read: 2012-W06-5.
        return date.fromisoformat(found[1]), found[2] or ""
    except ValueError:
        return None


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


def joined_marks(texts: Sequence[Text]) -> Text:
    """The items of a list as one text, at their place."""
    return texts[0] if len(texts) == 1 else Text("; ".join(texts), texts[0].start, texts[-1].end)


class MarkReader:
    """Reads what stands under `done`; what is no mark is a problem."""

    def __init__(self, calendar: Calendar, problems: list[Problem]) -> None:
        self._calendar = calendar
        self._problems = problems

    def marks(self, texts: Iterable[Text]) -> tuple[Mark, ...]:
        """The marks in the texts, in their order."""
        return tuple(mark for text in texts for part in parts_of(text) if (mark := self._mark(part, text)))

    def _mark(self, part: Text, whole: Text) -> Mark | None:
        day, words = split_mark(part) or (None, "")
        if day is None:
            told = wrong_day(part)
            self._problems.append(told if part == whole.strip() else told._replace(fixes=()))
            return None
        if not words:
            return Mark(part, day)
        whose = days_named(words, self._calendar)
        if whose is None:
            message = f"не понято, за какой срок отметка: {quote(words)}"
            self._problems.append(problem(WRONG_VALUE, message, part, f"например: {day} за апрель"))
        return whose and Mark(part, day, whose)


def mark_words(activity: Activity, calendar: Calendar, number: int, day: date) -> str:
    """A new mark for one of the deadlines of a row, which it names unless it is the earliest open one."""
    for words in _names(activity.occurrences[number].days):
        whose = days_named(words, calendar) if words else None
        text = f"{day} за {words}" if words else str(day)
        held = occurrences_of(activity.deadline, (*activity.marks, Mark(Text(text), day, whose)))
        if (mark := held[number].mark) and mark.text == text:
            return text
    return str(day)


def _names(days: Span) -> Iterator[str]:
    """By what a deadline may be called, the shortest first."""
    yield ""
    if day := days.end or days.start:
        yield MONTHS[day.month - 1]
        yield f"{MONTHS[day.month - 1]} {day.year}"
        yield str(day)


def marks_without(activity: Activity, calendar: Calendar, removed: int) -> list[str]:
    """The marks of a row without one of them; those that would now belong to another deadline name theirs."""
    places = {id(one.mark): one.number for one in activity.occurrences}
    left = activity._replace(marks=())
    for mark in activity.marks[:removed] + activity.marks[removed + 1 :]:
        number, with_it = places.get(id(mark)), (*left.marks, mark)
        if number is not None and left._replace(marks=with_it).occurrences[number].mark is not mark:
            with_it = (*left.marks, _read(mark_words(left, calendar, number, mark.day), calendar))
        left = left._replace(marks=with_it)
    return [str(mark.text) for mark in left.marks]


def place_of(mark: Mark, activity: Activity) -> int:
    """The place of one of the row's marks among them; two of one day are equal."""
    return next(at for at, one in enumerate(activity.marks) if one is mark)


def _read(text: str, calendar: Calendar) -> Mark:
    day, words = split_mark(text) or (date.min, "")
    return Mark(Text(text), day, days_named(words, calendar) if words else None)


_AUGUST = FIRST_MONTH - 1
_AUTUMN = range(FIRST_MONTH, 13)


class SectionDeadlines:
    """Reads the rows of each section, whose titles may name a month («План на октябрь»)."""

    def __init__(self, calendar: Calendar, titles: Sequence[str]) -> None:
        self.calendar = calendar
        self._months = [month_named(title) for title in titles]
        # Of each section the month that the next one with a month names, 0 if there is none.
        self._following = [
            *accumulate(reversed(self._months[1:]), lambda next_, own: own or next_, initial=0)
        ][::-1]
        self._readers: dict[tuple[int, bool], DeadlineReader] = {}

    def read(self, section: int, phrases: Sequence[str]) -> list[Deadline]:
        """The deadlines of a section's rows; August before rows of September opens the year."""
        month = self._months[section]
        if month == _AUGUST and self._following[section] in _AUTUMN:
            return [self._reader(month, opening=True).read(phrase) for phrase in phrases]
        usual, opening = self._reader(month), self._reader(month, opening=True)
        found = [usual.read(phrase) for phrase in phrases]
        before_september = False
        for at in range(len(found) - 1, -1, -1):
            if not all(map(_in_august, found[at].spans)):
                before_september = _begins_in_september(found[at])
            elif found[at].spans and before_september:
                found[at] = opening.read(phrases[at])
        return found

    def _reader(self, month: int, *, opening: bool = False) -> DeadlineReader:
        if (month, opening) not in self._readers:
            year = self.calendar.year
            first = _AUGUST if opening and year.first_month == FIRST_MONTH else year.first_month
            calendar = self.calendar._replace(year=year._replace(first_month=first), month=month)
            self._readers[month, opening] = DeadlineReader(calendar)
        return self._readers[month, opening]


def _in_august(span: Span) -> bool:
    return all(day.month == _AUGUST for day in span if day)


def _begins_in_september(deadline: Deadline) -> bool:
    first = deadline.spans[0].start or deadline.spans[0].end
    return first is not None and first.month == FIRST_MONTH
