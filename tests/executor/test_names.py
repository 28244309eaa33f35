"""KnownNames are kept by the first letters of their first words, which no form of a word changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.executor.names import KnownNames
from luzplan.executor.roles import shipped_roles
from luzplan.executor.words import folded_word, stem, stems, tokens_of

NAMES = [name for row in shipped_roles() for name in (row.name, *row.aliases)]
ENDINGS = st.sampled_from(["", "а", "ого", "ыми", "ов", "ий", "ийся", "ями"])
WORDS = st.text("абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=2, max_size=9)


@given(WORDS, ENDINGS)
def test_no_form_of_a_word_has_other_first_letters(start: str, ending: str) -> None:
    word = start + ending
    assert {one[:2] for one in (stem(word), *stems(word))} == {word[:2]}


def test_no_word_of_a_shipped_name_is_kept_by_other_letters() -> None:
    words = {folded_word(word) for name in NAMES for word in name.split()}
    assert {word: stem(word) for word in words if stem(word)[:2] != word[:2]} == {}


@pytest.mark.parametrize("name", ["к/р школы", "Ёжики", "ё", "МО", "-Дирижёр хора"])
def test_a_name_is_found_however_its_first_word_begins(name: str) -> None:
    first_word = next(at for at, letter in enumerate(name) if letter.isalpha())
    found = KnownNames([(name, 7)]).exact(tokens_of(name[first_word:]))
    assert found is not None
    assert found.entry == 7


def test_a_later_name_takes_the_place_of_an_equal_one() -> None:
    names = KnownNames([("Хор", 2)], KnownNames([("Хор", 1), ("Хоровик", 3)]))
    found = [names.exact(tokens_of(word)) for word in ("хор", "хоровик")]
    assert [name and name.entry for name in found] == [2, 3]
