"""Reading a deadline: what the rules made of the phrase is weighed into one meaning, or into none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.calendar import Calendar, Span
from luzplan.deadline.grammar import STAGES
from luzplan.deadline.items import Item, kind, kinds
from luzplan.deadline.model import Deadline, Fault, Kind, Misreading, WrittenWeekday
from luzplan.deadline.ranges import in_order
from luzplan.deadline.tokens import items_of
from luzplan.russian import folded

_DOT, _OPEN, _CLOSE, _FAULT = kind("dot"), kind("open"), kind("close"), kind("fault")
_DATED, _RECURRING, _ONGOING, _WEEKDAY = kind("dated"), kind("recurring"), kind("ongoing"), kind("weekday")
_NUM, _WORD, _BIG, _MONTH = kind("num"), kind("word"), kind("big"), kind("month")
_BLANK = kinds("dash dot comma")
_UNSCHEDULED = kinds("unscheduled clock occasion holiday during hour period")
_TIME_NOUNS = kinds("part week month_word quarter half kvartal decade date_word weekday season")
_STRAY = kinds("num big tens odd_roman besides word every times last")
_SEPARATORS = kinds("comma quote")
_NEEDS_MORE = kinds("until from after by")
_MONTH_LIKE = re.compile(r"(?:бр|рел|рал|нвар|юн|юл|вгуст|март)[ьяеюуа]?$")


def read_deadline(text: str, calendar: Calendar) -> Deadline:
    """Read a deadline as people write it. Never raises: ``unknown`` says which words."""
    named = calendar.holidays.get(folded(text)) if calendar.holidays else None
    if named:
        return Deadline(text, Kind.DATES, (named,))
    lexed = items_of(text)
    if all(item.kind in _BLANK for item in lexed):
        return Deadline(text, Kind.NONE)
    items = _parsed(lexed, calendar)
    weekdays = _weekdays(items)
    fault = next((item for item in items if item.kind == _FAULT), None)
    if fault:
        misreading = Misreading(fault.fault or Fault.NOT_UNDERSTOOD, fault.start, fault.end)
        return Deadline(text, Kind.UNKNOWN, misreading=misreading, weekdays=weekdays)
    return _weighed(text, _without_remarks(items), weekdays, lexed)


def _parsed(lexed: list[Item], calendar: Calendar) -> list[Item]:
    items = _unnumbered(lexed)
    for stage in STAGES:
        items = stage.rewritten(items, calendar)
    return items


def _unnumbered(lexed: list[Item]) -> list[Item]:
    """Leave out dots and the numbers of list entries: «1. Октябрь», «1) октябрь 2) март»."""
    if [item.kind for item in lexed[:3]] == [_NUM, _DOT, _MONTH]:
        lexed = lexed[2:]
    items: list[Item] = []
    for item in lexed:
        if item.kind == _CLOSE and items and items[-1].kind == _NUM and not _is_open(items):
            items.pop()
        elif item.kind != _DOT:
            items.append(item)
    return items


def _is_open(items: Sequence[Item]) -> bool:
    """Whether a bracket is open after these items."""
    signs = [item.kind for item in items if item.kind in (_OPEN, _CLOSE)]
    return signs.count(_OPEN) > signs.count(_CLOSE)


def _weekdays(items: Sequence[Item]) -> tuple[WrittenWeekday, ...]:
    lone = [
        WrittenWeekday(item.number, item.start, item.end, None) for item in items if item.kind == _WEEKDAY
    ]
    return tuple(
        sorted([*lone, *(day for item in items for day in item.weekdays)], key=lambda day: day.start)
    )


def _without_remarks(items: list[Item]) -> list[Item]:
    """Leave out what stands in brackets if the rest has its own dates, or holds all the year."""
    depth, outside = 0, []
    for item in items:
        depth += item.kind == _OPEN
        if not depth:
            outside.append(item)
        depth = max(0, depth - (item.kind == _CLOSE))
    return outside if any(item.kind in (_DATED, _ONGOING) for item in outside) else items


def _weighed(
    text: str, items: Sequence[Item], weekdays: tuple[WrittenWeekday, ...], lexed: Sequence[Item]
) -> Deadline:
    found = {item.kind for item in items}
    stray = _stray(text, items, lexed)
    dates = in_order([span for item in items if item.kind == _DATED for span in item.spans])
    if _RECURRING in found and not stray:
        spans, rrule = _recurring(items, dates)
        return Deadline(text, Kind.RECURRING, spans, weekdays=weekdays, rrule=rrule)
    if dates and not stray:
        return Deadline(text, Kind.DATES, tuple(dates), weekdays=weekdays)
    if not dates and _RECURRING not in found:
        if _ONGOING in found:
            return Deadline(text, Kind.ONGOING, weekdays=weekdays)
        if found & _UNSCHEDULED or (found & _TIME_NOUNS and not found & _STRAY):
            return Deadline(text, Kind.UNSCHEDULED, weekdays=weekdays)
    start, end = _place(text, stray or [item for item in items if item.kind in _STRAY])
    misreading = Misreading(Fault.NOT_UNDERSTOOD, start, end)
    return Deadline(text, Kind.UNKNOWN, misreading=misreading, weekdays=weekdays)


def _recurring(items: Sequence[Item], dates: Sequence[Span]) -> tuple[tuple[Span, ...], str]:
    """Give the dates of the most telling recurrence, within the dates that stand beside it."""
    all_found = [item for item in items if item.kind == _RECURRING]
    best = max(all_found, key=lambda item: ("BY" in item.rrule, len(item.spans) > 0))
    if not dates or not best.spans:
        return best.spans or tuple(dates), best.rrule
    return tuple(span for span in best.spans if any(span.touches(window) for window in dates)), best.rrule


def _stray(text: str, items: Sequence[Item], lexed: Sequence[Item]) -> list[Item]:
    """Find what may change the meaning of dates and was not understood; the rest is remarks."""
    first = next((at for at, item in enumerate(items) if item.kind in (_DATED, _RECURRING)), 0)
    genitives = {item.start for item in lexed if item.kind == kind("of_month")}
    strays = []
    for at, item in enumerate(items):
        before = next((one.kind for one in reversed(items[:at]) if one.kind not in _SEPARATORS), "")
        after = items[at + 1].kind if at + 1 < len(items) else ""
        if (
            (item.kind in (_NUM, _BIG) and before != _WORD)
            or item.kind == kind("besides")
            or (item.kind in _NEEDS_MORE and (not after or after == _NUM))
            or (item.kind == _WORD and _MONTH_LIKE.search(text[item.start : item.end].lower()))
            or (item.kind == _WORD and at + 1 == first and items[first].start in genitives)
        ):
            strays.append(item)
    return strays


def _place(text: str, strays: Sequence[Item]) -> tuple[int, int]:
    """Give the place of the first words that were not understood, the whole phrase if there are none."""
    if not strays:
        blank = len(text) - len(text.lstrip())
        return blank, max(blank, len(text.rstrip()))
    end = strays[0].end
    for item in strays[1:]:
        if text[end : item.start].strip():
            break
        end = item.end
    return strays[0].start, end


class DeadlineReader:
    """Reads deadlines in one calendar and remembers them: plans repeat their phrases."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self._read: dict[str, Deadline] = {}

    def read(self, text: str) -> Deadline:
        """Read a deadline, each phrase once."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = read_deadline(text, self.calendar)
        return known
