"""A command that is mistyped: one line says in Russian what is wrong, the next where the help is."""

from __future__ import annotations

import pytest

from tests.conftest import Luzplan


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (["du"], "нет команды «du»; может быть, «due»?"),
        (["zzz"], "нет команды «zzz»"),
        (["due", "--mnth", "май"], "нет параметра «--mnth»; может быть, «--month», «--width» или «--to»?"),
        (["due", "--zzzz"], "нет параметра «--zzzz»"),
        (["due", "--within", "скоро"], "--within: «скоро» — не целое число"),
        (["due", "--within", ""], "--within: «» — не целое число"),
        (["due", "--within", "-1"], "--within: -1 меньше, чем 0"),
        (["due", "--month"], "параметру --month нужно значение"),
        (["show", "roles", "--month", "май", "--today"], "параметру --today нужно значение"),
        (["load", "май"], "лишнее слово: май"),
        (["load", ""], "лишнее пустое слово"),
        (["due", "май", "--month", "июнь"], "месяц назван дважды"),
        (["due", "--month", "май", "-m", "июнь"], "параметр --month задан дважды"),
        (["done"], "не указан НОМЕР…"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_it_is_said_what_is_wrong(command: list[str], message: str, luzplan: Luzplan) -> None:
    run = luzplan(*command)
    assert (run.code, run.out) == (2, "")
    assert run.err.splitlines()[0] == f"luzplan: {message}"


def test_nothing_at_all_shows_the_help(luzplan: Luzplan) -> None:
    run = luzplan()
    assert run.code == 2
    assert "validate" in run.out


def test_what_may_be_repeated_is_no_mistake(luzplan: Luzplan) -> None:
    assert luzplan("validate", "--ignore", "LP2", "--ignore", "LP3").code == 0
    assert luzplan("due", "--month", "май", "--no-pager", "--no-pager").code == 0


def test_a_text_that_begins_with_a_dash_can_be_given(luzplan: Luzplan) -> None:
    assert "«--»" in luzplan("when", "-5 мая").err
    assert luzplan("when", "--", "-5 мая").code == 0
    assert "--help" in luzplan("when", "--zzz").err
