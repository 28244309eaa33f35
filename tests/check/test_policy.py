"""A policy file: what it says of problems, and what is wrong in it, with its place."""

from __future__ import annotations

from luzplan.check.policy import read_policy
from luzplan.text import Severity


def test_keys_of_a_pattern_are_added_to_those_for_all_plans() -> None:
    text = 'ignore = ["LP112"]\nerror = ["lp3"]\n[plans."archive/*"]\nignore = ["LP2"]\nwarning = ["LP301"]\n'
    found = read_policy("luzplan.toml", text)
    assert found.faults == ()
    policy, archive = found.for_plan("plan.yaml"), found.for_plan("archive/plan.yaml")
    assert [policy.hiding(code) for code in ("LP112", "LP201")] == ["ignore", ""]
    assert [archive.hiding(code) for code in ("LP112", "LP201")] == ["ignore", "ignore"]
    assert policy.severity("LP301", Severity.NOTE) is Severity.ERROR
    assert archive.severity("LP301", Severity.NOTE) is Severity.WARNING


def test_all_that_is_wrong_is_said_with_its_place_and_the_nearest() -> None:
    text = 'strict = "да"\nignroe = []\nselect = ["LP2", "XX1"]\n[plans."a.yaml"]\nstrickt = true\n'
    places = [(one.line, one.message) for one in read_policy("luzplan.toml", text).faults]
    assert places == [
        (1, "в «strict» нужно другое"),
        (2, "неизвестный ключ «ignroe»"),
        (3, "нет кода «XX1»"),
        (5, "неизвестный ключ «strickt»"),
    ]


def test_what_is_no_toml_is_said_with_its_line() -> None:
    assert [one.line for one in read_policy("luzplan.toml", "strict = true\nignore = [\n= 1").faults] == [3]
