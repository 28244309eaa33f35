"""Whatever changes outside the table of activities is told."""

from __future__ import annotations

import pytest

from luzplan.plan import Plan
from luzplan.plan.build import build_plan
from luzplan.reports.changes import changes_report, document_rows
from luzplan.text import Source

TEXT = """\
title: План работы
year: 2011-2012
district: {name: Сосновский округ, short: СО}
approval:
  agreed: {heading: СОГЛАСОВАНО, by: Совет школы, name: Орлов И.И., protocol: протокол № 4, date: май}
  approved: {heading: УТВЕРЖДАЮ, by: директор, name: Зорин П.П., order: приказ № 7, date: июнь}
headings: {schools: Состав, goals: Цели, functions: Задачи, columns: [№, Дела, Сроки, Кто], author: Составил}
schools: [{name: МОУ СОШ №1, level: средняя, aliases: [первая школа]}]
goals: [Дружить]
functions: [Помогать]
preface: [Введение]
roles: [{name: Штаб, aliases: [штабисты], parent: Организация, since: декабрь}]
abbreviations: {НПК: конференция}
calendar:
  halves: [1 сентября - 29 декабря, 12 января - 25 мая]
  quarters: [1 сентября - 30 октября, 8 ноября - 29 декабря, 12 января - 22 марта, 2 апреля - 25 мая]
  holidays: {осенние каникулы: 31 октября - 7 ноября}
sections: [{title: Труд, preface: [О труде], activities: [{what: Субботник, when: май, who: Штаб}]}]
afterword: [Послесловие]
author: {position: завуч, name: Белкина А.А.}
"""


def plan(text: str) -> Plan:
    built = build_plan(Source("plan.yaml", text))
    assert built.problems == ()
    assert built.plan is not None
    return built.plan


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("План работы", "План дел", "заголовок"),
        ("Сосновский округ", "Еловый округ", "округ"),
        ("short: СО", "short: С", "округ"),
        ("СОГЛАСОВАНО", "ПРИНЯТО", "гриф согласования"),
        ("Совет школы", "Педсовет", "гриф согласования"),
        ("Орлов", "Орлова", "гриф согласования"),
        ("протокол № 4", "протокол № 5", "гриф согласования"),
        ("date: май", "date: март", "гриф согласования"),
        ("приказ № 7", "приказ № 8", "гриф утверждения"),
        ("Состав", "Школы", "надпись"),
        ("Дела", "Мероприятия", "надпись"),
        ("средняя", "основная", "школа"),
        ("первая школа", "школа у реки", "школа"),
        ("Дружить", "Учиться", "цель"),
        ("Помогать", "Учить", "функция"),
        ("Введение", "Вступление", "текст"),
        ("штабисты", "штабные", "роль"),
        ("Организация", "Администрация", "роль"),
        ("декабрь", "ноябрь", "роль"),
        ("конференция", "неделя", "сокращение"),
        ("30 октября", "29 октября", "четверть"),
        ("12 января - 25", "13 января - 25", "полугодие"),
        ("7 ноября", "6 ноября", "каникулы"),
        ("Труд", "Спорт", "раздел"),
        ("О труде", "Про труд", "текст"),
        ("Послесловие", "Конец", "текст"),
        ("завуч", "методист", "автор"),
    ],
)
def test_a_changed_part_is_named(old: str, new: str, part: str) -> None:
    assert old in TEXT
    rows = document_rows(plan(TEXT), plan(TEXT.replace(old, new)))
    assert {row["what"] for row in rows} == {part}
    assert changes_report(plan(TEXT), plan(TEXT.replace(old, new))).rows


def test_nothing_is_told_of_what_is_the_same() -> None:
    assert (
        document_rows(plan(TEXT), plan(TEXT.replace("title: План работы", "title: |-\n  План\n  работы")))
        == []
    )
