"""What a parameter may be, as a function of plans: for shells, editors, whoever completes words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from luzplan.cli.commands.completion import candidates
from luzplan.plan import Plan
from luzplan.selection import fitting


def unread() -> Iterator[Plan]:
    """Plans none of which is to be read."""
    yield from (pytest.fail(f"{name} was read") for name in ["plan.yaml"])


def test_what_does_not_depend_on_plans_needs_none() -> None:
    months, states = candidates("month", unread()), candidates("state", unread())
    assert months is not None
    assert list(months)[:2] == ["январь", "февраль"]
    assert states == {"done": "выполнено", "overdue": "просрочено", "due": "идёт", "ahead": "впереди"}


def test_names_of_files_and_free_texts_have_no_candidates() -> None:
    assert candidates("output", unread()) is None
    assert candidates("what", unread()) is None


def test_what_several_plans_have_comes_once(source_plan: Plan) -> None:
    sections = candidates("section", [source_plan, source_plan])
    assert sections is not None
    assert len(sections) == 5
    assert sections == candidates("section", [source_plan])


def test_roles_come_with_the_short_name_of_their_school(source_plan: Plan) -> None:
    roles = candidates("role", [source_plan]) or {}
    assert {"Директор", "Директор БШ", "Психолог"} <= set(roles)


def test_a_beginning_wins_over_a_word_inside() -> None:
    assert fitting(["Зам по УВР", "УВР"], "ув") == ["УВР"]
    assert fitting(["Зам по УВР", "Психолог"], "УВ") == ["Зам по УВР"]
    assert fitting(["Зам по УВР"], "я") == []
