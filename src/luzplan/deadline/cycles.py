"""What comes again: in each month, quarter or year, on its days or weekdays, «2 раза в год»."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from functools import cache

from luzplan.deadline import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    Part,
    Period,
    in_order,
    joined,
)
from luzplan.deadline.periods import BEGIN, END, TERMS, between, holidays, place
from luzplan.deadline.ranges import spans_among, without
from luzplan.school_year import Calendar, Span, month_span

# What ежемесячно, «раз в месяц», «каждый месяц» repeat by.
DAY, WEEK, MONTH, CALENDAR_QUARTER, QUARTER, HALF, YEAR, OTHER = range(1, 9)
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
    numbers = ([item.number for item in match[slot]] for slot in ("count", "interval"))
    count, interval = (max(several, default=1) or 1 for several in numbers)  # «3-4 раза»
    if interval > 1:
        return recurring(match.items, (), _frequency(unit, interval), unit, times=0)
    spans = _cycles(unit, calendar)
    spans = _within_year(spans, calendar) if unit == CALENDAR_QUARTER else spans
    return recurring(match.items, spans, _frequency(unit) if count == 1 else "", unit, count)


def _frequency(unit: int, interval: int = 1) -> str:
    name, months = _FREQUENCIES.get(unit, ("", 0))
    every = f";INTERVAL={months * interval}" if months * interval > 1 else ""
    return f"FREQ={name}{every}" if name else ""


def _cycles(unit: int, calendar: Calendar) -> tuple[Span, ...]:
    """The months, quarters or half-years of the plan's year, none for other units.

    Calendar quarters are whole, and also those before the year and after it.
    """
    year = calendar.year
    if unit == MONTH:
        return year.months
    if unit == CALENDAR_QUARTER:
        years = range(year.first_year - 1, year.first_year + 2)
        return tuple(Period(*days, one).span(calendar) for one in years for days in TERMS["kvartal"].values())
    usual = {QUARTER: "quarter", HALF: "half_of_year" if year.is_calendar_year else "half"}.get(unit)
    own = {QUARTER: calendar.quarters, HALF: calendar.halves}.get(unit, ())
    return own or tuple(Period(*days).span(calendar) for days in (TERMS[usual].values() if usual else ()))


def _within_year(spans: Iterable[Span], calendar: Calendar) -> tuple[Span, ...]:
    return tuple(common for span in spans if (common := span.common(calendar.year.span)))


def every_other_week(match: Match, _calendar: Calendar) -> Item:
    """«по нечётным неделям»: from which week they count is not said."""
    return recurring(match.items, unit=WEEK, times=0)


def _counted_from(
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


def _without_holidays(
    items: Sequence[Item], spans: tuple[Span, ...], rrule: str, calendar: Calendar
) -> tuple[Span, ...]:
    """What comes every week leaves out the holidays that the plan names, unless it is for them."""
    for item in items:
        if item.label == "in_holidays":
            return tuple(one for one in spans if any(map(one.touches, item.spans)))
        if item.label == "except_holidays":
            outside = [one for one in spans if all(one.common(span) != one for span in item.spans)]
            spans = tuple(outside) if item.spans else ()
    return without(spans, calendar.holidays.values()) if rrule.startswith("FREQ=WEEKLY") else spans


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
    has_days = unit == CALENDAR_QUARTER and not parts[0].edge
    rrule = _frequency(unit) + _days_of_month(parts) if has_days else ""
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
    rrule = f"FREQ=MONTHLY{_days_of_month(parts)}" if named else ""
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


def _days_of_month(parts: Iterable[Part]) -> str:
    return f";BYMONTHDAY={_list(str(one.last or -1) for one in parts)}"


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


def told_recurrence(
    items: Sequence[Item], dates: tuple[Span, ...], calendar: Calendar
) -> tuple[tuple[Span, ...], str]:
    """The days and the rule of the most telling recurrence, as far as they lie within the dates beside it."""
    recurrences = [item for item in items if item.label == "recurring"]
    labels = {item.label for item in items}
    spans, rrule = _most_telling(recurrences)
    if rrule.startswith("FREQ=WEEKLY;INTERVAL") and not spans:
        spans, rrule = _counted_from(recurrences, rrule, dates, calendar)
    spans = _without_holidays(items, spans, rrule, calendar)
    if "except_for" in labels:
        return (), ""  # «ежедневно, кроме воскресенья»: no rule says that
    if excepted := spans_among(items, "excepted"):
        spans, rrule = tuple(one for one in spans if not any(map(one.touches, excepted))), ""
    if not dates or not spans:
        return spans or dates, rrule
    last = dates[-1].end
    if "onward" in labels and last:  # «сентябрь, далее ежемесячно»
        return (*dates, *(one for one in spans if one.start and one.start > last)), rrule
    several = sum(not days.start for days in dates) > 1
    found: list[Span] = []
    for days in dates:  # of several ends («до 5 мая, до 5 июня») each is one span's
        end = Span(days.end, days.end)
        reached = [span for span in spans if days.start or not several or span.touches(end)]
        found += [common for span in reached if (common := span.common(days))] or [days]
    return tuple(in_order(found)), rrule


def _most_telling(recurrences: Sequence[Item]) -> tuple[tuple[Span, ...], str]:
    """The spans and the rule of those that name their days together, unless another is seldomer."""
    named = [item for item in recurrences if "BY" in item.rrule]
    if not named:
        return next(((one.spans, one.rrule) for one in recurrences if one.spans), ((), recurrences[0].rrule))
    often = WEEK if named[0].rrule.startswith("FREQ=WEEKLY") else named[0].number
    for item in recurrences:  # «1 раз в месяц, по средам», «раз в 2 недели, по средам»: not every Wednesday
        if not item.times or (item.times > 1 and item.number == YEAR) or often < item.number < YEAR:
            return item.spans, item.rrule
    rules = [item.rrule.rpartition("=") for item in named]
    days = list(dict.fromkeys(day for _, _, codes in rules for day in codes.split(",")))
    if any(item.number == WEEK and item.times not in (1, len(days)) for item in recurrences):
        return (), ""  # «2 раза в неделю, по понедельникам»
    # «по понедельникам – планёрка, по пятницам – отчёт»
    same = len({start for start, _, _ in rules}) == 1
    rrule = f"{rules[0][0]}={','.join(days)}" if same else ""
    return tuple(in_order(span for item in named for span in item.spans)), rrule
