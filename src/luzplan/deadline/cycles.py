"""What comes again: in each month, quarter or year, on its days or weekdays, «2 раза в год»."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache

from luzplan.deadline import MONTH_END, DeadlineError, DeadlineFault, Item, Match, Part, Period
from luzplan.deadline.items import (
    BEGIN,
    CALENDAR_QUARTER,
    DAY,
    END,
    HALF,
    HALVES,
    HALVES_OF_YEAR,
    KVARTALS,
    MONTH,
    OTHER,
    QUARTER,
    QUARTERS,
    WEEK,
    YEAR,
    between,
    holidays,
    in_order,
    joined,
    place,
)
from luzplan.school_year import Calendar, Span, month_span

_UNITS = {
    "day_word": DAY, "week": WEEK, "month_word": MONTH, "kvartal": CALENDAR_QUARTER,
    "quarter": QUARTER, "half": HALF, "year_word": YEAR, "trimester": OTHER, "decade": OTHER,
}  # fmt: skip
_FREQUENCIES = {
    DAY: ("DAILY", 1), WEEK: ("WEEKLY", 1), MONTH: ("MONTHLY", 1), CALENDAR_QUARTER: ("MONTHLY", 3),
    YEAR: ("YEARLY", 1),
}  # fmt: skip
_LONGER = (CALENDAR_QUARTER, QUARTER, HALF)
_WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ONE_DAY = timedelta(days=1)
_SEVEN_DAYS = {Part(22, MONTH_END): Part(22, 28)}  # of the week that is counted to the end of the month


def recurring(
    items: Sequence[Item], spans: Iterable[Span] = (), rrule: str = "", unit: int = 0, times: int = 1
) -> Item:
    """The item of a recurrence that stands where the items stood; its number is the unit."""
    return joined("recurring", items, unit)._replace(spans=tuple(spans), rrule=rrule, times=times)


def often(match: Match, calendar: Calendar) -> Item:
    """«ежемесячно», «каждый квартал», «2 раза в год», «раз в 2 недели»."""
    # Words such as «ежемесячно» have their unit as their number.
    unit = next((_UNITS.get(item.label, item.number) for item in match["unit"]), 0)
    # «3-4 раза»
    count, interval = (
        max([item.number for item in match[slot]], default=1) or 1 for slot in ("count", "interval")
    )
    if interval > 1:
        return recurring(match.items, (), _frequency(unit, interval), unit, times=0)
    spans = _cycles(unit, calendar)
    spans = _within_year(spans, calendar) if unit == CALENDAR_QUARTER else spans
    return recurring(match.items, spans, _frequency(unit) if count == 1 else "", unit, count)


def _frequency(unit: int, interval: int = 1) -> str:
    if unit not in _FREQUENCIES:
        return ""
    name, months = _FREQUENCIES[unit]
    every = months * interval
    return f"FREQ={name};INTERVAL={every}" if every > 1 else f"FREQ={name}"


def _cycles(unit: int, calendar: Calendar) -> tuple[Span, ...]:
    """The months, quarters or half-years of the plan's year, none for other units.

    Calendar quarters are whole, and also those before the year and after it.
    """
    year = calendar.year
    if unit == MONTH:
        return year.months
    if unit == CALENDAR_QUARTER:
        years = range(year.first_year - 1, year.first_year + 2)
        return tuple(Period(*days, one).span(calendar) for one in years for days in KVARTALS.values())
    halves = HALVES_OF_YEAR if year.is_calendar_year else HALVES
    own, usual = {QUARTER: (calendar.quarters, QUARTERS), HALF: (calendar.halves, halves)}.get(unit, ((), {}))
    return own or tuple(Period(*days).span(calendar) for days in usual.values())


def _within_year(spans: Iterable[Span], calendar: Calendar) -> tuple[Span, ...]:
    return tuple(common for span in spans if (common := span.common(calendar.year.span)))


def every_other_week(match: Match, _calendar: Calendar) -> Item:
    """«по нечётным неделям»: from which week they count is not said."""
    return recurring(match.items, unit=WEEK, times=0)


def counted_from(
    recurrences: Sequence[Item], rrule: str, dates: Sequence[Span], calendar: Calendar
) -> tuple[tuple[Span, ...], str]:
    """«раз в 2 недели, по средам»: its days from a written day on, else from the plan's first quarter."""
    weekdays = next((item.rrule for item in recurrences if item.rrule.startswith("FREQ=WEEKLY;BYDAY")), "")
    starts = dates or calendar.quarters
    if not weekdays or not starts or not starts[0].start:
        return (), rrule
    last = (dates and dates[-1].end) or calendar.year.last_day
    rule = f"{rrule};{weekdays.partition(';')[2]}"
    begins = next((day.start for day in _days(weekdays, starts[0].start, last)), None)
    return (_days(rule, begins, last) if begins else ()), rule


