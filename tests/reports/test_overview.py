from __future__ import annotations

from datetime import date

import pytest

from luzplan.deadline.reader import read_deadline
from luzplan.plan import Plan
from luzplan.reports import Bar, Gantt, HeatMap, Stroke
from luzplan.reports.overview import NO_ROLE, NO_SCHOOL, bars, load_report, timeline_report
from luzplan.school_year import Calendar, SchoolYear
from luzplan.selection import Filters, Grouping
from tests.building import plan_of

YEAR = SchoolYear(2011)
FIRST, LAST = date(2011, 9, 1), date(2012, 8, 31)
FEBRUARY = date(2012, 2, 15)


@pytest.mark.parametrize(
    ("phrase", "drawn"),
    [
        ("Ноябрь - январь", [Bar(Stroke.DATES, date(2011, 11, 1), date(2012, 1, 31), deadline=True)]),
        ("до 15 мая", [Bar(Stroke.OPEN, FIRST, date(2012, 5, 15), deadline=True)]),
        ("с 1 октября", [Bar(Stroke.DATES, date(2011, 10, 1), LAST, deadline=False)]),
        ("постоянно", [Bar(Stroke.ALWAYS, FIRST, LAST)]),
        ("июль 2012 - сентябрь 2012", [Bar(Stroke.DATES, date(2012, 7, 1), LAST, deadline=False)]),
        ("15 марта 2014", []),
        ("по графику", []),
        ("31 февраля", []),
        ("", []),
    ],
)
def test_a_deadline_is_drawn_as_far_as_it_lies_in_the_year(phrase: str, drawn: list[Bar]) -> None:
    assert list(bars(read_deadline(phrase, Calendar(YEAR)), YEAR.span)) == drawn


def test_a_recurrence_is_drawn_on_its_days() -> None:
    mondays = bars(read_deadline("каждый понедельник", Calendar(YEAR)), YEAR.span)
    assert {bar.stroke for bar in mondays} == {Stroke.REPEATS}
    assert {bar.start.weekday() for bar in mondays} == {0}
    assert not any(bar.deadline for bar in mondays)


def test_a_recurrence_without_days_is_drawn_over_the_year() -> None:
    (bar,) = bars(read_deadline("1 раз в две недели", Calendar(YEAR)), YEAR.span)
    assert bar == Bar(Stroke.REPEATS, FIRST, LAST)


def picture(plan: Plan, by: Grouping, today: date = FEBRUARY) -> Gantt:
    (block,) = timeline_report(plan, Filters(today), by).blocks
    assert isinstance(block, Gantt)
    return block


def test_sections_hold_each_activity_once(source_plan: Plan) -> None:
    drawn = picture(source_plan, Grouping.SECTION)
    assert [len(group.lanes) for group in drawn.groups] == [8, 18, 9, 3, 7]
    assert drawn.groups[4].title == ("5. Управление профильным обучением в рамках округа",)


def test_an_activity_of_two_roles_is_with_both_and_says_so() -> None:
    plan = plan_of(
        "  - {what: Ярмарка, when: май, who: 'Зам по УВР, психолог'}\n  - {what: Сбор, when: май}\n"
    )
    drawn = picture(plan, Grouping.ROLE)
    assert [(*group.title, [lane.row.role for lane in group.lanes]) for group in drawn.groups] == [
        ("Зам по УВР", ["Зам по УВР"]),
        ("Психолог", ["Психолог"]),
        (NO_ROLE, [NO_ROLE]),
    ]


def test_today_is_drawn_only_in_the_plan_s_year(source_plan: Plan) -> None:
    assert picture(source_plan, Grouping.SECTION).today == FEBRUARY
    assert picture(source_plan, Grouping.SECTION, date(2012, 9, 1)).today is None


def test_a_group_tells_its_progress_once_something_is_done() -> None:
    plan = plan_of("  - {what: Сбор, when: май, done: 2012-05-02}\n  - {what: Отчёт, when: июнь}\n")
    (group,) = picture(plan, Grouping.SECTION).groups
    assert group.remark == "выполнено 1 из 2"
    assert picture(plan_of("  - {what: Отчёт, when: июнь}\n"), Grouping.SECTION).groups[0].remark == ""


