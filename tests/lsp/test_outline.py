"""The outline of a plan, what can be folded, remarks beside its rows, links."""

from __future__ import annotations

from luzplan.lsp.outline import folds, hints, links, symbols
from tests.lsp.marked import HEAD, ROWS, opened


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
