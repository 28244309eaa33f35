"""Numbers, times of day; parts of longer periods: days, weekdays, weeks of a month, beginnings and ends."""

from collections.abc import Iterable, Sequence
from datetime import date

from luzplan.deadline import (
    MONTH_END,
    DeadlineError,
    DeadlineFault,
    Item,
    Match,
    Part,
    Period,
    dated,
    faulty,
    is_time_of_day,
    joined,
)
from luzplan.deadline.cycles import WEEK, recurring
from luzplan.deadline.periods import (
    BEGIN,
    END,
    MANY,
    MIDDLE,
    TERMS,
    THROUGH,
    between,
    in_month,
    months_in,
    place,
    ranges_in,
    sound_ranges,
    year_in,
)
from luzplan.school_year import Calendar, Span, days_in

_WEEKS = {1: (1, 7), 2: (8, 14), 3: (15, 21), 4: (22, MONTH_END), 5: (29, MONTH_END), -1: (22, MONTH_END)}
_DECADES = {1: (1, 10), 2: (11, 20), 3: (21, MONTH_END), -1: (21, MONTH_END)}
_HALVES = {1: (1, 15), 2: (16, MONTH_END), -1: (16, MONTH_END)}
_TABLES = {"week": _WEEKS, "decade": _DECADES, "half_of": _HALVES}
_EDGES = {"begin": BEGIN, "first": BEGIN, "middle": MIDDLE, "ending": END, "finish": END, "last": END}
_SHORTEST_MONTH = 28  # and four weeks
_DAYS = range(1, 32)
_NTH_WEEKDAYS = dict.fromkeys((-1, *range(1, 6)))
_MOST_CLASSES = 11
_HOURS = 24


def number_in_words(match: Match, _calendar: Calendar) -> Item:
    """«двадцать пятого»."""
    return joined("number", match.items, sum(item.number for item in match.items))


def day_not_hour(match: Match, _calendar: Calendar) -> Sequence[Item] | None:
    """«25 ч.» is the 25th; None for what may be an hour."""
    day, hour = match.items
    is_day = day.number > _HOURS and hour.end - hour.start == len("ч")
    return (day, hour._replace(label="date_word", number=0)) if is_day else None


def repeated(match: Match, _calendar: Calendar) -> Item | None:
    """«5 (пяти)», «25 (двадцать пять)» is the number; None if another one stands in the brackets."""
    (written,) = match["written"]
    again = sum(item.number for item in match["again"])
    return joined(written.label, match.items, again) if again == written.number else None


def clock_if_round(match: Match, _calendar: Calendar) -> Item | None:
    """«12.10» after a day, «в 15-30»: a time of day if it can be one."""
    numbers = [item.number for item in match.items if item.label in ("number", "ordinal")]
    times = [tuple(numbers)] if numbers else []
    times += [(item.number, item.periods[0].first[0]) for item in match.items if item.label == "date"]
    return joined("clock", match.items) if all(is_time_of_day(*clock) for clock in times) else None


def part(items: Sequence[Item], parts: Iterable[Part], edge: int = 0, label: str = "part") -> Item:
    """The item of parts that stands where the items stood."""
    return joined(label, items, edge)._replace(parts=tuple(parts))


def nth_part(match: Match, _calendar: Calendar) -> Item:
    """«2, 3 неделя», «первая половина», «1-я декада»."""
    table = _TABLES[match["unit"][0].label]
    ranges = sound_ranges(match["nth"], table)
    edges = {1: BEGIN, -1: END} if table in (_WEEKS, _DECADES) else {}  # which longer periods have, too
    parts = [Part(table[one][0], table[last][1], one == last, edges.get(one, 0)) for one, last in ranges]
    return part(match.items, [days if days.whole else days._replace(edge=0) for days in parts])


def edge(match: Match, _calendar: Calendar) -> Item:
    """«начало», «середина», «конец», «окончание»: ten days of a month or of a longer period."""
    which = _EDGES[match.items[0].label]
    return part(match.items, [Part(*_DECADES[which], whole=which != END, edge=which)], which)


