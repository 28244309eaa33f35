from __future__ import annotations

import pytest

from luzplan.check import check_built
from luzplan.edit import Refused
from luzplan.edit.next_year import NextPlan, emptied, next_plan
from luzplan.plan.build import build_plan
from luzplan.school_year import SchoolYear
from luzplan.text import Severity, Source
from tests.building import build

PLAN = """\
# План на 2011-2012 год
title: План на 2011-2012 учебный год
year: 2011/12   # с 1 сентября 2011
approval:
  agreed: {by: Совет, protocol: протокол № 5 от «12» сентября 2011 г., date: 12.09.2011}
sections:
  - title: Работа
    activities:
      # о празднике
      - what: 65-летие Победы 1945 года
        when: 9 мая 2012
        done: 2012-05-09
        note: прошло хорошо
      - what: Ярмарка на 2012-13 год
        when: 22.03.12 чт
      - {what: Диктант, when: 29.02.2012}
      - what: День открытых дверей
        when: 15 декабря
      - what: Сайт
        when: постоянно
"""


def carried(text: str, year: SchoolYear | None = None) -> NextPlan:
    result = next_plan(build(text), year)
    assert isinstance(result, NextPlan)
    return result


def test_the_whole_plan_is_carried_over() -> None:
    assert (
        carried(PLAN).source.text
        == """\
# План на 2012-2013 год
title: План на 2012-2013 учебный год
year: 2012/13   # с 1 сентября 2012
approval:
  agreed: {by: Совет, protocol: протокол № _____ от « _____ » _____ 2012 г., date: _____}
sections:
  - title: Работа
    activities:
      # о празднике
      - what: 65-летие Победы 1945 года
        when: 9 мая 2013
      # проверьте: не отмечено выполненным в 2011-2012
      # проверьте: 22 марта 2013 — пятница, а не четверг
      - what: Ярмарка на 2013-14 год
        when: 22.03.13 чт
      # проверьте: не отмечено выполненным в 2011-2012
      # проверьте: в 2013 году нет 29 февраля: срок стал «28.02.2013»
      - {what: Диктант, when: 28.02.2013}
      # проверьте: не отмечено выполненным в 2011-2012
      # проверьте: 15 декабря 2012 — суббота
      - what: День открытых дверей
        when: 15 декабря
      - what: Сайт
        when: постоянно
"""
    )


def test_what_was_done_and_moved_is_told() -> None:
    result = carried(PLAN)
    assert (result.year, result.cleared) == (SchoolYear(2012), 1)
    assert [activity.id for activity, _ in result.remarks] == ["1.2", "1.2", "1.3", "1.3", "1.4", "1.4"]


def test_the_new_plan_has_no_errors() -> None:
    checked = check_built(build_plan(carried(PLAN).source))
    assert [
        one.message for one in checked.problems if one.severity is Severity.ERROR and one.code != "LP201"
    ] == []


def test_a_plan_in_which_nobody_marks_what_is_done_gets_no_reproaches() -> None:
    untracked = PLAN.replace("        done: 2012-05-09\n", "")
    assert not any("выполненным" in remark for _, remark in carried(untracked).remarks)


@pytest.mark.parametrize(("year", "february"), [(2012, "28.02.2013"), (2015, "29.02.2016")])
def test_any_year_can_be_asked_for(year: int, february: str) -> None:
    text = carried(PLAN, SchoolYear(year)).source.text
    assert f"when: {february}" in text
    assert f"План на {year}-{year + 1} год" in text


SHORT = "year: 2011-2012\n{approval}sections:\n- title: Работа\n  activities:\n  - {row}\n"


def row_carried(row: str, approval: str = "") -> NextPlan:
    return carried(SHORT.format(row=row, approval=approval))


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("с 2010 по 2014 год", "с 2011 по 2015 год"),
        ("2009 и 2015 годы", "2009 и 2015 годы"),
        ("программа 2009-10", "программа 2009-10"),
        ("программа 2011/12", "программа 2012/13"),
        ("программа 2012-20", "программа 2013-20"),
        ("1 сентября 12 года", "1 сентября 12 года"),
    ],
)
def test_years_near_the_plan_s_move_and_others_are_history(text: str, moved: str) -> None:
    assert f"what: {moved}\n" in row_carried(f"what: {text}").source.text