def beside_holidays(match: Match, calendar: Calendar) -> Item:
    """«кроме каникул», «за исключением зимних каникул»; «по средам в каникулы»."""
    without = any(item.label in ("except_for", "exception") for item in match.items)
    label = "except_holidays" if without else "in_holidays"
    return joined(label, match.items)._replace(spans=holidays(match.items, calendar))


def without_holidays(
    items: Sequence[Item], spans: tuple[Span, ...], rrule: str, calendar: Calendar
) -> tuple[Span, ...]:
    """What comes every week leaves out the holidays that the plan names, unless it is for them."""
    for item in items:
        if item.label == "in_holidays":
            return tuple(one for one in spans if any(map(one.touches, item.spans)))
        if item.label == "except_holidays":
            spans = tuple(
                one for one in spans if item.spans and all(one.common(span) != one for span in item.spans)
            )
    if rrule.startswith("FREQ=WEEKLY"):
        return without(spans, calendar.holidays.values())
    return spans


def without(spans: tuple[Span, ...], others: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of runs of days without others."""
    for days in others:
        spans = tuple(rest for span in spans for rest in _around(span, days))
    return spans


def _around(part: Span, days: Span) -> list[Span]:
    """What of a run of days lies before and behind others."""
    common = part.common(days)
    if not common:
        return [part]
    before = Span(part.start, common.start - _ONE_DAY) if common.start else part
    behind = Span(common.end + _ONE_DAY, part.end) if common.end else part
    return [one for one in (before, behind) if one.start and one.end and one.start <= one.end]


def in_cycles(match: Match, calendar: Calendar) -> Item | None:
    """«до 25 числа каждого месяца», «в конце каждой четверти», «10 числа месяца, следующего за кварталом».

    None for «конец месяца» of no month.
    """
    parts = [one for item in match.items for one in item.parts]
    rest = match["often"][0] if match["often"] else None
    term = match["rest_term"]
    unit = rest.number if rest else _UNITS[term[0].label] if term else MONTH
    edge = any(item.number for item in match.items if item.label == "part")
    if edge and not (rest or match["every"] or term):
        return None
    if rest and rest.rrule.startswith("FREQ=WEEKLY;BYDAY"):  # «по средам (2 и 4 неделя)»
        weeks = _every_month([_SEVEN_DAYS.get(one._replace(whole=False), one) for one in parts], calendar)
        days = [common for span in weeks for day in rest.spans if (common := span.common(day))]
        return recurring(match.items, days, unit=MONTH)
    if rest and not rest.times:
        return recurring(match.items, (), rest.rrule, unit, times=0)
    if unit in _LONGER:
        return _in_longer(match, parts, rest, unit, calendar)
    if unit == YEAR:
        return recurring(match.items, (), _frequency(YEAR), YEAR)
    return in_months(match.items, parts, calendar) if unit == MONTH else None


def _in_longer(
    match: Match, parts: Sequence[Part], rest: Item | None, unit: int, calendar: Calendar
) -> Item | None:
    """The edges of each quarter or half-year, or days of its month that is named, else of the next one."""
    named = match["which"] or any(item.label in ("next", "reported") for item in match.items)
    if parts[0].weekday is not None and not named:
        return rest  # «раз в квартал, вторая среда месяца»: of which month is not said
    unclear = not named and unit != CALENDAR_QUARTER and not parts[0].edge  # «раз в полугодие, до 20 числа»
    if unclear or any(one.edge not in (BEGIN, END) and (one.edge or one.whole) for one in parts):
        return recurring(match.items, (), unit=unit)  # «вторая неделя каждой четверти»
    found: list[Span] = []
    for cycle in _cycles(unit, calendar):
        for one in parts:
            of_cycle = one.edge and not named
            days = place(one, between(cycle, cycle) if of_cycle else _month_for(match, cycle), calendar)
            found += [days.span(calendar)] if days else []
    days_of = f";BYMONTHDAY={_list(str(one.last or -1) for one in parts)}"
    rrule = _frequency(unit) + days_of if unit == CALENDAR_QUARTER and not parts[0].edge else ""
    return recurring(match.items, in_order(_within_year(found, calendar)), rrule, unit)


def _month_for(match: Match, cycle: Span) -> Period:
    """«первого / последнего месяца квартала», else the month after it."""
    start, end = cycle.start, cycle.end
    assert start and end
    which = match["which"][0].number if match["which"] else 0
    if which > (end.month - start.month) % 12 + 1:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    day = end if which < 0 else end + _ONE_DAY
    month = month_span(start.year, start.month + which - 1) if which > 0 else month_span(day.year, day.month)
    return between(month, month)


def in_months(items: Sequence[Item], parts: Sequence[Part], calendar: Calendar) -> Item:
    """«до 25 числа каждого месяца», «1 и 3 среда», «первая неделя каждого месяца»."""
    if parts[0].weekday is not None:
        codes = _list(f"{one.first}{_WEEKDAY_CODES[one.weekday or 0]}" for one in parts)
        return _on_days(items, f"FREQ=MONTHLY;BYDAY={codes}", calendar, MONTH)
    named = any(item.label == "monthdays" for item in items)
    rrule = f"FREQ=MONTHLY;BYMONTHDAY={_list(str(one.last or -1) for one in parts)}" if named else ""
    return recurring(items, _every_month(parts, calendar), rrule, MONTH)


def _every_month(parts: Sequence[Part], calendar: Calendar) -> list[Span]:
    """These days of every month that has them; one that ends before the last of several ends with it."""
    found: list[Span] = []
    for month in calendar.year.months:
        assert month.start and month.end
        for one in parts:
            last = min(one.last, month.end.day) if one.first != one.last else one.last
            with suppress(DeadlineError):
                days = place(one._replace(last=last), between(month, month), calendar)
                found += [days.span(calendar)] if days else []
    return found


def weekly(match: Match, calendar: Calendar) -> Sequence[Item]:
    """«каждый понедельник», «по средам и пятницам», «вт., чт. (кроме каникул)»."""
    days = _list(_WEEKDAY_CODES[item.number] for item in match.items if item.label in ("weekday", "weekdays"))
    kept = (item for item in match.items if item.label in ("except_holidays", "in_holidays"))
    return [_on_days(match.items, f"FREQ=WEEKLY;BYDAY={days}", calendar, WEEK), *kept]


def weekdays_through(match: Match, calendar: Calendar) -> Item:
    """«с понедельника по четверг»: these days of each week."""
    first, last = match["first"][0].number, match["last"][0].number
    days = (last - first) % 7
    rrule = f"FREQ=WEEKLY;BYDAY={_list(_WEEKDAY_CODES[(first + at) % 7] for at in range(days + 1))}"
    start = calendar.year.first_day - 6 * _ONE_DAY
    firsts = (start + at * _ONE_DAY for at in range((first - start.weekday()) % 7, 6 + 366, 7))
    spans = _within_year((Span(day, day + days * _ONE_DAY) for day in firsts), calendar)
    return recurring(match.items, spans, rrule, WEEK)


def on_weekdays(match: Match, calendar: Calendar) -> Item | None:
    """«1 раз в неделю (вторник)», «вторник 2-й недели месяца»; None for another recurrence."""
    (rest,), (days, *_) = match["often"], weekly(match, calendar)
    if rest.number == MONTH and not rest.rrule and rest.times == 1:
        return recurring(match.items, [one for one in days.spans if any(map(one.touches, rest.spans))])
    fitting = rest.times in (1, days.rrule.count(",") + 1)
    return days if rest.number == WEEK and fitting and "BY" not in rest.rrule else None


def _list(codes: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(codes))


def _on_days(items: Sequence[Item], rrule: str, calendar: Calendar, unit: int) -> Item:
    """The recurrence of a rule that names its days."""
    return recurring(items, _days(rrule, calendar.year.first_day, calendar.year.last_day), rrule, unit)


@cache
def _days(rrule: str, first: date, last: date) -> tuple[Span, ...]:
    """The days of a rule from one day to another."""
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, last))
    days = rrulestr(rrule, dtstart=start).between(start, end, inc=True)
    return tuple(Span(day.date(), day.date()) for day in days)
