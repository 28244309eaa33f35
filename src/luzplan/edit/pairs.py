"""Keys and values of one activity: replaced, added, removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping as Values
from collections.abc import Sequence as Items
from dataclasses import dataclass, replace

from luzplan.edit.layout import Layout
from luzplan.edit.lines import (
    Flow,
    Refusal,
    column,
    comments_in,
    cut_lines,
    insert_lines,
    is_block_scalar,
    is_flow,
    line_end,
    line_start,
    pair_parts,
    quote_of,
    value_end,
)
from luzplan.edit.style import FileStyle, PairStyle, ValuePosition, pair_style
from luzplan.plan.shape import ACTIVITY
from luzplan.text import Splice, Text
from luzplan.text.yaml import Mapping, Node, Sequence

Like = Callable[[str], Text | None]  # the value of another activity to write that of a key like
_BLANKS = re.compile(r"[ \t\r\n]*")
_HEADER_COMMENT = re.compile(r"[|>]\S*([ \t]+#[^\r\n]*)")
ORDER = [field.name for field in ACTIVITY.fields]


def _rank(key: str) -> float:
    """The place of a key among those of an activity; further columns of a plan stand before what is done."""
    return ORDER.index(key) if key in ORDER else ORDER.index("done") - 0.5


def in_order(values: Values[str, str]) -> dict[str, str]:
    """The values in the order in which people write their keys."""
    return {key: values[key] for key in sorted(values, key=_rank)}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of a mapping; ``flow`` tells that it stands inside braces or brackets."""

    style: FileStyle
    mapping: Mapping
    flow: bool

    @property
    def _text(self) -> str:
        return self.style.text

    def find(self, key: str) -> int | None:
        """The place of a key, None if it is not there."""
        places = [at for at, (name, _) in enumerate(self.mapping.pairs) if name == key]
        if len(places) > 1:
            raise Refusal(f"ключ «{key}» указан в мероприятии дважды", "Оставьте один из них.")
        return places[0] if places else None

    def put(self, values: Values[str, str], like: Like) -> list[Splice]:
        """Set keys to values, in the order in which people write them if they are new."""
        splices: list[Splice] = []
        new: dict[int, list[str]] = {}
        for key in in_order(values):
            at = self.find(key)
            if at is None:
                new.setdefault(self._place_for(key), []).append(key)
            else:
                splices.append(self._replace(at, values[key], like(key)))
        place = column(self._text, self.mapping.start)
        for at, keys in new.items():
            near = self._before(at)
            deep = near is not None and self._is_deep_below(value_end(self._text, near[1]), place)
            position, style = ValuePosition(place, place, self.flow, followed=deep), self._style_at(at)
            pairs = [self.style.pair(key, values[key], position, style, like(key)) for key in keys]
            splices += self._insert(at, pairs)
        return splices

    def _replace(self, at: int, value: str, like: Text | None) -> Splice:
        key, old = self.mapping.pairs[at]
        end = value_end(self._text, old)
        if isinstance(old, Mapping | Sequence):
            if not is_flow(self._text, old):
                raise Refusal(f"в «{key}» стоит не текст", "Исправьте это в редакторе.")
            return Splice(old.start, end, self.style.write(value, self._position(key, old.start, end), like))
        if old.end > old.start:
            raw = self.style.write(value, self._position(key, old.start, end), old, keep=True)
            first, newline, body = raw.partition(self.style.newline)
            comment = _HEADER_COMMENT.match(self._text, old.start)
            if body:  # blanks behind the old value would become part of the new one
                end += len(self._text[end : line_end(self._text, end)].rstrip("\r\n"))
            return Splice(old.start, end, first + (comment[1] if comment else "") + newline + body)
        before = " " if ":" in self._text[key.end : old.start] else ": "
        position = self._position(key, old.start, end)
        position = replace(position, column=position.column + len(before))
        return Splice(old.start, old.start, before + self.style.write(value, position, like))

    def _position(self, key: Text, at: int, end: int) -> ValuePosition:
        """The position of a value that is to stand at one offset and takes the place of all up to another.

        A block scalar would swallow what follows on its line, and what stands below as deep as its text.
        """
        follows = self._text[end : line_end(self._text, end)].strip()
        on_line_of_key = line_start(self._text, at) == line_start(self._text, key.start)
        key_column = column(self._text, key.start)
        followed = bool(follows) or self._is_deep_below(end, key_column) or not on_line_of_key
        return ValuePosition(column(self._text, at), key_column, self.flow, followed)

    def _is_deep_below(self, end: int, key_column: int) -> bool:
        """Whether comments or blanks under a value are as deep as the text of a block scalar would be."""
        blanks = _BLANKS.match(self._text, line_end(self._text, end))
        assert blanks is not None  # there may be none
        lines = f"{blanks[0]}#".splitlines()  # if it is no comment that follows, it is not deep
        return max(map(len, lines)) > key_column + self.style.step

    def put_raw(self, key: str, raw: str) -> list[Splice]:
        """Set a key that is not there, or has no value, to what stands in brackets."""
        at = self.find(key)
        if at is None:
            place = self._place_for(key)
            style = self._style_at(place)
            written = style.key(key)
            return self._insert(place, [written + style.gap(len(written)) + raw])
        name, old = self.mapping.pairs[at]
        before = " " if ":" in self._text[name.end : old.start] else ": "
        return [Splice(old.start, max(old.start, old.end), before * (old.end == old.start) + raw)]

    def _style_at(self, at: int) -> PairStyle:
        """How the pair before a place is written."""
        near = self._before(at)
        return pair_style(self._text, *near) if near else PairStyle()

    def _before(self, at: int) -> tuple[Text, Node] | None:
        """The pair before a place, or the first; None where there is none."""
        return self.mapping.pairs[max(at - 1, 0)] if self.mapping.pairs else None

    def _insert(self, at: int, raws: Items[str]) -> list[Splice]:
        """Put pairs, as they are written, before the one at a place, or behind the last."""
        near = self._before(at)
        if near is None or self.flow:
            flow = self._flow()
            return flow.insert(at, flow.separator(at).join(raws))
        newline, indent = self.style.newline, " " * column(self._text, self.mapping.start)
        if at == 0:
            start = self.mapping.start
            return [Splice(start, start, "".join(raw + newline + indent for raw in raws))]
        under = line_end(self._text, value_end(self._text, near[1]))
        return [insert_lines(self._text, under, "".join(indent + raw + newline for raw in raws))]

    def _place_for(self, key: str) -> int:
        """The place behind the keys that people write before this one."""
        places = enumerate(self.mapping.pairs, 1)
        return max([at for at, (name, _) in places if _rank(name) <= _rank(key)], default=0)

    def _flow(self) -> Flow:
        if not is_flow(self._text, self.mapping):
            raise Refusal("мероприятие записано без скобок", "Поставьте вокруг него { и }.")
        return Flow(self._text, self.mapping.start, self.mapping.end, pair_parts(self._text, self.mapping))

    def empty(self, key: str) -> list[Splice]:
        """Take a key's value out, and leave the key where it can stand alone; it must be there.

        Quotes that no other value of the activity needs were there before the value was.
        """
        key_text, value = self.mapping.pairs[self._found(key)]
        end = value_end(self._text, value)
        quote = quote_of(self._text, value)
        if quote and not all(quote_of(self._text, one) for _, one in self.mapping.pairs):
            return [Splice(value.start, end, quote * 2)]
        if self.flow and not self._text[end].isspace():
            return self.remove(key)
        return [Splice(self._text.index(":", key_text.end) + 1, end)]

    def remove(self, key: str) -> list[Splice]:
        """Take a key out with its value; it must be there. A comment beside it stays."""
        at = self._found(key)
        if len(self.mapping.pairs) == 1:
            raise Refusal(
                f"кроме «{key}» в мероприятии ничего нет", "Его можно убрать целиком: luzplan remove"
            )
        if self.flow:
            return self._flow().remove(at, at)
        start = self._pair_start(at)
        if start != self.mapping.start:
            return [self._cut(at, start)]
        # It may stand beside the dash: the next pair comes to its place.
        end, following = value_end(self._text, self.mapping.pairs[0][1]), self._pair_start(1)
        blank = not self._text[end:following].strip()
        return [Splice(start, following if blank else end)]

    def _found(self, key: str) -> int:
        at = self.find(key)
        assert at is not None
        return at

    def _pair_start(self, at: int) -> int:
        """Where a pair starts: at its key, or at the question mark that some put before it."""
        key = self.mapping.pairs[at][0]
        line = self._text[line_start(self._text, key.start) : key.start]
        mark = re.search(r"\? +\Z", line)
        return key.start - len(mark[0]) if mark else key.start

    def _cut(self, at: int, start: int) -> Splice:
        key, value = self.mapping.pairs[at]
        end = value_end(self._text, value)
        first, last = line_start(self._text, start), line_end(self._text, end)
        head = line_end(self._text, value.start) if is_block_scalar(self._text, value) else value.start
        comments = comments_in(self._text[key.end : head] + self._text[end:last])
        if not comments:
            return cut_lines(self._text, first, last)
        kept = (self.style.newline + self._text[first:start]).join(comments)
        return Splice(start, end + len(self._text[end:last].rstrip("\r\n")), kept)


def pairs_at(layout: Layout, place: tuple[int, int]) -> Pairs:
    """The pairs of the activity at a place: its section's number, its own place in the list."""
    section, at = place
    rows = layout.rows(section)
    node = rows.activity(at)
    return Pairs(layout.style, node, not rows.in_block or is_flow(layout.text, node))
