"""Activities of a section's list: put in, taken out, taken along to another list."""

from __future__ import annotations

from collections.abc import Mapping as Values
from collections.abc import Sequence as Items
from dataclasses import dataclass
from itertools import zip_longest

from luzplan.edit.bracket_lines import (
    cut_with_comments,
    ends_with_comma,
    has_comments,
    is_by_lines,
    lines_of,
    parts_around,
    put_lines,
)
from luzplan.edit.layout import ROWS, Layout, Rows
from luzplan.edit.lines import (
    Flow,
    Refusal,
    column,
    comments_in,
    cut_lines,
    ended,
    insert_lines,
    is_flow,
    line_end,
    lines_between,
    pair_parts,
    shifted,
    value_end,
    value_of,
)
from luzplan.edit.style import RowWriter
from luzplan.text import Splice, Text, apply_splices
from luzplan.text.yaml import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class NewRow:
    """An activity that is not yet in the file, to be written like another one."""

    writer: RowWriter
    values: Values[str, str]
    near: Mapping | None

    def lines(self, dash: int) -> str:
        """The row as lines of a block list with its dashes in this column."""
        return self.writer.lines(self.values, dash, self.near)

    def raw(self) -> str:
        """The row as an item of a list in brackets."""
        return self.writer.braces(self.values, self.near)


@dataclass(frozen=True, slots=True)
class MovedRow:
    """An activity of the file, taken along as it is written as far as that can be."""

    writer: RowWriter
    rows: Rows
    at: int

    @property
    def _node(self) -> Mapping:
        return self.rows.activity(self.at)

    def lines(self, dash: int) -> str:
        """As of `NewRow`."""
        newline = self.writer.style.newline
        if not self.rows.in_block:
            return self._dashed(dash, newline)
        lines = self.rows.lines(self.at)
        return shifted(ended(self.rows.text[lines.start : lines.end], newline), dash - self.rows.dash)

    def _dashed(self, dash: int, newline: str) -> str:
        above, behind = parts_around(self.rows, self.at)
        above = shifted(above, dash - column(self.rows.text, self._node.start))
        return f"{above}{' ' * dash}- {self._written()}{behind or newline}"

    @property
    def has_comments(self) -> bool:
        """Whether it has comments. Raises `Refusal` where that cannot be said."""
        if self.rows.in_block:
            return bool(comments_in(self._unwritten()))
        return any(parts_around(self.rows, self.at))

    def bracketed(self, to: int, *, comma: bool) -> str:
        """The row as lines of a list in brackets, in this column, with a comma behind it or without."""
        if not self.rows.in_block and self.has_comments:
            return lines_of(self.rows, self.at, to, comma=comma)
        return f"{' ' * to}{self.raw()}{',' * comma}{self.writer.style.newline}"

    def raw(self) -> str:
        """As of `NewRow`."""
        if self.has_comments:
            message = "у мероприятия есть комментарии, а в скобках им нет места"
            raise Refusal(message, "Перенесите его в редакторе.")
        if is_flow(self.rows.text, self._node):
            return self._written()
        values = {str(key): value for key, value in self._node.pairs if isinstance(value, Text) and value}
        return self.writer.braces(values, self._node)

    def _written(self) -> str:
        return self.rows.text[self._node.start : self._node.end]

    def _unwritten(self) -> str:
        """The lines of the activity without its keys and values."""
        lines = self.rows.lines(self.at)
        parts = pair_parts(self.rows.text, self._node)
        if is_flow(self.rows.text, self._node):
            parts = [(self._node.start, self._node.end)]
        starts, ends = [end for _, end in parts], [start for start, _ in parts]
        gaps = zip([lines.start, *starts], [*ends, lines.end], strict=True)
        return "".join(self.rows.text[start:end] for start, end in gaps)


InsertedRow = NewRow | MovedRow


def without_rows(layout: Layout, places: dict[int, list[int]]) -> str:
    """The text without the rows at these places of sections.

    Of a list in brackets one run after the other is taken out, the last one first: they share commas.
    """
    steps = {
        section: [_runs(own)] if layout.rows(section).in_block else [[run] for run in reversed(_runs(own))]
        for section, own in places.items()
    }
    splices: list[Splice] = []
    for step in zip_longest(*steps.values(), fillvalue=[]):
        layout = layout.after(splices)
        runs = [(layout.rows(section), *run) for section, own in zip(steps, step, strict=True) for run in own]
        splices = [splice for run in runs for splice in cut_rows(*run)]
    return apply_splices(layout.text, splices)


def _runs(places: Items[int]) -> list[tuple[int, int]]:
    """First and last of places that follow one another."""
    runs: list[tuple[int, int]] = []
    for at in sorted(places):
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


def cut_rows(rows: Rows, first: int, last: int) -> list[Splice]:
    """Take out the activities from one to another, both included, with their comments."""
    text = rows.text
    if not rows.in_block:
        if is_by_lines(rows) and has_comments(rows):
            return cut_with_comments(rows, first, last)
        return _flow(rows).remove(first, last)
    start, end = rows.lines(first).start, rows.lines(last).end
    before = rows.lines(first - 1).end if first else start
    is_last = last + 1 == len(rows.items)
    after = end if is_last else rows.own_lines(last + 1).start
    if is_last:
        start = _before_blank_lines(text, before, start)
    elif not first or _blank_lines(text, before, start):
        end = _past_blank_lines(text, end, after)
    return [cut_lines(text, start, end)]


