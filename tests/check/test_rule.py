from __future__ import annotations

import pytest

from luzplan.check.rule import Prose, Subject
from luzplan.plan.build import build_plan
from luzplan.text.source import Source, Text
from luzplan.text.yaml import offsets_within


def subject_of(text: str) -> Subject:
    built = build_plan(Source("plan.yaml", text))
    assert built.plan is not None
    assert built.root is not None
    return Subject(built.source, built.plan, built.root, built.problems)


def test_a_pattern_is_found_in_every_text_that_has_it_and_not_across_texts() -> None:
    texts = [Text("аб ва", 1, 6), Text("ва", 10, 12), Text("ва", 20, 22)]
    prose = Prose(texts)
    found = [(hit.text.start, hit.start, hit.end) for hit in prose.find("в")]
    assert found == [(1, 3, 4), (10, 0, 1), (20, 0, 1)]
    assert list(prose.find("ав")) == []
    assert [hit.text.start for hit in prose.find(r"(?<=\0)ва(?=\0)")] == [10, 20]


def test_the_place_of_characters_is_in_the_file() -> None:
    text = "title: >-\n  один\n  два\nyear: 2011-2012\nsections: []\n"
    subject = subject_of(text)
    start, end = subject.place(subject.plan.title, 5, 8)
    assert text[start:end] == "два"
    assert subject.place(subject.plan.title, 2, 2) == (text.index("ин"), text.index("ин"))


def test_a_splice_is_given_only_where_the_file_spells_the_same_characters() -> None:
    subject = subject_of('title: "а\\u0431в"\nyear: 2011-2012\nsections: []\n')
    assert len(subject.splices(subject.plan.title, 0, 1, "г")) == 1
    assert subject.splices(subject.plan.title, 1, 2, "г") == ()


def test_the_year_is_known_only_if_the_file_tells_it() -> None:
    assert str(subject_of("year: 2011-2012\nsections: []\n").year) == "2011-2012"
    assert subject_of("year: скоро\nsections: []\n").year is None


def test_keys_are_given_as_they_stand_in_the_file() -> None:
    subject = subject_of("year: 2011-2012\napproval: {agreed: {by: Совет}}\nsections: []\n")
    assert subject.pairs("approval", "agreed") == [("by", "Совет")]
    assert subject.pairs("approval", "approved") == subject.pairs("year", "x") == []


def test_a_part_with_a_fault_of_its_shape_is_faulty() -> None:
    text = "year: 2011-2012\nsektions: []\nsections: []\n"
    subject = subject_of(text)
    at = text.index("sektions")
    assert subject.is_faulty(at, at + 3)
    assert not subject.is_faulty(0, at - 1)
    assert not subject.is_faulty(at + 1, len(text))


def test_places_in_a_long_text_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: >-\n" + "  один  два\n" * 50 + "year: 2011-2012\nsections: []\n"
    subject = subject_of(text)
    passes: list[Text] = []

    def counted(source: Source, value: Text) -> list[int] | range:
        passes.append(value)
        return offsets_within(source, value)

    monkeypatch.setattr("luzplan.check.rule.offsets_within", counted)
    places = [subject.place(hit.text, hit.start, hit.end) for hit in subject.prose.find("  ")]
    assert [text[start:end] for start, end in places] == ["  "] * 50
    assert len(passes) == 1
