"""What comes every week leaves out the holidays that a plan names; what leaves weeks out needs a start."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.reports.wording import deadline_words
from luzplan.school_year import Calendar, SchoolYear, Span

YEAR = SchoolYear(2011)
AUTUMN, WINTER = Span(date(2011, 10, 31), date(2011, 11, 6)), Span(date(2011, 12, 30), date(2012, 1, 10))
HOLIDAYS = {"осенние каникулы": AUTUMN, "зимние каникулы": WINTER}
USUAL, OWN = Calendar(YEAR), Calendar(YEAR, holidays=HOLIDAYS)
QUARTERS = (Span(date(2011, 9, 5), date(2011, 10, 30)), *[Span(date(2012, 1, 1), date(2012, 2, 1))] * 3)


def days(deadline: Deadline) -> list[date]:
    assert deadline.kind is DeadlineKind.RECURRING
    assert all(span.start == span.end for span in deadline.spans)
    return [span.end for span in deadline.spans if span.end]


def mondays(left_out: tuple[Span, ...] = ()) -> list[date]:
    found = (date(2011, 9, 5) + timedelta(weeks=week) for week in range(52))
    return [day for day in found if not any(one.touches(Span(day, day)) for one in left_out)]


def test_a_weekly_day_is_left_out_in_the_holidays_that_the_plan_names() -> None:
    assert days(read_deadline("каждый понедельник", OWN)) == mondays((AUTUMN, WINTER))
    assert days(read_deadline("каждый понедельник", USUAL)) == mondays()
    assert days(read_deadline("по понедельникам в октябре", OWN)) == [
        date(2011, 10, day) for day in (3, 10, 17, 24)
    ]


def test_of_days_in_a_row_only_those_in_holidays_are_left_out() -> None:
    spans = read_deadline("с понедельника по четверг", OWN).spans
    assert Span(date(2011, 10, 24), date(2011, 10, 27)) in spans
    assert not any(one.touches(AUTUMN) for one in spans)
    assert Span(date(2012, 1, 11), date(2012, 1, 12)) in spans  # after the holidays, Wednesday and Thursday


@pytest.mark.parametrize(
    "phrase", ["1 и 3 среда месяца", "5 числа каждого месяца", "до 5 числа каждого месяца"]
)
def test_what_comes_every_month_does_not_mind_holidays(phrase: str) -> None:
    assert read_deadline(phrase, OWN).spans == read_deadline(phrase, USUAL).spans


@pytest.mark.parametrize(
    "phrase",
    [
        "каждый понедельник, кроме каникул",
        "по понедельникам (кроме каникул)",
        "по понедельникам, кроме каникулярного времени",
        "понедельник, за исключением каникул",
        "по понедельникам, кроме осенних и зимних каникул",
    ],
)
def test_except_for_holidays_has_days_only_if_their_days_are_known(phrase: str) -> None:
    assert days(read_deadline(phrase, OWN)) == mondays((AUTUMN, WINTER))
    assert days(read_deadline(phrase, USUAL)) == []


@pytest.mark.parametrize(
    "phrase",
    ["по понедельникам, кроме весенних каникул", "по понедельникам, кроме каникул и праздничных дней"],
)
def test_what_is_left_out_and_not_known_leaves_no_days(phrase: str) -> None:
    assert days(read_deadline(phrase, OWN)) == []


def test_a_day_of_the_month_can_be_left_out_in_the_holidays() -> None:
    found = days(read_deadline("5 числа каждого месяца, кроме каникул", OWN))
    assert len(found) == 10
    assert date(2011, 11, 5) not in found


def test_what_is_done_in_the_holidays_has_days_in_them_only() -> None:
    assert days(read_deadline("по средам в каникулы", OWN)) == [date(2011, 11, 2), date(2012, 1, 4)]
    assert days(read_deadline("в зимние каникулы по средам", OWN)) == [date(2012, 1, 4)]
    assert days(read_deadline("по средам в каникулы", USUAL)) == []


@pytest.mark.parametrize(
    "phrase",
    [
        "раз в 2 недели, по понедельникам",
        "по понедельникам, 1 раз в две недели",
        "2 раза в неделю, по понедельникам",
        "по нечётным неделям, по понедельникам",
        "по понедельникам (по чётным неделям)",
    ],
)
def test_weeks_that_are_not_told_have_no_days(phrase: str) -> None:
    assert days(read_deadline(phrase, USUAL)) == []


def test_every_other_week_counts_from_a_day_that_is_written_or_from_the_first_quarter() -> None:
    every_other = mondays()[::2]
    assert days(read_deadline("раз в 2 недели по понедельникам с 5 сентября", USUAL)) == every_other
    own = USUAL._replace(quarters=QUARTERS)
    assert days(read_deadline("раз в 2 недели, по понедельникам", own)) == every_other
    until = read_deadline("раз в 2 недели по понедельникам с 6 сентября по 15 октября", USUAL)
    assert days(until) == [date(2011, 9, 12), date(2011, 9, 26), date(2011, 10, 10)]
    assert deadline_words(until).startswith("раз в 2 недели по понедельникам: 3 срока")


def test_as_many_weekdays_as_times_a_week_are_their_days() -> None:
    assert len(days(read_deadline("2 раза в неделю (вт, чт)", USUAL))) == 105
