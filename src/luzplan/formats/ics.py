"""iCalendar: all-day events on the days of a row, as simple as every calendar program takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event, vRecur

from luzplan.formats import Page, UnsuitableFormat
from luzplan.formats.cells import cell_text, flat_text
from luzplan.reports import Report
from luzplan.reports.rows import ActivityRow
from luzplan.reports.wording import title_line
from luzplan.school_year import Span
from luzplan.text import visible

_DAY = timedelta(days=1)
# 9 in the morning, three days before the first day. Outlook counts from the beginning of an event whatever
# the reminder says it counts from, takes one after it for one before, and knows one an event.
_REMINDER = timedelta(days=-3, hours=9)
_TOO_OFTEN = ("FREQ=DAILY", "FREQ=WEEKLY")
_EVERY_MONTH_HAS = 28  # days


def write(report: Report, _page: Page) -> bytes:
    """Write the rows that have dates as one calendar; the same plan gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//luzplan//plan//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    # The standard's, and the one that programs knew before; Outlook makes a calendar of its own of a name.
    for name in ("name", "x-wr-calname") if report.is_calendar else ():
        calendar.add(name, visible(title_line(report.title)))
    rows = [row for row in report.rows if isinstance(row, ActivityRow)]
    if report.rows and not rows:
        raise UnsuitableFormat("В календарь можно записать только мероприятия.")
    for row in {(row.plan, row.identity): row for row in rows}.values():  # it may stand under several months
        for occasion in _occasions(row):
            calendar.add_component(_event(row, occasion, report.revision))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Occasion:
    """The days of one event, both inclusive, and the rule by which it comes again, empty if it does not.

    ``name`` tells it from the other events of its row; ``left_out`` are days of the rule on which it does
    not come; ``done`` is the day on which it was done.
    """

    first: date
    last: date
    name: str = ""
    rule: str = ""
    left_out: tuple[date, ...] = ()
    done: date | None = None


def _occasions(row: ActivityRow) -> Iterator[_Occasion]:
    """An event for every deadline, but one for all open ones that a simple rule names."""
    if not row.deadline.spans:
        return
    deadlines = [
        replace(_closed(one.days, row), name=f"-{one.number + 1}", done=one.mark and one.mark.day)
        for one in row.all_occurrences
    ]
    ruled: set[date] = set()
    for at, rule in enumerate(_simple_rules(row.deadline.rrule), 1):
        days = [one.last for one in deadlines if not one.done and one.last not in ruled]
        named = set(_days(rule, days[0], days[-1])) if days else set()
        found = [day for day in days if day in named]
        if len(found) > 1 and (occasion := _by_rule(rule, found)):
            ruled.update(found)
            yield replace(occasion, name=f"-r{at}" if at > 1 else "")
    for one in deadlines:
        if one.done or one.last not in ruled:
            yield one if ruled or one.name != "-1" else replace(one, name="")


def _closed(span: Span, row: ActivityRow) -> _Occasion:
    """Set «до 15 мая» on its last day, and let what has no end end with the school year."""
    year_end = row.year.last_day
    first = span.start or span.end or year_end
    last = span.end or max(first, year_end)
    return _Occasion(last if "BYMONTHDAY" in row.deadline.rrule else first, last)


def _simple_rules(rrule: str) -> Iterator[str]:
    """A rule as rules that fit the templates of MS-OXCICAL, which Outlook and Exchange map; the rest is left.

    Each names one day of the month, or one weekday by its number in it, or the weekdays of a week. What not
    every month has, and what is counted from its end, is understood in more ways than one.
    """
    head, _, days = rrule.rpartition(";BYMONTHDAY=")
    if head.startswith("FREQ=MONTHLY"):
        yield from (f"{head};BYMONTHDAY={day}" for day in days.split(",") if 0 < int(day) <= _EVERY_MONTH_HAS)
    head, _, codes = rrule.rpartition(";BYDAY=")
    if head.startswith("FREQ=WEEKLY"):
        yield rrule
    if head.startswith("FREQ=MONTHLY"):
        numbered = ((code[:-2], code[-2:]) for code in codes.split(","))
        yield from (f"{head};BYDAY={day};BYSETPOS={at}" for at, day in numbered if at in ("1", "2", "3", "4"))


def _by_rule(rule: str, days: Sequence[date]) -> _Occasion | None:
    """An event on the days, which are the rule's; None if more of its days would be left out than not."""
    left_out = tuple(day for day in _days(rule, days[0], days[-1]) if day not in days)
    if len(left_out) > len(days):
        return None
    return _Occasion(days[0], days[0], rule=f"{rule};UNTIL={days[-1]:%Y%m%d}", left_out=left_out)


def _days(rule: str, first: date, last: date) -> list[date]:
    from dateutil.rrule import rrulestr

    start, end = (datetime.combine(day, time()) for day in (first, last))
    return [day.date() for day in rrulestr(rule, dtstart=start).between(start, end, inc=True)]


def _event(row: ActivityRow, occasion: _Occasion, revision: int) -> Event:
    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'luzplan:{row.identity}')}{occasion.name}")
    # The plan does not tell when it was changed, and a clock would make every copy another file.
    event.add("dtstamp", datetime.combine(row.year.first_day, time(), UTC))
    if revision:
        event.add("sequence", revision)
    event.add("dtstart", occasion.first)
    event.add("dtend", occasion.last + _DAY)  # the day after
    if occasion.rule:
        event.add("rrule", vRecur.from_ical(occasion.rule))
    if occasion.left_out:
        event.add("exdate", list(occasion.left_out), parameters={"value": "DATE"})
    event.add("summary", flat_text(row.what))
    event.add("description", _description(row, occasion.done))
    if where := cell_text(row.where):
        event.add("location", where)
    roles = [executor.role for executor in row.executors or ()]
    names = dict.fromkeys((row.section_title, *roles, *(["выполнено"] if occasion.done else [])))
    event.add("categories", [flat_text(name) for name in names if name])
    event.add("transp", "TRANSPARENT")  # weeks of work do not make one busy
    if not (occasion.done or row.always_on or row.deadline.rrule.startswith(_TOO_OFTEN)):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", flat_text(row.what))
        alarm.add("trigger", _REMINDER)
        event.add_component(alarm)
    return event


def _description(row: ActivityRow, done: date | None) -> str:
    fields = (
        ("Срок", row.when),
        ("Исполнители", row.who),
        *row.columns,
        ("Выполнено", done),
        ("Примечание", row.note),
    )
    lines = (
        title_line((cell_text(row.id), cell_text(row.section_title))),
        *(f"{heading}: {cell_text(cell)}" for heading, cell in fields if cell),
    )
    return "\n".join(lines)
