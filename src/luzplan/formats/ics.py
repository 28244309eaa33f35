"""iCalendar: an all-day event for every span of a row, named so that a calendar knows it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vRecur

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text, flat_text
from luzplan.reports import Report
from luzplan.reports.rows import ActivityRow
from luzplan.reports.words import title_line
from luzplan.school_year import Span
from luzplan.text import visible

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
        calendar.add(name, visible(title_line(report.title)))
    rows = [row for row in report.rows if isinstance(row, ActivityRow)]
    if report.rows and not rows:
        raise UnsuitableFormat("В календарь можно записать только мероприятия.")
    for row in rows:
        for number, occasion in enumerate(_occasions(row), 1):
            uid = str(uuid5(NAMESPACE_URL, f"luzplan:{row.identity}")) + (f"-{number}" if number > 1 else "")
            calendar.add_component(_event(row, occasion, uid))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The days of one event, both inclusive, and the rule by which it comes again, empty if it does not."""

    first: date
    last: date
    rule: str = ""


def _occasions(row: ActivityRow) -> list[_Occasion]:
    closed = [_closed(span, row.year.last_day) for span in row.deadline.spans]
    days = [occasion.last for occasion in closed]
    rule = row.deadline.rrule
    if rule and len(days) > 1 and _days(rule, days[0], days[-1]) == days:
        return [_Occasion(days[0], days[0], f"{rule};UNTIL={days[-1]:%Y%m%d}")]
    return closed


def _closed(span: Span, year_end: date) -> _Occasion:
    """Set «до 15 мая» on its last day, and let what has no end end with the school year."""
    first = span.start or span.end or year_end
    return _Occasion(first, span.end or max(first, year_end))


def _days(rule: str, first: date, last: date) -> list[date]:
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, last))
    return [day.date() for day in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


def _event(row: ActivityRow, occasion: _Occasion, uid: str) -> Event:
    event = Event()
    event.add("uid", uid)
    # The plan does not tell when it was changed, and a clock would make every copy another file.
    event.add("dtstamp", datetime.combine(row.year.first_day, time(), UTC))
    event.add("dtstart", occasion.first)
    event.add("dtend", occasion.last + _DAY)  # the day after
    if occasion.rule:
        event.add("rrule", vRecur.from_ical(occasion.rule))
    event.add("summary", flat_text(row.what))
    event.add("description", _description(row))
    if where := cell_text(row.where):
        event.add("location", where)
    event.add("categories", _categories(row))
    event.add("transp", "TRANSPARENT")  # weeks of work do not make one busy
    if not (row.done or row.always_on or occasion.rule.startswith(_TOO_OFTEN)):
        event.add_component(_alarm(row))
    return event


def _description(row: ActivityRow) -> str:
    fields = (
        ("Срок", row.when),
        ("Исполнители", row.who),
        *row.columns,
        ("Выполнено", row.done),
        ("Примечание", row.note),
    )
    lines = (
        title_line((cell_text(row.id), cell_text(row.section_title))),
        *(f"{heading}: {cell_text(cell)}" for heading, cell in fields if cell),
    )
    return "\n".join(lines)


def _categories(row: ActivityRow) -> list[str]:
    roles = [executor.role for executor in row.executors or ()]
    done = ["выполнено"] if row.done else []
    return [flat_text(name) for name in dict.fromkeys((row.section_title, *roles, *done)) if name]


def _alarm(row: ActivityRow) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", flat_text(row.what))
    alarm.add("trigger", -_ALARM_BEFORE_END, parameters={"related": "END"})
    return alarm
