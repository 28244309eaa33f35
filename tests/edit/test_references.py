"""References by number follow their rows when an edit renumbers them; none is left to another row."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from luzplan.edit import Edited, Refused, edited
from luzplan.edit.intents import Add, Intent, Move, Remove, Target
from luzplan.edit.layout import LIST_OF_SECTIONS
from luzplan.plan import Activity, Section
from tests.building import build

PLAN = """year: 2011-2012
roles:
  - {name: Совет округа, since: 1.2}
  - {name: Актив округа, since: Декабрь}
sections:
  - title: Организация
    activities:
      - {what: Выборы, when: ноябрь, who: Директор}
      - {what: Создание совета, when: Декабрь, who: Директор}
      - {what: Первое заседание, when: январь, who: "Совет округа, Актив округа", after: "1.2"}
  - title: Итоги
    activities:
      - what: Отчёт
        when: май
        who: Совет округа
        after: '1.2,1.3 ; отчёт-1.2'     # не раньше заседания
      - {id: отчёт-1.2, what: Отчёт о выборах, when: ноябрь, who: Директор, after: 1.1}
"""
Rows = dict[str, Activity | Section]


def after(intent_of: Callable[[Rows], Intent]) -> str:
    before = build(PLAN)
    assert before.plan is not None
    sections = {str(section.number): section for section in before.plan.sections}
    result = edited(before, intent_of({**before.plan.by_name, **sections}))
    if isinstance(result, Refused):
        return result.message
    assert isinstance(result, Edited)
    return result.text


def references(text: str) -> list[str]:
    words = [
        line.partition(key)[2] for line in text.splitlines() for key in ("since:", "after:") if key in line
    ]
    return [word.partition("#")[0].strip(" }\"'") for word in words]


@pytest.mark.parametrize(
    ("intent_of", "expected"),
    [
        (
            lambda rows: Add(Target(1, first=True), {"what": "Приказ", "when": "октябрь", "who": "Директор"}),
            ["1.3", "Декабрь", "1.3", "1.3,1.4 ; отчёт-1.2", "1.2"],
        ),
        (
            lambda rows: Move([rows["1.2"]], Target(2, first=True)),
            ["2.1", "Декабрь", "2.1", "2.1,1.2 ; отчёт-1.2", "1.1"],
        ),
        (
            lambda rows: Move([rows["1.1"]], Target(1)),
            ["1.1", "Декабрь", "1.1", "1.1,1.2 ; отчёт-1.2", "1.3"],
        ),
        (
            lambda rows: Move([rows["2"]], Target(LIST_OF_SECTIONS, first=True)),
            ["2.2", "Декабрь", "2.2,2.3 ; отчёт-1.2", "2.1", "2.2"],
        ),
        (
            lambda rows: Remove([rows["1.3"], rows["2.1"]]),
            ["1.2", "Декабрь", "1.1"],
        ),
    ],
)
def test_numbers_follow_the_rows(intent_of: Callable[[Rows], Intent], expected: list[str]) -> None:
    assert references(after(intent_of)) == expected


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("1.2", "на мероприятие 1.2 ссылается роль «Совет округа»"),
        ("1.1", "на мероприятие 1.1 ссылается мероприятие «Отчёт о выборах»"),
    ],
)
def test_a_row_that_others_name_is_not_removed(number: str, message: str) -> None:
    assert after(lambda rows: Remove([rows[number]])) == message


def test_a_comment_beside_a_reference_stays() -> None:
    text = after(lambda rows: Move([rows["1.1"]], Target(1)))
    assert "after: '1.1,1.2 ; отчёт-1.2'     # не раньше заседания\n" in text
