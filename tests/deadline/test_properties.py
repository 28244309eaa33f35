"""Whatever the text, the reading is sound; how it is typed does not change what it means."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from luzplan.deadline import Deadline, DeadlineKind
from luzplan.deadline.reader import read_deadline
from luzplan.deadline.tokens import items_of
from luzplan.reports.wording import deadline_words
from luzplan.school_year import Calendar, SchoolYear

CALENDAR = Calendar(SchoolYear(2011))
TABLES = Path(__file__).parents[1] / "data" / "deadlines"
PHRASES = sorted(
    {
        line.split("\t")[0]
        for table in TABLES.glob("*.tsv")
        for line in table.read_text("utf-8").splitlines()
        if not line.startswith("#")
    }
)
PIECES = (
    "с", "по", "до", "к", "не позднее", "после", "в", "течение", "весь", "каждый", "раз", "в", "1",
    "2", "31", "12-15", "31.02", "15.09", "15.09.2011", "2012", "2011-2012", "февраля", "май",
    "декабрь", "сентябрь", "неделя", "месяца", "месяц", "четверть", "II", "полугодие", "года",
    "учебного", "понедельник", "пятницам", "ежемесячно", "числа", "конец", "начало", "последний",
    "день", "10.00", "постоянно", "графику", "каникулы", "осенние", "зал", "каб.", "(", ")", ",",
    ";", "-", "–", ".", ":", "№", "«", "»", "/", "и", "ю", "\n", "\u00ad", "0", "99.99", "٣", "x",
    "квартал",
)  # fmt: skip
WORDS = sorted({word for phrase in PHRASES for word in phrase.split()})
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
    st.text(max_size=30),
)


def meaning(deadline: Deadline) -> tuple[object, ...]:
    """Give what a phrase means, whatever its letters are."""
    return deadline.kind, deadline.spans, deadline.rrule, deadline.misreading and deadline.misreading.fault


@given(texts)
def test_any_text_is_read_soundly(text: str) -> None:
    deadline = read_deadline(text, CALENDAR)
    assert deadline.text == text
    assert (deadline.kind is DeadlineKind.UNKNOWN) == (deadline.misreading is not None)
    assert (deadline.kind is DeadlineKind.DATES) <= bool(deadline.spans)
    starts = [(span.start is not None, span.start) for span in deadline.spans]
    assert starts == sorted(starts)
    assert all(span.start is None or span.end is None or span.start <= span.end for span in deadline.spans)
    assert deadline.kind is DeadlineKind.RECURRING or not deadline.rrule
    assert deadline_words(deadline)


@given(texts)
@example("мартоб\u00adря")
def test_only_blanks_stand_between_items(text: str) -> None:
    assert_only_blanks_between_items(text)


@pytest.mark.parametrize("phrase", PHRASES)
def test_only_blanks_stand_between_items_of_the_tables(phrase: str) -> None:
    assert_only_blanks_between_items(f"Школа {phrase}")


def assert_only_blanks_between_items(text: str) -> None:
    end = 0
    for item in items_of(text):
        assert not text[end : item.start].strip()
        assert end <= item.start < item.end
        end = item.end
    assert not text[end:].strip()


@given(texts)
@example("ю февраля с")
@example("П-Н")
def test_the_words_at_fault_stand_in_the_text(text: str) -> None:
    deadline = read_deadline(text, CALENDAR)
    if deadline.misreading:
        assert 0 <= deadline.misreading.start < deadline.misreading.end <= len(text)
        assert text[deadline.misreading.start : deadline.misreading.end].strip()
    for weekday in deadline.weekdays:
        assert text[weekday.start].isalpha()
        assert text[weekday.end - 1].isalpha()


@pytest.mark.parametrize("phrase", PHRASES)
def test_case_yo_dashes_and_spaces_mean_nothing(phrase: str) -> None:
    expected = meaning(read_deadline(phrase, CALENDAR))
    retyped = (
        phrase.upper(),
        phrase.lower(),
        phrase.replace("ё", "е"),
        phrase.replace("е", "ё"),
        unicodedata.normalize("NFD", phrase),
        re.sub("[-–—]", "—", phrase),
        re.sub("[-–—]", "-", phrase),
        re.sub("[-–—]", "\u2011", phrase),
        phrase.replace(" ", "  "),
        phrase.replace(" ", "\u00a0"),
        phrase.replace(" ", "\n"),
        f"  {phrase} ",
    )
    for other in retyped:
        assert meaning(read_deadline(other, CALENDAR)) == expected, other


@pytest.mark.parametrize("phrase", ["{}", "{} мая", "до {}.12", "раз в {} недель", "{}-{}"])
def test_a_number_of_thousands_of_digits_is_not_understood(phrase: str) -> None:
    """Python refuses to make numbers of so many digits."""
    assert read_deadline(phrase.replace("{}", "9" * 5000), CALENDAR).kind is DeadlineKind.UNKNOWN


@pytest.mark.parametrize("phrase", ["(вт школа)" * 190 + "x", "(вт" * 600 + "x", "вт) " * 500, "(" * 2000])
def test_brackets_are_read_in_one_way_however_many_there_are(phrase: str) -> None:
    assert read_deadline(phrase[:2000], CALENDAR).text == phrase[:2000]
