from __future__ import annotations

from pathlib import Path

from tests.conftest import Luzplan


def test_next_year_s_plan_is_written_and_valid(luzplan: Luzplan, tmp_path: Path) -> None:
    file = tmp_path / "plan-2012.yaml"
    run = luzplan("new-year", "-o", str(file))
    assert run.code == 0
    assert "План на 2012-2013" in run.err
    assert "2.8: 15 декабря 2012 — суббота" in run.err
    assert luzplan("validate", str(file)).code == 0
    assert "2012-2013" in file.read_text(encoding="utf-8")


def test_an_existing_file_is_not_overwritten(luzplan: Luzplan, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("мой", encoding="utf-8")
    assert luzplan("new-year", "-o", str(file)).code == 3
    assert file.read_text(encoding="utf-8") == "мой"


def test_a_year_that_is_none_is_named(luzplan: Luzplan) -> None:
    run = luzplan("new-year", "--year", "2012-2014")
    assert run.code == 2
    assert "2012-2013" in run.err


def test_the_plan_s_own_year_is_no_other(luzplan: Luzplan) -> None:
    run = luzplan("new-year", "--year", "2011-2012")
    assert (run.code, run.out) == (2, "")
    assert "план и так на учебный год 2011-2012" in run.err


def test_next_year_does_not_come_before_this_one(luzplan: Luzplan) -> None:
    run = luzplan("new-year", "--year", "2010-2011")
    assert (run.code, run.out) == (2, "")
    assert "план уже на учебный год 2011-2012" in run.err