def edge_of_part(match: Match, _calendar: Calendar) -> Item | None:
    """«конец первой недели» is that week, «до» it leads to its end; None for «1 неделя, 2 неделя»."""
    which, inner = match.items
    if not which.number:
        return None
    return part(match.items, [one._replace(whole=which.number != END) for one in inner.parts])


def some_days(match: Match, _calendar: Calendar) -> Item:
    """«первые две недели», «последние 2 недели», «первые 5 дней» of a month."""
    first, unit = match.items[0].label, match.items[-1].label
    days = match["many"][0].number * (7 if unit == "week" else 1)
    if not 0 < days < _SHORTEST_MONTH:
        raise DeadlineError(DeadlineFault.IMPOSSIBLE)
    if first == "first":
        return part(match.items, [Part(1, days, whole=True)])
    # The fourth week lasts to the month's end, but days are days.
    end = MONTH_END if unit == "day_word" else _SHORTEST_MONTH
    return part(match.items, [Part(end + 1 - days, MONTH_END, whole=True)])


def tens_of_days(match: Match, _calendar: Calendar) -> Item:
    """«20-х числах», «двадцатые числа»: the days from the 20th on."""
    first = match.items[0].number
    return part(match.items, [Part(first, 19 if first == 10 else MONTH_END, whole=True)])


def last_day(match: Match, calendar: Calendar) -> Item | None:
    """«последний день», «последние дни»."""
    if match.items[-1].number == MANY:
        return edge(match, calendar)
    return part(match.items, [Part(MONTH_END, MONTH_END, edge=END)], label="monthdays")


def month_days(match: Match, _calendar: Calendar) -> Item:
    """«25 числа», «с 1 по 5 число», «до 25»: a bound before one day opens what begins on the 1st."""
    return part(match.items, _days(match["days"], match["bound"]), label="monthdays")


def _days(items: Iterable[Item], bounds: Iterable[Item] = ()) -> list[Part]:
    ranges = sound_ranges(items, _DAYS)
    bound, (first, last) = next((item.label for item in bounds), ""), ranges[0]
    if len(ranges) == 1 and bound in ("before", "latest"):
        ranges = [(1, last)]
    elif len(ranges) == 1 and (bound == "after" or (bound == "from" and first == last)):
        ranges = [(last + (bound == "after"), MONTH_END)]
    return [Part(*days) for days in ranges]


def days_beside_month(match: Match, calendar: Calendar) -> Item:
    """«октябрь, до 20-го», «октябрь (15-20)»; in brackets what may be classes is not understood."""
    if match["open"] and not match["bound"] and max(map(max, ranges_in(match["days"]))) <= _MOST_CLASSES:
        raise DeadlineError(DeadlineFault.NOT_UNDERSTOOD, match["days"])
    months = months_in(match["month"], match["year"])
    return _of_months(match.items, _days(match["days"], match["bound"]), months, calendar)


def days_or_year(match: Match, calendar: Calendar) -> Item | None:
    """«окт.23»; None for «окт.11», as spreadsheets write a month of the plan's years."""
    years = (calendar.year.first_year % 100, (calendar.year.first_year + 1) % 100)
    return None if any(item.number in years for item in match["days"]) else days_beside_month(match, calendar)


def nth_weekday(match: Match, _calendar: Calendar) -> Item | None:
    """«второй вторник», «1 и 3 среда»; None if no month has so many: «12 пн»."""
    if not all(number in _NTH_WEEKDAYS for pair in ranges_in(match["nth"]) for number in pair):
        return None
    ranges = sound_ranges(match["nth"], _NTH_WEEKDAYS)
    numbers = [number for first, last in ranges for number in range(first, last + 1)]
    days = [Part(number, number, weekday=day.number) for number in numbers for day in match["day"]]
    return part(match.items, days, label="monthdays")


