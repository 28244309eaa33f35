"""The outline, folds, remarks and links; names under the cursor, their places and their renaming."""

from __future__ import annotations

import pytest

from luzplan.lsp.navigation import declaration, folds, hints, links, mentions, name_at, symbols
from tests.lsp.marked import HEAD, ROWS, at, opened


def test_the_outline_has_the_keys_and_the_rows_with_their_numbers() -> None:
    plan, _ = opened(HEAD + ROWS)
    found = symbols(plan)
    assert [one.name for one in found] == [
        "year", "district", "schools", "roles", "abbreviations", "1. Уроки"
    ]  # fmt: skip
    assert [one.name for one in found[2].children] == ["КОГОКУ СОШ г. Лузы", "МОКУ СОШ №2 г. Лузы"]
    assert [(one.name, one.detail) for one in found[-1].children] == [
        ("1.1 Заседание ЛШО", "15 февраля, 20 марта"),
        ("1.2 Открытый урок, два дня", "6 – 8 февраля 2012"),
    ]


def test_every_part_lies_in_the_one_above_it_and_has_its_name_in_it() -> None:
    for text in (
        HEAD + ROWS,
        HEAD + "sections:\n  - title:\n    activities:\n      - who: А\n      - when:\n",
    ):
        plan, _ = opened(text)
        waiting = [(one, 0, len(text)) for one in symbols(plan)]
        assert waiting
        while waiting:
            one, start, end = waiting.pop()
            assert start <= one.start <= one.name_start <= one.name_end <= one.end <= end, one
            waiting += [(child, one.start, one.end) for child in one.children]


def test_rows_sections_lists_and_long_comments_can_be_folded() -> None:
    plan, _ = opened(f"# один\n# два\n{HEAD}{ROWS}# один\n")
    lines = [tuple(plan.source.position(at).line for at in (one.start, one.end)) for one in folds(plan)]
    assert [pair for pair in lines if pair[0] < pair[1]] == [
        (1, 2), (5, 9), (6, 8), (10, 13), (11, 12), (14, 15), (17, 27), (19, 22), (23, 27)
    ]  # fmt: skip


def test_beside_a_row_stand_its_number_and_its_days() -> None:
    plan, _ = opened(HEAD + ROWS)
    assert [one.text for one in hints(plan, 0, len(plan.text))] == [
        "1.1",
        "15 февраля 2012 и 20 марта 2012",
        "1.2",
        "6 февраля 2012 – 8 февраля 2012",
    ]
    assert hints(plan, 0, 0) == []


def test_pages_and_the_schema_are_links() -> None:
    schema = "# yaml-language-server: $schema=.github/plan.schema.json\n"
    plan, _ = opened(f"{schema}{HEAD}{ROWS}        note: см. https://luza.ru/план (2012).\n")
    assert [one.target for one in links(plan)] == [".github/plan.schema.json", "https://luza.ru/план"]


AFTER = f"{HEAD}{ROWS}        after: 1.1, 1.2\n"


@pytest.mark.parametrize(
    ("words", "kind", "name", "marked"),
    [
        ("Сов¦ет округа, Зам", "role", "Совет округа", "Совет округа"),
        ("Зам п¦о УВР БШ", "role", "Зам по УВР", "Зам по УВР"),
        ("УВР Б¦Ш", "school", "КОГОКУ СОШ г. Лузы", "БШ"),
        ("Замы по УВР и В¦Р", "role", "Зам по ВР", "ВР"),
        ("name: МОКУ¦ СОШ", "school", "МОКУ СОШ №2 г. Лузы", "МОКУ СОШ №2 г. Лузы"),
        ("Секретарь¦ совета", "role", "Секретарь совета", "Секретарь совета"),
        ("ЛШ¦О\n", "abbreviation", "ЛШО", "ЛШО"),
        ("ЦШ¦О:", "abbreviation", "ЦШО", "ЦШО"),
    ],
)
def test_a_name_is_known_where_the_cursor_is_in_it(words: str, kind: str, name: str, marked: str) -> None:
    plan, offset = at(words)
    found = name_at(plan, offset)
    assert found is not None
    assert (found.kind, found.name, plan.text[found.start : found.end]) == (kind, name, marked)


@pytest.mark.parametrize(("words", "row"), [("after: 1.¦1", "1.1"), ("1.1, 1.¦2", "1.2")])
def test_a_row_is_named_by_its_number(words: str, row: str) -> None:
    plan, offset = at(words, AFTER)
    name = name_at(plan, offset)
    assert name is not None
    assert (name.kind, name.name) == ("row", row)
    found = [plan.text[one.start : one.end] for one in mentions(plan, name)]
    assert found[-1] == row
    assert declaration(plan, name) == next(one for one in mentions(plan, name) if one.declares)


@pytest.mark.parametrize("words", ["what: Засед¦ание", "when: 1¦5", "¦sections:", "Откры¦тый урок"])
def test_other_words_are_no_names(words: str) -> None:
    assert name_at(*at(words)) is None


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("who: Сов¦ет округа", ["Совет округа!", "Совет округа", "Совет округа"]),
        ("Зам п¦о УВР", ["Зам по УВР БШ", "Замы по УВР"]),
        ("Зам по УВР Б¦Ш", ["КОГОКУ СОШ г. Лузы!", "Зам по УВР БШ"]),
        ("short: ЛШ¦О", ["ЛШО!", "ЛШО"]),
    ],
)
def test_all_places_are_found_that_mean_it(words: str, there: list[str]) -> None:
    plan, offset = at(words)
    name = name_at(plan, offset)
    assert name is not None
    found = [f"{plan.text[one.start : one.end]}{'!' * one.declares}" for one in mentions(plan, name)]
    assert found == there


def test_the_declaration_is_the_list_or_the_first_mention() -> None:
    for words, line in (("Зам по УВР Б¦Ш", 4), ("Замы по УВР и В¦Р", 25), ("who: Сов¦ет округа", 9)):
        plan, offset = at(words)
        name = name_at(plan, offset)
        assert name is not None
        mention = declaration(plan, name)
        assert mention is not None
        assert plan.source.position(mention.start).line == line
