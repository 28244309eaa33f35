"""What is to be changed in a plan: as splices of its text, and as what the text has to say afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from luzplan.edit.content import Content, Sections
from luzplan.edit.flow import is_flow
from luzplan.edit.hand import Hand
from luzplan.edit.layout import Layout
from luzplan.edit.pairs import Pairs
from luzplan.edit.rows import MovedUnit, NewUnit, cut_rows, put_rows
from luzplan.edit.scribe import Scribe
from luzplan.model import Activity
from luzplan.source.splice import Splice


class Intent(Protocol):
    """A change of a plan; what it names are the plan's own sections and activities."""

    def splices(self, layout: Layout, hand: Hand) -> list[Splice]:
        """Give the changes of the text. Raises `Refusal`."""

    def expect(self, sections: Sections, layout: Layout) -> None:
        """Change what the file says as the splices should."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """New values of an activity's fields; an empty one takes the field away."""

    activity: Activity
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Assign:
    """Give fields of activities new values; each activity is named once.

    With ``keep_keys`` the key of a field that is taken away stays where all activities have it.
    """

    assignments: Sequence[Assignment]
    keep_keys: bool = False

    def splices(self, layout: Layout, hand: Hand) -> list[Splice]:
        """See `Intent`."""
        scribe = Scribe(layout, hand)
        return [splice for one in self.assignments for splice in self._splices(one, layout, scribe)]

    def _splices(self, assignment: Assignment, layout: Layout, scribe: Scribe) -> Iterable[Splice]:
        rows, at = layout.place(assignment.activity)
        node = rows.activity(at)
        pairs = Pairs(scribe.hand, node, not rows.in_block or is_flow(layout.text, node))
        values = {field: value for field, value in assignment.values.items() if value}
        gone = [field for field in assignment.values.keys() - values if pairs.find(field) is not None]
        yield from pairs.put(values, lambda field: scribe.like(field, node))
        for field in gone:
            keep = self.keep_keys and scribe.keeps_key(field)
            yield from pairs.empty(field) if keep else pairs.remove(field)

    def expect(self, sections: Sections, layout: Layout) -> None:
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
        """Give the place in the section's list, from 0."""
        if self.after is not None:
            return layout.place(self.after)[1] + 1
        return 0 if self.first else len(layout.rows(self.section).items)


@dataclass(frozen=True, slots=True)
class Add:
    """Put a new activity with these fields somewhere."""

    target: Target
    values: dict[str, str]

    def splices(self, layout: Layout, hand: Hand) -> list[Splice]:
        """See `Intent`."""
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        near = rows.activity(max(at - 1, 0)) if rows.items else next(iter(layout.all_rows()), None)
        scribe = Scribe(layout, hand)
        return put_rows(layout, rows, at, [NewUnit(scribe, self.values, near)])

    def expect(self, sections: Sections, layout: Layout) -> None:
        """See `Intent`."""
        row: dict[str, Content] = {field: value.rstrip("\n") for field, value in self.values.items()}
        sections.rows(self.target.section).insert(self.target.place(layout), row)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take activities out, each named once."""

    activities: Sequence[Activity]

    def splices(self, layout: Layout, hand: Hand) -> list[Splice]:
        """See `Intent`."""
        del hand
        return [
            splice
            for section, places in _places(self.activities, layout).items()
            for first, last in _runs(places)
            for splice in cut_rows(layout.rows(section), first, last)
        ]

    def expect(self, sections: Sections, layout: Layout) -> None:
        """See `Intent`."""
        for section, places in _places(self.activities, layout).items():
            rows = sections.rows(section)
            rows[:] = [row for at, row in enumerate(rows) if at not in places]


def _places(activities: Sequence[Activity], layout: Layout) -> dict[int, list[int]]:
    """Give the places in their lists by section."""
    places: dict[int, list[int]] = {}
    for activity in activities:
        places.setdefault(activity.section, []).append(layout.place(activity)[1])
    return places


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Give first and last of places that follow one another."""
    runs: list[tuple[int, int]] = []
    for at in sorted(places):
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs


@dataclass(frozen=True, slots=True)
class Move:
    """Take activities, each named once, to another place, where they stand in the order given."""

    activities: Sequence[Activity]
    target: Target

    def splices(self, layout: Layout, hand: Hand) -> list[Splice]:
        """See `Intent`."""
        scribe = Scribe(layout, hand)
        units = [MovedUnit(scribe, *layout.place(activity)) for activity in self.activities]
        rows, at = layout.rows(self.target.section), self.target.place(layout)
        return [*put_rows(layout, rows, at, units), *Remove(self.activities).splices(layout, hand)]

    def expect(self, sections: Sections, layout: Layout) -> None:
        """See `Intent`."""
        at = self.target.place(layout)
        moved = [sections.rows(one.section)[layout.place(one)[1]] for one in self.activities]
        from_here = _places(self.activities, layout).get(self.target.section, [])
        Remove(self.activities).expect(sections, layout)
        at -= sum(place < at for place in from_here)
        sections.rows(self.target.section)[at:at] = moved
