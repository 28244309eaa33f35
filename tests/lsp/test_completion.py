"""What may be typed next, in files that are not whole while somebody types."""

from __future__ import annotations

import pytest

from luzplan.lsp.completion import completions
from luzplan.text import Splice, apply_splices
from tests.lsp.marked import HEAD, ROWS, opened

ROW = "      - what: Беседа\n"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("        ¦", ["when: ", "who: ", "where: "]),
        ("        w¦", ["when: ", "who: ", "where: "]),
        ("      - w¦", ["what: ", "when: ", "who: "]),
        ("  - t¦", ["title: "]),
        ("    pre¦", ["preface:"]),
        ("cal¦", ["calendar:"]),
        ("calendar:\n  h¦", ["halves:", "holidays:"]),
        ("        who: Сов¦", ["Совет округа"]),
        ("        who: сов¦", ["совет округа"]),
        ("        who: ¦", ["Зам по ВР", "Зам по УВР", "Совет округа"]),
        ("        who: Директор, зам по у¦", ["зам по УВР", "зам по УВР БШ"]),
        ("        who: Директор Б¦", ["БШ"]),
        ("        who: Зам по УВР МО¦", ["МОКУ СОШ №2 г. Лузы"]),
        ("        when: фев¦", ["февраль"]),
        ("        when: Фев¦", ["Февраль"]),
        ("        when: до 5 мар¦", ["марта"]),
        ("        when: 5 ¦", ["января", "февраля"]),
        ("        when: еже¦", ["ежемесячно", "еженедельно"]),
        ("        when: март – ап¦", ["апрель"]),
        ("        done: ¦", ["2012-02-01"]),
        ("        after: 1.1, ¦", ["1.1", "1.2", "1.3"]),
        ("      - {what: Беседа, w¦", ["when: ", "who: "]),
        ("      - {what: Беседа, when: фев¦", ["февраль"]),
        ("  - title: Методи¦", ["Методическая работа"]),
        ('        who: "сов¦"', ["совет округа"]),
        ('      - {what: Беседа, who: "Совет округа, псих¦", when: май}', ["психолог"]),
        ("        who: Совет округа и псих¦", ["психолог"]),
        ("        who: Cjd¦", ["Совет округа"]),
        ("        when: atd¦", ["февраль"]),
        ("        цру¦", ["when: "]),
        ("        сро¦", ["when: "]),
        ("        done: [2012-01-20, ¦]", ["2012-02-01"]),
        ("        after: засед¦", ["1.1"]),
    ],
)
def test_what_fits_where_the_cursor_is(typed: str, first: list[str]) -> None:
    plan, offset = opened(f"{HEAD}{ROWS}{ROW if typed.startswith('        ') else ''}{typed}\n")
    assert [one.text for one in completions(plan, offset)][: len(first)] == first


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("  - name: Х\n    parent: Сов¦", "Совет округа"),
        ("  - name: Х\n    since: дек¦", "декабрь"),
        ("  - name: Х\n    since: 1.¦", "1.1"),
        ("  - name: Х\n    al¦", "aliases:"),
    ],
)
def test_roles_have_their_own_keys_and_values(typed: str, first: str) -> None:
    plan, offset = opened(f"{HEAD}{ROWS}".replace("abbreviations:", f"{typed}\nabbreviations:"))
    assert completions(plan, offset)[0].text == first


@pytest.mark.parametrize(
    "typed", ["# w¦", "        what: Бе¦", "        note: ¦", "          ¦ещё слова", "year ¦"]
)
def test_elsewhere_nothing_is_offered(typed: str) -> None:
    plan, offset = opened(f"{HEAD}{ROWS}{ROW}{typed}\n")
    assert completions(plan, offset) == []


def test_a_key_that_is_there_is_not_offered_again() -> None:
    plan, offset = opened(f"{HEAD}{ROWS}{ROW}        when: май\n        ¦\n")
    assert [one.text for one in completions(plan, offset)][:2] == ["who: ", "where: "]


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("        who: Директор, псих¦", "        who: Директор, психолог"),
        ("        who: Пс¦ихиатр, Директор", "        who: Психолог, Директор"),
        ("        who: Сов¦ет округа, Директор", "        who: Совет округа, Директор"),
        ("        who: ¦Директор", "        who: Зам по ВРДиректор"),
        ("        wh¦e: май", "        when: май"),
    ],
)
def test_what_is_taken_stands_in_the_place_of_what_was_begun(typed: str, then: str) -> None:
    plan, offset = opened(f"{HEAD}{ROWS}{ROW}{typed}\n")
    one = completions(plan, offset)[0]
    after = apply_splices(plan.text, [Splice(one.start, one.end, one.text)])
    assert after == f"{HEAD}{ROWS}{ROW}{then}\n"


def test_columns_of_the_plan_are_keys_too() -> None:
    plan, offset = opened(f"columns: [Классы]\n{HEAD}{ROWS}{ROW}        К¦\n")
    assert [one.text for one in completions(plan, offset)] == ["Классы: ", "when: ", "who: "]


def test_no_value_of_yaml_is_offered() -> None:
    plan, offset = opened(f"{HEAD}{ROWS}".replace("base: true", "base: ¦"))
    assert [one.text for one in completions(plan, offset)] == ["да", "нет"]
