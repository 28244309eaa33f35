"""A plan's sections and activities in its file: found there, put in, taken along to another place."""

from __future__ import annotations

from collections.abc import Mapping as Values
from collections.abc import Sequence as Items
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from luzplan.edit.lines import (
    Flow,
    Refusal,
    Unusual,
    column,
    comments_in,
    ended,
    insert_lines,
    is_flow,
    line_end,
    newline_of,
    pair_parts,
    shifted,
    value_end,
    value_of,
)
from luzplan.edit.rows import ROWS, Rows, blank_lines
from luzplan.edit.style import FileStyle, RowWriter
from luzplan.plan import Activity, Section
from luzplan.plan.build import build_plan
from luzplan.text import Source, Splice, Text, apply_splices
from luzplan.text.yaml import Mapping, Node, Sequence, parse_nodes

SECTIONS = "sections"
LIST_OF_SECTIONS = 0  # stands where the number of a section could: the sections are rows of the plan


def list_of(row: Activity | Section) -> int:
    """The number of the section whose list has the row, or `LIST_OF_SECTIONS`."""
    return LIST_OF_SECTIONS if isinstance(row, Section) else row.section


class Layout:
    """A plan's text and the nodes of its sections and activities; ``is_guess`` as in `Built`."""

    def __init__(self, source: Source, root: Node, *, is_guess: bool) -> None:
        self._source, self._is_guess = source, is_guess
        self.text = source.text
        self.newline = newline_of(source.text)
        assert isinstance(root, Mapping)  # else there is no plan
        sections = value_of(root, SECTIONS)
        found = sections.items if isinstance(sections, Sequence) else []
        self.root = root
        self.sections = [one for one in found if isinstance(one, Mapping)]

    @cached_property
    def style(self) -> FileStyle:
        """How the file is written."""
        return FileStyle(self.text, self.root)

    @cached_property
    def writer(self) -> RowWriter:
        """Writes activities like those of the plan."""
        return RowWriter(self.style, self.all_rows())

    def after(self, splices: list[Splice]) -> Layout:
        """The layout of the text with splices applied. Raises `Refusal` if it can no longer be read."""
        if not splices:
            return self
        source = self._source._replace(text=apply_splices(self.text, splices))
        root = build_plan(source).root if self._is_guess else parse_nodes(source)[0]
        if not isinstance(root, Mapping):
            raise Unusual
        return Layout(source, root, is_guess=self._is_guess)

    def rows(self, section: int) -> Rows:
        """The rows of a section by its number, or the sections themselves.

        Raises `Refusal` where the sections are not written line by line.
        """
        if section != LIST_OF_SECTIONS:
            return Rows(self.text, self.sections[section - 1])
        rows = Rows(self.text, self.root, SECTIONS)
        if not rows.in_block:
            raise Refusal("список разделов записан необычно", "Сделайте эту правку в редакторе.")
        return rows

    def lists(self) -> list[Rows]:
        """The rows of all sections."""
        return [Rows(self.text, section) for section in self.sections]

    def all_rows(self) -> list[Mapping]:
        """All activities of the plan."""
        return [item for rows in self.lists() for item in rows.items if isinstance(item, Mapping)]

    def place(self, row: Activity | Section) -> tuple[Rows, int]:
        """The list in which an activity or a section stands, and its place in it from 0."""
        rows = self.rows(list_of(row))
        at = next(at for at, item in enumerate(rows.items) if item.start == row.start)
        return rows, at


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
        if self.rows.in_block:
            lines = self.rows.lines(self.at)
            return shifted(ended(self.rows.text[lines.start : lines.end], newline), dash - self.rows.dash)
        above, behind = self.rows.parts_around(self.at)
        above = shifted(above, dash - column(self.rows.text, self._node.start))
        return f"{above}{' ' * dash}- {self._written}{behind or newline}"

    @property
    def has_comments(self) -> bool:
        """Whether it has comments. Raises `Refusal` where that cannot be said."""
        if not self.rows.in_block:
            return any(self.rows.parts_around(self.at))
        text, lines, node = self.rows.text, self.rows.lines(self.at), self._node
        parts = [(node.start, node.end)] if is_flow(text, node) else pair_parts(text, node)
        starts, ends = [lines.start, *(end for _, end in parts)], [*(start for start, _ in parts), lines.end]
        return bool(comments_in("".join(text[start:end] for start, end in zip(starts, ends, strict=True))))

    def bracketed(self, to: int, *, comma: bool) -> str:
        """The row as lines of a list in brackets, in this column, with a comma behind it or without."""
        if not self.rows.in_block and self.has_comments:
            return self.rows.moved_lines(self.at, to, comma=comma)
        return f"{' ' * to}{self.raw()}{',' * comma}{self.writer.style.newline}"

    def raw(self) -> str:
        """As of `NewRow`."""
        if self.has_comments:
            message = "у мероприятия есть комментарии, а в скобках им нет места"
            raise Refusal(message, "Перенесите его в редакторе.")
        if is_flow(self.rows.text, self._node):
            return self._written
        values = {str(key): value for key, value in self._node.pairs if isinstance(value, Text) and value}
        return self.writer.braces(values, self._node)

    @property
    def _written(self) -> str:
        return self.rows.text[self._node.start : self._node.end]


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
        splices = [splice for rows, first, last in runs for splice in rows.cut(first, last)]
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


