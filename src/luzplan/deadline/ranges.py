"""What binds periods: ranges, bounds and lists, each in its year; what narrows them, as brackets do."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from luzplan.deadline import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    Period,
    WrittenWeekday,
    dated,
    faulty,
    in_order,
    joined,
)
from luzplan.school_year import Calendar, Span

_DAY = timedelta(days=1)
_SEASON = 3  # months
# What a word before a period makes of it; «по апрель» and «не позднее апреля» take April in.
_BOUNDS: dict[str, Callable[[date, date], Span]] = {
    "": Span,
    "until": lambda start, end: Span(start, end - _DAY),  # «с октября до апреля»
    **dict.fromkeys(("before", "by", "latest"), lambda _, end: Span(None, end)),
    "ahead": lambda start, _: Span(None, start - _DAY),
    **dict.fromkeys(("from", "onward"), lambda start, _: Span(start, None)),
    "after": lambda _, end: Span(end + _DAY, None),
}


def through(match: Match, _calendar: Calendar) -> Item:
    """«с 8 октября по 3 ноября», «март – апрель»; of chains only «июнь – июль – август» is a period."""
    items = [item for item in match["days"] if item.label == "dated"]
    *before, first = items[0].periods
    last, *behind = items[-1].periods
    months = [(one.first[0] - first.first[0]) % 12 for item in items for one in item.periods if one.whole]
    if len(items) > 2 and months != [0, 1, 2]:
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD, match["days"])
    until = last.whole and match["through"][-1].label == "before"
    whole = Period(
        first.first, last.first if until else last.last, first.year,
        last.year if until else last.last_year or last.year, bound="until" if until else "",
        weekday=first.weekday, last_weekday=last.last_weekday or last.weekday,
    )  # fmt: skip
    return dated(match["days"], [*before, whole, *behind])


def bounded(match: Match, _calendar: Calendar) -> Sequence[Item]:
    """«до 15 мая», «с 3 мая и далее»; «и» binds its day as the one before: «до 20 января и 20 июля»."""
    bound, days = match["bound"][-1].label, match["days"]
    single = all(one.first == one.last for item in days for one in item.periods)
    bind = days if single and bound in ("before", "by", "latest") else days[:1]
    first, *others = [
        item._replace(periods=tuple(_bound(one, bound) for one in item.periods)) for item in bind
    ]
    return [first._replace(start=match.items[0].start), *others, *days[len(bind) :]]


def _bound(period: Period, bound: str) -> Period:
    """A period behind a word; «с» before «15 по 20 сентября» only opens the range."""
    is_range = not period.whole and period.first != period.last and period.last[1] != MONTH_END
    opens = bound in ("from", "onward") and is_range
    return period._replace(bound="" if opens else "ahead" if bound == "before" and period.whole else bound)


def spans(match: Match, calendar: Calendar) -> Item:
    """The spans of a list such as «с 8 октября по 3 ноября 2012 г., январь, до 15 мая»."""
    items = [(item, one) for item in match.items for one in item.periods]
    periods = [one for _, one in items]
    if len(items) > 1:
        _refuse_lone_years(items)
        periods = _with_shared_years(periods)
    found: list[Span] = []
    weekdays: list[WrittenWeekday] = []
    for (item, _), period in zip(items, periods, strict=True):
        try:
            days = period.span(calendar)
        except DeadlineError as error:
            raise DeadlineError(error.fault, [item]) from error
        assert days.start and days.end
        found.append(_BOUNDS[period.bound](days.start, days.end))
        if period.bound == "until" and days.start == days.end:
            raise DeadlineError(DeadlineFault.REVERSED, [item])
        written = zip((period.weekday, period.last_weekday), days, strict=True)
        weekdays += [one._replace(day=day) for one, day in written if one]
    if len(found) == 2 and (common := found[0].common(found[1])) and None not in common:
        # «до 15 мая, но не раньше 10 мая», «март, до 8 марта»
        found = [common] if None in (*found[0], *found[1]) and common not in found else found
    return joined("dated", match.items)._replace(spans=tuple(in_order(found)), weekdays=tuple(weekdays))


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


def _refuse_lone_years(listed: Sequence[tuple[Item, Period]]) -> None:
    """A year that may be that of what stands beside it is no period: «15 мая, школа, 2012 г.»."""
    yearless = any(one.year is None and one.last_year is None for _, one in listed)
    was_year = True
    for item, one in listed:
        is_year = one.whole and one.months == 12
        if is_year and (yearless or not (was_year or one.bound)) and one.year == one.last_year:
            raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD, [item])
        was_year = is_year


def crowded(match: Match, _calendar: Calendar) -> Item | None:
    """«до 10 октября до 15 октября»: nobody knows which counts; None for months apart, which are a list."""
    (first,), (second,) = match["first"], match["second"]
    same = first.periods[-1].last[0] == second.periods[0].first[0]
    return faulty([second]) if same else None


def with_weekdays(match: Match, _calendar: Calendar) -> Item:
    """«ВТ. 24 апреля», «22.03 (четверг)»."""
    return dated(match.items, [one for item in match.items for one in item.periods])


def narrowed(match: Match, _calendar: Calendar) -> Item | None:
    """«II полугодие – март», «сентябрь: 15.09», «осенний бал, 20 октября»: the days within the other."""
    (left,), (right,) = match["left"], match["right"]
    for days, term in ((right, left), (left, right)):
        whole, mark = term.periods[0], match["mark"]
        if not (len(term.periods) == 1 and whole.whole and _holds(whole, days.periods)):
            continue
        # Without a mark only a season has days beside it; «сентябрь – 15 сентября» ends on that day.
        season = whole.months == _SEASON and whole.first[0] % _SEASON == 0
        if (mark[0].label == "colon" or whole.months > 1) if mark else season:
            year = whole.year
            return dated(
                match.items,
                [
                    one._replace(year=year + (one.first[0] < whole.first[0]))
                    if year and not (one.year or one.last_year)
                    else one
                    for one in days.periods
                ],
            )
    return None


def _holds(whole: Period, days: Iterable[Period]) -> bool:
    """Whether the days lie within the whole, in its year if one is written."""
    months = [month for one in days for month, _ in (one.first, one.last)]
    years = (None, whole.year, whole.last_year)  # «2015-2013 гг.»
    inside = all((month - whole.first[0]) % 12 < whole.months for month in months)
    return inside and (not whole.year or all(one.year in years for one in days))


def term_told_of(match: Match, _calendar: Calendar) -> Item | None:
    """«за I полугодие», «1 полугодие –» before «до 12 января»; None for what is no term or month."""
    months = 2 if match["mark"] else 1  # «за сентябрь – октябрь», «октябрь – до 5 ноября» are ranges
    is_term = all(
        one.first[1] == 1 and one.first != one.last and one.months >= months
        for one in match["term"][0].periods
    )
    return joined("remark", match.items) if is_term else None


def excepted(match: Match, calendar: Calendar) -> Item:
    """«кроме июля и августа»."""
    return spans(match, calendar)._replace(label="excepted")


def told(items: list[Item]) -> list[Item]:
    """What counts of brackets: days that lie outside the others, or that say when in their months.

    What lies within the days outside is a remark, «октябрь (заявки до 5 октября)», as is what holds them:
    «до 1 октября (1 полугодие)».
    """
    outside, inside, depth = list[Item](), list[Item](), 0
    for item in items:
        depth += item.label == "open"
        (inside if depth else outside).append(item)
        depth = max(0, depth - (item.label == "close"))
    if not inside or any(item.label == "recurring" for item in inside):
        return items
    within, without = spans_among(inside), spans_among(outside)
    if not without:
        ongoing = any(item.label == "ongoing" for item in outside)
        return outside if ongoing and within and all(map(is_years, within)) else items
    if _narrows(within, without, all(item.label in ("open", "close", "dated") for item in inside)):
        return [*(item for item in outside if item.label == "recurring"), *inside]
    added = [one for one in within if not any(_is_told_by(one, span) for span in without)]
    kept = [item._replace(spans=tuple(one for one in item.spans if one in added)) for item in inside]
    return [*outside, *(item for item in kept if item.label != "dated" or item.spans)]


def spans_among(items: Iterable[Item], label: str = "dated") -> list[Span]:
    """The days of all items with the label, in the order of time."""
    return in_order([span for item in items if item.label == label for span in item.spans])


def without(spans: tuple[Span, ...], others: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of runs of days without others."""
    for days in others:
        kept: list[Span] = []
        for span in spans:
            common = span.common(days)
            before = Span(span.start, common.start - _DAY) if common and common.start else span
            behind = Span(common.end + _DAY, span.end) if common and common.end else span
            rest = [one for one in (before, behind) if one.start and one.end and one.start <= one.end]
            kept += rest if common else [span]
        spans = tuple(kept)
    return spans


