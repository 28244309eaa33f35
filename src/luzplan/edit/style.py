"""The style in which a file is written: what is new looks like what stands around it."""

from __future__ import annotations

import re
from collections.abc import Mapping as Values
from dataclasses import dataclass, replace

from luzplan.edit.lines import (
    is_flow,
    line_end,
    line_start,
    newline_of,
    pair_parts,
    quote_of,
    value_end,
    value_of,
    without_comments,
)
from luzplan.text import Text
from luzplan.text.scalar import WIDTH, Place, Style, usual_style, write_scalar
from luzplan.text.yaml import Mapping, Node, walk

_STEP = 2  # columns by which a folded text is indented where the file has none to copy
_NARROWEST = 60  # columns; short folded texts do not tell how long lines may get
_ENDLESS = 10**6
_KEY = re.compile(r"( *(?:- +)*)\S.*:\s+")
_BODY = re.compile(r"[^\r\n]*(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n))*( *)")  # behind a header and blank lines
_QUOTES = (Style.SINGLE, Style.DOUBLE)

_PLAIN_KEY = re.compile(r"\w(?:[\w ./()№«»–—-]*[\w.)»])?")


@dataclass(frozen=True, slots=True)
class ValuePosition:
    """Where a value is to stand: its column, its key's, inside braces or not, something after it or not."""

    column: int
    key_column: int
    flow: bool = False
    followed: bool = False


@dataclass(frozen=True, slots=True)
class PairStyle:
    """How a pair is written: quotes around its key, what stands between key and value, the value's column.

    The column is counted from the key's; values that are put under each other all have the same.
    """

    quotes: str = ""
    colon: str = ": "
    value_column: int = 0

    def key(self, key: str) -> str:
        """Write a key; of the names of further columns some cannot stand without quotes."""
        quotes = self.quotes or ("" if _PLAIN_KEY.fullmatch(key) else '"')
        escaped = key.replace("'", "''") if quotes == "'" else key.replace("\\", "\\\\").replace('"', '\\"')
        return f"{quotes}{escaped}{quotes}" if quotes else key

    def gap(self, length: int) -> str:
        """What stands behind a key of this length."""
        blanks = len(self.colon) - len(self.colon.rstrip(" "))
        if blanks < 2:
            return self.colon
        colon = self.colon.rstrip(" ")
        return colon + " " * max(1, self.value_column - length - len(colon))


def pair_style(text: str, key: Text, value: Node) -> PairStyle:
    """How a pair of the file is written; where its value tells nothing, the usual way."""
    quotes = text[key.start] if text[key.start] in "'\"" else ""
    colon = text[key.end : value.start]
    if value.end == value.start or not re.fullmatch(" *: *", colon):
        return PairStyle(quotes)
    return PairStyle(quotes, colon, value.start - key.start)


class FileStyle:
    """How a file is written: its quotes, its ends of line, whether and where it folds long texts."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.newline = newline_of(text)
        scalars = [node for node in walk(root) if isinstance(node, Text)]
        folded = [one for one in scalars if text.startswith(">", one.start)]
        self.step = next(filter(None, map(self._step, folded)), _STEP)
        self.width = self._width(folded or scalars, bool(folded))
        styles = [self.style_of(one) for one in scalars]
        self.quotes = max(_QUOTES, key=styles.count)

    def _step(self, scalar: Text) -> int:
        """By how many columns a folded text is further in than its key, 0 if that cannot be told."""
        start = line_start(self.text, scalar.start)
        key = _KEY.fullmatch(self.text, start, scalar.start)
        body = _BODY.match(self.text, scalar.start)
        return max(0, len(body[1]) - len(key[1])) if key and body else 0

    def _width(self, scalars: list[Text], folded: bool) -> int:
        """The columns of a line: as in folded texts; else the usual, or no end if none keep to that."""
        spans = [(line_start(self.text, one.start), max(one.start, one.end - 1)) for one in scalars]
        lines = [self.text[start : line_end(self.text, end)].splitlines() for start, end in spans]
        longest = max((len(line) for some in lines for line in some), default=0)
        if folded:
            return max(longest, _NARROWEST)
        return WIDTH if longest <= WIDTH else _ENDLESS

    def style_of(self, scalar: Text) -> Style:
        """The style in which a scalar is written."""
        first = self.text[scalar.start : scalar.start + 1] if scalar.end > scalar.start else ""
        return Style(first) if first in {"'", '"', "|", ">"} else Style.PLAIN

    def write(self, value: str, position: ValuePosition, like: Text | None, *, keep: bool = False) -> str:
        """Write a value for a position like another one, None where there is none to copy.

        With ``keep`` that one's quotes are kept even if they were needed there and are not here.
        """
        indent = position.key_column + self.step
        place = Place(position.column, indent, position.flow, self.newline, self.width)
        quotes = self.style_of(like) if like is not None else self.quotes
        style = quotes if keep and quotes in _QUOTES else self._style(value, place, position, like)
        raw = write_scalar(value, place, style, quotes if quotes in _QUOTES else self.quotes)
        if like is None or raw[0] not in ">|":
            return raw
        # A block scalar has the header of the one it is like, unless that says how it is indented.
        header = re.compile(r"[>|]-?(?=\s)").match(self.text, like.start)
        return re.sub(r"^[>|]-?", header[0], raw) if header and header[0][0] == raw[0] else raw

    def _style(self, value: str, place: Place, position: ValuePosition, like: Text | None) -> Style | None:
        style = self.style_of(like) if like is not None else Style.PLAIN
        if like is not None and style in _QUOTES and write_scalar(like, place, Style.PLAIN) == like:
            return style  # they were not needed, so all values have them
        if style in _QUOTES or position.flow or position.followed:
            return Style.PLAIN
        # Who folds what would fit on a line does so always.
        always = like is not None and style is not Style.PLAIN and usual_style(like, place) is Style.PLAIN
        return style if always else usual_style(value, place)

    def pair(self, key: str, value: str, position: ValuePosition, style: PairStyle, like: Text | None) -> str:
        """Write a key and its value; the position is the key's."""
        written = style.key(key)
        gap = style.gap(len(written))
        at = replace(position, column=position.column + len(written) + len(gap))
        raw = self.write(value, at, like)
        # Without a blank behind the colon both sides must be quoted.
        tight = gap.endswith(":") and not (written[0] in "'\"" and raw[0] in "'\"")
        return written + gap + (" " if tight else "") + raw


