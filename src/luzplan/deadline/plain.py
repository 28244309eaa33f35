"""Rules for what is no deadline yet: numbers in words, times of day, weekdays beside a date."""

from __future__ import annotations

from collections.abc import Sequence

from luzplan.deadline.cascade import Build
from luzplan.deadline.items import Item, faulty, joined
from luzplan.deadline.model import Fault
from luzplan.deadline.numerals import written_weekdays
from luzplan.deadline.tokens import is_time_of_day
from luzplan.school_year import Calendar


def as_kind(kind: str) -> Build:
    """Make a builder of items that only say what kind they are."""
    return lambda items, _calendar: joined(kind, items)


def number_in_words(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«двадцать пятого»."""
    return joined("num", items, sum(item.number for item in items))


def clock_if_round(items: Sequence[Item], _calendar: Calendar) -> Item | None:
    """«12.10» after a day, «в 15-30»: a time of day if it can be one."""
    numbers = [item.number for item in items if item.kind == "num"]
    times = [tuple(numbers)] if numbers else []
    times += [(item.number, item.periods[0].first[0]) for item in items if item.kind == "date"]
    return joined("clock", items) if all(is_time_of_day(*clock) for clock in times) else None


def date_through_time(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«07.12-19.20»: the second can be no date."""
    return faulty(items[-1:], Fault.IMPOSSIBLE)


def not_understood(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«15-20.09-25.10»."""
    return faulty(items, Fault.NOT_UNDERSTOOD)


def day_with_weekday(items: Sequence[Item], _calendar: Calendar) -> Item:
    """«ВТ. 24 апреля», «22.03 (четверг)»."""
    day = next(item for item in items if item.kind == "dated")
    return day._replace(start=items[0].start, end=items[-1].end, weekdays=written_weekdays(items))
