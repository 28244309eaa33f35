"""A plan's own roles beside the shipped ones."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from luzplan.answers import RoleBook
from luzplan.executor import Executor, Match, Role, UnknownName
from luzplan.text import Text


def role(name: str, *aliases: str, parent: str | None = None) -> Role:
    return Role(Text(name), tuple(map(Text, aliases)), Text(parent) if parent else None)


def roles_in(book: RoleBook, cell: str) -> list[str]:
    return [executor.role for executor in book.read(cell).executors]


def test_an_own_role_is_known_by_its_name_and_aliases_in_any_form() -> None:
    book = RoleBook([role("Флагман", "лидер флота")])
    assert roles_in(book, "флагманы, лидерам флота") == ["Флагман", "Флагман"]


def test_a_name_is_one_whether_its_letters_are_composed_or_not() -> None:
    decomposed = normalize("NFD", "Чайный распорядитель")
    for name, cell in ((decomposed, "чайному распорядителю"), ("Чайный распорядитель", decomposed)):
        assert roles_in(RoleBook([role(name)]), cell) == [name]


def test_an_own_name_takes_the_place_of_the_shipped_one_with_its_aliases() -> None:
    book = RoleBook([role("Завуч")])
    assert roles_in(book, "ЗУВР, зам. директора по УВР") == ["Завуч", "Завуч"]
    assert "Заместитель директора" in book.ancestors("Завуч")
    assert book.knows("Завуч")
    assert not book.knows("Зам по УВР")


def test_roles_below_a_renamed_one_stay_below_it() -> None:
    book = RoleBook([role("Заместители директора")])
    assert book.ancestors("Зам по ВР")[0] == "Заместители директора"


def test_an_own_parent_wins() -> None:
    book = RoleBook([role("Зам по УВР", parent="Совет завучей"), role("Совет завучей")])
    assert book.ancestors("Зам по УВР") == ("Совет завучей",)


def test_an_own_alias_is_taken_from_the_shipped_role_that_has_it() -> None:
    book = RoleBook([role("Хозяйка школы", "завхоз")])
    assert roles_in(book, "завхоз, заведующий хозяйством") == ["Хозяйка школы", "Завхоз"]


def test_own_open_names_take_further_words() -> None:
    book = RoleBook([role("Кадры", "штабисты …")])
    assert roles_in(book, "штабисты по спорту") == ["Штабисты по спорту"]
    assert book.ancestors("Штабисты по спорту") == ("Кадры",)


def test_an_open_name_is_shown_without_its_mark() -> None:
    book = RoleBook([role("Вожатский отряд …", parent="Штаб …"), role("Штаб …")])
    assert roles_in(book, "Вожатский отряд, вожатский отряд по спорту") == [
        "Вожатский отряд",
        "Вожатский отряд по спорту",
    ]
    assert book.ancestors("Вожатский отряд по спорту") == ("Вожатский отряд", "Штаб")
    assert book.knows("Штаб …")


def test_a_query_means_one_role_or_says_what_is_like_it() -> None:
    book = RoleBook()
    found = book.query("замы по воспитательной работе")
    assert isinstance(found, Executor)
    assert found.role == "Зам по ВР"
    unknown = book.query("Сисадмен")
    assert isinstance(unknown, UnknownName)
    assert unknown.nearest == ("Системный администратор",)
    assert isinstance(book.query("Директор, завуч"), UnknownName)
    assert isinstance(book.query(""), UnknownName)


def test_a_person_is_asked_for_by_name() -> None:
    book = RoleBook()
    asked = book.query("Мария Петровна Иванова")
    assert isinstance(asked, Executor)
    (_, row) = book.read("Директор школы Иванова М. П.").executors
    assert book.reach(row, asked) is Match.EXACT


@pytest.mark.parametrize(
    "name",
    [
        "Группа «Б»: сценарная", "Комиссия по отбору и закупкам", "Отдел кадров/канцелярия", "Хор; оркестр",
        "Совет по обучению, отдыху и труду", "Штаб (дежурный)", "Бюро №3 - №4", "Секция 2.1", "Завуч и совет",
        "Центр «Дом, двор и школа»",
    ],
)  # fmt: skip
def test_a_name_with_signs_wins_over_every_cut(name: str) -> None:
    book = RoleBook([role(name)])
    assert roles_in(book, name) == [name]
    assert roles_in(book, f"психолог; {name}, директор") == ["Психолог", name, "Директор"]


@pytest.mark.parametrize(
    ("cell", "head", "detail"),
    [
        ("Методист РМК", "Методист", "РМК"),
        ("комиссия по питанию лагеря", "Комиссия по питанию", "лагеря"),
        ("Отдел кино, музыки и танца", "Отдел", "кино, музыки и танца"),
        ("Методист", "", ""),
        ("Иванова М.П.", "", ""),
        ("МКУ «Радуга»", "", ""),
    ],
)
def test_a_name_says_its_head_and_its_detail(cell: str, head: str, detail: str) -> None:
    (executor,) = RoleBook().read(cell).executors
    assert (executor.head, executor.detail) == (head, detail)


def test_an_own_role_with_the_name_of_a_place_stays_a_place_in_other_names() -> None:
    book = RoleBook([role("Школа"), role("Класс")])
    assert roles_in(book, "директор школы, школа") == ["Директор", "Школа"]
    assert roles_in(book, "учитель 5 класса; классы") == ["Учитель", "Класс"]
