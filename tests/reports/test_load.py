from __future__ import annotations

from collections.abc import Callable
from datetime import date

from luzplan.plan import Plan
from luzplan.reports import HeatMap
from luzplan.reports.timeline import NO_SCHOOL, load_report
from luzplan.selection import Filters, Grouping

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


def test_a_month_counts_what_has_a_day_in_it(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of("  - {what: Курсы, when: июнь - июль, who: Директор}\n  - {what: Сайт, when: постоянно}\n")
    drawn = heat(plan, Grouping.ROLE)
    director = drawn.rows[0]
    assert [director[month] for month in (JUNE, JULY, AUGUST)] == [1, 1, 0]
    assert drawn.peak == 1


def test_schools_are_those_that_the_cells_name(source_plan: Plan) -> None:
    names = [row["school"] for row in heat(source_plan, Grouping.SCHOOL).rows]
    assert names == [NO_SCHOOL, "Все школы", "КОГОКУ СОШ г. Лузы", "Средние школы", "МОКУ СОШ №2 г. Лузы"]


def test_done_is_a_column_only_where_something_is_done(plan_of: Callable[[str], Plan]) -> None:
    done = plan_of("  - {what: Курсы, when: июнь, who: Директор, done: 2012-06-01}\n")
    headings = [column.heading for column in heat(done, Grouping.ROLE).columns]
    assert headings[-2:] == ["готово", "всего"]
    assert heat(done, Grouping.ROLE).remark == "выполнено 1 из 1"
    undone = plan_of("  - {what: Курсы, when: июнь, who: Директор}\n")
    assert "готово" not in [column.heading for column in heat(undone, Grouping.ROLE).columns]


def test_deadlines_are_counted_where_they_end(plan_of: Callable[[str], Plan]) -> None:
    plan = plan_of(
        "  - {what: Сводка, when: 5 и 20 числа каждого месяца, who: Директор}\n"
        "  - {what: Отчёт, when: 'до 10 октября, до 10 мая', who: Директор, done: [2011-10-09]}\n"
        "  - {what: Педсовет, when: 25 августа 2011, who: Директор}\n"
    )
    (director,) = heat(plan, Grouping.ROLE).rows
    assert [director[f"2011-{month:02}"] for month in (8, 9, 10, 11)] == [1, 3, 3, 3]
    assert [director[f"2012-{month:02}"] for month in (5, 6)] == [3, 2]
    assert (director["done"], director["total"]) == (1, 27)
