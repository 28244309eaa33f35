"""A deadline in words: how the tool has read a phrase."""

from __future__ import annotations

from luzplan.deadline.model import Deadline, Fault, Kind
from luzplan.russian import count, date_words, listing, period_words, quote

_DATES = ("дата", "даты", "дат")
_KINDS = {
    Kind.ONGOING: "весь год",
    Kind.UNSCHEDULED: "без точных дат",
    Kind.NONE: "срок не назван",
}
_FAULTS = {
    Fault.NOT_UNDERSTOOD: "не понято",
    Fault.IMPOSSIBLE: "такой даты не бывает",
    Fault.REVERSED: "конец раньше начала",
}
_EVERY = {
    "FREQ=DAILY": "каждый день",
    "FREQ=WEEKLY": "каждую неделю",
    "FREQ=MONTHLY": "каждый месяц",
    "FREQ=MONTHLY;INTERVAL=3": "каждый квартал",
    "FREQ=YEARLY": "каждый год",
}


def deadline_words(deadline: Deadline) -> str:
    """Say in Russian what was understood: «1 ноября 2011 – 31 января 2012», «весь год», «не понято: …»."""
    if deadline.misreading:
        at_fault = deadline.text[deadline.misreading.start : deadline.misreading.end]
        return f"{_FAULTS[deadline.misreading.fault]}: {quote(at_fault)}"
    if deadline.kind is Kind.RECURRING:
        return _recurring_words(deadline)
    if deadline.kind is Kind.DATES:
        return listing([period_words(span.start, span.end) for span in deadline.spans])
    return _KINDS[deadline.kind]


def _recurring_words(deadline: Deadline) -> str:
    every = _EVERY.get(deadline.rrule, "повторяется")
    if not deadline.spans:
        return every
    first = deadline.spans[0].start or deadline.spans[0].end
    return f"{every}: {count(len(deadline.spans), _DATES)}, первая – {date_words(first)}" if first else every
