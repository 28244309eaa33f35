"""Slips of those who type a plan by hand: one message at the slip's line, and the plan that was meant."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from luzplan.check import check_built
from luzplan.check.fixing import fixed
from luzplan.plan.shape import PLAN, ListShape, RecordShape, Shape
from luzplan.text import Loaded, Severity, Source
from luzplan.text.slips.lines import _ENTRY, INNER, keys_of
from tests.building import build, plan_in
from tests.conftest import DATA


class Case(NamedTuple):
    """A plan with a slip, what is to be said of it, and the plan that was meant."""

    said: str
    hint: str
    is_certain: bool
    text: str
    meant: str


def case_in(path: Path) -> Case:
    """A case as its file has it: what is said, the way out, whether it is certain; the two plans."""
    head, text, meant = path.read_bytes().decode("utf-8").split("~~~~\n")
    said, hint, way = head.splitlines()
    return Case(said, hint, way == "--fix", text, meant)


CASES = sorted((DATA / "slips").glob("*.txt"))
each_case = pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)


def said_of(text: str) -> list[tuple[str, str]]:
    """Place and message of each error, with its way out."""
    checked = check_built(build(text))
    return [
        ("{}:{} {}".format(*checked.source.position(one.start), one.message), one.hint)
        for one in checked.problems
        if one.severity is not Severity.NOTE
    ]


def rows_of(text: str) -> list[tuple[str, ...]]:
    plan = plan_in(text)
    rows = [(row.position, row.what, row.when, row.who, row.where) for row in plan.activities()]
    return [
        *rows,
        (plan.title, str(plan.year)),
        plan.goals,
        *((one.name, *one.aliases) for one in plan.schools),
    ]


@pytest.mark.parametrize("place", ["", "sections", "schools", "roles", *INNER])
def test_every_key_of_a_plan_is_known_where_it_stands(place: str) -> None:
    missing = keys_in_shape(place) - set(keys_of(place))
    assert not missing


def keys_in_shape(place: str) -> set[str]:
    """The keys that may stand below a key of the plan, however deep."""
    below: list[Shape] = (
        [PLAN] if not place else [field.shape for field in PLAN.fields if field.name == place]
    )
    found = set[str]()
    while below:
        shape = below.pop()
        if isinstance(shape, ListShape):
            below.append(shape.item)
        elif isinstance(shape, RecordShape):
            found |= {field.name for field in shape.fields}
            below += [field.shape for field in shape.fields if place]
    return found


@each_case
def test_one_message_is_said_at_the_slip(path: Path) -> None:
    case = case_in(path)
    usual = said_of(case.meant)
    found = said_of(case.text)
    assert [
        one for one in found if one[0].partition(" ")[2] not in {said.partition(" ")[2] for said, _ in usual}
    ] == [(case.said, case.hint)]


@each_case
def test_the_plan_is_read_as_it_was_meant(path: Path) -> None:
    case = case_in(path)
    if "swapped" not in path.stem:  # the file's own words stay
        assert rows_of(case.text) == rows_of(case.meant)


@each_case
def test_what_is_certain_is_mended_and_nothing_else(path: Path) -> None:
    case = case_in(path)
    result = fixed(Loaded(Source("plan.yaml", case.text)), check_built)
    assert result.checked.source.text == (case.meant if case.is_certain else case.text)


@each_case
def test_the_plan_that_was_meant_has_no_error(path: Path) -> None:
    built = build(case_in(path).meant)
    assert built.problems == ()


def test_all_lines_below_a_sign_are_its_text() -> None:
    text = (
        "year: 2026-2027\ngoals:\n  - >-\n  создание условий для развития\n  каждого ученика\n"
        "  - укрепление здоровья\nsections: []\n"
    )
    assert [place for place, _ in said_of(text)] == [
        "4:3 продолжение текста без отступа: «создание условий для развития»",
        "5:3 продолжение текста без отступа: «каждого ученика»",
    ]
    mended = fixed(Loaded(Source("plan.yaml", text)), check_built).checked.source.text
    assert mended == text.replace("  создание", "    создание").replace("  каждого", "    каждого")


ROLES = (
    "year: 2011-2012\nroles:\n  - name: Партнёр\n    aliases: соцпартнёр\n  - name: Методист\nsections: []\n"
)


def test_a_text_for_a_list_is_no_text_above_the_list_of_which_its_record_is() -> None:
    messages = [said for said, _ in said_of(ROLES)]
    assert "4:14 в «aliases» нужно писать список, а здесь текст" in messages
    assert not any("лишний" in said for said in messages)


def test_a_text_of_many_lines_beside_a_slip_is_looked_at_once() -> None:
    lines = "          слово за словом\n" * 20_000  # whoever looks back from each line takes minutes
    text = f"year: 2011-2012\nsections:\n  - title: Раздел\n    activities:\n      - what: А\n{lines}"
    found = said_of(f"{text}        when май\n        who: Директор\n")
    assert found[0] == ("20006:9 после «when» нет двоеточия", "напишите «when: …»")


def test_of_two_slips_that_are_mended_at_one_place_the_other_is_found_later() -> None:
    row = "   - what:\n      - Поход\n        when: май\n        who: Завуч\n"
    usual = "      - what: Сбор\n        when: май\n        who: Завуч\n"
    text = f"year: 2011-2012\nsections:\n  - title: Раздел\n    activities:\n{usual}{row}{usual}"
    assert "9:7 в «what» нужно писать текст, а здесь список" in [said for said, _ in said_of(text)]


@pytest.mark.parametrize(
    "rows",
    [
        "- <<: {what: Б}\n  when: май",
        "- {<<: {what: Б}, when: май}",
        '- "<<": {what: Б}',
        "- what: А\n  <<: {when: май}",
        "- <<:\n    what: Б",
        "- <<: {what: Б}\n- what В",
    ],
)
def test_keys_that_are_merged_are_no_slip(rows: str) -> None:
    text = (
        f"year: 2011-2012\nsections:\n- title: Р\n  activities:\n  {rows.replace(chr(10), chr(10) + '  ')}\n"
    )
    problems = check_built(build(text)).problems
    assert "слияние (<<) не разрешено" in [one.message for one in problems]
    assert not any(one.fixes for one in problems)


def test_a_line_of_many_blanks_is_gone_over_once() -> None:
    lines = [f"  {begun}{blank * 50_000}" for begun in ("а", "- «а", "АБ") for blank in " \u00a0"]
    assert not any(map(_ENTRY.match, lines))
