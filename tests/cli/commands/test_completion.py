"""What the shell offers, and what a parameter may be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from luzplan.cli.commands.completion import candidates
from luzplan.plan import Plan
from luzplan.selection import fitting
from tests.conftest import ROOT, Luzplan


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["due", "--month", "ф"], ["февраль"]),
        (["due", "--month", "="], None),
        (["due", "--month", "=", "ИЮ"], ["июнь", "июль"]),
        (["by-role", "дир"], ["Директор", "Директор БШ"]),
        (["by-role", '"систем'], ["Системный администратор"]),
        (["by-role", "Системный\\ "], ["Системный администратор"]),
        (["by-role", "бш"], ["Директор БШ", "Зам по УВР БШ"]),
        (["due", "--section", "кадр"], ["Кадровое обеспечение"]),
        (["due", "--school", "б"], ["БШ", "базовая школа"]),
        (["due", "--state", "over"], ["overdue"]),
        (["show", "5."], ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7"]),
        (["show", "ro"], ["roles"]),
        (["set", "2.8", "wh"], ["what", "when", "who", "where"]),
        (["explain", "LP20"], None),
        (["due", "--sort", "whe"], ["when"]),
        (["completion", "po"], ["powershell"]),
        (["set", "2.8", "who", "псих"], ["Психолог"]),
        (["set", "2.8", "срок", "фе"], ["февраль"]),
        (["validate", "--output", "s"], ["sarif"]),
        (["validate", "--select", "LP202"], ["LP202"]),
        (["due", "-o", "от"], ["\x1ffiles"]),
        (["due", "--format", "s"], []),
        (["load", "--format", "s"], ["svg"]),
        (["load", "--by", "p"], ["plan"]),
        (["du"], ["due"]),
        (["due", "--mon"], ["--month"]),
        (["due", "--plan", "pl"], ["\x1ffiles"]),
        (["by-role", "абракадабра"], []),
        (["due", "--plan", "нет.yaml", "--section", "к"], []),
    ],
)
def test_what_may_follow_is_found_in_whatever_case(
    words: list[str], found: list[str] | None, luzplan: Luzplan
) -> None:
    run = luzplan("complete", "--", *words)
    assert run.code == 0
    if found is not None:
        assert run.out.splitlines() == found


def test_the_helper_of_the_scripts_is_no_command_for_people(luzplan: Luzplan) -> None:
    commands = luzplan("--help").out
    assert "  completion " in commands
    assert "  complete " not in commands


def test_an_unknown_shell_is_named(luzplan: Luzplan) -> None:
    run = luzplan("completion", "csh")
    assert run.code == 2
    assert "bash" in run.err


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
def test_bash_gets_whole_values_with_their_spaces(luzplan: Luzplan, tmp_path: Path) -> None:
    program = tmp_path / "luzplan"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m luzplan "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = luzplan("completion", "bash").out
    ask = "COMP_WORDS=(luzplan by-role дир); COMP_CWORD=2; _luzplan 2>/dev/null\n"
    ask += "printf '%s|' \"${COMPREPLY[@]}\""
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        ["bash", "-c", script + ask], env={**os.environ, **paths}, cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.decode() == "Директор|Директор БШ|"


@pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh on this machine")
def test_a_bare_zsh_takes_the_script(luzplan: Luzplan, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(luzplan("completion", "zsh").out, encoding="utf-8")
    run = subprocess.run(["zsh", "-f", str(script)], capture_output=True, check=False, text=True)
    assert (run.returncode, run.stderr) == (0, "")


def test_codes_of_problems_are_offered(luzplan: Luzplan) -> None:
    assert "LP213" in luzplan("complete", "--", "explain", "LP21").out.splitlines()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["du"], "due\tСроки: что заканчивается, начинается, идёт..."),
        (["due", "--bri"], "--brief\tВ таблице на экране — по строке на каждое."),
        (["show", "2.8"], "2.8\tПроведение единого Дня информатизации в рамках Недели инфор…"),
        (["due", "--school", "б"], "БШ\tКОГОКУ СОШ г. Лузы"),
        (["due", "--section", "кадр"], "Кадровое обеспечение\tраздел 4"),
        (["set", "2.8", "whe"], "when\tсрок"),
        (["explain", "LP202"], "LP202\tТакой даты не бывает"),
        (["validate", "--output", "j"], "json\tдля программ"),
        (["due", "--month", "фев"], "февраль"),
    ],
)
def test_what_each_is_is_said_where_the_shell_shows_it(words: list[str], line: str, luzplan: Luzplan) -> None:
    assert luzplan("complete", "--described", "--", *words).out.splitlines()[0] == line


ASKED = {
    "zsh": """
        source SCRIPT
        compadd() { while [[ $1 == -[^-]* ]]; do [[ $1 == -d ]] && shift; shift; done
          shift; printf '%s|' "$@"; print -r -- "${shown[1]}" }
        words=(luzplan due --school б); CURRENT=4; _luzplan""",
    "fish": "source SCRIPT; complete -C 'luzplan due --school б' | string replace (printf '\\t') '  — '",
}


@pytest.mark.parametrize("shell", ASKED)
def test_other_shells_show_what_each_is(shell: str, luzplan: Luzplan, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} on this machine")
    program, script = tmp_path / "luzplan", tmp_path / "script"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m luzplan "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script.write_text(luzplan("completion", shell).out, encoding="utf-8")
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", ASKED[shell].replace("SCRIPT", str(script))],
        env={**os.environ, **paths, "HOME": str(tmp_path)}, cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert "БШ  — КОГОКУ СОШ г. Лузы" in done.stdout.decode(), done.stderr.decode()


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
