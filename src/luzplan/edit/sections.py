"""Intents about whole sections: a new one for an activity, one moved, one taken out."""

from __future__ import annotations

from dataclasses import dataclass

from luzplan.edit.layout import ROWS, FileSections, Layout, value_of
from luzplan.edit.rows import MovedRow, NewRow, cut_rows, put_rows
from luzplan.edit.style import FileStyle, RowWriter, ValuePosition
from luzplan.text import Text, apply_splices


@dataclass(frozen=True, slots=True)
class AddSection:
    """Put a new section behind the last one, with its first activity of these fields."""

    title: str
    values: dict[str, str]

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`."""
        sections = layout.list_of_sections()
        written = _NewSection(layout, style, self.title)
        layout = layout.after(put_rows(layout, sections, len(sections.items), [written]))
        rows = layout.rows(len(layout.sections))
        writer = RowWriter(layout, FileStyle(layout.text, layout.root))
        row = NewRow(writer, self.values, next(reversed(writer.rows), None))
        return apply_splices(layout.text, put_rows(layout, rows, 0, [row]))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        del layout
        row = {field: value.rstrip("\n") for field, value in self.values.items()}
        sections.all_sections().append({"title": self.title, ROWS: [dict(row)]})


@dataclass(frozen=True, slots=True)
class _NewSection:
    """A section without activities, as a row of the list of sections."""

    layout: Layout
    style: FileStyle
    title: str

    def lines(self, dash: int) -> str:
        """See `InsertedRow`."""
        indent = dash + 2
        last = self.layout.sections[-1] if self.layout.sections else None
        like = value_of(last, "title") if last is not None else None
        position = ValuePosition(indent + len("title: "), indent)
        title = self.style.write(self.title, position, like if isinstance(like, Text) else None)
        newline = self.style.newline
        return f"{' ' * dash}- title: {title}{newline}{' ' * indent}{ROWS}:{newline}"

    def raw(self) -> str:
        """See `InsertedRow`; sections in brackets are refused before."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class RemoveSection:
    """Take a section out, with its activities and comments."""

    number: int

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`."""
        del style
        sections = layout.list_of_sections()
        return apply_splices(layout.text, cut_rows(sections, self.number - 1, self.number - 1))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        del layout
        del sections.all_sections()[self.number - 1]


@dataclass(frozen=True, slots=True)
class MoveSection:
    """Take a section behind another one, or with 0 to the start of the plan."""

    number: int
    after: int

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`: the section is copied first, then the old one is taken out."""
        sections = layout.list_of_sections()
        moved = MovedRow(RowWriter(layout, style), sections, self.number - 1)
        copied = layout.after(put_rows(layout, sections, self.after, [moved]))
        at = self.number - 1 + (self.after < self.number)
        return apply_splices(copied.text, cut_rows(copied.list_of_sections(), at, at))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        del layout
        all_sections = sections.all_sections()
        moved = all_sections.pop(self.number - 1)
        all_sections.insert(self.after - (self.after >= self.number), moved)
