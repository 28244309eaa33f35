from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.text import Source
from luzplan.text.scalar import Place, Style, is_writable, usual_style, write_scalar
from luzplan.text.yaml import Mapping, parse_nodes

BLOCK = Place(column=6, indent=4, width=24)
FLOW = Place(column=6, flow=True)


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("Февраль – апрель", "Февраль – апрель"),
        ("01.10", "01.10"),
        ("no", "no"),
        ("Тема: сайт", "'Тема: сайт'"),
        ("Сайт № 2 #2", "'Сайт № 2 #2'"),
        ("it's: 1", "'it''s: 1'"),
        ("- а", "'- а'"),
        (" а", "' а'"),
        ("", "''"),
        ("а\tб: в", '"а\\tб: в"'),
        ("а\x07б", '"а\\u0007б"'),
        ("а\u2028б", '"а\\u2028б"'),
        ("[а], б", "'[а], б'"),
        ("9:00", "9:00"),
        ("школа#2", "школа#2"),
        ("Цель:", "'Цель:'"),
        ("«а» – б", "«а» – б"),
        ('"а" и б', "'\"а\" и б'"),
        ("-1", "-1"),
        ("а\u200bб", "а\u200bб"),
        ("а, б", "а, б"),
        ("один два три четыре пять", ">-\n    один два три четыре\n    пять"),
        ("один два  три четыре пять", ">-\n    один два  три четыре\n    пять"),
        ("а\nб", "|-\n    а\n    б"),
        ("а\n\nб\n", "|\n    а\n\n    б"),
        (" а\nб", '" а\\nб"'),
        ("а\n\n", '"а\\n\\n"'),
        ("а\r\nб", '"а\\r\\nб"'),
    ],
)
def test_a_text_is_written_as_people_would(value: str, raw: str) -> None:
    assert write_scalar(value, BLOCK) == raw


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("Февраль – апрель", "Февраль – апрель"),
        ("а, б", "'а, б'"),
        ("[а]", "'[а]'"),
        ("-", "'-'"),
        ("а\nб", '"а\\nб"'),
        ("один два три четыре пять " * 9, "'" + "один два три четыре пять " * 9 + "'"),
    ],
)
def test_in_braces_and_brackets_there_are_no_block_scalars(value: str, raw: str) -> None:
    assert write_scalar(value, FLOW) == raw
    assert write_scalar(value, FLOW, Style.FOLDED) == raw


@pytest.mark.parametrize(
    ("style", "raw"),
    [
        (Style.PLAIN, "сайт"),
        (Style.SINGLE, "'сайт'"),
        (Style.DOUBLE, '"сайт"'),
        (Style.FOLDED, ">-\r\n    сайт"),
        (Style.LITERAL, "|-\r\n    сайт"),
    ],
)
def test_a_style_that_is_wanted_is_taken_where_it_fits(style: Style, raw: str) -> None:
    assert write_scalar("сайт", Place(6, 4, newline="\r\n"), style) == raw


def test_where_quotes_are_needed_the_preferred_ones_are_taken() -> None:
    assert write_scalar("Тема: «сайт»", BLOCK, quotes=Style.DOUBLE) == '"Тема: «сайт»"'


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("аа бб\nвв\n", "|\n    аа бб\n    вв"),
        ("\nаа", "|-\n\n    аа"),
        ("\tаа\n", '"\\tаа\\n"'),
    ],
)
def test_a_literal_text_ends_as_the_text_does(value: str, raw: str) -> None:
    assert write_scalar(value, BLOCK, Style.LITERAL) == raw


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        ("аааа бббб ввв", ">-\n    аааа бббб\n    ввв"),
        ("аааа ббббб вв", ">-\n    аааа\n    ббббб вв"),
        ("аааа  бб вввв", ">-\n    аааа  бб\n    вввв"),
    ],
)
def test_a_folded_line_is_full_and_broken_at_single_blanks_only(value: str, raw: str) -> None:
    assert write_scalar(value, Place(6, 4, width=13), Style.FOLDED) == raw


def test_a_folded_text_with_several_lines_has_empty_ones_between() -> None:
    assert write_scalar("а\nб", BLOCK, Style.FOLDED) == ">-\n    а\n\n    б"


def test_several_lines_are_literal_and_a_long_one_is_folded() -> None:
    styles = [usual_style(value, BLOCK) for value in ("а", "а\nб", "а" * 19)]
    assert styles == [Style.PLAIN, Style.LITERAL, Style.FOLDED]


def test_bytes_that_could_not_be_decoded_are_not_writable() -> None:
    assert is_writable("сайт😀")
    assert not is_writable("сайт\x00")
    assert not is_writable("\udcd1")


@settings(max_examples=150)
@given(
    st.text(
        st.one_of(st.sampled_from("аб:-[]{}#&*!|>'\"%@`, \n\t0"), st.characters(exclude_categories=["Cs"]))
    ).filter(is_writable),
    st.sampled_from([None, *Style]),
    st.booleans(),
    st.sampled_from([3, 24]),
)
def test_whatever_the_text_the_parser_gives_it_back(
    value: str, style: Style | None, flow: bool, width: int
) -> None:
    raw = write_scalar(value, Place(6, 4, flow, "\n", width), style)
    text = f"- {{что: {raw}, б: в}}\n" if flow else f"- что: {raw}\n  б: в\n"
    root, problems = parse_nodes(Source("x", text.replace("\n    ", "\n    ")))
    assert problems == []
    assert not isinstance(root, str | Mapping)
    assert root is not None
    (item,) = root.items
    assert isinstance(item, Mapping)
    assert [tuple(map(str, pair)) for pair in item.pairs] == [("что", value), ("б", "в")]
