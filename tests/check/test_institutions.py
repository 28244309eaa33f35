from __future__ import annotations

import pytest

from luzplan.check.institutions import mention_at, nearly_named, school_names
from luzplan.executor import School
from luzplan.text.source import Text

NAMES = school_names(
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
    assert nearly_named(mention, NAMES) == (school, len(part))


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
    assert nearly_named(mention, NAMES) is None


def test_a_mention_begins_with_what_the_institution_is() -> None:
    text = "на базе МОКУ СОШ №2 г. Лузы, в ОУ ЛШО"
    assert mention_at(text, text.index("У СОШ")) == (8, "МОКУ СОШ №2 г. Лузы")
    assert mention_at(text, text.index("У ЛШО")) is None