def is_years(span: Span) -> bool:
    """Whether the days begin and end with years: «постоянно (2013-2015 гг.)», «(с 2013 года)»."""
    start, end = span
    return (not start or (start.month, start.day) == (1, 1)) and (not end or (end.month, end.day) == (12, 31))


def _is_told_by(one: Span, span: Span) -> bool:
    """Whether days in brackets lie within days outside, of an open start the end does, or hold them."""
    last = Span(one.end, one.end)
    if None not in span and (one if one.start else last).common(span) in (one, last):
        return True
    return one == span or (
        one.start is not None and Span(span.end, span.end).touches(one) and None not in one
    )


def _narrows(inside: Sequence[Span], outside: Sequence[Span], ends: bool) -> bool:
    """Whether brackets say when in the months outside: «осенью (октябрь), весной (апрель)».

    «II полугодие (до 20 мая)» does so too, but «октябрь (заявки до 5 октября)» is October.
    """
    if ends:
        inside = [one if one.start else Span(one.end, one.end) for one in inside]
    holding = [span for span in outside if any(one.common(span) == one for one in inside)]
    whole = all(one.start and one.end and one.start.day == 1 and (one.end + _DAY).day == 1 for one in outside)
    within = all(any(one.common(span) == one for span in outside) for one in inside)
    return whole and within and holding == list(outside)
