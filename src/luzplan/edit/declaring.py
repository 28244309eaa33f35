"""What a plan declares above its sections: a role for `roles`, an abbreviation for `abbreviations`."""

from __future__ import annotations

from collections.abc import Mapping as Values
from dataclasses import dataclass

from luzplan.edit.layout import SECTIONS, FileSections, Layout, Rows, value_of
from luzplan.edit.lines import insert_lines, is_flow, line_end, line_start
from luzplan.edit.pairs import Pairs
from luzplan.edit.rows import NewRow, put_rows
from luzplan.edit.style import FileStyle, RowWriter
from luzplan.text import Splice, apply_splices
from luzplan.text.yaml import Mapping, Node, Sequence


@dataclass(frozen=True, slots=True)
class Declare:
    """Put a record into a list of the plan, or under ``abbreviations`` a name with its meaning.

    The key comes above the sections where the plan does not have it yet.
    """

    key: str
    values: Values[str, str]

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`."""
        value = value_of(layout.root, self.key)
        return apply_splices(layout.text, self._splices(layout, style, value))

    def _splices(self, layout: Layout, style: FileStyle, value: Node | None) -> list[Splice]:
        if isinstance(value, Mapping) and value.pairs:
            return Pairs(style, value, is_flow(layout.text, value)).put(self.values, lambda _: None)
        if isinstance(value, Sequence) and value.items:
            rows = Rows(layout.text, layout.root, self.key)
            near = value.items[-1]
            rows_there = [one for one in value.items if isinstance(one, Mapping)]
            writer = RowWriter(layout, style, rows_there)
            row = NewRow(writer, self.values, near if isinstance(near, Mapping) else None)
            return put_rows(layout, rows, len(value.items), [row])
        return [self._first(layout, style, value)]

    def _first(self, layout: Layout, style: FileStyle, value: Node | None) -> Splice:
        """The first one, under a key that is empty or not there yet."""
        written = RowWriter(layout, style, []).lines(self.values, 2, None)
        lines = written.replace("-", " ", 1)[2:] if self.key == "abbreviations" else written
        if value is None:
            return insert_lines(
                layout.text, _above_sections(layout), f"{self.key}:{layout.newline}{lines}{layout.newline}"
            )
        key = next(key for key, _ in layout.root.pairs if key == self.key)
        end = max(key.end, value.end)
        colon = layout.text.index(":", key.end) + 1
        return Splice(colon, line_end(layout.text, end), layout.newline + lines)

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        del layout
        assert isinstance(sections.content, dict)
        if self.key == "abbreviations":
            table = sections.content.setdefault(self.key, {})
            assert isinstance(table, dict)
            table |= self.values
        else:
            rows = sections.content.setdefault(self.key, [])
            assert isinstance(rows, list)
            rows.append(dict(self.values))


def _above_sections(layout: Layout) -> int:
    """Where the line of the sections' key begins, or that of the comments right above it."""
    key = next(key for key, _ in layout.root.pairs if key == SECTIONS)
    at = line_start(layout.text, key.start)
    while at:
        above = line_start(layout.text, at - 1)
        if not layout.text.startswith("#", above):
            break
        at = above
    return at
