"""What comes again: in each month, quarter or year, on its days or weekdays, «2 раза в год»."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache

from luzplan.deadline.model import MONTH_END, DeadlineError, DeadlineFault, Item, Match, Part, Period, joined
from luzplan.deadline.numerals import in_order, span_of
from luzplan.deadline.parts import BEGIN, END, place
from luzplan.deadline.periods import HALVES, HALVES_OF_YEAR, KVARTALS, QUARTERS, between, holidays
from luzplan.deadline.tokens import CALENDAR_QUARTER, DAY, HALF, MONTH, OTHER, QUARTER, WEEK, YEAR
from luzplan.school_year import Calendar, Span, month_span

UNITS = {
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


def recurring(items: Sequence[Item], spans: Iterable[Span] = (), rrule: str = "", unit: int = 0) -> Item:
    """The item of a recurrence that stands where the items stood; its number is the unit."""
    return joined("recurring", items, unit)._replace(spans=tuple(spans), rrule=rrule)


def often(match: Match, calendar: Calendar) -> Item:
    """«ежемесячно», «каждый квартал», «2 раза в год», «раз в 2 недели»."""
    unit = _unit(match["unit"][0]) if match["unit"] else 0
    count, interval = _largest(match["count"]), _largest(match["interval"])
    if interval > 1:
        return recurring(match.items, (), _frequency(unit, interval), unit)._replace(times=0)
    rrule = _frequency(unit, 1) if count == 1 else ""
    return recurring(match.items, cycle_spans(unit, calendar), rrule, unit)._replace(times=count)


def _unit(item: Item) -> int:
    return item.number if item.label in ("often", "monthly", "recurring") else UNITS[item.label]


def every_other_week(match: Match, _calendar: Calendar) -> Item:
    """«по нечётным неделям»: from which week they count is not said."""
    return recurring(match.items, (), unit=WEEK)._replace(times=0)


def every_so_often(rrule: str, weekdays: str, first: date, last: date) -> tuple[tuple[Span, ...], str]:
    """«раз в 2 недели, по средам» from a day on: its days up to another, and its rule."""
    rule = f"{rrule};{weekdays.partition(';')[2]}"
    begins = next((day.start for day in _days(weekdays, first, last)), None)
    return (_days(rule, begins, last) if begins else ()), rule


def except_holidays(match: Match, calendar: Calendar) -> Item:
    """«кроме каникул», «за исключением зимних каникул»."""
    return joined("except_holidays", match.items)._replace(spans=holidays(match.items, calendar))


def in_holidays(match: Match, calendar: Calendar) -> Item:
    """«по средам в каникулы»."""
    return joined("in_holidays", match.items)._replace(spans=holidays(match.items, calendar))


def outside(spans: Iterable[Span], left_out: Sequence[Span]) -> tuple[Span, ...]:
    """The days of a week that are in none of these; of a run of days what is left before and behind them."""
    found: list[Span] = []
    for span in spans:
        parts = [span]
        for days in left_out:
            parts = [rest for part in parts for rest in _around(part, days)]
        found += parts
    return tuple(found)


def _around(part: Span, days: Span) -> list[Span]:
    common = part.common(days)
    if not common:
        return [part]
    before = Span(part.start, common.start - _ONE_DAY) if common.start else part
    behind = Span(common.end + _ONE_DAY, part.end) if common.end else part
    return [one for one in (before, behind) if one.start and one.end and one.start <= one.end]


def _largest(items: Sequence[Item]) -> int:
    """The number that is written («3-4 раза»), 1 if none is."""
    return max([item.number for item in items], default=1) or 1


def _frequency(unit: int, interval: int) -> str:
    if unit not in _FREQUENCIES:
        return ""
    name, months = _FREQUENCIES[unit]
    every = months * interval
    return f"FREQ={name};INTERVAL={every}" if every > 1 else f"FREQ={name}"


def cycle_spans(unit: int, calendar: Calendar) -> tuple[Span, ...]:
    """The months, quarters or half-years of the plan's year, none for other units; calendar quarters cut."""
    cycles = _cycles(unit, calendar)
    return _within_year(cycles, calendar) if unit == CALENDAR_QUARTER else cycles


def _cycles(unit: int, calendar: Calendar) -> tuple[Span, ...]:
    """The same, uncut; calendar quarters also from before the year and after it."""
    year = calendar.year
    if unit == MONTH:
        return year.months
    if unit == CALENDAR_QUARTER:
        years = range(year.first_year - 1, year.first_year + 2)
        quarters = (Period(*days, one) for one in years for days in KVARTALS.values())
        return tuple(span_of(days, calendar) for days in quarters)
    halves = HALVES_OF_YEAR if year.is_calendar_year else HALVES
    own, usual = {QUARTER: (calendar.quarters, QUARTERS), HALF: (calendar.halves, halves)}.get(unit, ((), {}))
    return own or tuple(span_of(Period(*days), calendar) for days in usual.values())


def _within_year(spans: Iterable[Span], calendar: Calendar) -> tuple[Span, ...]:
    return tuple(common for span in spans if (common := span.common(calendar.year.span)))


