from __future__ import annotations

import pytest

from luzplan.build import build_plan
from luzplan.calendar import SchoolYear
from luzplan.check import check_built
from luzplan.edit.carry import NextPlan, next_plan
from luzplan.edit.carry.blanks import emptied
from luzplan.source.text import Severity, Source

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
    result = next_plan(build_plan(Source("plan.yaml", text)), year)
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
