"""Tables of rewriting rules over phrases that are spelled as the letters of their items' kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from luzplan.calendar import Calendar
from luzplan.deadline.items import KINDS, Item

Build = Callable[[Sequence[Item], Calendar], Item | None]
Row = tuple[str, Build]  # a pattern over names of kinds, and what its items become (None: they stay)

# Names that stand for any of several kinds.
GROUPS = {
    "a_month": "month of_month",
    "a_date": "date full",
    "a_weekday": "weekday weekdays",
    "bound": "until from by",
    "prep": "at on within",
    "sep": "comma slash and",
    "through": "dash by until",
    "aside": "comma open colon dash at on within by",
    "nth": "num roman odd_roman last",
    "some": "num roman big",
    "term": "quarter kvartal half",
    "part_word": "week decade half_of begin middle ending",
    "days_word": "day_word week month_word",
    "unit": "day_word week month_word quarter kvartal half year_word often",
    "event": "word thing occasion holiday hour school day_word",
}
_LETTERS = {name: chr(0x100 + at) for at, name in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over a phrase: at each place the first row that matches counts."""

    rows: tuple[Row, ...]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        rows = "|".join(f"({_spelled_pattern(pattern)})" for pattern, _ in self.rows)
        object.__setattr__(self, "pattern", re.compile(rows))

    def rewritten(self, items: list[Item], calendar: Calendar) -> list[Item]:
        """Give the items with every match replaced by what its row builds."""
        made: list[Item] = []
        done = 0
        for match in self.pattern.finditer("".join([_LETTERS[item.kind] for item in items])):
            build = self.rows[(match.lastindex or 1) - 1][1]
            matched = items[match.start() : match.end()]
            built = build(matched, calendar)
            made += items[done : match.start()]
            made += matched if built is None else [built]
            done = match.end()
        return made + items[done:] if done else items


def _spelled_pattern(pattern: str) -> str:
    """Turn a pattern over names of kinds («num dash num month») into one over their letters."""
    grouped = re.sub(r"\((?!\?)", "(?:", pattern)
    return re.sub(r"[a-z_]+", lambda name: _letters(name[0]), grouped).replace(" ", "")


def _letters(name: str) -> str:
    letters = "".join(_LETTERS[one] for one in GROUPS.get(name, name).split())
    return letters if len(letters) == 1 else f"[{letters}]"