def in_cycles(match: Match, calendar: Calendar) -> Item | None:
    """«до 25 числа каждого месяца», «в конце каждой четверти», «10 числа месяца, следующего за кварталом».

    None for «конец месяца» of no month.
    """
    parts = [one for item in match.items for one in item.parts]
    rest = match["often"][0] if match["often"] else None
    term = match["rest_term"]
    unit = rest.number if rest else UNITS[term[0].label] if term else MONTH
    if not rest and not match["every"] and not term and any(one.edge for one in parts):
        return None
    if rest and rest.rrule.startswith("FREQ=WEEKLY;BYDAY"):
        return _weeks_of_weekdays(match, parts, rest, calendar)
    if rest and not rest.times:
        return recurring(match.items, (), rest.rrule, unit)._replace(times=0)
    if unit in _LONGER:
        return _in_longer(match, parts, rest, unit, calendar)
    if unit == YEAR:
        return recurring(match.items, (), _frequency(YEAR, 1), YEAR)
    return in_months(match.items, parts, calendar) if unit == MONTH else None


def _in_longer(
    match: Match, parts: Sequence[Part], rest: Item | None, unit: int, calendar: Calendar
) -> Item | None:
    """The edges of each quarter or half-year, or days of its month that is named, else of the next one."""
    named = match["which"] or any(item.label in ("next", "reported") for item in match.items)
    if parts[0].weekday is not None and not named:
        return rest  # «раз в квартал, вторая среда месяца»: of which month is not said
    if not named and unit != CALENDAR_QUARTER and not parts[0].edge:
        return recurring(match.items, (), unit=unit)  # «раз в полугодие, до 20 числа»
    if any(one.edge not in (BEGIN, END) and (one.edge or one.whole) for one in parts):
        return recurring(match.items, (), unit=unit)  # «последняя неделя четверти»
    found: list[Span] = []
    for cycle in _cycles(unit, calendar):
        for one in parts:
            days = place(one, between(cycle, cycle) if one.edge else _month_for(match, cycle), calendar)
            found += [span_of(days, calendar)] if days else []
    days_of = f";BYMONTHDAY={_list(str(one.last or -1) for one in parts)}"
    rrule = _frequency(unit, 1) + days_of if unit == CALENDAR_QUARTER and not parts[0].edge else ""
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


def _weeks_of_weekdays(match: Match, parts: Sequence[Part], rest: Item, calendar: Calendar) -> Item:
    """«по средам (2 и 4 неделя)»: the days that are in both."""
    parts = [_SEVEN_DAYS.get(one._replace(whole=False), one) for one in parts]
    weeks = _every_month(parts, calendar)
    days = [common for span in weeks for day in rest.spans if (common := span.common(day))]
    return recurring(match.items, days, unit=MONTH)


def in_months(items: Sequence[Item], parts: Sequence[Part], calendar: Calendar) -> Item:
    """«до 25 числа каждого месяца», «1 и 3 среда», «первая неделя каждого месяца»."""
    if parts[0].weekday is not None:
        codes = [f"{one.first}{_WEEKDAY_CODES[one.weekday or 0]}" for one in parts]
        return on_days(items, f"FREQ=MONTHLY;BYDAY={_list(codes)}", calendar, MONTH)
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
                found += [span_of(days, calendar)] if days else []
    return found


def weekly(match: Match, calendar: Calendar) -> Item:
    """«каждый понедельник», «по средам и пятницам»."""
    return weekdays_of(match.items, calendar)


def weekdays_of(items: Sequence[Item], calendar: Calendar) -> Item:
    """The weekdays among the items, in every week."""
    codes = [_WEEKDAY_CODES[item.number] for item in items if item.label in ("weekday", "weekdays")]
    return on_days(items, f"FREQ=WEEKLY;BYDAY={_list(codes)}", calendar, WEEK)


def weekdays_through(match: Match, calendar: Calendar) -> Item:
    """«с понедельника по четверг»: these days of each week."""
    first, last = match["first"][0].number, match["last"][0].number
    days = (last - first) % 7
    week = [(first + at) % 7 for at in range(days + 1)]
    rrule = f"FREQ=WEEKLY;BYDAY={_list(_WEEKDAY_CODES[day] for day in week)}"
    start = calendar.year.first_day - 6 * _ONE_DAY
    firsts = (start + at * _ONE_DAY for at in range((first - start.weekday()) % 7, 6 + 366, 7))
    spans = _within_year((Span(day, day + days * _ONE_DAY) for day in firsts), calendar)
    return recurring(match.items, spans, rrule, WEEK)


def on_weekdays(match: Match, calendar: Calendar) -> Item | None:
    """«1 раз в неделю (вторник)», «вторник 2-й недели месяца»; None for another recurrence."""
    (rest,), days = match["often"], weekly(match, calendar)
    if rest.number == MONTH and not rest.rrule and rest.times == 1:
        return recurring(match.items, [one for one in days.spans if any(map(one.touches, rest.spans))])
    fitting = rest.times in (1, days.rrule.count(",") + 1)
    return days if rest.number == WEEK and fitting and "BY" not in rest.rrule else None


def _list(codes: Iterable[str]) -> str:
    return ",".join(dict.fromkeys(codes))


def on_days(items: Sequence[Item], rrule: str, calendar: Calendar, unit: int) -> Item:
    """The recurrence of a rule that names its days."""
    return recurring(items, _days(rrule, calendar.year.first_day, calendar.year.last_day), rrule, unit)


@cache
def _days(rrule: str, first: date, last: date) -> tuple[Span, ...]:
    """The days of a rule from one day to another."""
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, last))
    days = rrulestr(rrule, dtstart=start).between(start, end, inc=True)
    return tuple(Span(day.date(), day.date()) for day in days)
