"""Rules that bind periods: ranges, lists and bounds, each period in its year."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from typing import NamedTuple

from luzplan.deadline.items import MONTH_END, Item, Period, dated, faulty, joined, kinds
from luzplan.deadline.model import Fault, WrittenWeekday
from luzplan.deadline.vocabulary import RESULT
from luzplan.deadline.years import in_order, span_of, with_shared_years
from luzplan.school_year import Calendar, Span

_THROUGH = kinds("dash by until late")
# What a word before a period makes of it; «по апрель» and «не позднее апреля» take April in.
_BOUNDS = {
    "until": "until", "by": "by_end", "late": "by_end", "from": "from", "early": "from", "after": "after",
    "ahead": "ahead",
}  # fmt: skip
_MARKS = kinds("dash colon")
_DAY = timedelta(days=1)
_SPANS: dict[str, Callable[[date, date], Span]] = {
    "": Span,
    "by_end": lambda _, end: Span(None, end),
    "ahead": lambda start, _: Span(None, start - _DAY),
    "from": lambda start, _: Span(start, None),
    "after": lambda _, end: Span(end + _DAY, None),
}


class _Link(NamedTuple):
    """One or two periods of a list: «с 3 мая», «март – апрель»; ``bound`` is empty for plain ones."""

    bound: str
    first: Period
    last: Period | None
    before_last: bool  # «с октября до апреля»
    items: tuple[Item, ...]

    @property
    def period(self) -> Period:
        """The two as one, with the years that are written."""
        first, last = self.first, self.last
        if last is None:
            return first
        if self.before_last:
            return Period(first.first, last.first, first.year, last.year)
        return Period(first.first, last.last, first.year, last.last_year or last.year)


def bound_spans(items: Sequence[Item], calendar: Calendar) -> Item:
    """Give the spans of a list such as «с 8 октября по 3 ноября 2012 г., январь, до 15 мая»."""
    links = _links(items)
    periods = with_shared_years([link.period for link in links])
    spans: list[Span] = []
    weekdays: list[WrittenWeekday] = []
    for link, period in zip(links, periods, strict=True):
        found = _in_days(link, period, calendar)
        if isinstance(found, Fault):
            return faulty(link.items, found)
        spans.append(found[0])
        weekdays += found[1]
    bound = joined("dated", items)
    return bound._replace(spans=tuple(in_order(spans)), weekdays=tuple(weekdays))


def _in_days(link: _Link, period: Period, calendar: Calendar) -> tuple[Span, list[WrittenWeekday]] | Fault:
    days = span_of(period, calendar)
    if isinstance(days, Fault):
        return days
    span = _bounded(link, days)
    return span if isinstance(span, Fault) else (span, _weekdays(link, days))


def range_until(items: Sequence[Item], calendar: Calendar) -> Item:
    """«15.05 до 15.06» where nothing else is said: «с» was left out."""
    start = items[0].start
    return bound_spans([Item("from", start, start), *items], calendar)


def narrowed(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«II полугодие – март», «март – II полугодие», «сентябрь: 15.09»: the days that lie within the other."""
    left, mark, right = items
    return _within(right, left, mark, items) or _within(left, right, mark, items)


def _within(days: Item, term: Item, mark: Item, items: Sequence[Item]) -> Item | None:
    if len(term.periods) != 1 or not term.periods[0].whole:
        return None
    whole = term.periods[0]
    if mark.kind == "dash" and whole.first[0] == whole.last[0]:
        return None  # «сентябрь – 15 сентября» ends on that day
    if not all(_months_within(one, whole) for one in days.periods):
        return None
    if whole.year and not all(one.year in (None, whole.year, whole.last_year) for one in days.periods):
        return None  # «2015-2013 гг.»
    periods = tuple(_year_of(period, whole) for period in days.periods)
    return dated(items, periods)._replace(weekdays=(*items[0].weekdays, *items[-1].weekdays))


