"""A transcript is written so that it reads back as the same texts, without a fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.documents import tidy
from luzplan.documents.transcript import (
    ActivityText,
    SectionText,
    Transcript,
)
from luzplan.documents.writing import write_plan
from luzplan.school_year import SchoolYear
from tests.building import build

pytestmark = pytest.mark.slow

YEAR = SchoolYear(2011)
letters = st.text(
    st.one_of(st.sampled_from("аб1:-—#'\"|>&*!%@`[]{},?~ \n"), st.characters(exclude_categories=["Cs"])),
    max_size=30,
)
texts = letters.map(tidy)
lines = texts.map(lambda text: " ".join(text.split()))
some_texts = st.lists(lines.filter(bool), max_size=3).map(tuple)
activities = st.builds(ActivityText, texts, texts, texts, texts, texts, lines)
sections = st.builds(
    SectionText,
    lines.filter(bool),
    st.lists(activities, min_size=1, max_size=3).map(tuple),
    some_texts,
    some_texts,
)
signed = {"heading": texts, "by": texts, "name": texts, "date": texts}
around = st.fixed_dictionaries({
    "title": texts,
    "district": st.fixed_dictionaries({"name": lines, "short": lines}),
    "approval": st.fixed_dictionaries({
        "agreed": st.fixed_dictionaries({**signed, "protocol": texts}),
        "approved": st.fixed_dictionaries({**signed, "order": texts}),
    }),
    "headings": st.fixed_dictionaries({
        "schools": lines, "goals": lines, "functions": lines, "columns": some_texts, "author": lines,
    }),
    "schools": st.lists(st.fixed_dictionaries({"name": lines.filter(bool)}), max_size=2),
    "goals": some_texts,
    "functions": some_texts,
    "preface": some_texts,
    "afterword": some_texts,
    "author": st.fixed_dictionaries({"position": lines, "name": lines}),
})  # fmt: skip
transcripts = st.builds(
    Transcript,
    sections=st.lists(sections, min_size=1, max_size=3).map(tuple),
    texts=around,
    remarks=some_texts,
)


@settings(max_examples=50, deadline=None)
@given(transcripts)
def test_all_texts_are_read_back(transcript: Transcript) -> None:
    built = build(write_plan(transcript, YEAR))
    assert built.problems == ()
    plan = built.plan
    assert plan is not None
    told = transcript.texts
    assert (plan.title, plan.year) == (told["title"], YEAR)
    assert {"name": plan.district.name, "short": plan.district.short} == told["district"]
    for read, key, document in ((plan.agreed, "agreed", "protocol"), (plan.approved, "approved", "order")):
        own = {"heading": read.heading, "by": read.by, "name": read.name, "date": read.date}
        assert {**own, document: read.document} == told["approval"][key]
    assert [one.name for one in plan.schools] == [one["name"] for one in told["schools"]]
    assert (plan.goals, plan.functions) == (told["goals"], told["functions"])
    assert (plan.preface, plan.afterword) == (told["preface"], told["afterword"])
    assert plan.headings._asdict() == told["headings"]
    assert {"position": plan.author.position, "name": plan.author.name} == told["author"]
    assert [(one.title, one.preface) for one in plan.sections] == [
        (one.title, one.preface) for one in transcript.sections
    ]
    assert [(one.what, one.when, one.who, one.where, one.note) for one in plan.activities()] == [
        (one.what, one.when, one.who, one.where, one.note)
        for section in transcript.sections
        for one in section.activities
    ]


def test_people_find_help_numbers_and_headings_in_comments() -> None:
    activity = ActivityText("Поход", number="17")
    section = SectionText("Спорт", (activity,), headings=("№ · Дела · Сроки",))
    text = write_plan(Transcript(YEAR, (section,), {"title": "План"}, ("source: газета",)), YEAR)
    assert text.startswith(
        "# План — один текстовый файл вместо таблицы Word.\n# source: газета\n#\n# Как его править:\n"
    )
    assert "  # Шапка таблицы: № · Дела · Сроки\n  - title: Спорт\n" in text
    assert "      # № 17\n      - what: Поход\n" in text


def test_a_long_text_is_folded_and_lines_stay_lines() -> None:
    long = "Подготовка и распространение информации для учащихся и родителей о профилях обучения и составе"
    section = SectionText("Раздел", (ActivityText(long, "май\nиюнь", "Директор: Зам"),))
    text = write_plan(Transcript(sections=(section,)), YEAR)
    assert text.endswith(
        "      - what: >-\n"
        "          Подготовка и распространение информации для учащихся и родителей о профилях обучения и\n"
        "          составе\n"
        "        when: |-\n          май\n          июнь\n"
        "        who: 'Директор: Зам'\n"
    )
