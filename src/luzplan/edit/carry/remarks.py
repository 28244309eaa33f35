"""What people should look at in a plan that was carried over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from luzplan.deadline import Deadline, Kind
from luzplan.edit.carry.dates import Shift
from luzplan.model import Activity
from luzplan.russian import WEEKDAYS, date_words, quote

_SATURDAY = 5


def remarks(old: Activity, new: Activity, shift: Shift, *, tracked: bool) -> Iterator[str]:
    """Say what does not carry over by itself; ``tracked`` plans mark what is done."""
    if tracked and not old.done and old.deadline.kind is not Kind.ONGOING:
        yield f"не отмечено выполненным в {shift.old}"
    if "29" in old.when and "29" not in new.when:
        yield f"в {shift.new.year_of(2)} году нет 29 февраля: срок стал {quote(new.when)}"
    if new.deadline.kind is Kind.UNKNOWN and old.deadline.kind is not Kind.UNKNOWN:
        yield f"срок {quote(new.when)} в новом году не понят"
    yield from _weekday_remarks(new.deadline)
    yield from _weekend_remarks(old.deadline, new.deadline)


def _weekday_remarks(deadline: Deadline) -> Iterator[str]:
    for written in deadline.weekdays:
        day = written.day
        if day is not None and day.weekday() != written.weekday:
            yield f"{date_words(day)} — {WEEKDAYS[day.weekday()]}, а не {WEEKDAYS[written.weekday]}"


def _weekend_remarks(old: Deadline, new: Deadline) -> Iterator[str]:
    """Tell single days that were working days and fall on a weekend now."""
    if any(day.weekday() >= _SATURDAY for day in _single_days(old)):
        return
    for day in _single_days(new):
        if day.weekday() >= _SATURDAY:
            yield f"{date_words(day)} — {WEEKDAYS[day.weekday()]}"


def _single_days(deadline: Deadline) -> list[date]:
    return [span.end for span in deadline.spans if span.end is not None and span.start in (None, span.end)]
