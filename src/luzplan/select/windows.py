"""Windows of days as people ask for them: a month, from – to, the next N days."""

from __future__ import annotations

from datetime import date, timedelta

from luzplan.calendar import Calendar, Span
from luzplan.deadline import Kind, read_deadline


def read_day(text: str, calendar: Calendar) -> date | None:
    """Read a day as people write it, «2012-02-01», «1 февраля», «01.02»; None if it is not one day."""
    deadline = read_deadline(text, calendar)
    if deadline.kind is not Kind.DATES or len(deadline.spans) != 1:
        return None
    span = deadline.spans[0]
    return span.start if span.start == span.end else None


def days_ahead(today: date, number: int) -> Span:
    """Give today and the ``number`` days after it; what lies past all calendars has no end."""
    try:
        return Span(today, today + timedelta(days=number))
    except OverflowError:
        return Span(today, None)
