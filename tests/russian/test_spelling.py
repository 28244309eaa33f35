from __future__ import annotations

import pytest

from luzplan.russian.spelling import in_russian, is_disguised, word_around

KNOWN = {"ВР", "МО"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Пeдсовет", "Пeдсовет"),
        ("Зам по BP", "BP"),
        ("c мая", "c"),
        ("отчёт, c мая", "c"),
        ("5A класс", "A"),
        ("в 5A кл.", "A"),
    ],
)
def test_a_russian_word_in_latin_letters_is_disguised(text: str, word: str) -> None:
    start = text.index(word)
    assert is_disguised(text, start, start + len(word), KNOWN.__contains__)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wi-Fi", "Wi"),
        ("IT-класс", "IT"),
        ("сайт PISA", "PISA"),
        ("Windowsом", "Windowsом"),
        ("X век", "X"),
        ("формат A4", "A"),
        ("витамин C", "C"),
        ("пункт a)", "a"),
        ("CO", "CO"),
        ("BP2", "BP"),
    ],
)
def test_other_words_are_what_they_look_like(text: str, word: str) -> None:
    start = text.index(word)
    assert not is_disguised(text, start, start + len(word), KNOWN.__contains__)


def test_letters_that_look_alike_are_replaced() -> None:
    assert in_russian("Coвeт BP, Wi") == "Совет ВР, Wi"


@pytest.mark.parametrize(
    ("text", "at", "word"), [("один два", 6, "два"), ("один", 0, "один"), ("а-бв!", 3, "бв"), ("9a", 1, "a")]
)
def test_the_word_around_a_letter(text: str, at: int, word: str) -> None:
    start, end = word_around(text, at)
    assert text[start:end] == word
