from __future__ import annotations

import pytest

from luzplan.executor import Executor, Match, Reading, Role, RoleBook, School, Scope
from luzplan.executor.roles import everyday
from luzplan.text import Text

BASE = "КОГОКУ СОШ г. Лузы"
SECOND = "МОКУ СОШ №2 г. Лузы"
FACTORY = "МОКУ Фабричная ООШ пгт Лальск"


@pytest.fixture(scope="module")
def book() -> RoleBook:
    schools = (
        School(Text(BASE), base=True, level=Text("средняя"), aliases=(Text("БШ"), Text("базовая школа"))),
        School(Text(SECOND)),
        School(Text("МОКУ СОШ пгт Лальск")),
        School(Text(FACTORY)),
    )
    return RoleBook([Role(Text("Совет округа"), since=Text("Декабрь"))], schools)


def only(reading: Reading) -> Executor:
    assert not reading.unknown
    (executor,) = reading.executors
    return executor


@pytest.mark.parametrize(
    "spelling",
    ["Зам по УВР", "зам. по увр", "замы по УВР", "заместитель директора по УВР", "ЗУВР", "Зам.УВР"],
)
def test_spellings_of_a_deputy_are_one_role(book: RoleBook, spelling: str) -> None:
    assert only(book.read(spelling)).role == "Зам по УВР"


@pytest.mark.parametrize(
    ("cell", "roles"),
    [
        ("ДДТ\nРЦДО", ["Дом детского творчества", "РЦДО"]),
        ("Управление финансов\nООО «Лес»", ["Управление финансов", "ООО «Лес»"]),
        ("МП «Рассвет»\nМП «Заря»", ["МП «Рассвет»", "МП «Заря»"]),
        ("Управление\nРоспотребнадзора", ["Управление Роспотребнадзора"]),
        ("Председатель КЧС\nи ПБ", ["Председатель КЧС и ПБ"]),
        ("Зам. директора\n\nпо УВР", ["Зам по УВР"]),
        ("Директор\nДДТ", ["Директор ДДТ"]),
    ],
)
def test_the_end_of_a_line_parts_names_that_are_complete(book: RoleBook, cell: str, roles: list[str]) -> None:
    assert [one.role for one in book.read(cell).executors] == roles


@pytest.mark.parametrize(
    ("cell", "scope", "school"),
    [
        ("Директор", Scope.NONE, None),
        ("Директор школы", Scope.NONE, None),
        ("Директор БШ", Scope.SCHOOL, BASE),
        ("Директор базовой школы", Scope.SCHOOL, BASE),
        ("Директор МОКУ СОШ №2", Scope.SCHOOL, SECOND),
        ("Директор Фабричной ООШ", Scope.SCHOOL, FACTORY),
        ("Директора средних школ", Scope.KIND, "средняя"),
        ("Директора школ округа", Scope.ALL, None),
        ("Директора школьного округа", Scope.ALL, None),
    ],
)
def test_words_after_a_role_say_which_schools(
    book: RoleBook, cell: str, scope: Scope, school: str | None
) -> None:
    executor = only(book.read(cell))
    assert (executor.scope, executor.school) == (scope, school)


@pytest.mark.parametrize(
    ("row", "query", "match"),
    [
        ("Замы по УВР и ВР", "Зам по УВР", Match.EXACT),
        ("Заместители директоров школ", "Зам по УВР", Match.BROADER),
        ("Зам по УВР", "Заместитель директора", Match.NARROWER),
        ("Директор школ округа", "Директор БШ", Match.BROADER),
        ("Директора средней школы", "Директор БШ", Match.BROADER),
        ("Директора основных школ", "Директор БШ", None),
        ("Директор МОКУ СОШ №2", "Директор БШ", None),
        ("Директор МОКУ СОШ №2", "Директор", Match.EXACT),
    ],
)
def test_a_row_reaches_a_query_by_role_and_scope(
    book: RoleBook, row: str, query: str, match: Match | None
) -> None:
    asked = book.query(query)
    assert isinstance(asked, Executor)
    assert book.reach(book.read(row).executors[0], asked) is match


