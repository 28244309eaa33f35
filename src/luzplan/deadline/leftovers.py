"""What the rules left over: remarks and places that do no harm, and strays that may change the meaning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from luzplan.deadline.items import Item, first_of, kinds

NOT_UNDERSTOOD = kinds("num roman odd_roman tens big last besides ahead in_time offset next times every word")
_NUMBERS = kinds("num roman big")
_DISTURBING = kinds("not last besides ahead in_time offset next")  # «кроме 15 мая», «за неделю до 15 мая»
_NEEDS_MORE = kinds("until from after by")
_SEPARATORS = kinds("comma")
_UNHEARD = kinds("dot quote")
_COUNTED = kinds("word day_word")  # before «мая» they count its days
_COUNTING = kinds("week decade half_of date_word quarter kvartal half")  # «неделя 2 октября»
_CORE = kinds("dated recurring")
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
    if before in _COUNTING or (before in _COUNTED and items[core].start in genitives):
        found.append(items[core - 1])
    return sorted(found, key=lambda item: item.start)


def _is_stray(items: Sequence[Item], at: int, text: str) -> bool:
    item = items[at]
    if item.kind in _NUMBERS:
        return _kind_before(items, at) != "word"  # «ул. Ленина, 12»
    if item.kind in _NEEDS_MORE:
        return at + 1 == len(items) or items[at + 1].kind in _NUMBERS
    if item.kind == "word":
        return _ends_a_range(items, at, text) or bool(
            re.search(_MONTH_LIKE, text[item.start : item.end].lower())
        )
    return item.kind in _DISTURBING


def _ends_a_range(items: Sequence[Item], at: int, text: str) -> bool:
    """Whether the word hangs on a month where a range has its end, «май-фывап»; «май – школа» is a remark."""
    if [item.kind for item in items[max(at - 2, 0) : at]] != ["dated", "dash"]:
        return False
    return not any(character.isspace() for character in text[items[at - 2].end : items[at].start])


def _kind_before(items: Sequence[Item], at: int) -> str:
    return next((item.kind for item in reversed(items[:at]) if item.kind not in _SEPARATORS), "")


def without_numbering(items: Sequence[Item]) -> list[Item]:
    """Leave out dots, quotes and the numbers of list entries: «1. Октябрь», «1) октябрь 2) март»."""
    kinds_ahead = [item.kind for item in items[:3]]
    if kinds_ahead[1:] == ["dot", "month"] and kinds_ahead[0] in _NUMBERS:
        items = items[2:]
    kept: list[Item] = []
    for item in items:
        if item.kind == "close" and kept and kept[-1].kind in _NUMBERS and not _in_brackets(kept):
            kept.pop()
        elif item.kind not in _UNHEARD:
            kept.append(item)
    return kept


def _in_brackets(items: Sequence[Item]) -> bool:
    signs = [item.kind for item in items]
    return signs.count("open") > signs.count("close")
