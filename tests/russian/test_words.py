from __future__ import annotations

import pytest

from luzplan.russian import did_you_mean, is_legal_form, quote
from luzplan.russian.spelling import is_one_slip, nearest, retyped


def test_a_quote_is_one_line() -> None:
    assert quote("план\nна год\u2028и ещё\n") == "«план на год и ещё»"


def test_of_a_text_as_long_as_a_file_the_beginning_is_quoted() -> None:
    assert quote("слово" * 100) == f"«{'слово' * 100}»"
    assert quote("слово" * 1000) == f"«{'слово' * 100}…»"


def test_what_was_typed_in_the_wrong_layout_is_typed_again() -> None:
    assert retyped("Pfv gj EDH") == "зам по увр"
    assert retyped("май") == "май"


@pytest.mark.parametrize(
    ("typed", "names", "meant"),
    [
        ("Фервраль", ("январь", "Февраль"), "Февраль"),
        ("atdhfkm", ("январь", "февраль"), "февраль"),
        ("цруе", ("what", "when"), "when"),
        ("ещё", ("еще", "все"), "еще"),
    ],
)
def test_the_nearest_name_is_found_through_slips_case_and_the_wrong_layout(
    typed: str, names: tuple[str, ...], meant: str
) -> None:
    assert nearest(typed, names)[0] == meant


def test_no_name_is_near_what_is_like_none_and_several_come_best_first() -> None:
    assert nearest("праздник", ("январь", "февраль")) == ()
    assert nearest("мат", ("май", "март", "август"), 2) == ("март", "май")
    assert did_you_mean(("март", "май")) == "может быть, «март» или «май»?"
    assert did_you_mean((), "проверьте") == "проверьте"


def test_legal_forms_are_known_by_their_end_in_capitals() -> None:
    assert all(map(is_legal_form, ("ОУ", "МОКУ", "КОГОАУ", "МБУК", "МБОУДО", "ООО", "ГБУЗ")))
    assert not any(map(is_legal_form, ("ЦШОО", "какую", "МОУР", "СОШ")))


@pytest.mark.parametrize("typed", ["фервраль", "феврал", "феврвль", "февраьл", "евраль", "февральь"])
def test_a_slip_is_one_letter_or_two_neighbours_swapped(typed: str) -> None:
    assert is_one_slip(typed, "февраль")
    assert is_one_slip("февраль", typed)


@pytest.mark.parametrize("typed", ["февраль", "февр", "ферваьл", "фверла", "евральф", ""])
def test_more_than_one_slip_is_another_word_and_none_the_same(typed: str) -> None:
    assert not is_one_slip(typed, "февраль")


def test_two_wrong_letters_are_no_swap() -> None:
    assert not is_one_slip("аб", "бв")
