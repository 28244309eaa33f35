"""A new plan from nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from luzplan.cli.commands import new_plan
from tests.conftest import Luzplan

QUIET = ("init", "--title", "План: школа", "--year", "2026-2027", "-s", "Учёба", "-s", "Кадры", "--yes")


def test_a_new_plan_is_valid_at_once_and_says_what_was_asked(nowhere: Path, luzplan: Luzplan) -> None:
    run = luzplan(*QUIET, "план.yaml")
    assert run.code == 0
    assert "«Учёба» и «Кадры»" in run.out
    assert luzplan("validate", "план.yaml").code == 0
    shown = luzplan("show", "--plan", "план.yaml").out
    assert "План: школа" in shown


def test_the_next_command_can_be_pasted(nowhere: Path, luzplan: Luzplan) -> None:
    import shlex

    following = luzplan(*QUIET, "план.yaml").out.splitlines()[-1].removeprefix("Дальше: luzplan ")
    assert "Добавлено: 1.1 «Педсовет»" in luzplan(*shlex.split(following)).out


def test_a_file_that_is_there_stays(nowhere: Path, luzplan: Luzplan) -> None:
    (nowhere / "план.yaml").write_text("мой", encoding="utf-8")
    assert luzplan(*QUIET, "план.yaml").code == 3
    assert (nowhere / "план.yaml").read_text(encoding="utf-8") == "мой"


def test_an_empty_file_stays_and_what_to_do_is_said(nowhere: Path, luzplan: Luzplan) -> None:
    (nowhere / "plan.yaml").touch()
    assert "luzplan init" in luzplan("due").err
    run = luzplan("init", "--yes")
    assert (run.code, (nowhere / "plan.yaml").read_text(encoding="utf-8")) == (3, "")
    assert "удалите его и повторите команду" in run.err


def test_a_wrong_year_is_refused(nowhere: Path, luzplan: Luzplan) -> None:
    assert luzplan("init", "план.yaml", "--year", "2026-2028", "-y").code == 2
    assert not list(nowhere.iterdir())


def test_at_a_terminal_it_asks_until_the_answer_is_good(
    nowhere: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: Iterator[str] = iter(["26-27 год", "2026-2027", "План гимназии", "Учёба", "Учёба", ""])
    monkeypatch.setattr(new_plan, "is_asked", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    run = luzplan("init", "план.yaml")
    assert "«26-27 год» — не учебный год" in run.err
    assert "Раздел «Учёба» уже есть" in run.err
    text = (nowhere / "план.yaml").read_text(encoding="utf-8")
    assert "title: План гимназии\nyear: 2026-2027 " in text
    assert text.count("title: Учёба") == 1


@pytest.mark.parametrize("command", ["due", "show", "validate", "done 1.1"])
def test_an_empty_folder_names_the_ways_in(command: str, nowhere: Path, luzplan: Luzplan) -> None:
    run = luzplan(*command.split())
    assert run.code == 3
    assert "luzplan init" in run.err
    assert "luzplan import" in run.err


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