def put_rows(layout: Layout, rows: Rows, at: int, inserted: Items[InsertedRow]) -> list[Splice]:
    """Put activities before the one at a place of a list, or behind its last."""
    if not rows.items:
        return _FirstRows(layout, rows).splices(inserted)
    if not rows.in_block:
        if lines := _bracketed(rows, at, inserted):
            return rows.put_lines(at, lines)
        flow = rows.flow
        return flow.insert(at, flow.separator(at).join(row.raw() for row in inserted))
    blank = layout.newline * _spacing(layout, rows)
    lines = [row.lines(rows.dash) for row in inserted]
    if at == 0:
        return [insert_lines(rows.text, rows.lines(0).start, "".join(one + blank for one in lines))]
    return [insert_lines(rows.text, rows.lines(at - 1).end, "".join(blank + one for one in lines))]


def _bracketed(rows: Rows, at: int, inserted: Items[InsertedRow]) -> list[str]:
    """Activities that are moved among comments, as lines; none where there are no comments, or no lines."""
    moved = [row for row in inserted if isinstance(row, MovedRow)]
    if not moved or not rows.is_by_lines:
        return []
    if not rows.has_comments and not any(row.has_comments for row in moved):
        return []
    to = column(rows.text, rows.items[min(at, len(rows.items) - 1)].start)
    bare = at == len(rows.items) and not rows.ends_with_comma
    return [row.bracketed(to, comma=not bare or row is not moved[-1]) for row in moved]


def _spacing(layout: Layout, rows: Rows) -> int:
    """How many blank lines stand between activities here, or else elsewhere in the plan."""
    lists = (one for one in (rows, *layout.lists()) if one.in_block and len(one.items) > 1)
    for one in lists:
        try:
            return blank_lines(rows.text, one.lines(0).end, one.lines(1).start)
        except Refusal:  # a slip in another section is not in the way
            if one is rows:
                raise
    return 0


class _FirstRows:
    """The first activities of a section that has none."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        self.layout, self.rows, self.text, self.section = layout, rows, rows.text, rows.section
        self.value = value_of(self.section, ROWS)

    def splices(self, inserted: Items[InsertedRow]) -> list[Splice]:
        """Put the activities in, in the style of the other sections."""
        if not self._in_brackets():
            return self._lines(inserted)
        raws = ", ".join(row.raw() for row in inserted)
        if self.rows.node is not None:
            return self.rows.flow.insert(0, raws)
        if self.value is not None:  # an empty one, which may be in quotes
            gap = "" if self.text[self.value.start - 1] == " " else " "
            return [Splice(self.value.start, self.value.end, f"{gap}[{raws}]")]
        if is_flow(self.text, self.section):
            parts = pair_parts(self.text, self.section)
            flow = Flow(self.text, self.section.start, self.section.end, parts)
            return flow.insert(len(parts), f"{ROWS}: [{raws}]")
        return [self._new_key(f" [{raws}]", "")]

    def _in_brackets(self) -> bool:
        node = self.rows.node
        has_comments = node is not None and bool(comments_in(self.text[node.start + 1 : node.end]))
        others = [one.in_block for one in self.layout.lists() if one.items]
        return is_flow(self.text, self.section) or has_comments or (bool(others) and not any(others))

    def _lines(self, inserted: Items[InsertedRow]) -> list[Splice]:
        # The dashes of a list stand further in than its key by as much as elsewhere.
        sections = value_of(self.layout.root, SECTIONS)
        assert isinstance(sections, Sequence)  # it has this section
        others = (one for one in self.layout.lists() if one.in_block)
        indents = (one.dash - column(self.text, one.section.start) for one in others)
        place = column(self.text, self.section.start) + next(indents, column(self.text, sections.start))
        lines = "".join(row.lines(place) for row in inserted)
        if self.value is None:
            return [self._new_key("", lines)]
        key = next(key for key, _ in self.section.pairs if key == ROWS)
        if self.value.start == self.value.end:
            return [insert_lines(self.text, line_end(self.text, key.end), lines)]
        colon, end = self.text.index(":", key.end) + 1, self.value.end
        return [Splice(colon, end), insert_lines(self.text, line_end(self.text, end), lines)]

    def _new_key(self, raw: str, lines: str) -> Splice:
        indent = " " * column(self.text, self.section.start)
        below = line_end(self.text, value_end(self.text, self.section.pairs[-1][1]))
        return insert_lines(self.text, below, f"{indent}{ROWS}:{raw}{self.layout.newline}{lines}")
