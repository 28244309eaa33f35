"""Of plans of any text in any style of YAML: read as they say, checked, shown, edited and edited back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.check import Checked, Options, check_built
from luzplan.edit.intents import Add, Assign, Assignment, Intent, Move, Remove, Target
from luzplan.formats import FORMATS, Page, UnsuitableFormat, writer
from luzplan.formats.problems import PROBLEM_FORMATS, problem_writer
from luzplan.plan import Activity, Plan
from luzplan.reports import Report
from luzplan.reports.due import due_report
from luzplan.reports.overview import load_report, timeline_report
from luzplan.reports.paper import document_report
from luzplan.reports.whole_plan import dated_report, site_report, workbook_report
from luzplan.school_year import Span
from luzplan.selection import Filters, Grouping
from tests.edit.samples import Sample
from tests.endurance.plans import Row, Written, plans, rows, texts

TODAY = date(2012, 2, 1)
MAY = Span(date(2012, 5, 1), date(2012, 5, 31))
REPORTS: dict[str, Callable[[Plan], Report]] = {
    "due": lambda plan: due_report(plan, Filters(TODAY)),
    "due in May": lambda plan: due_report(plan, Filters(TODAY, window=MAY)),
    "document": lambda plan: document_report(plan, Filters(TODAY)),
    "page": lambda plan: site_report(plan, Filters(TODAY)),
    "calendar": lambda plan: dated_report(plan, Filters(TODAY, with_ongoing=True)),
    "workbook": lambda plan: workbook_report(plan, Filters(TODAY)),
    "timeline": lambda plan: timeline_report(plan, Filters(TODAY), Grouping.ROLE),
    "load": lambda plan: load_report(plan, Filters(TODAY), Grouping.ROLE),
}
few = partial(settings, deadline=None)


def said(row: Row) -> Row:
    """Leave out the fields that are written and say nothing."""
    return {name: value for name, value in row.items() if value}


@few(max_examples=60)
@given(plans())
def test_a_plan_is_read_as_it_says(written: Written) -> None:
    assert Sample(written.text).rows == [[said(row) for row in rows] for rows in written.sections]


@few(max_examples=40)
@given(plans())
def test_every_problem_has_a_place_and_can_be_told(written: Written) -> None:
    checked = check_built(Sample(written.text).built, Options(notes=True, today=TODAY))
    assert all(0 <= one.start <= one.end <= len(written.text) for one in checked.problems)
    for name in PROBLEM_FORMATS:
        assert_told(problem_writer(name)([checked], Page(80)), checked)


def assert_told(answer: str, checked: Checked) -> None:
    assert answer or not checked.problems


@pytest.mark.parametrize("name", REPORTS)
@few(max_examples=6)
@given(plans())
def test_any_plan_can_be_asked_and_written(name: str, written: Written) -> None:
    report = REPORTS[name](Sample(written.text).plan)
    for format_name in FORMATS:
        try:
            assert writer(format_name)(report, Page(80)) is not None
        except UnsuitableFormat as reason:
            assert str(reason)


def drawn(data: st.DataObject) -> tuple[Sample, Activity]:
    """A plan with activities and one of them."""
    sample = Sample(data.draw(plans().filter(lambda written: any(written.sections))).text)
    return sample, data.draw(st.sampled_from(sample.activities))


def assign(activity: Activity, field: str, value: str) -> Intent:
    return Assign([Assignment(activity, {field: value})])


@few(max_examples=40)
@given(st.data())
def test_done_and_undone_gives_the_bytes_back(data: st.DataObject) -> None:
    sample, activity = drawn(data)
    done = sample.after(assign(activity, "done", "2012-02-10"))
    assert done.activity(activity.position).done == "2012-02-10"
    assert done.after(assign(done.activity(activity.position), "done", "")) == sample


@few(max_examples=40)
@given(st.data(), texts.filter(bool))
def test_set_and_set_back_gives_the_words_back(data: st.DataObject, value: str) -> None:
    sample, activity = drawn(data)
    after = sample.after(assign(activity, "what", value))
    assert after.activity(activity.position).what == value
    again = after.after(assign(after.activity(activity.position), "what", str(activity.what)))
    assert (again.rows, again.rest) == (sample.rows, sample.rest)


@few(max_examples=40)
@given(st.data(), rows.map(said))
def test_added_and_removed_gives_the_words_back(data: st.DataObject, row: Row) -> None:
    sample, activity = drawn(data)
    added = sample.after(Add(Target(activity.section, after=activity), row))
    new = added.activity(f"{activity.section}.{activity.number + 1}")
    assert new.what == row["what"]
    again = added.after(Remove([new]))
    assert (again.rows, again.rest) == (sample.rows, sample.rest)


@few(max_examples=40)
@given(st.data())
def test_moved_and_moved_back_gives_the_words_back(data: st.DataObject) -> None:
    sample, activity = drawn(data)
    section = data.draw(st.integers(1, len(sample.plan.sections)))
    moved = sample.after(Move([activity], Target(section)))
    there = moved.activity(f"{section}.{len(moved.plan.sections[section - 1].activities)}")
    above = f"{activity.section}.{activity.number - 1}"
    target = (
        Target(activity.section, moved.activity(above))
        if activity.number > 1
        else Target(activity.section, first=True)
    )
    again = moved.after(Move([there], target))
    assert (again.rows, again.rest) == (sample.rows, sample.rest)