def test_of_several_last_days_each_has_the_time_since_the_one_before() -> None:
    plan = plan_of("  - {what: Отчёт, when: 'до 10 октября, до 10 мая', done: [2011-10-09]}\n")
    (lane,) = picture(plan, Grouping.SECTION).lanes
    assert [(bar.start, bar.end, bar.done) for bar in lane.bars] == [
        (FIRST, date(2011, 10, 10), True),
        (date(2011, 10, 11), date(2012, 5, 10), False),
    ]


def test_august_before_the_year_is_drawn_where_a_deadline_lies_in_it() -> None:
    plan = plan_of("  - {what: Педсовет, when: 25 августа}\n  - {what: Линейка, when: 1 сентября}\n")
    drawn = picture(plan, Grouping.SECTION, date(2011, 8, 20))
    assert [month.start for month in drawn.months][:2] == [date(2011, 8, 1), FIRST]
    assert (len(drawn.months), drawn.today) == (13, date(2011, 8, 20))
    assert drawn.lanes[0].bars[0].start == date(2011, 8, 25)
    assert len(picture(plan_of("  - {what: Линейка, when: май}\n"), Grouping.SECTION).months) == 12


TODAY = date(2012, 2, 15)
JUNE, JULY, AUGUST = "2012-06", "2012-07", "2012-08"


def heat(plan: Plan, by: Grouping) -> HeatMap:
    (block,) = load_report(plan, Filters(TODAY), by).blocks
    assert isinstance(block, HeatMap)
    return block


def test_one_person_carries_eighteen_of_forty_five(source_plan: Plan) -> None:
    busiest = heat(source_plan, Grouping.ROLE).rows[0]
    assert (busiest["role"], busiest["total"], busiest["always"]) == ("Зам по УВР", 18, 6)


def test_the_last_row_counts_each_activity_once(source_plan: Plan) -> None:
    totals = heat(source_plan, Grouping.ROLE).totals
    assert (totals["total"], totals["always"]) == (45, 11)
    assert [totals[month] for month in (JUNE, JULY, AUGUST)] == [12, 11, 12]


def test_a_month_counts_what_has_a_day_in_it() -> None:
    plan = plan_of("  - {what: Курсы, when: июнь - июль, who: Директор}\n  - {what: Сайт, when: постоянно}\n")
    drawn = heat(plan, Grouping.ROLE)
    director = drawn.rows[0]
    assert [director[month] for month in (JUNE, JULY, AUGUST)] == [1, 1, 0]
    assert drawn.peak == 1


def test_schools_are_those_that_the_cells_name(source_plan: Plan) -> None:
    names = [row["school"] for row in heat(source_plan, Grouping.SCHOOL).rows]
    assert names == [NO_SCHOOL, "Все школы", "КОГОКУ СОШ г. Лузы", "Средние школы", "МОКУ СОШ №2 г. Лузы"]


def test_done_is_a_column_only_where_something_is_done() -> None:
    done = plan_of("  - {what: Курсы, when: июнь, who: Директор, done: 2012-06-01}\n")
    headings = [column.heading for column in heat(done, Grouping.ROLE).columns]
    assert headings[-2:] == ["готово", "всего"]
    assert heat(done, Grouping.ROLE).remark == "выполнено 1 из 1"
    undone = plan_of("  - {what: Курсы, when: июнь, who: Директор}\n")
    assert "готово" not in [column.heading for column in heat(undone, Grouping.ROLE).columns]


def test_deadlines_are_counted_where_they_end() -> None:
    plan = plan_of(
        "  - {what: Сводка, when: 5 и 20 числа каждого месяца, who: Директор}\n"
        "  - {what: Отчёт, when: 'до 10 октября, до 10 мая', who: Директор, done: [2011-10-09]}\n"
        "  - {what: Педсовет, when: 25 августа 2011, who: Директор}\n"
    )
    (director,) = heat(plan, Grouping.ROLE).rows
    assert [director[f"2011-{month:02}"] for month in (8, 9, 10, 11)] == [1, 3, 3, 3]
    assert [director[f"2012-{month:02}"] for month in (5, 6)] == [3, 2]
    assert (director["done"], director["total"]) == (1, 27)
