"""Whom a question means, and how the executors of rows answer it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from luzplan.answers import RoleBook
from luzplan.executor import Executor, Match, Reading, Scope
from luzplan.executor.roles import everyday
from tests.conftest import DATA
from tests.executor.conftest import plan_book

REACH = DATA / "reach.tsv"


@pytest.fixture(scope="module")
def book() -> RoleBook:
    """The roles and schools of a district."""
    return plan_book()


def only(reading: Reading) -> Executor:
    assert not reading.unknown
    (executor,) = reading.executors
    return executor


def match(book: RoleBook, row: str, query: str) -> Match | None:
    asked = book.query(query)
    assert isinstance(asked, Executor)
    return book.reach(book.read(row).executors[0], asked)


def test_a_row_is_found_as_people_mean_it(book: RoleBook, golden: Callable[[Path, str], None]) -> None:
    found = []
    for line in REACH.read_text(encoding="utf-8").splitlines():
        row, _, rest = line.partition("\t")
        query = rest.partition("\t")[0]
        found.append("\t".join((row, query, match(book, row, query) or "none")) if rest else line)
    golden(REACH, "\n".join(found) + "\n")


@pytest.mark.parametrize(
    ("word", "rows"),
    [
        ("физрук", ["учитель физкультуры", "инструктор по физкультуре", "руководитель физвоспитания"]),
        ("завхоз", ["завхоз", "зам. директора по АХЧ"]),
        ("охрана труда", ["специалист по охране труда", "комиссия по охране труда"]),
        ("химия", ["учитель химии", "МО учителей химии"]),
    ],
)
def test_an_everyday_word_finds_all_that_it_may_mean(book: RoleBook, word: str, rows: list[str]) -> None:
    asked = book.queries(word)
    for row in rows:
        assert any(book.reach(only(book.read(row)), query) for query in asked), row


def test_an_everyday_word_that_is_a_post_itself_means_others_loosely(book: RoleBook) -> None:
    manager, deputy = book.queries("завхоз")
    assert book.reach(only(book.read("завхоз")), manager) is Match.EXACT
    assert book.reach(only(book.read("зам. директора по АХЧ")), deputy) is Match.BROADER


def test_a_person_is_asked_for_by_the_surname_in_whatever_letters(book: RoleBook) -> None:
    (asked,) = book.queries("иванова")
    assert book.reach(only(book.read("Иванова М.П.")), asked) is Match.EXACT
    assert book.reach(only(book.read("Иванов М.П.")), asked) is None


def test_lecturers_are_asked_for_as_teachers_too(book: RoleBook) -> None:
    asked = book.queries("учитель истории")
    assert [query.role for query in asked] == ["Учитель истории", "Преподаватель истории"]


def test_an_everyday_word_names_known_roles_only(book: RoleBook) -> None:
    assert [name for names in everyday().values() for name in names if not book.knows(name)] == []


def test_words_of_no_name_ask_for_nobody(book: RoleBook) -> None:
    assert book.queries("Сисадмен") == ()
    assert book.queries("Директор, завуч") == ()
    assert book.queries("") == ()


def test_groups_whose_name_is_all_detail_are_compared(book: RoleBook) -> None:
    (courses,) = book.read("5 курсов").executors
    query = book.query("Зам по УВР")
    assert courses.detail == "5 курсов"
    assert isinstance(query, Executor)
    assert book.reach(courses, query) is None


def test_a_plan_that_lists_no_schools_can_name_any() -> None:
    plain = RoleBook()
    asked = plain.query("Директор Ивановская СОШ")
    assert isinstance(asked, Executor)
    assert (asked.role, asked.scope) == ("Директор", Scope.SCHOOL)
    assert match(plain, "директор Ивановской СОШ", "Директор Ивановская СОШ") is Match.EXACT
    assert match(plain, "директор Покровской СОШ", "Директор Ивановская СОШ") is None
