from __future__ import annotations

from itertools import product

import pytest

from luzplan.check.rules.schools import SchoolNames, mention_at
from luzplan.executor import School
from luzplan.text import Text
from tests.growth import assert_linear

NAMES = SchoolNames(
    School(Text(name))
    for name in (
        "КОГОКУ СОШ г. Лузы",
        "МОКУ СОШ №2 г. Лузы",
        "МОКУ СОШ пгт Лальск",
        "МОКУ Фабричная ООШ пгт Лальск",
        "Школа радости",
    )
)


@pytest.mark.parametrize(
    ("mention", "school", "part"),
    [
        ("КОГОАУ СОШ г. Лузы", "КОГОКУ СОШ г. Лузы", "КОГОАУ СОШ г. Лузы"),
        ("МОУ СОШ №2 и другие", "МОКУ СОШ №2 г. Лузы", "МОУ СОШ №2"),
        ("МБОУ СОШ № 2 г. Лузы", "МОКУ СОШ №2 г. Лузы", "МБОУ СОШ № 2 г. Лузы"),
        ("МОКУ Фабречная ООШ", "МОКУ Фабричная ООШ пгт Лальск", "МОКУ Фабречная ООШ"),
    ],
)
def test_a_school_under_another_name_is_known_again(mention: str, school: str, part: str) -> None:
    assert NAMES.nearly_named(mention) == (school, len(part))


@pytest.mark.parametrize(
    "mention",
    [
        "КОГОКУ СОШ г. Лузы",
        "МОКУ СОШ №2",
        "МОКУ СОШ №2 и КОГОКУ СОШ г. Лузы",
        "МОКУ Фабричной ООШ",
        "МОКУ СОШ №3 г. Лузы",
        "КОГОБУ СОШ г. Кирова",
        "МБУК Централизованная библиотека",
        "МОКУ ",
        "",
    ],
)
def test_own_names_their_parts_and_cases_and_other_schools_are_fine(mention: str) -> None:
    assert NAMES.nearly_named(mention) is None


def test_the_time_to_tell_schools_apart_grows_no_faster_than_their_number() -> None:
    villages = ["".join(letters) for letters in product("абвгдежзик", "аоуи", "бвгд", "аоуи", "лмнр")]
    full = [f"МОКУ СОШ №{at} с. {village.title()}" for at, village in enumerate(villages)]

    def work(size: int) -> None:
        some = full[:size]
        names = SchoolNames(School(Text(name)) for name in some)
        assert all(names.nearly_named(name) is None for name in some)
        mistaken = some[1].replace("МОКУ", "МКОУ")
        assert names.nearly_named(mistaken) == (some[1], len(some[1]))

    assert_linear(work, 500)


def test_a_mention_begins_with_what_the_institution_is() -> None:
    text = "на базе МОКУ СОШ №2 г. Лузы, в ОУ ЛШО"
    assert mention_at(text, text.index("У СОШ")) == (8, "МОКУ СОШ №2 г. Лузы")
    assert mention_at(text, text.index("У ЛШО")) is None
