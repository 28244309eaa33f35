from __future__ import annotations

import pytest

from luzplan.russian.spelling import is_one_slip, retyped
from luzplan.russian.words import quote


def test_a_quote_is_one_line() -> None:
    assert quote("план\nна год\u2028и ещё\n") == "«план на год и ещё»"


def test_of_a_text_as_long_as_a_file_the_beginning_is_quoted() -> None:
    assert quote("слово" * 100) == f"«{'слово' * 100}»"
    assert quote("слово" * 1000) == f"«{'слово' * 100}…»"


def test_what_was_typed_in_the_wrong_layout_is_typed_again() -> None:
    assert retyped("Pfv gj EDH") == "зам по увр"
    assert retyped("май") == "май"


@pytest.mark.parametrize("typed", ["фервраль", "феврал", "феврвль", "февраьл", "евраль", "февральь"])
def test_a_slip_is_one_letter_or_two_neighbours_swapped(typed: str) -> None:
    assert is_one_slip(typed, "февраль")
    assert is_one_slip("февраль", typed)


@pytest.mark.parametrize("typed", ["февраль", "февр", "ферваьл", "фверла", "евральф", ""])
def test_more_than_one_slip_is_another_word_and_none_the_same(typed: str) -> None:
    assert not is_one_slip(typed, "февраль")


def test_two_wrong_letters_are_no_swap() -> None:
    assert not is_one_slip("аб", "бв")
