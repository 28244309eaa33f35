"""What a terminal shows first, and what other readers of an answer never lose."""

from __future__ import annotations

from datetime import date

from luzplan.formats import Page, plain, terminal
from luzplan.plan import Plan
from luzplan.reports import Report, sorted_report
from luzplan.reports.due import due_report
from luzplan.reports.paper import document_report
from luzplan.school_year import month_span
from luzplan.selection import Filters
from tests.building import plan_of

TODAY = date(2012, 2, 10)
SCREEN = Filters(TODAY, on_screen=True)


def shown(report: Report, **page: bool) -> list[str]:
    text = terminal.write(report, Page(100, roomy=True, **page))
    return text.replace("\N{NO-BREAK SPACE}", " ").splitlines()


def test_days_are_counted_from_today(source_plan: Plan) -> None:
    lines = shown(due_report(source_plan, SCREEN))
    # 2.1 was due in December, 2.2 is in February, which has 29 days.
    assert next(line for line in lines if line.startswith("2.1 ")).split("  ")[1].strip() == "на 41 день"
    assert any(line.startswith("2.2   осталось 19 дней") for line in lines)
    on_the_day = due_report(source_plan, SCREEN._replace(today=date(2012, 2, 29)))
    assert any(line.startswith("2.2   сегодня ") for line in shown(on_the_day))
    before = due_report(source_plan, SCREEN._replace(today=date(2012, 2, 8)))
    assert any(line.startswith("2.2   остался 21 день") for line in shown(before))


def test_what_is_long_past_is_told_in_words_and_elsewhere_called_overdue(source_plan: Plan) -> None:
    late = SCREEN._replace(today=date(2012, 3, 10), window=month_span(2012, 2))
    lines = shown(due_report(source_plan, late))
    at = next(at for at, line in enumerate(lines) if line.startswith("2.2   просрочено  "))
    assert lines[at + 1].startswith("      на 10 дней  ")
    years = shown(due_report(source_plan, late._replace(today=date(2026, 3, 10))))
    assert any(line.startswith("2.2   просрочено  Заключение") for line in years)
    assert not any("дней" in line for line in years)


def test_on_a_narrow_screen_what_is_overdue_is_red_and_brief_rows_are_one_line(source_plan: Plan) -> None:
    report = due_report(source_plan, SCREEN)
    lines = terminal.write(report, Page(50, color=True, roomy=True)).splitlines()
    overdue = lines[lines.index(next(line for line in lines if "31m1.1  " in line)) :]
    assert all(line.startswith("\x1b[31m") for line in overdue[: overdue.index("")])
    assert overdue[overdue.index("") + 1].startswith("\x1b[31m2.1  Создание совета")
    brief = terminal.write(report, Page(50, brief=True)).splitlines()
    assert sum(line[:1].isdigit() for line in brief) == sum(
        len(one.rows) for one in report.tables if not one.folded
    )


def test_what_is_always_on_is_counted_until_it_is_asked_for(source_plan: Plan) -> None:
    filters = SCREEN._replace(window=month_span(2012, 2))
    lines = shown(due_report(source_plan, filters))
    assert lines[-1] == "Постоянно, весь год: 11. Показать: --all"
    assert not any(line.startswith("2.15 ") for line in lines)
    assert any(line.startswith("2.15 ") for line in shown(due_report(source_plan, filters, everything=True)))


def test_programs_get_every_row_and_no_days_left(source_plan: Plan) -> None:
    report = due_report(source_plan, Filters(TODAY, month_span(2012, 2)))
    assert report.notes[-1].startswith("Без точных дат")
    text = plain.write_csv(report, Page()).decode()
    assert "2.15" in text
    assert "осталось" not in text


def test_the_last_line_is_a_balance(source_plan: Plan) -> None:
    assert due_report(source_plan, SCREEN).notes[-1] == "Всего 45: просрочено 6, идёт 25, впереди 14."


def test_rows_of_several_lines_stand_apart_and_brief_ones_do_not(source_plan: Plan) -> None:
    report = due_report(source_plan, SCREEN)
    assert "" in shown(report)[4:10]
    lines = shown(report, brief=True)
    rows = [line for line in lines if line[:1].isdigit()]
    assert len(rows) == sum(len(one.rows) for one in report.tables if not one.folded)
    assert len(lines) < len(rows) + 30
    assert max(map(len, lines)) <= 100


def test_overdue_is_red_and_numbers_are_coloured(source_plan: Plan) -> None:
    lines = shown(due_report(source_plan, SCREEN), color=True)
    assert any(line.startswith("\x1b[31m2.1 ") for line in lines)
    assert any(line.startswith("\x1b[36m2.2\x1b[0m ") for line in lines)


def test_words_are_found_in_any_form(source_plan: Plan) -> None:
    def found(search: str) -> set[str]:
        report = due_report(source_plan, Filters(date(2011, 9, 1), search=search))
        return {row.id for one in report.tables for row in one.rows if hasattr(row, "id")}

    assert found("олимпиада") == {"1.6", "2.15", "3.7"}
    assert found("районные олимпиады") == {"3.7"}
    assert found("ОЛИМП") == found("олимпиадами")
    assert found("вертолёт") == set()


def test_rows_are_put_in_order(source_plan: Plan) -> None:
    report = due_report(source_plan, Filters(TODAY, month_span(2012, 2)))
    assert [row.id for row in sorted_report(report, "when").tables[1].rows if hasattr(row, "id")][:2] == [
        "2.18",
        "1.3",
    ]


def test_a_screen_shows_the_numbers_that_commands_take(source_plan: Plan) -> None:
    for filters, first in ((SCREEN, "id"), (Filters(TODAY), "number")):
        tables = document_report(source_plan, filters).tables
        assert {table.columns[0].key for table in tables} == {first}


def test_the_days_that_are_left_take_the_place_of_the_state() -> None:
    plan = plan_of("  - {what: а, when: 20 февраля, done: 2012-02-01}\n  - {what: б, when: 20 февраля}\n")
    (table,) = due_report(plan, SCREEN._replace(window=month_span(2012, 2))).tables
    assert [column.key for column in table.columns] == ["id", "left", "what", "when", "who"]
    assert [str(row["left"]).split() for row in table.cells] == [["выполнено"], ["осталось", "10", "дней"]]
