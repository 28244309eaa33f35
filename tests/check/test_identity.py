"""A problem is known again, whatever happens around it; another problem is another one."""

from __future__ import annotations

import pytest

from luzplan.check import Options
from luzplan.check.baseline import only_new
from luzplan.plan.build import Built, build_plan
from luzplan.text import Source

PLAN = """year: 2011-2012
approval:
  approved: {heading: УТВЕРЖДАЮ, by: директор, order: приказ № ____}
roles:
  - {name: Совет округа, since: Декабрь}
sections:
  - title: Работа с детьми
    activities:
      - what: Выставка рисунков  учеников ЦШОО
        when: январь
        who: Псхолог
      - what: Конкурс чтецов
        when: феврюнь
        who: Директор
      - what: Встреча совета
        when: сентябрь
        who: Совет округа
  - title: Работа с кадрами
    activities:
      - what: Семинар ЦШОО для учителей
        when:
        who: Директор
"""
ALL = Options(notes=True)


def built(text: str) -> Built:
    return build_plan(Source("plan.yaml", text))


def new(before: str, now: str) -> list[tuple[str, str]]:
    found = only_new(built(now), built(before), ALL)
    return [(one.code, now[one.start : one.end]) for one in found.problems]


CONTEST = "      - what: Конкурс чтецов\n        when: феврюнь\n        who: Директор\n"
ANOTHER = "  - {title: Новый, activities: [{what: Дело, when: май, who: Директор}]}\n"
SHOW = "      - what: Выставка рисунков  учеников ЦШОО\n        when: январь\n        who: Псхолог\n"


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        ("year: 2011-2012\n", "# План\n\nyear: 2011-2012\n"),
        ("who: Псхолог", "who: Псхолог # уточнить"),
        ("who: Псхолог", "who: 'Псхолог'"),
        ("рисунков  учеников", "рисунков учеников"),
        ("when: январь", "when: март"),
        ("Выставка рисунков  учеников", "Большая выставка рисунков  учеников"),
        (SHOW + CONTEST, CONTEST + SHOW),
        ("title: Работа с детьми", "title: Воспитание"),
        ("sections:\n", f"sections:\n{ANOTHER}"),
        ("by: директор", "by: заведующий"),
        ("Семинар ЦШОО для учителей", "Семинар для учителей"),
    ],
    ids=[
        "shifted", "commented", "quoted", "neighbour mended", "other deadline", "reworded", "swapped",
        "section renamed", "section added", "block reworded", "other mention gone",
    ],
)  # fmt: skip
def test_what_was_there_is_not_new(words: str, instead: str) -> None:
    assert words in PLAN
    assert new(PLAN, PLAN.replace(words, instead)) == []
    assert new(PLAN, PLAN) == []


def test_a_row_that_moved_to_another_section_keeps_its_problems() -> None:
    assert new(PLAN, PLAN.replace(CONTEST, "") + CONTEST) == []


@pytest.mark.parametrize(
    ("words", "instead", "expected"),
    [
        ("who: Псхолог", "who: Псыхолог", [("LP101", "Псыхолог")]),
        ("when: январь", "when: янвюрь", [("LP204", "янвюрь")]),
        (CONTEST, CONTEST.replace("Директор", "Псхолог"), [("LP101", "Псхолог")]),
        ("name: Совет округа", "name: Совет ЦВР, aliases: [Совет округа]", []),
        ("by: директор,", "by: директор, date: ____,", []),
    ],
)  # fmt: skip
def test_what_was_not_there_is_new(words: str, instead: str, expected: list[tuple[str, str]]) -> None:
    assert words in PLAN
    assert new(PLAN, PLAN.replace(words, instead)) == expected


def test_a_rows_own_id_is_what_it_is_known_by() -> None:
    before = PLAN.replace("what: Конкурс чтецов", "id: чтецы\n        what: Конкурс чтецов")
    assert new(before, before.replace("Конкурс чтецов", "Праздник книги в библиотеке")) == []


def test_a_second_problem_of_a_kind_is_new_and_the_first_is_not() -> None:
    now = PLAN + SHOW
    codes = [code for code, _ in new(PLAN, now)]
    assert codes.count("LP101") == 1


def test_what_is_said_of_many_rows_at_once_is_said_once_for_all() -> None:
    rows = "".join(f"      - {{what: Дело номер {number}, who: Директор}}\n" for number in range(20))
    assert new(PLAN + rows, (PLAN + rows).replace("      - {what: Дело номер 0, who: Директор}\n", "")) == []
