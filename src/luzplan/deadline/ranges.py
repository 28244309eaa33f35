"""What binds periods: ranges, lists and bounds, each period in its year; what moves or narrows them."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from typing import NamedTuple

from luzplan.deadline import MONTH_END, DeadlineError, DeadlineFault, Item, Match, Period, WrittenWeekday
from luzplan.deadline.items import THROUGH, dated, faulty, in_order, joined, written_weekdays
from luzplan.school_year import Calendar, Span

# What a word before a period makes of it; «по апрель» and «не позднее апреля» take April in.
_BOUNDS = {
    "before": "before", "by": "by_end", "latest": "by_end", "from": "from", "after": "after",
    "ahead": "ahead",
}  # fmt: skip
_DAY = timedelta(days=1)
_SEASON = 3  # months
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


def bound_spans(match: Match, calendar: Calendar) -> Item:
    """The spans of a list such as «с 8 октября по 3 ноября 2012 г., январь, до 15 мая»."""
    return _bound_spans(match.items, calendar)


def _bound_spans(items: Sequence[Item], calendar: Calendar) -> Item:
    links = _links(items)
    periods = [link.period for link in links]
    if len(links) > 1:
        _refuse_lone_years(links)
        periods = _with_shared_years(periods)
    spans: list[Span] = []
    weekdays: list[WrittenWeekday] = []
    for link, period in zip(links, periods, strict=True):
        try:
            days = period.span(calendar)
            spans.append(_bounded(link, days))
        except DeadlineError as error:
            raise DeadlineError(error.fault, link.items) from error
        weekdays += _weekdays(link, days) if any(item.weekdays for item in link.items) else []
    if len(spans) == 2 and (common := spans[0].common(spans[1])) and None not in common:
        # «до 15 мая, но не раньше 10 мая»
        spans = [common] if None in spans[0] and None in spans[1] else spans
    start, end = items[0].start, items[-1].end
    return Item("dated", start, end, spans=tuple(in_order(spans)), weekdays=tuple(weekdays))


def _with_shared_years(periods: Sequence[Period]) -> list[Period]:
    """A written year counts for its neighbours: «октябрь, декабрь 2011», «сентябрь 2011, май»."""
    shared, order = list(periods), range(len(periods))
    for at, beside in [*zip(order[-2::-1], order[:0:-1], strict=False), *zip(order[1:], order, strict=False)]:
        one, other = shared[at], shared[beside]
        if other.first_year and one.year is None and one.last_year is None:
            inside = one.whole and one.first[0] <= other.first[0] <= one.last[0]
            later = one.first < other.first if at > beside else -(one.first > other.first)
            shared[at] = one._replace(year=other.first_year + (not inside and later))
    return shared


def _refuse_lone_years(links: Sequence[_Link]) -> None:
    """A year that may be that of what stands beside it is no period: «15 мая, школа, 2012 г.»."""
    yearless = any(link.first.year is None and link.first.last_year is None for link in links)
    years = [link.last is None and link.first.months == 12 and link.first.whole for link in links]
    for at, link in enumerate(links):
        follows = at > 0 and not years[at - 1] and not link.bound
        if years[at] and (yearless or follows) and link.first.year == link.first.last_year:
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD, link.items)


def crowded(match: Match, _calendar: Calendar) -> Item | None:
    """«до 10 октября до 15 октября»: nobody knows which counts; None for months apart, which are a list."""
    (first,), (second,) = match["first"], match["second"]
    same = first.periods[-1].last[0] == second.periods[0].first[0]
    return faulty([second], DeadlineFault.NOT_UNDERSTOOD) if same else None


def range_before(match: Match, calendar: Calendar) -> Item:
    """«15.05 до 15.06» where nothing else is said: «с» was left out."""
    first = match.items[0]
    return _bound_spans([Item("from", first.start, first.start), *match.items], calendar)


def _links(items: Sequence[Item]) -> list[_Link]:
    links: list[_Link] = []
    bound = through = ""
    for before, item in pairwise((items[0], *items)):
        if item.label == "dated":
            bound = links[-1].bound if before.label == "and" and _leads_on(links, item) else bound
            first, *others = [_Link(bound, one.periods[0], None, False, (one,)) for one in _days_apart(item)]
            links.append(_joined(links.pop(), item, through) if through else first)
            links += others
            bound = through = ""
        elif item.label in THROUGH and links and not bound:
            # A dash, «по» or «до» lead to the end of a link, but «31.08 до 15.09» are two deadlines.
            last = links[-1]
            open_end = last.last is None and (item.label == "by" or last.bound == "from")
            through = item.label if item.label == "dash" or open_end else through
        bound = bound if through else _BOUNDS.get(item.label, bound)
    return [_opened(link) for link in links]


def _leads_on(links: Sequence[_Link], item: Item) -> bool:
    """Whether the last «до» counts for a day after «и», too: «до 20 января и 20 июля»."""
    if not links or links[-1].last or links[-1].bound not in ("before", "by_end"):
        return False
    return all(one.first == one.last for one in (links[-1].first, *item.periods))


def _days_apart(item: Item) -> list[Item]:
    """An item for each of its periods, with its weekday if there are as many of them."""
    if len(item.periods) == 1:
        return [item]
    weekdays = item.weekdays if len(item.weekdays) == len(item.periods) else ()
    days = zip_longest(item.periods, weekdays)
    return [item._replace(periods=(one,), weekdays=(day,) if day else ()) for one, day in days]


def _opened(link: _Link) -> _Link:
    """«с» before «15 по 20 сентября» only opens the range."""
    first, last = link.first.first, link.first.last
    is_range = link.last is None and first != last and not link.first.whole and last[1] != MONTH_END
    return link._replace(bound="") if link.bound == "from" and is_range else link


def _joined(link: _Link, item: Item, through: str) -> _Link:
    """The link with its end; «июнь-июль-август» is one period, other chains say nothing."""
    last, items = item.periods[0], (*link.items, item)
    chain = (link.first, link.last or link.first, last)
    months = [one.first[0] + 12 * (one.first < link.first.first) for one in chain if one.whole]
    if link.last and months != list(range(link.first.first[0], link.first.first[0] + 3)):
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD, items)
    bound = "" if link.bound == "from" else link.bound
    return link._replace(bound=bound, last=last, before_last=through == "before" and last.whole, items=items)


def _bounded(link: _Link, days: Span) -> Span:
    start, end = days.start, days.end
    assert start and end
    if link.before_last:
        end -= _DAY
    bound = link.bound
    if bound == "before":
        bound = "ahead" if link.period.whole else "by_end"
    if not bound and start > end:
        raise DeadlineError(DeadlineFault.REVERSED)
    return _SPANS[bound](start, end)


def _weekdays(link: _Link, span: Span) -> list[WrittenWeekday]:
    """The weekdays with the day that each stands with: «пн 12 – пт 16 марта»."""
    found: list[WrittenWeekday] = []
    for item, day in zip(link.items, (span.start, span.end), strict=False):
        days = [day] if item.periods[0].first == item.periods[0].last else [span.start, span.end]
        known = days if len(item.weekdays) == len(days) else [None] * len(item.weekdays)
        found += [one._replace(day=its) for one, its in zip(item.weekdays, known, strict=True)]
    return found


def with_weekdays(match: Match, _calendar: Calendar) -> Item:
    """«ВТ. 24 апреля», «22.03 (четверг)»."""
    day = next(item for item in match.items if item.label == "dated")
    first, last = match.items[0], match.items[-1]
    return day._replace(start=first.start, end=last.end, weekdays=written_weekdays(match.items))


def narrowed(match: Match, _calendar: Calendar) -> Item | None:
    """«II полугодие – март», «сентябрь: 15.09», «осенний бал, 20 октября»: the days within the other."""
    (left,), (right,) = match["left"], match["right"]
    for days, term in ((right, left), (left, right)):
        whole = _holder(term, days)
        if whole and _is_narrowed(whole, match["mark"]):
            periods = [_in_year_of(whole, period) for period in days.periods]
            return dated(match.items, periods)._replace(weekdays=written_weekdays(match.items))
    return None


def _is_narrowed(whole: Period, mark: Sequence[Item]) -> bool:
    """Whether days within the whole are meant: without a mark only a season has them beside it."""
    if not mark:
        return whole.months == _SEASON and whole.first[0] % _SEASON == 0
    return mark[0].label == "colon" or whole.months > 1  # «сентябрь – 15 сентября» ends on that day


def _holder(term: Item, days: Item) -> Period | None:
    """The one period of a term, if the days lie within it."""
    whole = term.periods[0]
    months = [month for one in days.periods for month, _ in (one.first, one.last)]
    inside = all((month - whole.first[0]) % 12 < whole.months for month in months)
    years = (None, whole.year, whole.last_year)  # «2015-2013 гг.»
    fits = not whole.year or all(one.year in years for one in days.periods)
    return whole if len(term.periods) == 1 and whole.whole and inside and fits else None


def _in_year_of(whole: Period, period: Period) -> Period:
    """The period in the year that is written with the whole."""
    if whole.year is None or period.year or period.last_year:
        return period
    return period._replace(year=whole.year + (period.first[0] < whole.first[0]))


def term_told_of(match: Match, _calendar: Calendar) -> Item | None:
    """«за I полугодие», «1 полугодие –» before «до 12 января»; None for what is no term or month."""
    months = 2 if match["mark"] else 1  # «за сентябрь – октябрь», «октябрь – до 5 ноября» are ranges
    is_term = all(
        one.first[1] == 1 and one.first != one.last and one.months >= months
        for one in match["term"][0].periods
    )
    return joined("remark", match.items) if is_term else None


def onward(match: Match, _calendar: Calendar) -> Sequence[Item]:
    """«15 сентября и далее» is «с 15 сентября»."""
    day = match.items[0]
    return Item("from", day.start, day.start), day


def excepted(match: Match, calendar: Calendar) -> Item:
    """«кроме июля и августа»."""
    return bound_spans(match, calendar)._replace(label="excepted")
