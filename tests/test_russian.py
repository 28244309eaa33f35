from __future__ import annotations

from luzplan.russian import quote, retyped


def test_a_quote_is_one_line() -> None:
    assert quote("план\nна год\u2028и ещё\n") == "«план на год и ещё»"


def test_of_a_text_as_long_as_a_file_the_beginning_is_quoted() -> None:
    assert quote("слово" * 100) == f"«{'слово' * 100}»"
    assert quote("слово" * 1000) == f"«{'слово' * 100}…»"


def test_what_was_typed_in_the_wrong_layout_is_typed_again() -> None:
    assert retyped("Pfv gj EDH") == "зам по увр"
    assert retyped("май") == "май"
