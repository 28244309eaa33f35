"""A transcript is written so that it reads back as the same texts, without a fault."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luzplan.documents import tidy
from luzplan.documents.transcript import (
    ActivityText,
    AuthorText,
    ListText,
    SchoolText,
    SectionText,
    SignatureText,
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
signatures = st.builds(SignatureText, texts, texts, texts, texts, texts)
transcripts = st.builds(
    Transcript,
    title=texts,
    sections=st.lists(sections, min_size=1, max_size=3).map(tuple),
    columns=some_texts,
    district=lines,
    short=lines,
    agreed=signatures,
    approved=signatures,
    schools=st.lists(st.builds(SchoolText, lines.filter(bool)), max_size=2).map(tuple),
    schools_heading=lines,
    goals=st.builds(ListText, lines, some_texts),
    functions=st.builds(ListText, lines, some_texts),
    preface=some_texts,
    afterword=some_texts,
    author=st.builds(AuthorText, lines, lines, lines),
    remarks=some_texts,
)


@settings(max_examples=50, deadline=None)
@given(transcripts)
def test_all_texts_are_read_back(transcript: Transcript) -> None:
    built = build(write_plan(transcript, YEAR))
    assert built.problems == ()
    plan = built.plan
    assert plan is not None
    assert (plan.title, plan.year) == (transcript.title, YEAR)
    assert (plan.district.name, plan.district.short) == (transcript.district, transcript.short)
    for read, written in ((plan.agreed, transcript.agreed), (plan.approved, transcript.approved)):
        assert (read.heading, read.by, read.name, read.document, read.date) == (
            written.heading, written.by, written.name, written.document, written.date,
        )  # fmt: skip
    assert tuple(one.name for one in plan.schools) == tuple(one.name for one in transcript.schools)
    assert (plan.goals, plan.functions) == (transcript.goals.items, transcript.functions.items)
    assert (plan.preface, plan.afterword) == (transcript.preface, transcript.afterword)
    headings = plan.headings
    assert headings.columns == transcript.columns
    assert (headings.schools, headings.author) == (transcript.schools_heading, transcript.author.heading)
    assert (headings.goals, headings.functions) == (transcript.goals.heading, transcript.functions.heading)
    assert (plan.author.position, plan.author.name) == (transcript.author.position, transcript.author.name)
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
    text = write_plan(Transcript("План", YEAR, (section,), remarks=("source: газета",)), YEAR)
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
