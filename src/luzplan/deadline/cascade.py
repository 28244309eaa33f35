"""Tables of rewriting rules over phrases that are spelled as the letters of their items' kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from luzplan.calendar import Calendar
from luzplan.deadline.items import Item, spelled_pattern

Build = Callable[[Sequence[Item], Calendar], Item | None]
Row = tuple[str, Build]  # a pattern over names of kinds, and what its items become (None: they stay)


@dataclass(frozen=True, slots=True)
class Stage:
    """One pass over a phrase: at each place the first row that matches counts."""

    rows: tuple[Row, ...]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        spelled = "|".join(f"({spelled_pattern(pattern)})" for pattern, _ in self.rows)
        object.__setattr__(self, "pattern", re.compile(spelled))

    def rewritten(self, items: list[Item], calendar: Calendar) -> list[Item]:
        """Give the items with every match replaced by what its row builds."""
        made: list[Item] = []
        done = 0
        for match in self.pattern.finditer("".join([item.kind for item in items])):
            build = self.rows[(match.lastindex or 1) - 1][1]
            matched = items[match.start() : match.end()]
            built = build(matched, calendar)
            made += items[done : match.start()]
            made += matched if built is None else [built]
            done = match.end()
        return made + items[done:] if done else items