def heading(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«I полугодие» before «– до 20 января»; None for what is no term: «октябрь – до 5 ноября» is a range."""
    return joined("remark", items) if all(_is_term(one, 2) for one in items[0].periods) else None


def reported_on(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«за I полугодие» before «до 12 января» is what is told then; None for what is no term or month."""
    about, term = items[:2] if items[0].kind != "dash" else items[1:]
    months = 2 if items[-1].kind in _MARKS else 1  # «за сентябрь – октябрь» is a range
    result = about.kind != "occasion" or about.number == RESULT
    return joined("remark", items) if result and all(_is_term(one, months) for one in term.periods) else None


def reported_on_until(items: Sequence[Item], calendar: Calendar) -> Item | None:
    """«за октябрь» before «– до 5 ноября»."""
    return reported_on(items[:2], calendar)


def _is_term(period: Period, months: int) -> bool:
    """Whether it is a named period of as many months at least."""
    longest = (period.last[0] - period.first[0]) % 12 + 1
    return period.first[1] == 1 and period.first != period.last and longest >= months


def _months_within(period: Period, whole: Period) -> bool:
    longest = (whole.last[0] - whole.first[0]) % 12
    return all((month - whole.first[0]) % 12 <= longest for month, _ in (period.first, period.last))


def _year_of(period: Period, whole: Period) -> Period:
    """Give a period the year that is written with the whole."""
    if whole.year is None or period.year or period.last_year:
        return period
    return period._replace(year=whole.year + (period.first[0] < whole.first[0]))


def _links(items: Sequence[Item]) -> list[_Link]:
    links: list[_Link] = []
    bound = through = ""
    for item in items:
        if item.kind == "dated":
            first, *others = [_Link("", one.periods[0], None, False, (one,)) for one in _days_apart(item)]
            links.append(_joined(links.pop(), item, through) if through else _opened(first, bound))
            links += [_opened(link, bound) for link in others]
            bound = through = ""
        elif item.kind in _THROUGH and links and not bound and _continues(links[-1], item):
            through = item.kind
        bound = bound if through else _BOUNDS.get(item.kind, bound)
    return links


def _days_apart(item: Item) -> list[Item]:
    """Give an item for each of its periods, with its weekday if there are as many of them."""
    if len(item.periods) == 1:
        return [item]
    weekdays = item.weekdays if len(item.weekdays) == len(item.periods) else ()
    days = zip_longest(item.periods, weekdays)
    return [item._replace(periods=(one,), weekdays=(day,) if day else ()) for one, day in days]


def _opened(link: _Link, bound: str) -> _Link:
    """Give the link its bound; «с» before «15 по 20 сентября» only opens the range."""
    first, last = link.first.first, link.first.last
    is_range = first != last and not link.first.whole and last[1] != MONTH_END
    return link if bound == "from" and is_range else link._replace(bound=bound)


def _continues(link: _Link, item: Item) -> bool:
    """Whether a dash, «по» or «до» leads to the end of this link: «31.08 до 15.09» are two deadlines."""
    return item.kind == "dash" or (link.last is None and (item.kind == "by" or link.bound == "from"))


def _joined(link: _Link, item: Item, through: str) -> _Link:
    last = item.periods[0]
    if link.last and not (_follows(link.first, link.last) and _follows(link.last, last)):
        return link._replace(bound="unclear", items=(*link.items, item))
    bound = "" if link.bound == "from" else link.bound
    before = through == "until" and last.whole
    return link._replace(bound=bound, last=last, before_last=before, items=(*link.items, item))


def _follows(month: Period, other: Period) -> bool:
    """Whether both are months and the second is the next one: «июнь-июль-август» is one period."""
    (number, _), (next_number, _) = month.first, other.first
    return month.whole and other.whole and next_number == number % 12 + 1


def _bounded(link: _Link, days: Span) -> Span | Fault:
    start, end = days.start, days.end
    if link.bound == "unclear" or not start or not end:
        return Fault.NOT_UNDERSTOOD
    if link.before_last:
        end -= _DAY
    bound = link.bound
    if bound == "until":
        bound = "ahead" if link.period.whole else "by_end"
    return _SPANS[bound](start, end) if bound or start <= end else Fault.REVERSED


def _weekdays(link: _Link, span: Span) -> list[WrittenWeekday]:
    """Give the weekdays with the day that each stands with: «пн 12 – пт 16 марта»."""
    found: list[WrittenWeekday] = []
    for item, day in zip(link.items, (span.start, span.end), strict=False):
        days = [day] if item.periods[0].first == item.periods[0].last else [span.start, span.end]
        known = days if len(item.weekdays) == len(days) else [None] * len(item.weekdays)
        found += [one._replace(day=its) for one, its in zip(item.weekdays, known, strict=True)]
    return found
