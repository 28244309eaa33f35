"""A problem is known again, whatever happens around it; what only a comparison can tell."""

from __future__ import annotations

import pytest

from luzplan.check import Options, check_built
from luzplan.check.baseline import only_new
from luzplan.text import Severity
from tests.building import build

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


def new(before: str, now: str) -> list[tuple[str, str]]:
    found = only_new(build(now), build(before), ALL)
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


FORMER = """title: План работы Лузского школьного округа
year: 2011-2012
district: {name: Лузский школьный округ, short: ЛШО}
headings: {schools: 'Состав Лузского школьного округа (далее ЛШО):'}
abbreviations: {НПК: научно-практическая конференция}
schools:
  - {name: КОГОКУ СОШ г. Лузы, aliases: [БШ]}
  - {name: МОКУ СОШ №2 г. Лузы}
roles:
  - {name: Совет округа, aliases: [Совет ЛШО]}
  - {name: Куратор, aliases: [тьютор]}
sections:
  - title: Организация
    activities:
      - {what: Заседание совета округа, when: май, who: Совет округа}
      - {what: Участие школ в НПК, when: май, who: Зам по УВР МОКУ СОШ №2}
      - {what: Олимпиада в БШ, when: май, who: Куратор}
"""


def told(*changes: tuple[str, str]) -> list[tuple[str, str, Severity]]:
    now = FORMER
    for old, new in changes:
        assert old in now
        now = now.replace(old, new)
    before = build(FORMER)
    found = only_new(build(now), before, Options()).problems
    return [(one.code, now[one.start : one.end], one.severity) for one in found]


ERROR, WARNING = Severity.ERROR, Severity.WARNING


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            [("name: Совет округа", "name: Координационный совет")],
            [
                ("LP117", "Координационный совет", WARNING),
                ("LP120", "совета округа", WARNING),
            ],
        ),
        ([("{НПК: научно-практическая конференция}", "{}")],
         [("LP112", "НПК", WARNING)]),
        ([("short: ЛШО", "short: ЛОО")],
         [("LP119", "ЛШО", WARNING)]),
        ([(", aliases: [БШ]", "")], [("LP112", "БШ", WARNING)]),
        ([("Участие школ", "Участие СОШ № 3")], [("LP118", "СОШ № 3", WARNING)]),
        ([("name: Совет округа", "name: Координационный совет"), ("совета округа", "координационного совета"),
          ("who: Совет округа", "who: Координационный совет")], []),
        ([("name: Совет округа", "name: Координационный совет"),
          ("who: Совет округа}", "who: Совет округа}  # luzplan: ignore[LP120]")],
         [("LP117", "Координационный совет", WARNING)]),
        ([("  - {name: Куратор, aliases: [тьютор]}\n", "")], []),
        ([("Лузского", "Лузского  "), ("year:", "# год\nyear:")], []),
    ],
)  # fmt: skip
def test_names_are_left_behind(
    changes: list[tuple[str, str]], expected: list[tuple[str, str, Severity]]
) -> None:
    assert told(*changes) == expected


def test_what_matters_only_when_it_is_new_is_not_counted_among_what_was_there() -> None:
    old = FORMER.replace("Участие школ", "Участие СОШ № 3")
    now = build(old.replace("Олимпиада", "Турнир"))
    checked = only_new(now, build(old), Options())
    assert (checked.problems, checked.earlier) == ((), 0)


LINKED = """year: 2011-2012
roles:
  - {name: Совет округа, since: 1.2}
sections:
  - title: Работа
    activities:
      - {what: Положение о совете, when: октябрь, who: Директор}
      - {what: Выборы совета, when: ноябрь, who: Директор, after: "1.1"}
      - {what: Заседание совета, when: декабрь, who: Совет округа, after: "1.2", id: заседание}
      - {what: Отчёт совета, when: май, who: Совет округа, after: "заседание"}
"""
ROW = "      - {what: Приказ о наборе, when: сентябрь, who: Директор}\n"
FIRST = "      - {what: Положение"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(FIRST, f"{ROW}{FIRST}")], ["1.2", "1.1", "1.2"]),
        ([(FIRST, f"{ROW}{FIRST}"), ("1.2", "1.3"), ('"1.2"', '"1.3"'), ('"1.1"', '"1.2"')], []),
        ([("      - {what: Положение о совете, when: октябрь, who: Директор}\n", "")], ["1.2", "1.1", "1.2"]),
        ([("      - {what: Отчёт", f"{ROW}      - {{what: Отчёт")], []),
    ],
)
def test_a_number_that_names_another_row_now_is_told(
    changes: list[tuple[str, str]], expected: list[str]
) -> None:
    now = LINKED
    for old, new in changes:
        now = now.replace(old, new, 1)
    found = only_new(build(now), build(LINKED), Options()).problems
    assert [now[one.start : one.end] for one in found if one.code == "LP126"] == expected


def test_what_only_a_comparison_tells_is_hidden_by_a_comment_as_the_rest_is() -> None:
    marked = LINKED.replace('after: "1.1"}', 'after: "1.1"}  # luzplan: ignore[LP126]')
    found = only_new(build(marked.replace(FIRST, f"{ROW}{FIRST}")), build(LINKED), Options()).problems
    assert [one.code for one in found] == ["LP126", "LP126"]
    assert check_built(build(marked)).problems == ()  # nor is the comment called useless without one
