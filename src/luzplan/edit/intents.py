"""What is to be changed in a plan: as a new text, and as what that text has to say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Protocol

from luzplan.edit.layout import ROWS, Content, FileSections, Layout, value_of
from luzplan.edit.pairs import in_order, pairs_at
from luzplan.edit.rows import MovedRow, NewRow, cut_rows, put_rows, without_rows
from luzplan.edit.style import FileStyle, RowWriter, ValuePosition
from luzplan.plan import Activity
from luzplan.text import Splice, Text, apply_splices


class Intent(Protocol):
    """A change of a plan; what it names are the plan's own sections and activities."""

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """The text with the change made. Raises `Refusal`."""

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """Change what the file says as the new text should."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """New values of an activity's fields; an empty one takes the field away."""

    activity: Activity
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Assign:
    """New values for fields of activities; each activity is named once."""

    assignments: Sequence[Assignment]

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`.

        Fields are taken away after the others got their values, one of a row at a time and each from a text
        that is read anew: made at once, changes beside each other could meet at a comma.
        """
        writer = RowWriter(layout, style)
        places = [(one.activity.section, layout.place(one.activity)[1]) for one in self.assignments]
        splices: list[Splice] = []
        gone: list[list[str]] = []
        for place, one in zip(places, self.assignments, strict=True):
            pairs = pairs_at(layout, style, place)
            values = {field: value for field, value in one.values.items() if value}
            splices += pairs.put(values, partial(writer.like, near=pairs.mapping))
            gone.append(
                [field for field in one.values if field not in values and pairs.find(field) is not None]
            )
        for fields in zip_longest(*gone, fillvalue=""):
            layout, splices = layout.after(splices), []
            style = FileStyle(layout.text, layout.root)
            for place, field in zip(places, fields, strict=True):
                if field:
                    splices += pairs_at(layout, style, place).remove(field)
        return apply_splices(layout.text, splices)

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        for assignment in self.assignments:
            _, at = layout.place(assignment.activity)
            row = sections.rows(assignment.activity.section)[at]
            assert isinstance(row, dict)
            for field, value in assignment.values.items():
                row.pop(field, None)
                if value:
                    row[field] = value.rstrip("\n")


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a section: behind an activity, at its start, or (neither) at its end."""

    section: int
    after: Activity | None = None
    first: bool = False

    def place(self, layout: Layout) -> int:
        """The place in the section's list, from 0."""
        if self.after is not None:
            return layout.place(self.after)[1] + 1
        return 0 if self.first else len(layout.rows(self.section).items)


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new activity with these fields somewhere."""

    target: Target
    values: dict[str, str]

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`."""
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        near = rows.activity(max(at - 1, 0)) if rows.items else next(iter(layout.all_rows()), None)
        writer = RowWriter(layout, style)
        return apply_splices(
            layout.text, put_rows(layout, rows, at, [NewRow(writer, in_order(self.values), near)])
        )

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        row: dict[str, Content] = {field: value.rstrip("\n") for field, value in self.values.items()}
        sections.rows(self.target.section).insert(self.target.place(layout), row)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take activities out, each named once."""

    activities: Sequence[Activity]

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`."""
        del style
        return without_rows(layout, _places(self.activities, layout))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        for section, places in _places(self.activities, layout).items():
            rows = sections.rows(section)
            rows[:] = [row for at, row in enumerate(rows) if at not in places]


def _places(activities: Sequence[Activity], layout: Layout) -> dict[int, list[int]]:
    """The places in their lists by section."""
    places: dict[int, list[int]] = {}
    for activity in activities:
        places.setdefault(activity.section, []).append(layout.place(activity)[1])
    return places


@dataclass(frozen=True, slots=True)
class Move:
    """Take activities, each named once, to another place, where they stand in the order given."""

    activities: Sequence[Activity]
    target: Target

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`.

        The activities are copied first and the old ones then taken out of a text that is read anew: made
        at once, the two changes could meet at a comma or at the end of the file.
        """
        writer = RowWriter(layout, style)
        inserted = [MovedRow(writer, *layout.place(activity)) for activity in self.activities]
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        copied = layout.after(put_rows(layout, rows, at, inserted)) if inserted else layout
        places = _places(self.activities, layout)
        if own := places.get(self.target.section):
            places[self.target.section] = [place + len(inserted) * (place >= at) for place in own]
        return without_rows(copied, places)

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        at = self.target.place(layout)
        moved = [sections.rows(one.section)[layout.place(one)[1]] for one in self.activities]
        from_here = _places(self.activities, layout).get(self.target.section, [])
        Remove(self.activities).expect(sections, layout)
        at -= sum(place < at for place in from_here)
        sections.rows(self.target.section)[at:at] = moved


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
