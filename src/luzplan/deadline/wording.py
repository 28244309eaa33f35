"""A deadline in words: how the tool has read a phrase."""

from __future__ import annotations

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
    "DAILY": "каждый день",
    "WEEKLY": "каждую неделю",
    "MONTHLY": "каждый месяц",
    "YEARLY": "каждый год",
}
_UNITS = {
    "DAILY": ("день", "дня", "дней"),
    "WEEKLY": ("неделю", "недели", "недель"),
    "MONTHLY": ("месяц", "месяца", "месяцев"),
    "YEARLY": ("год", "года", "лет"),
}
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
    rule = dict(one.split("=") for one in rrule.split(";") if one)
    frequency, interval = rule.get("FREQ", ""), int(rule.get("INTERVAL", 1))
    days = ""
    if frequency == "WEEKLY" and "BYDAY" in rule:
        days = f"по {listing([_ON_WEEKDAYS[code] for code in rule['BYDAY'].split(',')])}"
    if (frequency, interval) == ("MONTHLY", 3):
        return "каждый квартал"
    if interval > 1:
        return f"раз в {count(interval, _UNITS[frequency])} {days}".rstrip()
    return days or _EVERY.get(frequency, "повторяется")
