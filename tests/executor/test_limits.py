"""Cells and plans of any size are read in good time, or refused with their place."""

from __future__ import annotations

import pytest

from luzplan.answers import RoleBook
from luzplan.executor import Executor, Match, Role, School, UnknownName
from luzplan.text import Text
from tests.growth import assert_linear, lines_run


def test_a_cell_longer_than_2000_characters_is_refused_as_a_whole() -> None:
    cell = "директор, " * 201
    assert RoleBook().read(cell) == ((), (UnknownName(cell, 0, len(cell)),))
    assert len(RoleBook().read(cell[:2000]).executors) == 200


@pytest.mark.parametrize(
    "piece",
    ["(", "«", "а-", "и ", "1", "старший и ", "средних и ", "школы № 1, ", "отдел культуры, спорта, ", "И."],
)
def test_time_grows_no_faster_than_a_cell(piece: str) -> None:
    assert_linear(lambda size: RoleBook().read((piece * size)[:size]), 500)


def test_a_plan_may_have_thousands_of_schools() -> None:
    def work(size: int) -> None:
        book = RoleBook((), [School(Text(f"МБОУ СОШ № {number} г. Лузы")) for number in range(size)])
        for number in range(0, size, 4):
            (executor,) = book.read(f"Директор СОШ № {number}").executors
            assert executor.school == f"МБОУ СОШ № {number} г. Лузы"

    assert_linear(work, 200)


def test_a_plan_may_have_thousands_of_roles() -> None:
    def work(size: int) -> None:
        book = RoleBook([Role(Text(f"Комиссия {number} разряда")) for number in range(size)])
        (first, second) = book.read(f"комиссии {size - 1} разряда, директор").executors
        assert (first.role, second.role) == (f"Комиссия {size - 1} разряда", "Директор")

    assert_linear(work, 2_000)


def test_a_role_may_have_thousands_above_it() -> None:
    def work(size: int) -> None:
        roles = [Role(Text(f"Звание {n}"), parent=Text(f"Звание {n + 1}")) for n in range(size)]
        book = RoleBook(roles)
        asked = book.query(f"Звание {size - 1}")
        assert isinstance(asked, Executor)
        assert book.reach(book.read("Звание 0").executors[0], asked) is Match.NARROWER
        assert len(book.ancestors("Звание 0")) == size

    assert_linear(work, 2_000)


def test_looking_for_a_slip_does_not_grow_with_the_names() -> None:
    def work(size: int) -> int:
        book = RoleBook([Role(Text(f"Комиссия {number} разряда")) for number in range(size)])

        def ask(number: int) -> tuple[str, ...]:
            (unknown,) = book.read(f"директор, Комисия {number} рязряда").unknown
            return unknown.nearest

        assert ask(77)[0] == "Комиссия 77 разряда"  # what is found by is built once
        return lines_run(lambda: ask(15))

    assert work(16_000) < 2 * work(1_000)


def test_many_rows_may_name_roles_with_thousands_above_them() -> None:
    def work(size: int) -> None:
        book = RoleBook([Role(Text(f"Звание {n}"), parent=Text(f"Звание {n + 1}")) for n in range(size)])
        for number in range(0, size, 10):
            book.read(f"Звание {number}")

    assert_linear(work, 500)
