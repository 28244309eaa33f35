"""The deadlines of a plan's rows, each read in what its section says of months and years."""

from collections.abc import Sequence

from luzplan.deadline import Deadline, DeadlineReader, month_named
from luzplan.school_year import FIRST_MONTH, Calendar, Span

_AUGUST = FIRST_MONTH - 1
_AUTUMN = range(FIRST_MONTH, 13)


class SectionDeadlines:
    """Reads the rows of each section, whose titles may name a month («План на октябрь»)."""

    def __init__(self, calendar: Calendar, titles: Sequence[str]) -> None:
        self.calendar = calendar
        self._months = [month_named(title) for title in titles]
        self._readers: dict[tuple[int, bool], DeadlineReader] = {}

    def read(self, section: int, phrases: Sequence[str]) -> list[Deadline]:
        """The deadlines of a section's rows; August before rows of September opens the year."""
        month = self._months[section]
        following = next(filter(None, self._months[section + 1 :]), 0)
        if month == _AUGUST and following in _AUTUMN:
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


# Where the file names no year, deadlines are still read, so that their own faults are found too.
