"""The policy file of a house in `validate`; options go before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Luzplan

PLAN = "year: 2011-2012\nsections: [{title: Работа, activities: [{what: Сайт, who: Директор}]}]\n"


@pytest.fixture
def folder(here: Path) -> Path:
    (here / "школа").mkdir()
    (here / "школа" / "план.yaml").write_text(PLAN, encoding="utf-8")
    return here


def test_the_nearest_file_above_the_plan_counts_and_options_go_before_it(
    folder: Path, luzplan: Luzplan
) -> None:
    plan, policy = "школа/план.yaml", folder / "luzplan.toml"
    assert luzplan("validate", plan).code == 0
    policy.write_text('error = ["LP301"]\n', encoding="utf-8")
    assert luzplan("validate", plan).code == 1
    policy.write_text("strict = true\n", encoding="utf-8")
    assert luzplan("validate", plan).code == 1
    assert luzplan("validate", plan, "--no-strict").code == 0
    policy.write_text('ignore = ["LP301"]\n', encoding="utf-8")
    assert "LP301" not in luzplan("validate", plan).out
    assert "скрыто: ignore в luzplan.toml" in luzplan("validate", plan, "--notes").out
    assert "LP301" in luzplan("validate", plan, "--select=LP3").out


def test_it_names_the_plan_that_is_meant_and_its_own_faults(folder: Path, luzplan: Luzplan) -> None:
    policy = folder / ".luzplan.toml"
    policy.write_text('plan = "школа/план.yaml"\n', encoding="utf-8")
    assert "школа/план.yaml" in luzplan("validate").out
    policy.write_text('plans = 1\nignroe = []\nplan = "школа/план.yaml"\n', encoding="utf-8")
    run = luzplan("validate", "школа/план.yaml")
    assert run.code == 2
    assert ".luzplan.toml:2:1: неизвестный ключ «ignroe» (может быть, «ignore»?)" in run.err
