"""A row is compiled and looked for only in phrases that can match it; its builder is given its slots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.grammar import Alphabet, Cascade, Found, Row


class Word(NamedTuple):
    label: str
    text: str = ""


ALPHABET = Alphabet(
    ("num", "comma", "day", "week", "month", "of_month", "thing", "made", "sign"),
    {"a_month": "month of_month"},
    {"NUMS": "num (comma num)*", "OF_MONTHS": "NUMS a_month"},
)


def words(labels: str) -> list[Word]:
    return [Word(label, str(at)) for at, label in enumerate(labels.split())]


def slots(*names: str) -> Row[Word, None]:
    """A row of days in months that tells what its slots hold."""

    def told(found: Found[Word], _context: None) -> Sequence[Word]:
        return [Word("made", "".join(word.text for word in found[name])) for name in names]

    return "days:NUMS month:a_month?", told


def made(pattern: str) -> Row[Word, None]:
    return pattern, lambda _found, _context: (Word("made", pattern),)


def read(labels: str, *rows: Row[Word, None]) -> list[str]:
    return [word.text or word.label for word in Cascade(ALPHABET, [rows]).rewritten(words(labels), None)]


@pytest.mark.parametrize(
    ("pattern", "labels", "matches"),
    [
        ("num week", "num week", True),
        ("num week", "week", False),
        ("num? week", "week", True),
        ("num+ week", "week", False),
        ("week | month", "month", True),
        ("week num | month", "week", False),
        ("(week | month) num", "month num", True),
        ("(week | month) num", "num", False),
        ("(week | month)? num", "num", True),
        ("(?! week) num", "num", True),
        ("(?= num) num", "num", True),
        ("(?<= num) week", "num week", True),
        ("(?<! num) week", "num week", False),
        ("a_month num", "of_month num", True),
        ("a_month num", "num", False),
        ("OF_MONTHS", "num comma num month", True),
        ("OF_MONTHS", "num comma month", False),
        ("^ num $", "num", True),
        ("^ num $", "num num", False),
    ],
)
def test_a_phrase_needs_what_its_row_names(pattern: str, labels: str, matches: bool) -> None:
    assert (pattern in read(labels, made(pattern))) is matches


@pytest.mark.parametrize(
    ("pattern", "is_compiled"),
    [
        ("num week", True),
        ("week month", False),
        ("(day | month) week", False),
        ("(day | num) week", True),
        ("month | day num", False),
        ("month | num week", True),
        ("(month day)? week", True),
        ("OF_MONTHS? week", True),
        ("(num | day thing)? month", False),
        ("slot:(num | day)? month", False),
        ("OF_MONTHS week", False),
        ("(?= month) week", False),
        ("(?! month) week", True),
    ],
)
def test_a_row_is_compiled_only_if_the_phrase_has_what_it_names(pattern: str, is_compiled: bool) -> None:
    cascade = Cascade(ALPHABET, [[made(pattern)]])
    cascade.rewritten(words("num week"), None)
    assert ("search" in vars(cascade.stages[0][0])) is is_compiled


PATTERNS = ("num week", "days:NUMS a_month?", "(day | OF_MONTHS)+ week", "(?! day) num | week (?= month)")


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_whatever_matches_a_row_may_match_it(pattern: str, data: st.DataObject) -> None:
    (row,) = Cascade(ALPHABET, [[made(pattern)]]).stages[0]
    assert row.may_match(frozenset(data.draw(st.from_regex(ALPHABET.regex(pattern)))))


def test_a_builder_is_given_its_slots() -> None:
    assert read("day num comma num month", slots("days", "month", "year")) == ["0", "123", "4", "made"]
    assert read("num day", slots("month")) == ["made", "1"]


def test_a_slot_takes_in_all_that_is_repeated() -> None:
    row: Row[Word, None] = ("days:num+ week", lambda found, _context: list(found["days"]))
    assert read("num num num week", row) == ["0", "1", "2"]


def test_at_one_place_the_first_row_counts_and_an_earlier_place_before_it() -> None:
    assert read("num week num week", made("week num"), made("num")) == ["num", "week num", "3"]
    assert read("num week", made("num week"), made("num")) == ["num week"]


def test_what_a_builder_leaves_stays_and_is_not_tried_again() -> None:
    left: Row[Word, None] = ("num week", lambda _found, _context: None)
    assert read("num week week", left, made("week")) == ["0", "1", "week"]


def test_stages_work_on_what_those_before_have_made() -> None:
    stages: list[list[Row[Word, None]]] = [
        [("num week", lambda found, _: [Word("day"), found.items[1]])],
        [made("day week")],
    ]
    assert Cascade(ALPHABET, stages).rewritten(words("num week"), None) == [Word("made", "day week")]


def test_the_same_list_comes_back_if_nothing_matches() -> None:
    items = words("num thing")
    assert Cascade(ALPHABET, [[made("week")]]).rewritten(items, None) is items
