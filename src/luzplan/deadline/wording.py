"""A deadline in words: how the tool has read a phrase."""

from __future__ import annotations

import re

from luzplan.deadline import Deadline, DeadlineFault, DeadlineKind
from luzplan.deadline.reader import typed_in_latin
from luzplan.russian import DEADLINES, count, date_words, listing, period_words, quote

_KINDS = {
    DeadlineKind.ONGOING: "весь год",
    DeadlineKind.UNSCHEDULED: "без точных дат",
    DeadlineKind.NONE: "срок не назван",
}
_FAULTS = {
    DeadlineFault.NOT_UNDERSTOOD: "не понято",
    DeadlineFault.IMPOSSIBLE: "такой даты не бывает",
    DeadlineFault.REVERSED: "конец раньше начала",
    DeadlineFault.TOO_LONG: "слишком длинно для срока, лишнее",
}
_EVERY = {
    "FREQ=DAILY": "каждый день",
    "FREQ=WEEKLY": "каждую неделю",
    "FREQ=MONTHLY": "каждый месяц",
    "FREQ=MONTHLY;INTERVAL=3": "каждый квартал",
    "FREQ=YEARLY": "каждый год",
}

_INTERVAL = re.compile(r"FREQ=(\w+);INTERVAL=(\d+)(?:;BYDAY=(.+))?")
_UNITS = {
    "DAILY": ("день", "дня", "дней"),
    "WEEKLY": ("неделю", "недели", "недель"),
    "MONTHLY": ("месяц", "месяца", "месяцев"),
    "YEARLY": ("год", "года", "лет"),
}
_WEEKLY_DAYS = re.compile(r"FREQ=WEEKLY;BYDAY=(.+)")
_ON_WEEKDAYS = {
    "MO": "понедельникам", "TU": "вторникам", "WE": "средам", "TH": "четвергам", "FR": "пятницам",
    "SA": "субботам", "SU": "воскресеньям",
}  # fmt: skip


def deadline_words(deadline: Deadline) -> str:
    """Say in Russian what was understood: «1 ноября 2011 – 31 января 2012», «весь год», «не понято: …»."""
    if deadline.misreading:
        at_fault = deadline.text[deadline.misreading.start : deadline.misreading.end]
        meant = typed_in_latin(deadline.text)
        layout = f" (другая раскладка: {quote(meant)}?)" if meant else ""
        return f"{_FAULTS[deadline.misreading.fault]}: {quote(at_fault)}{layout}"
    if deadline.kind is DeadlineKind.RECURRING:
        return _recurring_words(deadline)
    if deadline.kind is DeadlineKind.DATES:
        return listing([period_words(span.start, span.end) for span in deadline.spans])
    return _KINDS[deadline.kind]


def _recurring_words(deadline: Deadline) -> str:
    every, spans = _every(deadline.rrule), deadline.spans
    if len(spans) < 2:
        return ": ".join([every, *(period_words(span.start, span.end) for span in spans)])
    first, last = spans[0].start, spans[-1].end
    begins = f" с {date_words(first)}" if first else ""
    return f"{every}: {count(len(spans), DEADLINES)}{begins}" + (f" по {date_words(last)}" if last else "")


def _every(rrule: str) -> str:
    if known := _EVERY.get(rrule.partition(";BYMONTHDAY")[0]):
        return known
    if interval := _INTERVAL.fullmatch(rrule):
        days = f" {_on_weekdays(interval[3])}" if interval[3] else ""
        return f"раз в {count(int(interval[2]), _UNITS[interval[1]])}{days}"
    if weekly := _WEEKLY_DAYS.fullmatch(rrule):
        return _on_weekdays(weekly[1])
    return "каждый месяц" if "FREQ=MONTHLY" in rrule else "повторяется"


def _on_weekdays(codes: str) -> str:
    return f"по {listing([_ON_WEEKDAYS[code] for code in codes.split(',')])}"
