from __future__ import annotations

import pytest

from tests.check.examples import check_text, codes

HEAD = "year: 2011-2012\nsections:\n- title: Раздел\n  activities:\n"


def left_of(rows: str) -> list[str]:
    return codes(check_text(HEAD + rows))


def test_a_comment_hides_the_codes_it_names_on_its_line() -> None:
    assert left_of("  - what: Семинар  # luzplan: ignore[LP301]\n    who: Директор\n") == []


@pytest.mark.parametrize(
    "comment",
    ["ignore", "ignore[LP301]", "ignore[lp301, LP302]", "ignore[LP3]", "ignore [LP301;LP302]"],
)
def test_codes_may_be_several_or_begin_so_and_without_codes_all_are_hidden(comment: str) -> None:
    assert "LP301" not in left_of(f"  - what: Семинар  # luzplan: {comment}\n")


def test_other_codes_and_other_lines_are_not_hidden() -> None:
    rows = "  - what: Семинар  # luzplan: ignore[LP302]\n  - what: Встреча\n    when: май\n"
    assert left_of(rows) == ["LP301", "LP302"]


@pytest.mark.parametrize(
    "what",
    [
        ">-  # luzplan: ignore[LP901]\n      один  два\n      три",
        "один  два\n      три  # luzplan: ignore[LP901]",
        " # luzplan: ignore[LP901]\n      один\n      два  три",
        '"один\n      два  три"  # luzplan: ignore[LP901]',
    ],
    ids=["block", "plain", "key", "quoted"],
)
def test_of_a_value_of_several_lines_any_line_or_its_key_will_do(what: str) -> None:
    rows = f"  - what: {what}\n    when: май\n    who: Директор\n"
    assert left_of(rows) == []
    assert "LP901" in left_of(rows.replace("ignore[LP901]", "заметка"))


def test_words_of_a_text_are_no_comment() -> None:
    rows = "  - what: >-\n      Семинар # luzplan: ignore\n    who: Директор\n"
    assert left_of(rows) == ["LP301"]


def test_a_comment_that_hides_nothing_is_a_problem_of_its_own() -> None:
    checked = check_text(f"{HEAD}  - {{what: а, when: май, who: Директор}}  # luzplan: ignore[LP301]\n")
    (problem,) = checked.problems
    assert (problem.code, problem.message) == ("LP012", "пометка ничего не скрывает")
    assert checked.source.text[problem.start : problem.end] == "# luzplan: ignore[LP301]"


def test_a_code_that_there_is_not_is_named() -> None:
    checked = check_text(f"{HEAD}  - {{what: а, when: май, who: Директор}}  # luzplan: ignore[LP777]\n")
    assert [problem.message for problem in checked.problems] == ["кода «LP777» нет"]


def test_errors_of_the_shape_can_be_hidden_too() -> None:
    assert left_of("  - {what: Семинар, when: май, who: Директор, кто: я}  # luzplan: ignore[LP008]\n") == []


def test_what_is_ignored_is_left_out_before_the_rest_is_summed_up() -> None:
    rows = "".join(
        f"  - what: Дело {at}{'  # luzplan: ignore[LP301]' if at in (2, 3) else ''}\n    who: Директор\n"
        for at in range(1, 5)
    )
    checked = check_text(f"{HEAD}  - {{what: а, when: май, who: Директор}}\n{rows}")
    assert [problem.message for problem in checked.problems] == [
        "у мероприятия 1.2 не указан срок",
        "у мероприятия 1.5 не указан срок",
    ]
