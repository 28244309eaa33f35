"""Whatever changes outside the table of activities is told."""

from __future__ import annotations

import pytest

from luzplan.reports.changes import changes_report
from luzplan.reports.comparison import document_rows
from luzplan.reports.rows import cells_of
from tests.building import faultless

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


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("План работы", "План дел", "заголовок"),
        ("Сосновский округ", "Еловый округ", "округ"),
        ("short: СО", "short: С", "округ"),
        ("СОГЛАСОВАНО", "ПРИНЯТО", "гриф согласования: слово"),
        ("Совет школы", "Педсовет", "гриф согласования: кем"),
        ("Орлов", "Орлова", "гриф согласования: фамилия"),
        ("протокол № 4", "протокол № 5", "гриф согласования: протокол"),
        ("date: май", "date: март", "гриф согласования: дата"),
        ("приказ № 7", "приказ № 8", "гриф утверждения: приказ"),
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
    rows = document_rows(faultless(TEXT), faultless(TEXT.replace(old, new)), {1: 1})
    assert {row["what"] for row in rows} == {part}
    assert changes_report(faultless(TEXT), faultless(TEXT.replace(old, new))).rows


def test_nothing_is_told_of_what_is_the_same() -> None:
    other = TEXT.replace("title: План работы", "title: |-\n  План\n  работы")
    assert document_rows(faultless(TEXT), faultless(other), {1: 1}) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[Дружить]", "[Учиться, Дружить]", [("", "Учиться")]),
        ("[Дружить]", "[]", [("Дружить", "")]),
        ("[А, Б, В]", "[А, Г, В]", [("Б", "Г")]),
        ("[А, Б, В]", "[В, А, Б]", []),
        ("[А, Б, В]", "[А, Г, Д, В]", [("Б", ""), ("", "Г"), ("", "Д")]),
    ],
)
def test_what_stands_in_the_place_of_another_is_that_one_renamed(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    before, after = (faultless(TEXT.replace("[Дружить]", goals)) for goals in (old, new))
    rows = document_rows(before, after, {1: 1})
    assert [(row["before"], row["after"]) for row in rows] == expected


SECTION = "  - {{title: {0}, activities: [{{what: {1}, when: {2}, who: Штаб}}]}}\n"
WORK, SPORT, ART = (
    SECTION.format(*words)
    for words in (("Труд", "Субботник", "май"), ("Спорт", "Кросс", "июнь"), ("Кино", "Показ", "март"))
)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (WORK + SPORT + ART, ART + WORK + SPORT,
         [("порядок разделов", "«Труд», «Спорт», «Кино»", "«Кино», «Труд», «Спорт»")]),
        (WORK + SPORT, ART + WORK + SPORT, [("Показ", "", "март; Штаб"), ("раздел", "", "Кино")]),
        (WORK + SPORT, WORK.replace("Труд", "Работа") + SPORT, [("раздел", "Труд", "Работа")]),
        (WORK.replace("май", "до 20 мая"), WORK.replace("май", "в течение года"),
         [("Субботник", "до 20 мая", "в течение года")]),
    ],
)  # fmt: skip
def test_sections_are_known_again(before: str, after: str, expected: list[tuple[str, str, str]]) -> None:
    old, new = (
        faultless("year: 2011-2012\nroles: [{name: Штаб}]\nsections:\n" + one) for one in (before, after)
    )
    rows = changes_report(old, new).rows
    assert [(row["what"], row["before"], row["after"]) for row in map(cells_of, rows)] == expected


def test_a_deadline_that_is_gone_is_said_to_be_gone() -> None:
    old, new = faultless(TEXT), faultless(TEXT.replace("when: май", "when: в течение года"))
    (row,) = map(cells_of, changes_report(old, new).rows)
    assert row["detail"] == "срока больше нет: весь год"
