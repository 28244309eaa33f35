"""Cells and plans of any size are read in good time, or refused with their place."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from luzplan.executor import Executor, Match, Role, RoleBook, School, UnknownName
from luzplan.text import Text

SECONDS = 10  # some 20 times what it takes; what grows by squares takes far more


def within_time(work: Callable[[], object]) -> bool:
    start = process_time()
    work()
    return process_time() - start < SECONDS


def test_a_cell_longer_than_2000_characters_is_refused_as_a_whole() -> None:
    cell = "директор, " * 201
    assert RoleBook().read(cell) == ((), (UnknownName(cell, 0, len(cell)),))
    assert len(RoleBook().read(cell[:2000]).executors) == 200


@pytest.mark.parametrize(
    "piece",
    ["(", "«", "а-", "и ", "1", "старший и ", "средних и ", "школы № 1, ", "отдел культуры, спорта, ", "И."],
)
def test_time_grows_no_faster_than_a_cell(piece: str) -> None:
    book = RoleBook()
    assert within_time(lambda: [book.read((piece * 2000)[:2000] + " " * n) for n in range(3)])


def test_a_plan_may_have_thousands_of_schools() -> None:
    def work() -> None:
        book = RoleBook((), [School(Text(f"МБОУ СОШ № {number} г. Лузы")) for number in range(4000)])
        for number in range(0, 4000, 4):
            (executor,) = book.read(f"Директор СОШ № {number}").executors
            assert executor.school == f"МБОУ СОШ № {number} г. Лузы"

    assert within_time(work)


def test_a_plan_may_have_thousands_of_roles() -> None:
    def work() -> None:
        book = RoleBook([Role(Text(f"Комиссия {number} разряда")) for number in range(50_000)])
        (first, second) = book.read("комиссии 40000 разряда, директор").executors
        assert (first.role, second.role) == ("Комиссия 40000 разряда", "Директор")

    assert within_time(work)


def test_a_role_may_have_thousands_above_it() -> None:
    def work() -> None:
        roles = [Role(Text(f"Звание {n}"), parent=Text(f"Звание {n + 1}")) for n in range(20_000)]
        book = RoleBook(roles)
        asked = book.query("Звание 19000")
        assert isinstance(asked, Executor)
        assert book.reach(book.read("Звание 5").executors[0], asked) is Match.NARROWER
        assert len(book.ancestors("Звание 0")) == 20_000

    assert within_time(work)
