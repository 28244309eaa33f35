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