def weekly_in_months(match: Match, calendar: Calendar) -> Item:
    """«вторник, четверг декабря, пятница мая 2012 г.»: each month has the days that stand before it."""
    months, found, weekdays = iter(months_in(match["days"], match["year"])), list[Span](), list[int]()
    for item in match["days"]:
        if item.label in ("weekday", "weekdays"):
            weekdays.append(item.number)
        elif item.label in ("month", "of_month"):
            year = next(months).year or calendar.year.year_of(item.number)
            days = (date(year, item.number, day + 1) for day in range(days_in(year, item.number)))
            found += [Span(day, day) for day in days if day.weekday() in weekdays]
            weekdays = []
    return recurring(match.items, found, unit=WEEK)


def unclear_weekday(match: Match, calendar: Calendar) -> Item | None:
    """«октябрь, 3 пятница» is unclear where 3 October is a Friday, too; else None."""
    (month,), (nth,), (day,) = months_in(match["month"], match["year"]), match["nth"], match["day"]
    first = date(month.year or calendar.year.year_of(month.first[0]), *month.first)
    in_figures = nth.end - nth.start <= len("31")
    is_day = 0 < nth.number <= days_in(first.year, first.month)
    if in_figures and is_day and first.replace(day=nth.number).weekday() == day.number:
        return faulty(match.items)
    return None


def no_such_month(match: Match, _calendar: Calendar) -> Item | None:
    """«13 месяц»; None where a count can be meant: «1 месяц», «21 месяц», «13 месяцев»."""
    month, word = match.items
    counts = month.number % 10 == 1 and month.number != 11
    wrong = month.number > 12 and word.number and not counts
    return faulty(match.items, DeadlineFault.IMPOSSIBLE) if wrong else None


def days_of_months(match: Match, calendar: Calendar) -> Item:
    """«02-07 сентября», «1, 8 и 15 мая 2012 г.», «15.IX», «15 октября, января»: these days of each month."""
    months = months_in(match["months"], [*match["before_year"], *match["year"]])
    return _of_months(match.items, _days(match["days"]), months, calendar)


def days_before_date(match: Match, calendar: Calendar) -> Item:
    """«15-19.02», «01, 08, 15.10.2016»: the last of the days has month and year."""
    (day,) = match["date"]
    month = day.periods[0]._replace(
        year=day.periods[0].year or year_in(match["year"]).of(day.periods[0].first[0])
    )
    return _of_months(match.items, _days([*match["days"], day._replace(label="number")]), [month], calendar)


def _of_months(
    items: Sequence[Item], days: Sequence[Part], months: Iterable[Period], calendar: Calendar
) -> Item:
    return dated(items, [in_month(one, month, calendar) for month in months for one in days])


def placed_parts(match: Match, calendar: Calendar) -> Item | None:
    """«3, 4 неделя» + «января», «конец» + «I и II четверти»; None if the days named are no such period."""
    named = [period for item in match.items if item.label == "dated" for period in item.periods]
    return _placed(match.items, named, calendar)


def edges_of_school_year(match: Match, calendar: Calendar) -> Item | None:
    """«начало и конец учебного года»: lessons end with the second half-year, in May."""
    first = next((item.number for item in match.items if item.label == "school_year"), 0)
    year = first or calendar.year.first_year
    lessons = Period(TERMS["half"][1][0], TERMS["half"][2][1], year, year + 1)
    if calendar.halves and year == calendar.year.first_year:
        lessons = between(calendar.halves[0], calendar.halves[-1])
    return _placed(match.items, [lessons], calendar)


def _placed(items: Sequence[Item], named: Sequence[Period], calendar: Calendar) -> Item | None:
    """The parts among the items put into the periods."""
    if not all(period.whole or period.first[0] != period.last[0] for period in named):
        return None
    parts = [one for item in items for one in item.parts]
    places = [at for at, item in enumerate(items) if item.parts]
    through = any(item.label in THROUGH for item in items[places[0] : places[-1]])
    found: list[Period] = []
    for period in named:
        inside = [days for one in parts if (days := place(one, period, calendar))]
        if len(inside) < len(parts):
            of_months = any(item.label == "monthdays" for item in items)
            return None if of_months else joined("unscheduled", items)
        if through:  # «начало – середина октября»
            start, end = inside[0], inside[-1]
            inside = [Period(start.first, end.last, start.year, end.last_year or end.year)]
        found += inside
    return dated(items, found)
