"""Another year's plan written from this year's: years and dates moved, marks cleared, comments kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from luzplan.build import Built, build_plan
from luzplan.calendar import SchoolYear
from luzplan.edit.carry.blanks import emptied
from luzplan.edit.carry.dates import Shift, leap_day_splices, short_date_splices, year_splices
from luzplan.edit.carry.remarks import remarks
from luzplan.edit.editing import Refused, spliced
from luzplan.edit.intents import Assign, Assignment
from luzplan.edit.layout import Layout, value_of
from luzplan.edit.lines import column, insert_lines, line_start
from luzplan.model import Activity, Plan
from luzplan.source.nodes import Mapping
from luzplan.source.scalar import Place, write_scalar
from luzplan.source.splice import Splice, apply_splices
from luzplan.source.text import Source, Text

_SIGNED = (("agreed", ("protocol", "date")), ("approved", ("order", "date")))


@dataclass(frozen=True, slots=True)
class NextPlan:
    """The new plan's file, what was cleared and moved, and what people should look at, by activity."""

    source: Source
    year: SchoolYear
    cleared: int
    moved: int
    remarks: tuple[tuple[Activity, str], ...]


def next_plan(built: Built, year: SchoolYear | None = None) -> NextPlan | Refused:
    """Carry a plan over into a school year, the next one if none is given; there must be a plan."""
    assert built.plan is not None
    shift = Shift(built.plan.year, year or SchoolYear(built.plan.year.first_year + 1))
    done = [one for one in built.plan.activities() if one.done]
    cleared = spliced(built, Assign([Assignment(one, {"done": "", "note": ""}) for one in done]))
    if isinstance(cleared, Refused):
        return cleared
    blank = _rebuilt(cleared.after, _approval_splices(cleared.after))
    splices = _date_splices(blank, shift)
    moved = _rebuilt(blank, splices)
    assert moved.plan is not None
    found = tuple(_remarks(built.plan, moved.plan, shift))
    return NextPlan(_remarked(moved, found), shift.new, len(done), len(splices), found)


def _rebuilt(built: Built, splices: list[Splice]) -> Built:
    return build_plan(built.source._replace(text=apply_splices(built.source.text, splices)))


def _approval_splices(built: Built) -> list[Splice]:
    """Empty the blanks of both approval blocks; a line without any stays as it is."""
    assert isinstance(built.root, Mapping)  # else there is no plan
    approval = value_of(built.root, "approval")
    blocks = [(value_of(approval, name), keys) for name, keys in _SIGNED if isinstance(approval, Mapping)]
    texts = [value_of(block, key) for block, keys in blocks if isinstance(block, Mapping) for key in keys]
    return [_rewritten(built.source, one) for one in texts if isinstance(one, Text) and emptied(one) != one]


def _rewritten(source: Source, text: Text) -> Splice:
    at = column(source.text, text.start)
    return Splice(text.start, text.end, write_scalar(emptied(text), Place(column=at, flow=True)))


def _date_splices(built: Built, shift: Shift) -> list[Splice]:
    """Move years everywhere, also in comments; short years and leap days only in deadlines."""
    text = built.source.text
    splices = [*year_splices(text, shift)]
    assert built.plan is not None
    for activity in built.plan.activities():
        raw, start = text[activity.when.start : activity.when.end], activity.when.start
        own = [*short_date_splices(raw, shift), *leap_day_splices(raw, shift)]
        splices += [Splice(one.start + start, one.end + start, one.text) for one in own]
    return splices


def _remarks(old: Plan, new: Plan, shift: Shift) -> Iterator[tuple[Activity, str]]:
    tracked = any(one.done for one in old.activities())
    for before, after in zip(old.activities(), new.activities(), strict=True):
        for remark in remarks(before, after, shift, tracked=tracked):
            yield after, remark


def _remarked(built: Built, found: tuple[tuple[Activity, str], ...]) -> Source:
    """Write the remarks as comments above their activities, where these stand on lines of their own."""
    assert built.root is not None
    layout, text = Layout(built.source, built.root), built.source.text
    splices = []
    for activity, remark in found:
        rows, at = layout.place(activity)
        if rows.in_block:
            indent = " " * rows.dash
            line = f"{indent}# проверьте: {remark}{layout.newline}"
            splices.append(insert_lines(text, line_start(text, rows.activity(at).start), line))
    return built.source._replace(text=apply_splices(text, splices))
