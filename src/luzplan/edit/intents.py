"""What is to be changed in a plan: as a new text, and as what that text has to say afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Protocol

from luzplan.edit.content import Content, FileSections
from luzplan.edit.layout import (
    LIST_OF_SECTIONS,
    SECTIONS,
    Layout,
    MovedRow,
    NewRow,
    list_of,
    put_rows,
    without_rows,
)
from luzplan.edit.lines import insert_lines, is_flow, line_end, line_start, value_of
from luzplan.edit.pairs import Pairs, in_order, pairs_at
from luzplan.edit.rows import ROWS, Rows
from luzplan.edit.style import RowWriter
from luzplan.plan import Activity, Section
from luzplan.text import Splice, apply_splices
from luzplan.text.yaml import Mapping
from luzplan.text.yaml import Sequence as Items


class Intent(Protocol):
    """A change of a plan; what it names are the plan's own sections and activities."""

    def new_text(self, layout: Layout) -> str:
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

    def new_text(self, layout: Layout) -> str:
        """See `Intent`.

        Fields are taken away after the others got their values, one of a row at a time and each from a text
        that is read anew: made at once, changes beside each other could meet at a comma.
        """
        places = [(one.activity.section, layout.place(one.activity)[1]) for one in self.assignments]
        splices: list[Splice] = []
        gone: list[list[str]] = []
        for place, one in zip(places, self.assignments, strict=True):
            pairs = pairs_at(layout, place)
            values = {field: value for field, value in one.values.items() if value}
            splices += pairs.put(values, partial(layout.writer.like, near=pairs.mapping))
            gone.append(
                [field for field in one.values if field not in values and pairs.find(field) is not None]
            )
        for fields in zip_longest(*gone, fillvalue=""):
            layout, splices = layout.after(splices), []
            for place, field in zip(places, fields, strict=True):
                if field:
                    splices += pairs_at(layout, place).remove(field)
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
    """A place in a section or the list of sections: behind a row, at its start, or (neither) at its end."""

    section: int
    after: Activity | Section | None = None
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

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        near = rows.activity(max(at - 1, 0)) if rows.items else next(iter(layout.all_rows()), None)
        row = NewRow(layout.writer, in_order(self.values), near)
        return apply_splices(layout.text, put_rows(layout, rows, at, [row]))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        row: dict[str, Content] = {field: value.rstrip("\n") for field, value in self.values.items()}
        sections.rows(self.target.section).insert(self.target.place(layout), row)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take activities or sections out, each named once."""

    rows: Sequence[Activity | Section]

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        return without_rows(layout, _places(self.rows, layout))

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        for section, places in _places(self.rows, layout).items():
            rows = sections.rows(section)
            rows[:] = [row for at, row in enumerate(rows) if at not in places]


def _places(rows: Sequence[Activity | Section], layout: Layout) -> dict[int, list[int]]:
    """The places in their lists by section."""
    places: dict[int, list[int]] = {}
    for row in rows:
        places.setdefault(list_of(row), []).append(layout.place(row)[1])
    return places


@dataclass(frozen=True, slots=True)
class Move:
    """Take activities or sections, each named once, to another place, where they stand in the order given."""

    rows: Sequence[Activity | Section]
    target: Target

    def new_text(self, layout: Layout) -> str:
        """See `Intent`.

        The rows are copied first and the old ones then taken out of a text that is read anew: made
        at once, the two changes could meet at a comma or at the end of the file.
        """
        inserted = [MovedRow(layout.writer, *layout.place(row)) for row in self.rows]
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        copied = layout.after(put_rows(layout, rows, at, inserted)) if inserted else layout
        places = _places(self.rows, layout)
        if own := places.get(self.target.section):
            places[self.target.section] = [place + len(inserted) * (place >= at) for place in own]
        return without_rows(copied, places)

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        at = self.target.place(layout)
        moved = [sections.rows(list_of(one))[layout.place(one)[1]] for one in self.rows]
        from_here = _places(self.rows, layout).get(self.target.section, [])
        Remove(self.rows).expect(sections, layout)
        at -= sum(place < at for place in from_here)
        sections.rows(self.target.section)[at:at] = moved


@dataclass(frozen=True, slots=True)
class AddSection:
    """Put a new section behind the last one, with its first activity of these fields."""

    title: str
    values: dict[str, str]

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        sections = layout.rows(LIST_OF_SECTIONS)
        writer = RowWriter(layout.style, layout.sections)
        section = NewRow(writer, {"title": self.title}, layout.sections[-1])
        layout = layout.after(put_rows(layout, sections, len(sections.items), [section]))
        return Add(Target(len(layout.sections)), self.values).new_text(layout)

    def expect(self, sections: FileSections, layout: Layout) -> None:
        """See `Intent`."""
        all_sections = sections.rows(LIST_OF_SECTIONS)
        all_sections.append({"title": self.title, ROWS: []})
        row = {field: value.rstrip("\n") for field, value in self.values.items()}
        sections.rows(len(all_sections)).append(dict(row))


@dataclass(frozen=True, slots=True)
class Declare:
    """Put a record into a list of the plan, or under ``abbreviations`` a name with its meaning.

    The key comes above the sections where the plan does not have it yet.
    """

    key: str
    values: dict[str, str]

    def new_text(self, layout: Layout) -> str:
        """See `Intent`."""
        return apply_splices(layout.text, self._splices(layout))

    def _splices(self, layout: Layout) -> list[Splice]:
        value = value_of(layout.root, self.key)
        if isinstance(value, Mapping) and value.pairs:
            return Pairs(layout.style, value, is_flow(layout.text, value)).put(self.values, lambda _: None)
        if isinstance(value, Items) and value.items:
            near = value.items[-1]
            writer = RowWriter(layout.style, [one for one in value.items if isinstance(one, Mapping)])
            row = NewRow(writer, self.values, near if isinstance(near, Mapping) else None)
            return put_rows(layout, Rows(layout.text, layout.root, self.key), len(value.items), [row])
        # The first one, under a key that is empty or not there yet.
        newline, written = layout.newline, RowWriter(layout.style, []).lines(self.values, 2, None)
        lines = written.replace("-", " ", 1)[2:] if self.key == "abbreviations" else written
        if value is None:
            whole = f"{self.key}:{newline}{lines}{newline}"
            return [insert_lines(layout.text, _above_sections(layout), whole)]
        key = next(key for key, _ in layout.root.pairs if key == self.key)
        end = line_end(layout.text, max(key.end, value.end))
        return [Splice(layout.text.index(":", key.end) + 1, end, newline + lines)]

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
