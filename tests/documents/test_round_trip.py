"""The document that is exported comes back as the plan it was."""

from __future__ import annotations

from datetime import date

import pytest

from luzplan.documents.recognition import recognise
from luzplan.documents.word import read_word
from luzplan.documents.writing import write_plan
from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.plan.build import build_plan
from luzplan.reports.document import document_report
from luzplan.selection import Filters
from luzplan.text import Source
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

SMALL = """
title: План работы школы
year: 2014-2015
headings:
  goals: 'Цель:'
goals: [мир]
preface: [Пояснительная записка., 'Задачи:', 1. Дружить.]
sections:
  - title: Спорт
    activities:
      - {what: "Поход:\\nв лес", when: май, who: "Директор\\nЗам по ВР", where: лес}
      - {what: Кросс 2015 года}
  - title: Труд
    preface: [Слова над вторым разделом.]
    activities:
      - {what: Субботник, when: апрель 2015, who: завхоз}
afterword: [Примечание 1., Примечание 2.]
"""


def built(text: str) -> Plan:
    plan = build_plan(Source("plan.yaml", text))
    assert plan.problems == ()
    assert plan.plan is not None
    return plan.plan


def back(plan: Plan) -> Plan:
    document = writer("docx")(document_report(plan, Filters(date(2012, 2, 1))), Page())
    assert isinstance(document, bytes)
    read = read_word(document)
    assert read is not None
    transcript = recognise(read).transcript
    assert transcript.year is not None
    return built(write_plan(transcript, transcript.year))


def words_of(plan: Plan) -> dict[str, object]:
    """What stands on paper; names of roles and levels of schools do not."""
    return {
        "title": " ".join(plan.title.split()),
        "year": plan.year,
        "district": (plan.district.name, plan.district.short),
        "agreed": plan.agreed,
        "approved": plan.approved,
        "schools": [(one.name, one.base, one.level, one.aliases) for one in plan.schools],
        "headings": plan.headings,
        "lists": (plan.goals, plan.functions, plan.preface, plan.afterword),
        "sections": [(one.title, one.preface) for one in plan.sections],
        "rows": [(one.what, one.when, one.where, one.who) for one in plan.activities()],
        "author": plan.author,
    }


def test_the_source_plan_comes_back() -> None:
    plan = built((ROOT / "plan.yaml").read_text(encoding="utf-8"))
    assert words_of(back(plan)) == words_of(plan)


@pytest.mark.parametrize("key", ["title", "year", "lists", "sections", "rows"])
def test_texts_without_a_key_and_places_come_back(key: str) -> None:
    plan = built(SMALL)
    assert words_of(back(plan))[key] == words_of(plan)[key]


NOTED = """
title: План работы школы на 2011-2012 учебный год
year: 2011-2012
{head}
sections:
  - title: {title}
    activities:
      - {{what: Концерт, when: до 10 мая, who: Директор, {one}}}
      - {{what: Отчёт, when: "октябрь, апрель", who: Зам по УВР{two}}}
"""


@pytest.mark.parametrize(
    ("head", "title", "one", "two"),
    [
        ("", "Р", "where: актовый зал, note: взять проектор, done: 2012-05-03", ""),
        ("", "", 'note: "в зале\\nи в холле"', ", done: [2011-10-24, 2012-04-20]"),
        ("columns: [Классы, Форма]", "", "Классы: 5–9, done: 2012-05-03", ", Форма: КТД"),
        ("headings: {columns: [Дела, Классы, Срок, Кто]}\ncolumns: [Классы]", "Р", "Классы: 1–11", ""),
        (
            "headings: {columns: [№, Дела, Отметка, Срок, Кто, Итог]}\ncolumns: [Итог]",
            "Р",
            "done: 2012-05-03, Итог: приказ",
            ", note: перенести",
        ),
    ],
)
def test_what_is_exported_imported_and_exported_again_is_the_same_file(
    head: str, title: str, one: str, two: str
) -> None:
    plan = built(NOTED.format(head=head, title=title, one=one, two=two))
    again = back(plan)
    filters = Filters(date(2012, 2, 1))
    first, second = (writer("docx")(document_report(each, filters), Page()) for each in (plan, again))
    assert first == second
    for old, new in zip(plan.activities(), again.activities(), strict=True):
        assert (old.note, dict(old.columns), old.done_on) == (new.note, dict(new.columns), new.done_on)
        assert [mark.day for mark in old.marks] == [mark.day for mark in new.marks]
