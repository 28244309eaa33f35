"""Every edit on every activity of every layout changes what it should, and not a byte besides."""

from __future__ import annotations

import re

import pytest

from luzplan.edit import Refused, spliced
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target
from luzplan.edit.marking import MarkDone, Marks
from luzplan.plan import Activity
from tests.edit.samples import FIELDS, LAYOUTS, LONG, NEW, VARIANTS, Sample, comments, read

pytestmark = pytest.mark.slow

VALUES = {
    "what": (LONG, "Тема: «сайт»", "одно\nдругое"),
    "when": ("март", "с 1 по 5 марта, 10 апреля"),
    "who": ("[а], {б}", "'", LONG),
    "where": ("зал",),
    "note": (LONG, '"- а'),
}


@pytest.fixture(params=[f"{path.stem}-{variant}" for path in LAYOUTS for variant in VARIANTS])
def sample(request: pytest.FixtureRequest) -> Sample:
    """A layout with one or the other line ends, the last one there or not."""
    name, _, variant = str(request.param).rpartition("-")
    return Sample(read(LAYOUTS[0].with_name(f"{name}.yaml"), variant))


def assign(activity: Activity, values: dict[str, str]) -> Intent:
    return Assign([Assignment(activity, values)])


def marked(activity: Activity, *days: str, note: str | None = None) -> Intent:
    return MarkDone([Marks(activity, days, note)])


def holds_only(sample: Sample, after: Sample, activity: Activity) -> bool:
    """Whether all that stands before and behind an activity's lines is as it was."""
    line_end = sample.text.find("\n", max(activity.end - 1, 0)) + 1 or len(sample.text)
    before, behind = sample.text[: activity.start], sample.text[line_end:]
    return after.text.startswith(before) and after.text.endswith(behind) and one_kind_of_line_ends(after.text)


def one_kind_of_line_ends(text: str) -> bool:
    return text.count("\r") in (0, text.count("\n")) and text.count("\r") == text.count("\r\n")


def test_a_value_that_stays_changes_nothing(sample: Sample) -> None:
    for activity in sample.activities:
        values = {name: str(getattr(activity, name)) for name in FIELDS}
        assert sample.after(assign(activity, values)) == sample


def test_done_and_undone_gives_back_the_same_bytes(sample: Sample) -> None:
    for activity in sample.activities:
        if activity.done:
            continue
        done = sample.after(marked(activity, "2012-02-10"))
        assert holds_only(sample, done, activity)
        again = done.activity(activity.position)
        assert done.after(marked(again)) == sample


def test_done_with_a_note_and_both_taken_away_gives_back_the_same_bytes(sample: Sample) -> None:
    for activity in sample.activities:
        if activity.done or activity.note:
            continue
        done = sample.after(marked(activity, "2012-02-10", note="Было: хорошо"))
        assert holds_only(sample, done, activity)
        again = done.activity(activity.position)
        undone = done.after(marked(again))
        again = undone.activity(activity.position)
        assert undone.after(assign(again, {"note": ""})) == sample


@pytest.mark.parametrize("field", [*FIELDS, "id"])
def test_a_field_gets_its_value_and_nothing_else_changes(sample: Sample, field: str) -> None:
    for activity in sample.activities:
        for value in VALUES.get(field, ("2012-02-10",)):
            after = sample.after(assign(activity, {field: value}))
            expected = sample.rows
            expected[activity.section - 1][activity.number - 1][field] = value
            assert after.rows == expected
            assert after.rest == sample.rest
            assert comments(after.text) == comments(sample.text)
            assert holds_only(sample, after, activity)


@pytest.mark.parametrize("field", [*FIELDS[1:], "id"])
def test_a_field_is_taken_away_and_nothing_else_changes(sample: Sample, field: str) -> None:
    for activity in sample.activities:
        after = sample.after(assign(activity, {field: ""}))
        expected = sample.rows
        expected[activity.section - 1][activity.number - 1].pop(field, None)
        assert after.rows == expected
        assert after.rest == sample.rest
        assert comments(after.text) == comments(sample.text)
        assert holds_only(sample, after, activity)