class RowWriter:
    """Writes activities, or other records, like the ``rows`` that the file has.

    ``near`` is always the one to write like, None if there is none.
    """

    def __init__(self, style: FileStyle, rows: list[Mapping]) -> None:
        self.text = style.text
        self.style = style
        self.rows = rows

    def like(self, field: str, near: Mapping | None) -> Text | None:
        """The value of the field in the nearest activity that has one, else one of this activity."""
        if near is None:
            return None
        for row in self._nearest(near):
            value = value_of(row, field)
            if isinstance(value, Text) and value.end > value.start:
                return value
        own = [value for _, value in near.pairs if isinstance(value, Text)]
        return own[-1] if own and all(quote_of(self.text, one) for one in own) else None

    def keeps_key(self, field: str, near: Mapping) -> bool:
        """Whether an activity keeps the field's key without a value, as in a form that is to be filled in.

        What stands behind its value tells, else the nearest other activity without a value.
        """
        value = value_of(near, field)
        behind = self.text[value_end(self.text, value) :][:1] if value is not None else ""
        quoted = quote_of(self.text, value)
        if is_flow(self.text, near) and not behind.isspace() and not quoted:
            return False
        if behind in (" ", "\t"):  # it was no value of ours that put a blank or a comment there
            padded = is_flow(self.text, near) and self.text[near.start + 1] == " "
            return not padded or value is not near.pairs[-1][1]
        all_quoted = all(quote_of(self.text, one) for _, one in near.pairs)
        if quoted and not all_quoted and not self.quotes(field, near):
            return True  # the quotes were there before the value was
        return next((value is not None for value in self._others(field, near) if not value), False)

    def quotes(self, field: str, near: Mapping) -> bool:
        """Whether other activities have the field's value in quotes."""
        return any(value and quote_of(self.text, value) for value in self._others(field, near))

    def _others(self, field: str, near: Mapping) -> list[Node | None]:
        return [value_of(row, field) for row in self._nearest(near)[1:]]

    def _nearest(self, near: Mapping) -> list[Mapping]:
        """All activities, the nearest first."""
        at = self.rows.index(near)
        return [row for _, row in sorted(enumerate(self.rows), key=lambda pair: abs(pair[0] - at))]

    def lines(self, values: Values[str, str], dash: int, near: Mapping | None) -> str:
        """Write lines of a block list whose dashes stand in the column ``dash``."""
        start = " " * dash + "-"
        if near is not None and is_flow(self.text, near):
            return f"{start} {self.braces(values, near)}{self.style.newline}"
        gap = self._gap(near)
        position = ValuePosition(dash + 1 + len(gap), dash + 1 + len(gap))
        pairs = [self._pair(field, value, position, near) for field, value in values.items()]
        indent = self.style.newline + " " * position.column
        return start + gap + indent.join(pairs) + self.style.newline

    def _gap(self, near: Mapping | None) -> str:
        """The blanks between a dash and the first key."""
        before = self.text[line_start(self.text, near.start) : near.start] if near is not None else ""
        found = re.fullmatch(r" *-( +)", before)
        return found[1] if found else " "

    def braces(self, values: Values[str, str], near: Mapping | None) -> str:
        """Write a mapping in braces."""
        position = ValuePosition(0, 0, flow=True)
        start, between, end = "{", ", ", "}"
        if near is not None and is_flow(self.text, near) and near.pairs:
            start, between, end = self._marks(near)
        pairs = [self._pair(field, value, position, near) for field, value in values.items()]
        return start + between.join(pairs) + end

    def _marks(self, near: Mapping) -> tuple[str, str, str]:
        """What stands before, between and behind the pairs of a mapping in braces."""
        parts = pair_parts(self.text, near)
        between = self.text[parts[0][1] : parts[1][0]] if len(parts) > 1 else ", "
        return (
            without_comments(self.text[near.start : parts[0][0]]),
            without_comments(between),
            without_comments(self.text[parts[-1][1] : near.end]),
        )

    def _pair(self, field: str, value: str, position: ValuePosition, near: Mapping | None) -> str:
        pairs = near.pairs if near is not None else []
        found = [pair for pair in pairs if pair[0] == field] or pairs[:1]
        style = pair_style(self.text, *found[0]) if found else PairStyle()
        return self.style.pair(field, value, position, style, self.like(field, near))
