from __future__ import annotations

from datetime import date

from luzplan.plan import Plan, State
from luzplan.reports import Report
from luzplan.reports.due import due_report
from luzplan.school_year import Span, month_span
from luzplan.selection import Filters
from tests.building import plan_of

MARCH = Filters(today=date(2012, 3, 10))
ROWS = """\
  - {what: просрочено, when: январь}
  - {what: сделано, when: январь, done: 2012-01-20}
  - {what: март, when: март}
  - {what: трижды, when: 'октябрь, апрель, май'}
  - {what: август, when: апрель - август}
  - {what: всегда, when: постоянно}
  - {what: по графику, when: по графику}
  - {what: непонятно, when: абракадабра}
"""


def titles(report: Report) -> dict[str, list[object]]:
    return {table.heading: [cells["what"] for cells in table.cells] for table in report.tables}


def test_ahead_a_row_stands_in_each_month_in_which_a_deadline_of_it_ends() -> None:
    assert titles(due_report(plan_of(ROWS), MARCH)) == {
        "Просрочено: 2": ["просрочено", "трижды"],
        "Март 2012: 1": ["март"],
        "Апрель 2012: 1": ["трижды"],
        "Май 2012: 1": ["трижды"],
        "Август 2012: 1": ["август"],
        "Постоянно, весь год: 1": ["всегда"],
    }


def test_what_no_window_can_show_is_named() -> None:
    unread, dateless = due_report(plan_of(ROWS), MARCH).notes
    assert "Не понят срок: 1 мероприятие (1.8)" in unread
    assert dateless == "Без точных дат: 1. Показать: luzplan show 1.7"


def test_of_many_rows_without_dates_the_first_dozen_can_be_shown() -> None:
    (note,) = due_report(plan_of("  - {what: а, when: по графику}\n" * 13), MARCH).notes
    assert note.startswith("Без точных дат: 13. Показать первые 12: luzplan show 1.1 1.2 ")
    assert note.endswith(" 1.12")


OPEN = """\
  - {what: отчёт, when: до 28 мая}
  - {what: набор, when: 'март, до 28 мая'}
  - {what: работа, when: сентябрь - май}
"""


def test_what_may_wait_stands_apart_until_the_month_before_its_end() -> None:
    found = {
        month: due_report(plan_of(OPEN), MARCH._replace(window=month_span(2012, month)))
        for month in (2, 3, 4, 5)
    }
    assert titles(found[2]) == {"Идут: 1": ["работа"], "Срок «до …» истекает позже: 2": ["отчёт", "набор"]}
    assert titles(found[3]) == {
        "Заканчиваются: 1": ["набор"],
        "Идут: 1": ["работа"],
        "Срок «до …» истекает позже: 1": ["отчёт"],
    }
    assert titles(found[4]) == {"Идут: 3": ["отчёт", "набор", "работа"]}
    assert titles(found[5]) == {"Заканчиваются: 3": ["отчёт", "набор", "работа"]}
    later = found[2].tables[-1]
    assert later.digest == "1.1 до 28 мая; 1.2 март, до 28 мая"
    assert {cells["phase"] for cells in later.cells} == {"runs"}


def test_past_the_year_it_says_so_and_how_to_look_elsewhere(source_plan: Plan) -> None:
    report = due_report(source_plan, Filters(today=date(2012, 9, 1)))
    assert report.rows == ()
    assert "закончился" in report.notes[0]
    assert report.notes[0].endswith("\n  luzplan due --month 2011-09")


def test_past_the_year_what_was_missed_can_still_be_asked_for() -> None:
    report = due_report(plan_of(ROWS), Filters(today=date(2013, 1, 1), state=State.OVERDUE))
    assert titles(report) == {"Просрочено: 4": ["просрочено", "март", "трижды", "август"]}


def test_what_is_done_can_be_asked_for() -> None:
    report = due_report(plan_of(ROWS), Filters(today=date(2012, 3, 10), state=State.DONE))
    assert titles(report) == {"Выполнено: 1": ["сделано"]}


def test_a_state_that_no_row_has_is_not_a_time_without_plans(source_plan: Plan) -> None:
    (table,) = due_report(source_plan, MARCH._replace(state=State.DONE)).tables
    assert table.empty == "Таких мероприятий в плане нет."


def test_states_are_shown_where_people_mark_what_is_done(source_plan: Plan) -> None:
    january = Filters(today=date(2012, 3, 10), window=Span(date(2012, 1, 1), date(2012, 1, 31)))
    marked = due_report(plan_of(ROWS), january).tables[0]
    assert [cells["state"] for cells in marked.cells] == ["overdue", "done"]
    assert "state" in [column.key for column in marked.columns]
    assert "state" not in [column.key for column in due_report(source_plan, january).tables[0].columns]


def test_august_before_the_year_is_told_of_where_august_is_asked_for() -> None:
    rows = "  - {what: педсовет, when: 30 августа 2011}\n  - {what: ремонт, when: 20 августа 2012}\n"
    august = MARCH._replace(window=month_span(2012, 8))
    assert due_report(plan_of(rows), august).notes == ("Есть сроки и в августе 2011 года: --month 2011-08.",)
    assert due_report(plan_of(rows), MARCH._replace(window=month_span(2012, 7))).notes == ()