def test_a_value_on_one_line_that_is_changed_and_changed_back_gives_the_same_bytes(sample: Sample) -> None:
    for activity in sample.activities:
        for field in ("what", "when", "who"):
            value = getattr(activity, field)
            if not value or value.end - value.start > 60 or "\n" in sample.text[value.start : value.end]:
                continue
            there = sample.after(assign(activity, {field: "март"}))
            assert there.after(assign(there.activity(activity.position), {field: str(value)})) == sample


def is_within(short: str, long: str) -> bool:
    """Whether the short text is the long one with something left out."""
    left = iter(long)
    return all(character in left for character in short)


def targets(sample: Sample) -> list[Target]:
    sections = range(1, len(sample.plan.sections) + 1)
    ends = [Target(number, first=first) for number in sections for first in (True, False)]
    return [*ends, *(Target(one.section, one) for one in sample.activities)]


def test_an_activity_is_added_anywhere_and_nothing_else_changes(sample: Sample) -> None:
    for target in targets(sample):
        after = sample.after(Add(target, NEW))
        expected = sample.rows
        rows = expected[target.section - 1]
        rows.insert(target.after.number if target.after else 0 if target.first else len(rows), NEW)
        assert after.rows == expected
        assert after.rest == sample.rest
        assert comments(after.text) == comments(sample.text)
        assert one_kind_of_line_ends(after.text)
        assert is_within(re.sub(r" \[ ?]", "", sample.text), after.text)


def test_activities_are_removed_and_the_others_stay_as_they_are(sample: Sample) -> None:
    everything = sample.activities
    for chosen in [
        *([one] for one in everything),
        everything[::2],
        everything[:2],
        everything[-2:],
        everything,
    ]:
        after = sample.after(Remove(chosen))
        gone = {one.position for one in chosen}
        expected = [
            [row for number, row in enumerate(rows, 1) if f"{section}.{number}" not in gone]
            for section, rows in enumerate(sample.rows, 1)
        ]
        assert after.rows == expected
        assert after.rest == sample.rest
        assert is_within(after.text, sample.text)


def test_an_activity_that_is_added_and_removed_leaves_what_it_says_and_all_comments(sample: Sample) -> None:
    for target in targets(sample):
        added = sample.after(Add(target, NEW))
        number = target.after.number + 1 if target.after else 1 if target.first else None
        position = f"{target.section}.{number or len(added.rows[target.section - 1])}"
        after = added.after(Remove([added.activity(position)]))
        assert after.rows == sample.rows
        assert set(comments(after.text)) >= set(comments(sample.text)) - {"# о неделе"}


def test_an_activity_is_moved_anywhere_with_its_comments(sample: Sample) -> None:
    for activity in sample.activities:
        for target in targets(sample):
            if target.after == activity:
                continue
            intent = Move([activity], target)
            if isinstance(spliced(sample.built, intent), Refused):
                assert comments(sample.lines(activity)), "only comments keep an activity out of brackets"
                continue
            after = sample.after(intent)
            assert after.rows == moved(sample.rows, activity, target)
            assert after.rest == sample.rest
            assert comments(after.text) == comments(sample.text)
            assert one_kind_of_line_ends(after.text)


def moved(rows: list[list[dict[str, str]]], activity: Activity, target: Target) -> list[list[dict[str, str]]]:
    row = rows[activity.section - 1][activity.number - 1]
    into = rows[target.section - 1]
    before = into[target.after.number - 1] if target.after else None
    rows[activity.section - 1] = [one for one in rows[activity.section - 1] if one is not row]
    into = rows[target.section - 1]
    at = next((at for at, one in enumerate(into, 1) if one is before), 0 if target.first else len(into))
    into.insert(at, row)
    return rows
