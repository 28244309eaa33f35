"""Which files are plans, what an open one knows of its places, and how one text becomes another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan.lsp import difference, is_plan
from luzplan.text import apply_splices
from tests.lsp.marked import HEAD, ROWS, at, opened


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("plan.yaml", HEAD + ROWS, True),
        ("школа.yaml", HEAD + ROWS, True),
        ("plan.yaml", "", True),
        ("plan.yaml", "# пока пусто\n", True),
        ("План 2012.yml", "year: 2011-2012\n", True),
        ("x.yaml", "# yaml-language-server: $schema=.github/plan.schema.json\n", True),
        ("x.yaml", "", False),
        ("docker-compose.yaml", "version: 3\nservices:\n", False),
        ("plan.yaml", "resources:\n- name: x\njobs:\n", False),
        ("mkdocs.yaml", "sections: 1\nnav: 2\n", False),
        ("notes.txt", "year: 2011\n", False),
    ],
)
def test_a_file_is_a_plan_by_what_it_says_or_by_its_name(name: str, text: str, expected: bool) -> None:
    assert is_plan(name, text) is expected


@pytest.mark.parametrize(
    ("words", "path", "character"),
    [
        ("when: 15 ¦февраля", ("sections", "activities", "when"), "ф"),
        ("Открытый урок,\n          ¦два дня", ("sections", "activities", "what"), "д"),
        ("aliases: [¦БШ]", ("schools", "aliases"), "Б"),
        ("{name: ¦Секретарь совета", ("roles", "name"), "С"),
    ],
)
def test_a_place_is_told_with_the_keys_it_stands_under(
    words: str, path: tuple[str, ...], character: str
) -> None:
    plan, offset = at(words)
    found = plan.text_at(offset)
    assert found is not None
    assert found[0] == path
    assert found[1][found[2]] == character


@pytest.mark.parametrize(
    ("words", "path"),
    [("wh¦en: 15", ("sections", "activities", "when")), ("¦schools:", ("schools",)), ("when: 1¦5", ())],
)
def test_a_key_is_told_with_those_above_it(words: str, path: tuple[str, ...]) -> None:
    plan, offset = at(words)
    assert plan.key_at(offset) == path


def test_a_text_with_the_same_roles_and_schools_is_read_by_the_same_book() -> None:
    plan, _ = opened(HEAD + ROWS)
    assert plan.plan is not None
    book = plan.plan.book
    same, other = plan.changed(f"\n{plan.text}"), plan.changed(plan.text.replace("Декабрь", "Январь"))
    assert same.plan is not None
    assert same.plan.book is book
    assert other.plan is not None
    assert other.plan.book is not book
    assert other.changed("").plan is None


texts = st.text(st.sampled_from("аб x😀\r\n\u2028é"), max_size=30)


@given(texts, texts)
def test_the_difference_makes_one_text_of_the_other(old: str, new: str) -> None:
    assert apply_splices(old, difference(old, new)) == new


def test_the_difference_is_no_more_than_what_changed() -> None:
    old, new = "а: б\nв: г\nд: е\n", "а: б\nв: гг\nд: е\nё: ж\n"
    assert [(one.start, one.end, one.text) for one in difference(old, new)] == [
        (9, 9, "г"),
        (15, 15, "ё: ж\n"),
    ]
