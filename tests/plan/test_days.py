"""What a section says of months and years counts for its rows."""

from __future__ import annotations

from datetime import date

import pytest

from luzplan.plan import days
from luzplan.plan.days import SectionDeadlines
from luzplan.school_year import Calendar, SchoolYear

YEAR = Calendar(SchoolYear(2011))


def spans(titles: list[str], section: int, *phrases: str) -> list[tuple[date | None, date | None] | None]:
    """The first span of each phrase in a section."""
    found = SectionDeadlines(YEAR, titles).read(section, phrases)
    return [tuple(one.spans[0]) if one.spans else None for one in found]  # type: ignore[misc]


@pytest.mark.parametrize("title", ["Сентябрь", "СЕНТЯБРЬ 2011 г.", "План на сентябрь", "Работа в сентябре"])
@pytest.mark.parametrize(
    ("phrase", "first", "last"),
    [
        ("15", 15, 15),
        ("12-15", 12, 15),
        ("с 5 по 9", 5, 9),
        ("2 неделя", 8, 14),
        ("конец месяца", 21, 30),
        ("3, 10:00", 3, 3),
        ("3 в 10.00", 3, 3),
        ("в течение месяца", 1, 30),
        ("первый понедельник", 5, 5),
        ("", 1, 30),
    ],
)
def test_the_month_of_a_title_is_lent_to_what_names_none(
    title: str, phrase: str, first: int, last: int
) -> None:
    assert spans([title], 0, phrase) == [(date(2011, 9, first), date(2011, 9, last))]


def test_an_end_in_the_month_of_the_title_has_an_open_start() -> None:
    assert spans(["Май"], 0, "до 25", "до 25 числа") == [(None, date(2012, 5, 25))] * 2


@pytest.mark.parametrize("phrase", ["по плану", "10.00", "постоянно", "в течение года"])
def test_what_says_when_by_itself_is_left(phrase: str) -> None:
    assert spans(["Сентябрь"], 0, phrase) == [None]


@pytest.mark.parametrize("title", ["Сентябрь – октябрь", "Ко дню 9 мая", "Работа с кадрами", "1 сентября"])
def test_other_titles_lend_nothing(title: str) -> None:
    assert spans([title], 0, "2 неделя", "") == [None, None]


def test_a_written_month_wins_over_that_of_the_title() -> None:
    assert spans(["Сентябрь"], 0, "12 октября") == [(date(2011, 10, 12), date(2011, 10, 12))]


def test_august_before_rows_of_september_opens_the_year_and_behind_them_ends_it() -> None:
    august = spans(["Кадры"], 0, "25 августа", "по плану", "сентябрь", "25 августа")
    assert august[0] == (date(2011, 8, 25), date(2011, 8, 25))
    assert august[3] == (date(2012, 8, 25), date(2012, 8, 25))


@pytest.mark.parametrize("later", ["май", "октябрь", "ноябрь - январь"])
def test_august_before_rows_of_other_months_ends_the_year(later: str) -> None:
    assert spans(["Кадры"], 0, "25 августа", later)[0] == (date(2012, 8, 25), date(2012, 8, 25))


def test_a_section_of_august_before_one_of_september_opens_the_year() -> None:
    assert spans(["Август", "Сентябрь"], 0, "28")[0] == (date(2011, 8, 28), date(2011, 8, 28))
    assert spans(["Июнь", "Август"], 1, "28")[0] == (date(2012, 8, 28), date(2012, 8, 28))


def test_months_of_titles_are_not_looked_for_anew_in_each_section(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0

    class Month(int):
        def __bool__(self) -> bool:
            nonlocal asked
            asked += 1
            return self != 0

    monkeypatch.setattr(days, "month_named", lambda _: Month(0))
    read = SectionDeadlines(YEAR, ["Раздел"] * 1_000)
    for section in range(1_000):
        read.read(section, ["май"])
    assert asked <= 5_000


@pytest.mark.parametrize(
    "title",
    [
        "I этап (июль – август 2011 г.)",
        "I этап, май-август 2011 г.",
        "Подготовка: июнь 2011 – август 2011",
        "с 1 июня по 31 августа 2011 г.",
    ],
)
def test_months_with_their_year_in_a_title_are_those_of_its_rows(title: str) -> None:
    found = spans([title], 0, "до 10 июля", "август", "до 1 сентября", "5 июля 2012 г.")
    assert found == [
        (None, date(2011, 7, 10)),
        (date(2011, 8, 1), date(2011, 8, 31)),
        (None, date(2011, 9, 1)),
        (date(2012, 7, 5), date(2012, 7, 5)),
    ]


@pytest.mark.parametrize(
    "title", ["Ко Дню Победы 9 мая 2011 года", "Итоги 2010-2011 года", "Этап (май – июнь 2012 г.)"]
)
def test_a_day_or_the_year_itself_in_a_title_moves_nothing(title: str) -> None:
    assert spans([title], 0, "май", "до 25 июня") == [
        (date(2012, 5, 1), date(2012, 5, 31)),
        (None, date(2012, 6, 25)),
    ]


def test_a_summer_with_its_year_is_that_of_its_rows_at_either_end() -> None:
    assert spans(["III этап (июнь – август 2012 г.)"], 0, "август", "до 1 сентября") == [
        (date(2012, 8, 1), date(2012, 8, 31)),
        (None, date(2012, 9, 1)),
    ]
    assert spans(["Подготовка (до 31 августа 2011 г.)"], 0, "до 1 июля", "август") == [
        (None, date(2011, 7, 1)),
        (date(2011, 8, 1), date(2011, 8, 31)),
    ]


def test_months_of_another_year_are_read_in_its_school_year() -> None:
    assert spans(["II этап (январь – май 2013 г.)"], 0, "апрель", "II полугодие") == [
        (date(2013, 4, 1), date(2013, 4, 30)),
        (date(2013, 1, 1), date(2013, 5, 31)),
    ]
