from __future__ import annotations

from datetime import date

import pytest

from luzplan.school_year import SchoolYear, Span, nearest_months, read_month

YEAR = SchoolYear(2011)


def test_a_school_year_goes_from_september_to_august() -> None:
    assert YEAR.span == Span(date(2011, 9, 1), date(2012, 8, 31))
    assert [YEAR.year_of(month) for month in (8, 9, 12, 1)] == [2012, 2011, 2011, 2012]
    assert SchoolYear.of(date(2012, 8, 31)) == SchoolYear.of(date(2011, 9, 1)) == YEAR
    assert str(YEAR) == "2011-2012"


@pytest.mark.parametrize("text", ["2011-2012", "2011/12", " 2011 – 2012 уч. год ", "2011—2012"])
def test_a_school_year_is_read(text: str) -> None:
    assert SchoolYear.read(text) == YEAR


@pytest.mark.parametrize("text", ["", "2011", "2011-2013", "2012-2011", "11-12", "2011-201", "9999-10000"])
def test_other_texts_are_no_school_year(text: str) -> None:
    assert SchoolYear.read(text) is None


@pytest.mark.parametrize(
    "text", ["февраль", "Февраль", "февраля", "феврале", "фев", "фев.", "февр", "2", "02", "2012-02",
             "02.2012", "2.2012", "02/2012", "февраль 2012", "февраля 2012 г.", "февраль 2012 года",
             " февраль "],
)  # fmt: skip
def test_a_month_is_taken_as_people_write_it(text: str) -> None:
    assert read_month(text, YEAR) == Span(date(2012, 2, 1), date(2012, 2, 29))


def test_a_month_lies_in_the_school_year_unless_its_year_is_written() -> None:
    assert read_month("октябрь", YEAR) == Span(date(2011, 10, 1), date(2011, 10, 31))
    assert read_month("октябрь 2015", YEAR) == Span(date(2015, 10, 1), date(2015, 10, 31))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "фе",
        "февр аль",
        "13",
        "0",
        "2012",
        "фивраль",
        "2012-13",
        "2012-02-2012",
        "0000-02",
        "0001-02",
        "9999-12",
    ],
)
def test_other_texts_are_no_month(text: str) -> None:
    assert read_month(text, YEAR) is None


@pytest.mark.parametrize(
    ("text", "year"), [("на 24-25", "2024-2025"), ("9998-9999", "2011-2012"), ("1-2", "2011-2012")]
)
def test_the_nearest_year_is_one_that_can_be_meant(text: str, year: str) -> None:
    assert str(SchoolYear.nearest(text)) == year


def test_the_nearest_months_are_named() -> None:
    assert nearest_months("фивраль")[0] == "февраль"
    assert nearest_months("Сентябрьь")[0] == "сентябрь"
    assert nearest_months("atdhfkm")[0] == "февраль"
    assert nearest_months("xyz") == ()


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        ((1, 10), (5, 20), (5, 10)),
        ((1, 10), (10, 20), (10, 10)),
        ((1, 9), (10, 20), None),
        ((None, 9), (5, None), (5, 9)),
        ((None, 9), (None, 5), (None, 5)),
        ((None, None), (2, 3), (2, 3)),
    ],
)
def test_spans_have_days_in_common(
    one: tuple[int | None, int | None],
    other: tuple[int | None, int | None],
    common: tuple[int | None, int | None] | None,
) -> None:
    expected = may(*common) if common else None
    assert may(*one).common(may(*other)) == may(*other).common(may(*one)) == expected
    assert may(*one).touches(may(*other)) is (common is not None)


def may(start: int | None, end: int | None) -> Span:
    """Days of May, None for an open side."""
    return Span(date(2012, 5, start) if start else None, date(2012, 5, end) if end else None)