def _blank_lines(text: str, start: int, end: int) -> int:
    """How many blank lines a part of the text begins with."""
    lines = [line for _, line in lines_between(text, start, end)]
    return next((at for at, line in enumerate(lines) if line.strip()), len(lines))


def _before_blank_lines(text: str, start: int, end: int) -> int:
    for at, line in reversed(lines_between(text, start, end)):
        if line.strip():
            break
        end = at
    return end


def _past_blank_lines(text: str, start: int, end: int) -> int:
    for _ in range(_blank_lines(text, start, end)):
        start = line_end(text, start)
    return start


def _flow(rows: Rows) -> Flow:
    assert rows.node is not None
    return Flow(rows.text, rows.node.start, rows.node.end, [(one.start, one.end) for one in rows.items])


def put_rows(layout: Layout, rows: Rows, at: int, inserted: Items[InsertedRow]) -> list[Splice]:
    """Put activities before the one at a place of a list, or behind its last."""
    if not rows.items:
        return _FirstRows(layout, rows).splices(inserted)
    if not rows.in_block:
        if lines := _bracketed(rows, at, inserted):
            return put_lines(rows, at, lines)
        flow = _flow(rows)
        return flow.insert(at, flow.separator(at).join(row.raw() for row in inserted))
    blank = layout.newline * _spacing(layout, rows)
    lines = [row.lines(rows.dash) for row in inserted]
    if at == 0:
        return [insert_lines(rows.text, rows.lines(0).start, "".join(one + blank for one in lines))]
    return [insert_lines(rows.text, rows.lines(at - 1).end, "".join(blank + one for one in lines))]


def _bracketed(rows: Rows, at: int, inserted: Items[InsertedRow]) -> list[str]:
    """Activities that are moved among comments, as lines; none where there are no comments, or no lines."""
    moved = [row for row in inserted if isinstance(row, MovedRow)]
    if not moved or not is_by_lines(rows):
        return []
    if not has_comments(rows) and not any(row.has_comments for row in moved):
        return []
    place = min(at, len(rows.items) - 1)
    to = column(rows.text, rows.items[place].start)
    bare = at == len(rows.items) and not ends_with_comma(rows)
    return [row.bracketed(to, comma=not bare or row is not moved[-1]) for row in moved]


def _spacing(layout: Layout, rows: Rows) -> int:
    """How many blank lines stand between activities here, or else elsewhere in the plan."""
    lists = (one for one in (rows, *layout.lists()) if one.in_block and len(one.items) > 1)
    for one in lists:
        try:
            return _blank_lines(rows.text, one.lines(0).end, one.lines(1).start)
        except Refusal:  # a slip in another section is not in the way
            if one is rows:
                raise
    return 0


class _FirstRows:
    """The first activities of a section that has none."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        self.layout = layout
        self.rows = rows
        self.text = rows.text
        self.section = rows.section
        self.key = next((key for key, _ in self.section.pairs if key == ROWS), None)
        self.value = value_of(self.section, ROWS)

    def splices(self, inserted: Items[InsertedRow]) -> list[Splice]:
        """Put the activities in, in the style of the other sections."""
        if not self._in_brackets():
            return self._lines(inserted)
        raws = ", ".join(row.raw() for row in inserted)
        if self.rows.node is not None:
            return _flow(self.rows).insert(0, raws)
        if self.value is not None:
            return [self._in_place_of_value(f"[{raws}]")]
        if is_flow(self.text, self.section):
            parts = pair_parts(self.text, self.section)
            flow = Flow(self.text, self.section.start, self.section.end, parts)
            return flow.insert(len(parts), f"{ROWS}: [{raws}]")
        return [self._new_key(f" [{raws}]", "")]

    def _in_brackets(self) -> bool:
        if is_flow(self.text, self.section):
            return True
        node = self.rows.node
        if node is not None and comments_in(self.text[node.start + 1 : node.end]):
            return True
        others = [one.in_block for one in self.layout.lists() if one.items]
        return bool(others) and not any(others)

    def _lines(self, inserted: Items[InsertedRow]) -> list[Splice]:
        place = column(self.text, self.section.start) + self._indent()
        lines = "".join(row.lines(place) for row in inserted)
        if self.key is None or self.value is None:
            return [self._new_key("", lines)]
        if self.value.start == self.value.end:
            return [insert_lines(self.text, line_end(self.text, self.key.end), lines)]
        colon, end = self.text.index(":", self.key.end) + 1, self.value.end
        return [Splice(colon, end), insert_lines(self.text, line_end(self.text, end), lines)]

    def _in_place_of_value(self, raw: str) -> Splice:
        """Put a list where an empty value stands, which may be in quotes."""
        assert self.value is not None
        start, end = self.value.start, self.value.end
        return Splice(start, end, raw if self.text[start - 1] == " " else f" {raw}")

    def _new_key(self, raw: str, lines: str) -> Splice:
        indent = " " * column(self.text, self.section.start)
        below = line_end(self.text, value_end(self.text, self.section.pairs[-1][1]))
        return insert_lines(self.text, below, f"{indent}{ROWS}:{raw}{self.layout.newline}{lines}")

    def _indent(self) -> int:
        """By how much the dashes of a list stand further in than its key."""
        for rows in self.layout.lists():
            if rows.in_block:
                return rows.dash - column(self.text, rows.section.start)
        sections = value_of(self.layout.root, "sections")
        assert isinstance(sections, Sequence)  # it has this section
        return column(self.text, sections.start)
