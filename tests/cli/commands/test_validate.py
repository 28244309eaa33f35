from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.conftest import Luzplan

FINE = """\
year: 2011-2012
sections:
- title: Раздел
  activities:
  - {what: Семинар, when: май, who: Директор}
"""
SLIP = FINE.replace("май", "фивраль")
WARNING = FINE.replace("май", "15 мая 2013")
ERROR = FINE.replace("май", "31 февраля")


@pytest.fixture
def plan(here: Path) -> Path:
    return here / "plan.yaml"


def test_a_plan_without_fault_is_said_to_be_in_order(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(FINE, encoding="utf-8")
    run = luzplan("validate")
    assert (run.code, run.out) == (0, "Проверено: 1 файл, всё в порядке\n")


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (WARNING, [], 0),
        (WARNING, ["--strict"], 1),
        (WARNING, ["--strict", "--ignore", "LP2"], 0),
        (WARNING, ["--strict", "--select", "lp201,LP3"], 0),
        (ERROR, [], 1),
        (SLIP, [], 1),
        (ERROR, ["--ignore", "LP202"], 0),
        (FINE, ["--today", "2012-02-01", "--strict"], 0),
        (FINE.replace("Директор}", "Директор, done: 2012-05-01}"), ["--today", "2012-02-01", "--strict"], 1),
        (FINE.replace("Директор}", "Директор, done: 2012-05-01}"), ["--today", "1.06.2012", "--strict"], 0),
    ],
)
def test_the_code_says_whether_something_was_found(
    text: str, options: list[str], code: int, plan: Path, luzplan: Luzplan
) -> None:
    plan.write_text(text, encoding="utf-8")
    assert luzplan("validate", *options).code == code


def test_a_file_that_is_not_there_is_told_with_the_others(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(ERROR, encoding="utf-8")
    run = luzplan("validate", "none.yaml", "plan.yaml")
    assert run.code == 3
    assert "none.yaml:1:1: ошибка LP001: файл не найден" in run.out
    assert "Найдено: 2 ошибки в 2 файлах" in run.out


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_code_that_there_is_not_names_the_nearest(option: str, plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(FINE, encoding="utf-8")
    run = luzplan("validate", option, "LP299")
    assert run.code == 2
    assert "нет кода «LP299»" in run.err
    assert "Может быть" in run.err


def test_a_day_that_is_none_is_a_word_too_much(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(FINE, encoding="utf-8")
    assert luzplan("validate", "--today", "когда-то").code == 2


def test_fix_mends_the_file_and_tells_what_is_left(plan: Path, luzplan: Luzplan) -> None:
    plan.write_bytes(SLIP.replace("Семинар", "Семинар  и ЦШОО").replace("\n", "\r\n").encode("utf-8-sig"))
    run = luzplan("validate", "--fix", "--select", "LP112,LP204")
    assert run.code == 0
    assert run.err == "Исправлено: 1 место в 1 файле\n"
    assert "LP112" in run.out
    assert "LP204" not in run.out
    after = FINE.replace("май", "февраль").replace("Семинар", "Семинар  и ЦШОО").replace("\n", "\r\n")
    assert plan.read_bytes() == after.encode("utf-8-sig")


def test_fix_leaves_a_file_alone_where_nothing_can_be_mended(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(ERROR, encoding="utf-8")
    before = plan.stat()
    run = luzplan("validate", "--fix")
    assert (run.code, run.err) == (1, "")
    assert plan.stat().st_mtime_ns == before.st_mtime_ns


def test_fix_does_not_write_a_file_that_is_closed_to_writing(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(SLIP, encoding="utf-8")
    plan.chmod(0o444)
    run = luzplan("validate", "--fix")
    assert run.code == 3
    assert plan.read_text(encoding="utf-8") == SLIP


def test_diff_shows_what_fix_would_do_and_changes_nothing(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(SLIP, encoding="utf-8")
    run = luzplan("validate", "--diff")
    assert run.code == 1
    assert "-  - {what: Семинар, when: фивраль, who: Директор}\n" in run.out
    assert "+  - {what: Семинар, when: февраль, who: Директор}\n" in run.out
    assert plan.read_text(encoding="utf-8") == SLIP


def test_diff_of_a_plan_in_order_is_empty(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(FINE, encoding="utf-8")
    run = luzplan("validate", "--diff")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_diff_does_not_hide_that_a_file_is_broken(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text("year: [", encoding="utf-8")
    run = luzplan("validate", "--diff")
    assert run.code == 1
    assert "LP004" in run.err
    assert luzplan("validate", "--diff", "none.yaml").code == 3


def test_standard_input_is_checked_but_not_mended(
    plan: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(SLIP.encode())))
    assert "<stdin>:5:27: ошибка LP204" in luzplan("validate", "-").out
    assert luzplan("validate", "--fix", "-").code == 2


def test_explain_lists_all_codes_and_explains_one(luzplan: Luzplan) -> None:
    listed = luzplan("explain").out
    assert "LP001  ошибка" in listed
    assert "LP911  замечание" in listed
    one = luzplan("explain", "lp202")
    assert one.code == 0
    assert one.out.startswith("LP202 · ошибка · impossible-date\n\nТакой даты не бывает.\n")
    assert one.out.count("Хорошо:") == 1
    assert luzplan("explain", "LP20").out.count("Хорошо:") == 8


def test_explain_says_that_there_is_no_such_code(luzplan: Luzplan) -> None:
    run = luzplan("explain", "LP299")
    assert run.code == 2
    assert "LP20" in run.err


def test_explain_gives_programs_the_manual(luzplan: Luzplan) -> None:
    assert '"manual": "Такой даты не бывает' in luzplan("explain", "LP202", "--format", "json").out


def test_files_and_the_option_are_checked_together(luzplan: Luzplan, tmp_path: Path) -> None:
    other = tmp_path / "другой.yaml"
    other.write_text("year: 11\nsections: []\n", encoding="utf-8")
    run = luzplan("validate", "plan.yaml", "--plan", str(other), "--output", "concise")
    assert run.code == 1
    assert "plan.yaml:" in run.out and f"{other}:" in run.out
