"""What the rows left over: remarks and places that do no harm, and strays that may change the meaning."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from luzplan.deadline import Item, labels
from luzplan.deadline.items import in_order
from luzplan.russian.spelling import folded, is_one_slip
from luzplan.school_year import Span

NOT_UNDERSTOOD = labels(
    "number ordinal roman odd_roman tens big first last besides between of ahead in_time offset next"
    " reported times every moved reserve late early word parity exception"
)
_NUMBERS = labels("number ordinal roman big")
_LONGEST_ENTRY = 3  # signs of its number
_LONGEST_SHORT_MONTH = 5  # «сент», «октяб»
# «за неделю до 15 мая», «кроме 15 мая»
_DISTURBING = labels(
    "not late early first last besides between of ahead in_time offset next reported moved reserve"
)
_CHANGING = labels(
    "except_for except_holidays excepted moved reserve onward number ordinal before latest from by after"
)
# «по субботам, кроме праздников», «весь год, кроме каникул»
_READ_BESIDE = {
    "except_for": labels("recurring"),
    **dict.fromkeys(("excepted", "except_holidays"), labels("recurring ongoing")),
}
_NEEDS_MORE = labels("before latest from after by")
_NEITHER = labels(
    "number ordinal roman big and close $"
)  # what «до» leads to nothing with: «до 15», «до и после»
_COUNTED = labels("word day_word thing")  # before «мая» they count its days
_COUNTING = labels("week decade half_of date_word quarter kvartal half")  # «неделя 2 октября»
_CORE = labels("dated recurring")
_AFTER_ONWARD = labels("occasion result unscheduled always ongoing recurring by at dash remark")
_SHORT_MONTHS = ("май", "мая", "мае", "март", "июнь", "июня", "июне", "июль", "июля", "июле")
_MONTH_LIKE = r"(?:бр|рел|рал|нвар|юн|юл|вгуст|март)[ьяеюуа]?$"
_ENTRIES = labels("before from by at not date full dated begin middle ending first last during")
_DATES = labels("date full dated")
_DAY = timedelta(days=1)


def strays(text: str, items: Sequence[Item], genitives: frozenset[int]) -> list[Item]:
    """What was not understood and may change the meaning of the dates, or of a year without dates.

    ``genitives`` are the offsets of months such as «мая»: a word before one counts its days.
    """
    found = [item for at, item in enumerate(items) if _is_stray(items, at, text)]
    core = next((at for at, item in enumerate(items) if item.label in _CORE), None)
    if core is None:
        return [item for item in found if item.label in _CHANGING]
    before, after = items[core - 1] if core else None, items[core]
    # «неделя 2 октября» says nothing, «неделя 6-10 октября» does.
    one_day = all(span.start == span.end or None in span for span in after.spans)
    if before and (
        (before.label in _COUNTING and one_day) or (before.label in _COUNTED and after.start in genitives)
    ):
        found.append(before)
    return sorted(found, key=lambda item: item.start)


def _is_stray(items: Sequence[Item], at: int, text: str) -> bool:
    item = items[at]
    behind = items[at + 1].label if at + 1 < len(items) else "$"
    if item.label in _NUMBERS:
        before = (one.label for one in reversed(items[:at]) if one.label != "comma")
        return next(before, "") != "word"  # «ул. Ленина, 12»
    if item.label in _NEEDS_MORE or item.label == "odd_roman":  # «п. 3.2»
        return behind in (_NEITHER if item.label in _NEEDS_MORE else _CORE)
    if item.label == "word":
        return _is_stray_word(items, at, text, behind)
    if item.label == "dated" and any(map(_is_years, item.spans)):  # «15 мая, школа, 2012 г.»
        others = (text[one.start : one.end] for one in items if one.label == "dated" and one is not item)
        return any(not re.search(r"\d{4}", words) for words in others)
    found = {one.label for one in items}
    if item.label in _READ_BESIDE:
        return found.isdisjoint(_READ_BESIDE[item.label])
    is_onward = item.label == "onward" and behind not in _AFTER_ONWARD
    return is_onward or item.label in _DISTURBING or (item.label == "monthdays" and "recurring" in found)


def _is_stray_word(items: Sequence[Item], at: int, text: str, behind: str) -> bool:
    """Whether it may be a month or «до» («дл 31.12»), too short to mend, or ends a range: «май-фывап»."""
    word = folded(text[items[at].start : items[at].end])
    if re.search(_MONTH_LIKE, word) or (behind in _CORE and is_one_slip(word, "до")):
        return True
    if [item.label for item in items[max(at - 2, 0) : at]] == ["dated", "dash"]:  # «май – школа» is a remark
        return not any(map(str.isspace, text[items[at - 2].end : items[at].start]))
    return len(word) < len("марта") and any(is_one_slip(word, month) for month in _SHORT_MONTHS)


def without_numbering(items: Sequence[Item]) -> list[Item]:
    """The items without the numbers of list entries: «1. Октябрь 2. Март»."""
    entries = _entries(items)
    return [item for at, item in enumerate(items) if at not in entries]


def _entries(items: Sequence[Item]) -> set[int]:
    """The numbers of a list: «1. Октябрь 2. До 15 мая»; one alone before a date is none."""
    found: list[int] = []
    for at, (number, dot, behind) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        is_apart = behind.start > dot.end  # «1.окт» is a day, «1.Октябрь» an entry
        is_entry = bool(found) or is_apart or behind.end - behind.start > _LONGEST_SHORT_MONTH
        is_month = behind.label == "month" and is_entry
        begins = is_month or (behind.label in _ENTRIES and is_apart)
        in_words = number.end - number.start > _LONGEST_ENTRY  # «перв. дек. мая»
        if number.label not in _NUMBERS or dot.label != "dot" or not begins or in_words:
            continue
        first = number.number == 1 and (at == 0 or is_month)
        if number.number == items[found[-1]].number + 1 if found else first:
            found.append(at)
    alone = len(found) == 1 and items[found[0] + 2].label in _DATES
    return set() if alone else set(found)


def told(items: list[Item]) -> list[Item]:
    """What counts of brackets: days that lie outside the others, or that say when in their months.

    What lies within the days outside is a remark, «октябрь (заявки до 5 октября)», as is what holds them:
    «до 1 октября (1 полугодие)».
    """
    outside, inside = parted(items)
    if not inside or any(item.label == "recurring" for item in inside):
        return items
    within, without = spans_among(inside), spans_among(outside)
    if not without:
        ongoing = any(item.label == "ongoing" for item in outside)
        return outside if ongoing and within and all(map(_is_years, within)) else items
    if _narrows(within, without, all(item.label in ("open", "close", "dated") for item in inside)):
        return [*(item for item in outside if item.label == "recurring"), *inside]
    added = [one for one in within if not any(_is_told_by(one, span) for span in without)]
    kept = [item._replace(spans=tuple(one for one in item.spans if one in added)) for item in inside]
    return [*outside, *(item for item in kept if item.label != "dated" or item.spans)]


def parted(items: Iterable[Item]) -> tuple[list[Item], list[Item]]:
    """The items outside brackets, and those within."""
    depth = 0
    parted: tuple[list[Item], list[Item]] = ([], [])
    for item in items:
        depth += item.label == "open"
        parted[depth > 0].append(item)
        depth = max(0, depth - (item.label == "close"))
    return parted


def spans_among(items: Iterable[Item], label: str = "dated") -> list[Span]:
    """The days of all items with the label, in the order of time."""
    return in_order([span for item in items if item.label == label for span in item.spans])


def _is_years(span: Span) -> bool:
    """Whether the days begin and end with years: «постоянно (2013-2015 гг.)», «(с 2013 года)»."""
    start, end = span
    return (not start or (start.month, start.day) == (1, 1)) and (not end or (end.month, end.day) == (12, 31))


def _is_told_by(one: Span, span: Span) -> bool:
    """Whether days in brackets lie within days outside, of an open start the end does, or hold them."""
    last = Span(one.end, one.end)
    if None not in span and (one if one.start else last).common(span) in (one, last):
        return True
    return one == span or (
        one.start is not None and Span(span.end, span.end).touches(one) and None not in one
    )


def _narrows(inside: Sequence[Span], outside: Sequence[Span], ends: bool) -> bool:
    """Whether brackets say when in the months outside: «осенью (октябрь), весной (апрель)».

    «II полугодие (до 20 мая)» does so too, but «октябрь (заявки до 5 октября)» is October.
    """
    if ends:
        inside = [one if one.start else Span(one.end, one.end) for one in inside]
    holding = [span for span in outside if any(one.common(span) == one for one in inside)]
    whole = all(one.start and one.end and one.start.day == 1 and (one.end + _DAY).day == 1 for one in outside)
    within = all(any(one.common(span) == one for span in outside) for one in inside)
    return whole and within and holding == list(outside)