def match(book: RoleBook, row: str, query: str) -> Match | None:
    asked = book.query(query)
    assert isinstance(asked, Executor)
    return book.reach(only(book.read(row)), asked)


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("завуч по хозчасти", "Зам по АХЧ"),
        ("Директриса", "Директор"),
        ("члены Совета профилактики", "Совет профилактики"),
        ("совет профилактики", "Член совета профилактики"),
        ("Прокуратура района", "Прокуратура"),
        ("Прокуратура Лузского района", "Прокуратура"),
        ("Администрация Лальского сельского поселения", "Администрация поселения"),
        ("отдел культуры администрации района", "Отдел культуры"),
        ("ПДН ОМВД", "ПДН"),
        ("родители учащихся 9 классов", "Родители"),
        ("врач ЦРБ", "Врач"),
        ("Ивановой М.П.", "Иванова М.П."),
        ("М.П. Иванову", "Иванов М.П."),
    ],
)
def test_what_the_row_calls_a_role_answers_its_usual_name(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is Match.EXACT


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("учителя-предметники", "Учитель химии"),
        ("педколлектив", "Классный руководитель"),
        ("Узкие специалисты", "Логопед"),
        ("социально-психологическая служба", "Психолог"),
    ],
)
def test_a_row_that_names_many_reaches_each_of_them(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is Match.BROADER


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("методист РМК", "Методист"),
        ("учитель химии", "учитель"),
        ("Зам по ВР", "заместитель директора"),
        ("комиссия по питанию", "комиссия"),
        ("рук. ШМО учителей химии", "руководитель ШМО"),
        ("главный специалист УО", "специалист"),
        ("Начальник отдела культуры", "начальник отдела"),
        ("Зав. вокально-хоровым отделением", "заведующий отделением"),
        ("методист РМК по истории", "методист РМК"),
        ("зав. библиотекой", "библиотекарь"),
        ("дежурный учитель", "учитель"),
        ("инспектор ПДН", "инспектор"),
        ("студенческий совет", "совет"),
        ("Детская библиотека", "библиотека"),
        ("Стипендиальная комиссия", "комиссия"),
        ("преподаватель-организатор ОБЖ", "преподаватель"),
        ("муниципальный координатор ГИА", "муниципальный координатор"),
        ("Ответственный секретарь КДН", "секретарь"),
        ("Зам по ВР", "администрация"),
        ("директор", "администрация"),
    ],
)
def test_a_row_for_one_of_those_asked_for_is_narrower(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is Match.NARROWER


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("Председатель Совета профилактики", "Совет профилактики"),
        ("председатель ПК", "Профком"),
        ("начальник УО", "Управление образования"),
        ("специалисты КЦСОН", "КЦСОН"),
        ("КЦСОН", "специалист КЦСОН"),
        ("методист", "методист РМК"),
        ("Начальник отдела", "начальник отдела культуры"),
    ],
)
def test_a_body_and_its_people_are_broader_for_each_other(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is Match.BROADER


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("МБУ ДО ДДТ", "ДДТ"),
        ("ДДТ", "МБУ ДО «Дом детского творчества»"),
        ("специалист УО", "специалист управления образования"),
        ("МКУ «Управление образования»", "УО"),
        ("Иванова М.П.", "Иванова"),
    ],
)
def test_one_body_is_found_by_all_its_names(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is Match.EXACT


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


@pytest.mark.parametrize(
    ("row", "query"),
    [
        ("Администрация Лальского сельского поселения", "Администрация"),
        ("Администрация Лальского сельского поселения", "Администрация Фабричного сельского поселения"),
        ("комиссия по питанию", "Ответственный за питание"),
        ("Иванов М.П.", "Иванова М.П."),
    ],
)
def test_a_row_for_others_is_no_answer(book: RoleBook, row: str, query: str) -> None:
    assert match(book, row, query) is None


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
