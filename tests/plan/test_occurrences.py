"""The deadlines of a row one by one: which marks they hold, how they stand, in which months they lie."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luzplan.plan import Activity, Plan, State, stray_marks
from luzplan.plan.days import marks_without, new_mark
from luzplan.reports import Report
from luzplan.reports.due import due_report
from luzplan.reports.rows import ActivityRow
from luzplan.school_year import Span, month_span
from luzplan.selection import Filters, Phase, choices, months_shown, state_on
from tests.building import faultless, plan_in, plan_of

OCTOBER_APRIL = "  - {{what: Мониторинг, when: 'октябрь, апрель', done: {}}}\n"
JANUARY = date(2012, 1, 15)


def row(line: str) -> Activity:
    (activity,) = plan_of(line).activities()
    return activity


def done_days(activity: Activity) -> list[str]:
    return [str(one.mark.day) if one.mark else "" for one in activity.occurrences]


@pytest.mark.parametrize(
    ("done", "days"),
    [
        ("", ["", ""]),
        ("2011-10-24", ["2011-10-24", ""]),  # one day never marks what is still to come
        ("[2011-10-24]", ["2011-10-24", ""]),
        ("[2011-10-24, 2012-04-20]", ["2011-10-24", "2012-04-20"]),
        ("2011-10-24; 2012-04-20", ["2011-10-24", "2012-04-20"]),
        ("[2012-04-20 за апрель]", ["", "2012-04-20"]),
        ("[2012-04-20 за апрель, 2012-04-21]", ["2012-04-21", "2012-04-20"]),
        ("[2012-04-20 за 2012-04-30]", ["", "2012-04-20"]),
    ],
)
def test_a_mark_belongs_to_the_earliest_open_deadline_or_to_the_one_it_names(
    done: str, days: list[str]
) -> None:
    assert done_days(row(OCTOBER_APRIL.format(done))) == days


@pytest.mark.parametrize(
    ("when", "names"),
    [
        ("октябрь, апрель", ["октябрь 2011", "апрель 2012"]),
        ("октябрь, 15 апреля", ["октябрь 2011", "15 апреля 2012"]),
        ("до 10 октября, апрель", ["10 октября 2011", "апрель 2012"]),
        ("1 – 30 сентября, 1 – 15 октября", ["30 сентября 2011", "15 октября 2011"]),
    ],
)
def test_a_deadline_is_called_by_its_month_where_it_is_one(when: str, names: list[str]) -> None:
    assert [one.name for one in row(f"  - {{what: а, when: '{when}'}}\n").occurrences] == names


def test_a_last_day_that_is_by_chance_that_of_its_month_stays_a_day() -> None:
    reports = row("  - {what: а, when: до 30 числа каждого месяца}\n").occurrences
    assert [one.name for one in reports[:3]] == ["30 сентября 2011", "30 октября 2011", "30 ноября 2011"]


def test_marks_without_a_deadline_are_known() -> None:
    activity = row(OCTOBER_APRIL.format("[2011-10-24, 2012-04-20, 2012-04-21]"))
    assert [mark.text for mark in stray_marks(activity.deadline, activity.marks)] == ["2012-04-21"]


@pytest.mark.parametrize(
    ("when", "done", "states"),
    [
        ("октябрь, апрель", "", [State.OVERDUE, State.AHEAD]),
        ("октябрь, апрель", "[2011-10-24]", [State.DONE, State.AHEAD]),
        ("до 10 октября, до 10 мая", "[2011-10-09]", [State.DONE, State.DUE]),
        ("октябрь, январь, май", "", [State.OVERDUE, State.DUE, State.AHEAD]),
        ("до 25 октября, до 25 января, до 25 мая", "", [State.OVERDUE, State.DUE, State.AHEAD]),
        ("постоянно", "", [State.DUE]),
        ("по графику", "", [State.AHEAD]),
    ],
)
def test_each_deadline_has_its_own_state(when: str, done: str, states: list[State]) -> None:
    activity = row(f"  - {{what: а, when: '{when}', done: {done}}}\n")
    assert [one.state_on(JANUARY) for one in activity.occurrences] == states


def test_a_row_is_done_once_all_its_deadlines_are() -> None:
    half = row(OCTOBER_APRIL.format("[2011-10-24]"))
    whole = row(OCTOBER_APRIL.format("[2012-04-20 за апрель, 2012-05-02 за октябрь]"))
    assert (half.done_on, whole.done_on) == (None, date(2012, 5, 2))
    assert (state_on(half, date(2012, 3, 1)), state_on(whole, date(2012, 3, 1))) == (State.AHEAD, State.DONE)


def test_a_month_shows_how_its_own_deadline_stands() -> None:
    plan = plan_of("  - {what: а, when: до 25 числа каждого месяца, done: [2011-09-20]}\n")
    for month, state in ((9, State.DONE), (10, State.OVERDUE), (12, State.OVERDUE)):
        filters = Filters(JANUARY, window=month_span(2011, month))
        (choice,) = choices(plan, filters)
        assert [one.state_on(JANUARY) for one in choice.occurrences] == [state]
        assert choice.phase is Phase.ENDS
        assert list(choices(plan, filters._replace(state=state)))
        assert not list(choices(plan, filters._replace(state=State.AHEAD)))


PHRASES = (
    "октябрь, апрель", "до 10 октября, до 10 мая", "до 25 числа каждого месяца", "каждый понедельник",
    "ежемесячно", "1 и 3 пятница месяца", "31 числа каждого месяца", "до 30 числа каждого месяца",
    "1 раз в четверть", "Ноябрь - январь", "5 и 20 октября", "август – сентябрь", "25 августа", "с 1 октября",
    "постоянно", "по графику", "15 марта 2014", "сентябрь, декабрь - февраль, 3 мая",
)  # fmt: skip
ROWS = st.lists(st.tuples(st.sampled_from(PHRASES), st.integers(0, 4)), min_size=1, max_size=6)
DAYS = st.integers(0, 420).map(lambda number: date(2011, 8, 1) + timedelta(days=number))


def drawn_plan(rows: list[tuple[str, int]]) -> Plan:
    lines = (
        f"  - {{what: а, when: '{when}', done: [{', '.join(['2011-10-01'] * marks)}]}}\n"
        for when, marks in rows
    )
    text = "year: 2011-2012\nsections:\n- title: Р\n  activities:\n" + "".join(lines)
    return plan_in(text)


@given(ROWS)
def test_the_deadlines_of_all_months_together_are_those_of_the_row(rows: list[tuple[str, int]]) -> None:
    plan = drawn_plan(rows)
    for activity in plan.activities():
        ends = {one.number for one in activity.occurrences if one.days.end}
        in_months = [
            one.number
            for month in (*months_shown(plan), month_span(2012, 9), month_span(2014, 3))
            for one in activity.occurrences
            if one.days.end and month.touches(Span(one.days.end, one.days.end))
        ]
        assert sorted(in_months) == sorted(ends)


def deadlines_in(report: Report) -> set[tuple[str, int]]:
    """The numbers of the rows that end somewhere, and of their deadlines that do."""
    rows = [row for row in report.rows if isinstance(row, ActivityRow) and row.phase is Phase.ENDS]
    return {(row.id, one.number) for row in rows for one in row.occurrences}


@settings(max_examples=50)
@given(ROWS, DAYS)
def test_what_is_listed_ahead_is_what_the_months_list(rows: list[tuple[str, int]], today: date) -> None:
    plan, filters = drawn_plan(rows), Filters(today)
    listed: set[tuple[str, int]] = set()
    for month in (*months_shown(plan), month_span(2014, 3)):
        assert month.start
        if month.end and today <= month.end and today <= plan.year.last_day:
            window = filters._replace(window=Span(max(month.start, today), month.end))
            for state in (State.DUE, State.AHEAD):
                listed |= deadlines_in(due_report(plan, window._replace(state=state)))
    assert deadlines_in(due_report(plan, filters)) == listed


@settings(max_examples=30)
@given(st.sampled_from([one for one in PHRASES if "," in one or "кажд" in one]), st.data())
def test_marks_and_what_takes_them_back_are_inverse_over_deadlines(when: str, data: st.DataObject) -> None:
    plan = drawn_plan([(when, 0)])
    (activity,) = plan.activities()
    for _ in range(data.draw(st.integers(0, 5))):
        activity = with_marks(plan, activity, [*written(activity), some_mark(plan, activity, data)])
    met = {one.number: one.mark.day for one in activity.occurrences if one.mark}
    if len(met) == len(activity.occurrences):
        return
    number = data.draw(st.sampled_from([one.number for one in activity.occurrences if not one.mark]))
    mark = new_mark(activity, plan.calendar, number, date(2012, 5, 5)).text
    after = with_marks(plan, activity, [*written(activity), mark])
    now = {one.number: one.mark.day for one in after.occurrences if one.mark}
    assert now == {**met, number: date(2012, 5, 5)}
    assert marks_without(after, plan.calendar, len(activity.marks)) == written(activity)


@settings(max_examples=30)
@given(st.sampled_from([one for one in PHRASES if "," in one or "кажд" in one]), st.data())
def test_a_mark_taken_away_leaves_the_others_with_their_deadlines(when: str, data: st.DataObject) -> None:
    plan = drawn_plan([(when, 0)])
    (activity,) = plan.activities()
    for _ in range(data.draw(st.integers(1, 5))):
        activity = with_marks(plan, activity, [*written(activity), some_mark(plan, activity, data)])
    assume(not stray_marks(activity.deadline, activity.marks))
    met = {one.number: one.mark.day for one in activity.occurrences if one.mark}
    at = data.draw(st.integers(0, len(activity.marks) - 1))
    gone = [one.number for one in activity.occurrences if one.mark is activity.marks[at]]
    after = with_marks(plan, activity, marks_without(activity, plan.calendar, at))
    now = {one.number: one.mark.day for one in after.occurrences if one.mark}
    assert now == {number: day for number, day in met.items() if number not in gone}


def written(activity: Activity) -> list[str]:
    return [str(mark.text) for mark in activity.marks]


def with_marks(plan: Plan, activity: Activity, marks: list[str]) -> Activity:
    """The row as it is read from a file with these marks."""
    line = f"  - {{what: а, when: '{activity.when}', done: [{', '.join(marks)}]}}\n"
    text = f"year: {plan.year}\nsections:\n- title: Р\n  activities:\n{line}"
    return next(faultless(text).activities())


def some_mark(plan: Plan, activity: Activity, data: st.DataObject) -> str:
    """A mark for a deadline that is open, else one more day."""
    still = [one.number for one in activity.occurrences if not one.mark]
    day = date(2012, 1, data.draw(st.integers(1, 3)))
    if not still:
        return str(day)
    return new_mark(activity, plan.calendar, data.draw(st.sampled_from(still)), day).text
