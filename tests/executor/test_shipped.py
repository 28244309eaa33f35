from __future__ import annotations

from collections import Counter

import pytest

from luzplan.answers import RoleBook
from luzplan.executor import Scope
from luzplan.executor.roles import ShippedRole, shipped_roles
from luzplan.executor.words import OPEN_MARK


@pytest.fixture(scope="module")
def shipped() -> RoleBook:
    return RoleBook()


def test_the_usual_posts_of_schools_kindergartens_and_offices_are_known() -> None:
    names = {row.name for row in shipped_roles()}
    assert len(names) == len(shipped_roles()) > 150
    assert {"Зам по УВР", "Классный руководитель", "Старший воспитатель", "РОО", "Методист"} <= names


def test_every_parent_is_a_role_and_no_role_is_above_itself(shipped: RoleBook) -> None:
    names = {row.name for row in shipped_roles()}
    assert {row.parent for row in shipped_roles() if row.parent} <= names
    assert all(row.name not in shipped.ancestors(row.name) for row in shipped_roles())


def test_no_two_roles_share_a_name() -> None:
    every = Counter(name.casefold() for row in shipped_roles() for name in (row.name, *row.aliases))
    assert [name for name, times in every.items() if times > 1] == []


@pytest.mark.parametrize("row", shipped_roles(), ids=lambda row: row.name)
def test_every_name_is_read_as_its_role(row: ShippedRole, shipped: RoleBook) -> None:
    for name in (row.name, *row.aliases):
        reading = shipped.read(name.removesuffix(OPEN_MARK).strip())
        assert [(one.role, one.scope) for one in reading.executors] == [(row.name, Scope.NONE)], name
        assert reading.unknown == (), name


def test_an_open_name_takes_the_words_after_it(shipped: RoleBook) -> None:
    (executor,) = shipped.read("комиссия по приёмке лыж").executors
    assert executor.role == "Комиссия по приёмке лыж"
    assert shipped.ancestors(executor.role) == ("Комиссия",)
