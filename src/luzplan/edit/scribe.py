"""Writing whole activities like those the plan has."""

from __future__ import annotations

import re
from collections.abc import Mapping as Values

from luzplan.edit.flow import bare, is_flow, pair_parts
from luzplan.edit.hand import Hand, PairStyle, Spot, pair_style
from luzplan.edit.layout import Layout, value_of
from luzplan.edit.lines import line_start
from luzplan.source.nodes import Mapping
from luzplan.source.text import Text


class Scribe:
    """Writes activities for a plan; ``near`` is always the activity to write like, None if there is none."""

    def __init__(self, layout: Layout, hand: Hand) -> None:
        self.text = layout.text
        self.hand = hand
        self.rows = layout.all_rows()

    def like(self, field: str, near: Mapping | None) -> Text | None:
        """Give the value of the field in the nearest activity that has one, else one of this activity."""
        if near is None:
            return None
        at = self.rows.index(near)
        for one in sorted(enumerate(self.rows), key=lambda pair: abs(pair[0] - at)):
            value = value_of(one[1], field)
            if isinstance(value, Text) and value.end > value.start:
                return value
        own = [value for _, value in near.pairs if isinstance(value, Text)]
        quoted = [value for value in own if self.text.startswith(("'", '"'), value.start)]
        return quoted[-1] if quoted and len(quoted) == len(own) else None

    def keeps_key(self, field: str) -> bool:
        """Whether all activities have the field's key, some without a value: a form to be filled in."""
        values = [value_of(one, field) for one in self.rows]
        empty = [value for value in values if isinstance(value, Text) and value.end == value.start]
        return bool(empty) and None not in values

    def lines(self, values: Values[str, str], dash: int, near: Mapping | None) -> str:
        """Write lines of a block list whose dashes stand in the column ``dash``."""
        start = " " * dash + "-"
        if near is not None and is_flow(self.text, near):
            return f"{start} {self.braces(values, near)}{self.hand.newline}"
        gap = self._gap(near)
        spot = Spot(dash + 1 + len(gap), dash + 1 + len(gap))
        pairs = [self._pair(field, value, spot, near) for field, value in values.items()]
        indent = self.hand.newline + " " * spot.column
        return start + gap + indent.join(pairs) + self.hand.newline

    def _gap(self, near: Mapping | None) -> str:
        """Give the blanks between a dash and the first key."""
        before = self.text[line_start(self.text, near.start) : near.start] if near is not None else ""
        found = re.fullmatch(r" *-( +)", before)
        return found[1] if found else " "

    def braces(self, values: Values[str, str], near: Mapping | None) -> str:
        """Write a mapping in braces."""
        spot = Spot(0, 0, flow=True)
        start, between, end = "{", ", ", "}"
        if near is not None and is_flow(self.text, near) and near.pairs:
            start, between, end = self._marks(near)
        pairs = [self._pair(field, value, spot, near) for field, value in values.items()]
        return start + between.join(pairs) + end

    def _marks(self, near: Mapping) -> tuple[str, str, str]:
        """Give what stands before, between and behind the pairs of a mapping in braces."""
        parts = pair_parts(self.text, near)
        between = self.text[parts[0][1] : parts[1][0]] if len(parts) > 1 else ", "
        return (
            bare(self.text[near.start : parts[0][0]]),
            bare(between),
            bare(self.text[parts[-1][1] : near.end]),
        )

    def _pair(self, field: str, value: str, spot: Spot, near: Mapping | None) -> str:
        pairs = near.pairs if near is not None else []
        found = [pair for pair in pairs if pair[0] == field] or pairs[:1]
        style = pair_style(self.text, *found[0]) if found else PairStyle()
        return self.hand.pair(field, value, spot, style, self.like(field, near))
