"""An edit from its intent to the saved file: spliced, read again, and held against what was intended."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import zip_longest
from typing import Protocol

from luzplan.check.runner import check_built
from luzplan.edit.layout import Content, FileSections, Layout
from luzplan.edit.lines import Refusal
from luzplan.edit.pairs import pairs_at
from luzplan.edit.rows import MovedRow, NewRow, put_rows, without_rows
from luzplan.edit.style import FileStyle, RowWriter
from luzplan.plan.build import Built, build_plan, built_of
from luzplan.plan.model import Activity
from luzplan.text.rewriting import Unsaved, rewrite
from luzplan.text.source import Loaded, Problem, Severity, Splice, SpliceError, apply_splices, load_source


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
    """New values for fields of activities; each activity is named once.

    With ``keep_keys`` the key of a field that is taken away stays where it seems to have been there before.
    """

    assignments: Sequence[Assignment]
    keep_keys: bool = False

    def new_text(self, layout: Layout, style: FileStyle) -> str:
        """See `Intent`.

        Fields are taken away after the others got their values, one of a row at a time and each from a text
        that is read anew: made at once, changes beside each other could meet at a comma.
        """
        writer = RowWriter(layout, style)
        places = [(one.activity.section, layout.place(one.activity)[1]) for one in self.assignments]
        splices: list[Splice] = []
        gone: list[list[tuple[str, bool]]] = []
        for place, one in zip(places, self.assignments, strict=True):
            pairs = pairs_at(layout, style, place)
            values = {field: value for field, value in one.values.items() if value}
            splices += pairs.put(values, partial(writer.like, near=pairs.mapping))
            there = [field for field in one.values if field not in values and pairs.find(field) is not None]
            gone.append(
                [(field, self.keep_keys and writer.keeps_key(field, pairs.mapping)) for field in there]
            )
        for fields in zip_longest(*gone, fillvalue=("", False)):
            layout, splices = layout.after(splices), []
            style = FileStyle(layout.text, layout.root)
            for place, (field, keep) in zip(places, fields, strict=True):
                if field:
                    pairs = pairs_at(layout, style, place)
                    splices += pairs.empty(field) if keep else pairs.remove(field)
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
        return apply_splices(layout.text, put_rows(layout, rows, at, [NewRow(writer, self.values, near)]))

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


_PHRASE_CODES = ("LP101", "LP2")  # executors and deadlines that only the tool does not understand


@dataclass(frozen=True, slots=True)
class Edited:
    """A plan before and after an edit.

    ``numbers`` are the numbers of the activities now by their numbers before, ``added`` are those of new
    ones; ``problems`` are those that were not there before.
    """

    before: Built
    after: Built
    numbers: dict[str, str]
    added: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The new text of the file."""
        return self.after.source.text

    def now(self, activity: Activity) -> Activity:
        """An activity of the old plan as it is in the new one; it must still be there."""
        assert self.after.plan is not None
        number = self.numbers[activity.position]
        return next(one for one in self.after.plan.activities() if one.position == number)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an edit was not made, and the way out; with ``force`` it can be made all the same."""

    message: str
    hint: str = ""
    can_force: bool = False

    @property
    def text(self) -> None:
        """Nothing is to be written."""
        return


_UNUSUAL = "автоматически внести правку нельзя: затронет соседние строки", "Сделайте её в редакторе."
IntentOf = Callable[[Built], Intent]


def edit_plan(
    name: str, intent_of: IntentOf, *, force: bool = False, dry_run: bool = False
) -> Edited | Refused | Unsaved:
    """Edit a plan's file; with ``dry_run`` only work out what would come of it.

    ``intent_of`` is given the plan as it is at that moment, once more if another program changed the file
    meanwhile. With ``force`` deadlines and executors are written even if nobody understands them.
    """

    def change(loaded: Loaded) -> Edited | Refused:
        built = built_of(loaded)
        return edited(built, intent_of(built), force=force)

    return change(load_source(name)) if dry_run else rewrite(name, change)


def edited(before: Built, intent: Intent, *, force: bool = False) -> Edited | Refused:
    """The plan with the intent carried out; there must be a plan."""
    try:
        after = spliced(before, intent)
    except SpliceError:  # a layout that nobody thought of: better no edit than half a program
        return Refused(*_UNUSUAL)
    return after if isinstance(after, Refused) else _checked(after, force=force)


def spliced(before: Built, intent: Intent) -> Edited | Refused:
    """The plan with the intent carried out, and read again; it says what was intended, and no more."""
    assert before.root is not None
    if before.is_guess and (slip := next(iter((*before.slips, *before.problems)), None)):
        return _slip_in_the_way(before, slip)
    layout, sections = Layout(before.source, before.root), FileSections(before.root)
    old, after = sections.numbers(), before
    try:
        intent.expect(sections, layout)
        if sections.content != FileSections(before.root).content:
            text = intent.new_text(layout, FileStyle(layout.text, before.root))
            if slip := _slip_beside(before, text):
                return _slip_in_the_way(before, slip)
            after = build_plan(before.source._replace(text=text))
    except Refusal as refusal:
        return Refused(refusal.message, refusal.hint)
    if FileSections(after.root).content != sections.content:
        return Refused(*_UNUSUAL)
    new = sections.numbers()
    numbers = {number: new[row] for row, number in old.items() if row in new}
    return Edited(before, after, numbers, tuple(number for row, number in new.items() if row not in old))


def _slip_beside(before: Built, text: str) -> Problem | None:
    """A slip in a row that a new text changes, unless it takes the slip away."""
    if before.plan is None or not before.slips:
        return None
    old = before.source.text
    start = next((at for at, (one, other) in enumerate(zip(old, text, strict=False)) if one != other), 0)
    same = itertools.takewhile(
        lambda pair: pair[0] == pair[1], zip(old[:start:-1], text[:start:-1], strict=False)
    )
    end = len(old) - sum(1 for _ in same)
    rows = [(one.start, one.end) for one in before.plan.activities() if one.start <= end and start <= one.end]
    beside = (slip for slip in before.slips for row in rows if row[0] <= slip.start <= row[1])
    return next((slip for slip in beside if not start <= slip.start < end), None)


def _slip_in_the_way(before: Built, slip: Problem) -> Refused:
    line = before.source.position(slip.start).line
    hint = "сначала исправьте её" + (": luzplan validate --fix" if slip.fixes else "")
    return Refused(f"в строке {line} плана ошибка: {slip.message}", hint)


def _checked(edit: Edited, *, force: bool) -> Edited | Refused:
    """Refuse what brings new errors into the plan."""
    problems = _new_problems(edit.before, edit.after)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    grave = [one for one in errors if not one.code.startswith(_PHRASE_CODES)]
    if refused := grave or ([] if force else errors):
        return Refused(refused[0].message, refused[0].hint, can_force=not grave)
    return replace(edit, problems=tuple(problems))


def _new_problems(before: Built, after: Built) -> list[Problem]:
    """The problems that there are more of now; only the numbers in a message may have changed."""
    old, new = check_built(before).problems, check_built(after).problems
    kinds = Counter(one.code for one in new) - Counter(one.code for one in old)
    more = Counter(map(_message_key, new)) - Counter(map(_message_key, old))
    return [one for one in new if kinds[one.code] and more[_message_key(one)]]


def _message_key(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message
