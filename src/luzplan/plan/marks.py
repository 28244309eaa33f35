"""What stands under `done`: the marks in a text or in the items of a list."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from luzplan.deadline import DeadlineKind, read_deadline
from luzplan.plan.fields import WRONG_VALUE, problem, wrong_day
from luzplan.plan.occurrences import Mark
from luzplan.russian import quote
from luzplan.school_year import Calendar, Span
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
