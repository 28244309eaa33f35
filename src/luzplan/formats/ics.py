"""iCalendar: an all-day event for every span of a row, named so that a calendar knows it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vRecur

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text, flat_text
from luzplan.reports.identity import Origin, lasting_names
from luzplan.reports.report import ORIGIN, Report, Row
from luzplan.school_year import Span
from luzplan.selection import is_always_on
from luzplan.text.source import visible

_DAY = timedelta(days=1)
_ALARM_BEFORE_END = timedelta(days=3, hours=15)  # 9 in the morning, three days before the last day
_TOO_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY")


def write(report: Report, page: Page) -> bytes:
    """Write the rows that have dates as one calendar; the same plan gives the same bytes."""
    del page  # a calendar has no width
    calendar = Calendar()
    calendar.add("prodid", "-//luzplan//plan//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):  # the standard's, and the one that programs knew before
        calendar.add(name, visible(report.title))
    rows = [(row, origin) for row in report.rows if isinstance(origin := row.get(ORIGIN), Origin)]
    if report.rows and not rows:
        raise UnsuitableFormat("В календарь можно записать только мероприятия.")
    for (row, origin), name in zip(rows, lasting_names([origin for _, origin in rows]), strict=True):
        for number, occasion in enumerate(_occasions(row, origin), 1):
            uid = str(uuid5(NAMESPACE_URL, f"luzplan:{name}")) + (f"-{number}" if number > 1 else "")
            calendar.add_component(_event(row, origin, occasion, uid))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The days of one event, both inclusive, and the rule by which it comes again, empty if it does not."""

    first: date
    last: date
    rule: str = ""


def _occasions(row: Row, origin: Origin) -> list[_Occasion]:
    spans = row["spans"]
    assert isinstance(spans, tuple)
    closed = [_closed(span, origin) for span in spans if isinstance(span, Span)]
    days = [occasion.last for occasion in closed]
    rule = origin.activity.deadline.rrule
    if rule and len(days) > 1 and _days(rule, days[0], days[-1]) == days:
        return [_Occasion(days[0], days[0], f"{rule};UNTIL={days[-1]:%Y%m%d}")]
    return closed


def _closed(span: Span, origin: Origin) -> _Occasion:
    """Set «до 15 мая» on its last day, and let what has no end end with the school year."""
    year_end = origin.plan.year.last_day
    first = span.start or span.end or year_end
    return _Occasion(first, span.end or max(first, year_end))


def _days(rule: str, first: date, last: date) -> list[date]:
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, last))
    return [day.date() for day in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


def _event(row: Row, origin: Origin, occasion: _Occasion, uid: str) -> Event:
    event = Event()
    event.add("uid", uid)
    # The plan does not tell when it was changed, and a clock would make every copy another file.
    event.add("dtstamp", datetime.combine(origin.plan.year.first_day, time(), UTC))
    event.add("dtstart", occasion.first)
    event.add("dtend", occasion.last + _DAY)  # the day after
    if occasion.rule:
        event.add("rrule", vRecur.from_ical(occasion.rule))
    event.add("summary", flat_text(row["what"]))
    event.add("description", _description(row, origin))
    if where := cell_text(row["where"]):
        event.add("location", where)
    event.add("categories", _categories(row, origin))
    event.add("transp", "TRANSPARENT")  # weeks of work do not make one busy
    if _has_alarm(row, origin, occasion):
        event.add_component(_alarm(row))
    return event


def _has_alarm(row: Row, origin: Origin, occasion: _Occasion) -> bool:
    """Whether its end is a deadline to be reminded of."""
    ongoing = is_always_on(origin.activity.deadline)
    return not (row["done"] or ongoing or occasion.rule.startswith(_TOO_OFTEN))


def _description(row: Row, origin: Origin) -> str:
    lines = (
        f"{cell_text(row['id'])} · {cell_text(origin.section.title)}",
        *(
            f"{heading}: {cell_text(row[key])}"
            for heading, key in (("Срок", "when"), ("Исполнители", "who"), ("Выполнено", "done"))
            if row[key]
        ),
    )
    return "\n".join(lines)


def _categories(row: Row, origin: Origin) -> list[str]:
    roles = [executor.role for executor in origin.plan.executors(origin.activity).executors]
    done = ["выполнено"] if row["done"] else []
    return [flat_text(name) for name in dict.fromkeys((origin.section.title, *roles, *done)) if name]


def _alarm(row: Row) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", flat_text(row["what"]))
    alarm.add("trigger", -_ALARM_BEFORE_END, parameters={"related": "END"})
    return alarm
