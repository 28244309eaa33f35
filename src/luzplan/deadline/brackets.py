"""What stands in brackets: a remark, or what the words outside mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from luzplan.deadline.items import Item, kinds
from luzplan.deadline.years import in_order
from luzplan.school_year import Span

_SIGNS = kinds("open close dated")
_DAY = timedelta(days=1)
_SHORTEST_YEAR = 364  # days from its first to its last


def told(items: list[Item]) -> list[Item]:
    """Leave out what brackets add to words that say enough; «(ежемесячно)» adds a meaning."""
    outside = _without_brackets(items)
    inside = [item for item in items if item not in outside]
    if any(item.kind == "recurring" for item in inside):
        return items
    if _narrows(spans_among(inside), spans_among(outside), _says_only_when(inside)):
        return [*(item for item in outside if item.kind == "recurring"), *inside]
    if any(item.kind == "dated" for item in outside):
        return outside
    ongoing = any(item.kind == "ongoing" for item in outside)
    return outside if ongoing and all(_is_years(span) for span in spans_among(inside)) else items


def _is_years(span: Span) -> bool:
    """Whether the days are a year or more: «постоянно (2013-2015 гг.)»."""
    return not span.start or not span.end or (span.end - span.start).days >= _SHORTEST_YEAR


def spans_among(items: Sequence[Item]) -> list[Span]:
    """Give the days of all dated items in the order of time."""
    return in_order([span for item in items if item.kind == "dated" for span in item.spans])


def _says_only_when(inside: Sequence[Item]) -> bool:
    return all(item.kind in _SIGNS for item in inside)


def _narrows(inside: Sequence[Span], outside: Sequence[Span], ends: bool) -> bool:
    """Whether brackets say when in the months outside: «осенью (октябрь), весной (апрель)».

    «II полугодие (до 20 мая)» does so too, but «октябрь (заявки до 5 октября)» is October.
    """
    if ends:
        inside = [one if one.start else Span(one.end, one.end) for one in inside]
    holding = [span for span in outside if any(one.common(span) == one for one in inside)]
    whole = all(one.start and one.end and one.start.day == 1 and (one.end + _DAY).day == 1 for one in outside)
    return (
        whole
        and bool(outside)
        and holding == outside
        and all(any(one.common(span) == one for span in outside) for one in inside)
    )


def _without_brackets(items: Sequence[Item]) -> list[Item]:
    """Give the items outside brackets."""
    depth = 0
    outside = []
    for item in items:
        depth += item.kind == "open"
        if not depth:
            outside.append(item)
        depth = max(0, depth - (item.kind == "close"))
    return outside
