"""Texts are searched at once, and what explains an abbreviation is found."""

from __future__ import annotations

import re

import pytest

from luzplan.check.rule import EXPLAINED, CheckContext, TextSearch, capitals_in
from luzplan.check.rules.names import shipped_abbreviations
from luzplan.text import Source, Text
from luzplan.text.scalar import offsets_within
from tests.building import build


def context_of(text: str) -> CheckContext:
    built = build(text)
    assert built.plan is not None
    assert built.root is not None
    return CheckContext(built.source, built.plan, built.root, built.problems)


def test_a_pattern_is_found_in_every_text_that_has_it_and_not_across_texts() -> None:
    texts = [Text("аб ва", 1, 6), Text("ва", 10, 12), Text("ва", 20, 22)]
    search = TextSearch(texts)
    found = [(hit.text.start, hit.start, hit.end) for hit in search.find("в")]
    assert found == [(1, 3, 4), (10, 0, 1), (20, 0, 1)]
    assert list(search.find("ав")) == []
    assert [hit.text.start for hit in search.find(r"(?<=\0)ва(?=\0)")] == [10, 20]


def test_the_place_of_characters_is_in_the_file() -> None:
    text = "title: >-\n  один\n  два\nyear: 2011-2012\nsections: []\n"
    context = context_of(text)
    start, end = context.place(context.plan.title, 5, 8)
    assert text[start:end] == "два"
    assert context.place(context.plan.title, 2, 2) == (text.index("ин"), text.index("ин"))


def test_a_splice_is_given_only_where_the_file_spells_the_same_characters() -> None:
    context = context_of('title: "а\\u0431в"\nyear: 2011-2012\nsections: []\n')
    assert len(context.splices(context.plan.title, 0, 1, "г")) == 1
    assert context.splices(context.plan.title, 1, 2, "г") == ()


def test_the_year_is_known_only_if_the_file_tells_it() -> None:
    assert context_of("year: 2011-2012\nsections: []\n").tells_year
    assert not context_of("year: скоро\nsections: []\n").tells_year


def test_keys_are_given_as_they_stand_in_the_file() -> None:
    context = context_of("year: 2011-2012\napproval: {agreed: {by: Совет}}\nsections: []\n")
    assert context.pairs("approval", "agreed") == [("by", "Совет")]
    assert context.pairs("approval", "approved") == context.pairs("year", "x") == []


def test_a_part_with_a_fault_of_its_shape_is_faulty() -> None:
    text = "year: 2011-2012\nsektions: []\nsections: []\n"
    context = context_of(text)
    at = text.index("sektions")
    assert context.is_faulty(at, at + 3)
    assert not context.is_faulty(0, at - 1)
    assert not context.is_faulty(at + 1, len(text))


def test_places_in_a_long_text_are_found_in_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title: >-\n" + "  один  два\n" * 50 + "year: 2011-2012\nsections: []\n"
    context = context_of(text)
    passes: list[Text] = []

    def counted(source: Source, value: Text) -> list[int] | range:
        passes.append(value)
        return offsets_within(source, value)

    monkeypatch.setattr("luzplan.check.rule.offsets_within", counted)
    places = [context.place(hit.text, hit.start, hit.end) for hit in context.search.find("  ")]
    assert [text[start:end] for start, end in places] == ["  "] * 50
    assert len(passes) == 1


def test_shipped_abbreviations_have_their_meanings() -> None:
    shipped = shipped_abbreviations()
    assert shipped["УВР"] == "учебно-воспитательная работа"
    assert len(shipped) > 80
    assert all(re.fullmatch("[А-ЯЁ]{2,6}", short) and meaning for short, meaning in shipped.items())


@pytest.mark.parametrize(
    "text", ["округ (далее ЛШО)", "округ (далее – ЛШО)", "округ (далее «ЛШО»)", "округ (ЛШО)"]
)
def test_a_text_may_explain_an_abbreviation_itself(text: str) -> None:
    assert re.findall(EXPLAINED, text) == ["ЛШО"]


def test_names_make_their_capitals_known() -> None:
    assert capitals_in(["МОКУ СОШ №2 г. Лузы", "Зам по УВР"]) == {"МОКУ", "СОШ", "УВР"}
