"""What the rules left over: remarks and places that do no harm, and strays that may change the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.deadline.items import Item, first_of, kinds
from luzplan.deadline.vocabulary import OF_WORDS
from luzplan.russian.spelling import folded, is_one_slip

NOT_UNDERSTOOD = kinds(
    "num roman odd_roman tens big first last besides ahead in_time offset next times every word"
)
_NUMBERS = kinds("num roman big")
_DISTURBING = kinds(
    "not first last besides ahead in_time offset next"
)  # «кроме 15 мая», «за неделю до 15 мая»
_NEEDS_MORE = kinds("until from after by")
_NEITHER = kinds("num roman big and")  # what «до» leads to nothing with: «до 15», «до и после»
_LETTER_OR_FIGURE = kinds("odd_roman")
_SEPARATORS = kinds("comma")
_UNHEARD = kinds("dot quote")
_COUNTED = kinds("word day_word thing")  # before «мая» they count its days
_COUNTING = kinds("week decade half_of date_word quarter kvartal half")  # «неделя 2 октября»
_CORE = kinds("dated recurring")
_SHORT_MONTHS = ("май", "мая", "мае", "март", "июнь", "июня", "июне", "июль", "июля", "июле")
_DATES = kinds("date full dated")
_ENTRIES = kinds("until from by at not date full dated begin middle ending first last during")
_MONTH_LIKE = r"(?:бр|рел|рал|нвар|юн|юл|вгуст|март)[ьяеюуа]?$"


def strays(text: str, items: Sequence[Item], genitives: frozenset[int]) -> list[Item]:
    """Find what was not understood and may change the meaning of the dates.

    ``genitives`` are the offsets of months such as «мая»: a word before one counts its days.
    """
    found = [item for at, item in enumerate(items) if _is_stray(items, at, text)]
    if not any(item.spans for item in items):
        found = [item for item in found if item.kind != "besides"]  # «ежедневно, кроме воскресенья»
    core = first_of(items, _CORE)
    before = items[core - 1].kind if core else ""
    if (before in _COUNTING and _is_one_day(items[core])) or (
        before in _COUNTED and items[core].start in genitives
    ):
        found.append(items[core - 1])
    return sorted(found, key=lambda item: item.start)


def _is_one_day(item: Item) -> bool:
    """«неделя 2 октября» says nothing, «неделя 6-10 октября» does."""
    return all(span.start == span.end or None in span for span in item.spans)


def _is_stray(items: Sequence[Item], at: int, text: str) -> bool:
    item = items[at]
    if item.kind in _NUMBERS:
        return _kind_before(items, at) != "word"  # «ул. Ленина, 12»
    behind = items[at + 1].kind if at + 1 < len(items) else ""
    if item.kind in _NEEDS_MORE:
        return behind in _NEITHER or not behind
    if item.kind in _LETTER_OR_FIGURE:
        return behind in _CORE  # «п. 3.2»
    if item.kind == "word":
        word = folded(text[item.start : item.end])
        return _ends_a_range(items, at, text) or _may_be_a_slip(word, behind)
    if item.kind == "besides" and item.number == OF_WORDS and behind == "word":
        return False
    return item.kind in _DISTURBING


def _may_be_a_slip(word: str, behind: str) -> bool:
    """Whether the word may be a month, or «до» before a date («дл 31.12»): both are too short to mend."""
    if re.search(_MONTH_LIKE, word) or (behind in _CORE and is_one_slip(word, "до")):
        return True
    return len(word) < len("марта") and any(is_one_slip(word, month) for month in _SHORT_MONTHS)


def _ends_a_range(items: Sequence[Item], at: int, text: str) -> bool:
    """Whether the word hangs on a month where a range has its end, «май-фывап»; «май – школа» is a remark."""
    if [item.kind for item in items[max(at - 2, 0) : at]] != ["dated", "dash"]:
        return False
    return not any(character.isspace() for character in text[items[at - 2].end : items[at].start])


def _kind_before(items: Sequence[Item], at: int) -> str:
    return next((item.kind for item in reversed(items[:at]) if item.kind not in _SEPARATORS), "")


def without_numbering(items: Sequence[Item]) -> list[Item]:
    """Leave out dots, quotes and the numbers of list entries: «1. Октябрь», «1) октябрь 2) март»."""
    entries = _entries(items)
    kept: list[Item] = []
    for at, item in enumerate(items):
        if item.kind == "close" and kept and kept[-1].kind in _NUMBERS and not _in_brackets(kept):
            kept.pop()
        elif item.kind not in _UNHEARD and at not in entries:
            kept.append(item)
    return kept


def _entries(items: Sequence[Item]) -> list[int]:
    """Find the numbers of a list: «1. Октябрь 2. До 15 мая»; one alone before a date is none."""
    found: list[int] = []
    for at, (number, dot, behind) in enumerate(zip(items, items[1:], items[2:], strict=False)):
        if number.kind not in _NUMBERS or dot.kind != "dot" or not _begins_entry(dot, behind):
            continue
        first = (number.number == 1 and at == 0) or (behind.kind == "month" and 1 in (at + 1, number.number))
        if number.number == items[found[-1]].number + 1 if found else first:
            found.append(at)
    alone = len(found) == 1 and items[found[0] + 2].kind in _DATES
    return [] if alone else found


def _begins_entry(dot: Item, behind: Item) -> bool:
    return behind.kind == "month" or (behind.kind in _ENTRIES and behind.start > dot.end)


def _in_brackets(items: Sequence[Item]) -> bool:
    signs = [item.kind for item in items]
    return signs.count("open") > signs.count("close")