@pytest.mark.parametrize(
    ("when", "moved"),
    [("8.05.10, 8.05.14", "8.05.11, 8.05.15"), ("8.05.09, 8.05.15", "8.05.09, 8.05.15")],
)
def test_years_of_two_digits_move_so_too(when: str, moved: str) -> None:
    assert f"when: {moved}\n" in row_carried(f"when: {when}").source.text


@pytest.mark.parametrize(
    ("when", "remarks"),
    [
        ("29 февраля", ["в 2013 году нет 29 февраля: срок стал «28 февраля»"]),
        ("29 фев.", ["срок «29 фев.» в новом году не понят"]),
        ("31 февраля", []),
        ("22.03.2012 (чт)", ["22 марта 2013 — пятница, а не четверг"]),
        ("1 марта (пятница)", []),
        ("14 (пятница)", []),
        ("до 15 декабря", ["15 декабря 2012 — суббота"]),
        ("16 декабря", ["16 декабря 2012 — воскресенье"]),
        ("с 15 декабря", []),
        ("14 - 15 декабря", []),
        ("15 декабря, 17 декабря", []),
    ],
)
def test_people_are_told_of_days_that_are_not_what_they_were(when: str, remarks: list[str]) -> None:
    assert [remark for _, remark in row_carried(f"when: {when}").remarks] == remarks


def test_a_leap_day_stays_in_a_leap_year() -> None:
    assert not any("29 февраля" in remark for _, remark in carried(PLAN, SchoolYear(2015)).remarks)


def test_in_brackets_there_is_no_place_for_remarks() -> None:
    text = "year: 2011-2012\nsections:\n- {title: Работа, activities: [{what: А, when: 15 декабря}]}\n"
    result = carried(text)
    assert result.source.text == text.replace("2011-2012", "2012-2013")
    assert [remark for _, remark in result.remarks] == ["15 декабря 2012 — суббота"]


def test_what_cannot_be_cleared_is_refused() -> None:
    text = SHORT.format(row="{what: А, done: 2012-05-09, done: 2012-05-10}", approval="")
    assert isinstance(next_plan(build(text)), Refused)


@pytest.mark.parametrize(
    ("approval", "empty"),
    [
        ("approval: нет\n", "approval: нет\n"),
        ("approval: {agreed: Совет}\n", "approval: {agreed: Совет}\n"),
        ("approval: {approved: {order: 'приказ'}}\n", "approval: {approved: {order: 'приказ'}}\n"),
        (
            'approval: {approved: {order: "№ 5, от 01.09"}}\n',
            "approval: {approved: {order: '№ _____, от 01.09'}}\n",
        ),
    ],
)
def test_of_an_approval_only_what_is_filled_in_is_rewritten(approval: str, empty: str) -> None:
    assert empty in row_carried("what: А", approval).source.text


def test_the_file_keeps_its_line_ends_and_its_mark() -> None:
    source = Source("plan.yaml", PLAN.replace("\n", "\r\n"), bom=True)
    result = next_plan(build_plan(source))
    assert isinstance(result, NextPlan)
    assert result.source.bom
    assert "\n" not in result.source.text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("line", "empty"),
    [
        ("протокол № 5 от « 12 » сентября 2011 г.", "протокол № _____ от « _____ » _____ 2011 г."),
        ("протокол № _____ от « _____ » _____ 2011 г.", "протокол № _____ от « _____ » _____ 2011 г."),
        ("приказ №17-о от 01.09.2011", "приказ № _____ от _____"),
        ("12 сентября 2011 г.", "_____ _____ 2011 г."),
        ("", ""),
    ],
)
def test_an_approval_s_line_is_empty_again(line: str, empty: str) -> None:
    assert emptied(line) == empty
