"""Names, titles, roles, sections and paths of strangers: no terminal, no log obeys them in any command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from luzplan.cli.app import COMMANDS
from luzplan.cli.console import without_commands
from luzplan.cli.output import patch_text
from luzplan.formats import Page
from tests.conftest import ROOT, Luzplan, Run

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="no file there has such a name"),
]

ESCAPES = "\x1b[31m\x1b]8;;mailto:зло\x07ссылка\x1b]8;;\x07\u202eталпас\u2066\x9b1m"
ORDERS = "а##[error]б\r::error::в\n::stop-commands::г"
FOLDER = f"папка {ESCAPES}\n::error::д"
NAME = f"план {ESCAPES}\r ::warning::е ##[group]ж.yaml"
FOREIGN = json.dumps(ESCAPES + ORDERS)  # in a plan such signs stand as escapes
PLAN = f"""\
title: {FOREIGN}
year: 2011-2012
district: {{name: {FOREIGN}, short: {FOREIGN}}}
schools: [{{name: {FOREIGN}}}]
goals: [{FOREIGN}]
functions: [{FOREIGN}]
roles: [{{name: {FOREIGN}}}]
sections:
- title: {FOREIGN}
  activities:
  - what: {FOREIGN}
    when: {FOREIGN}
    who: {FOREIGN}
    where: {FOREIGN}
    note: {FOREIGN}
  - what: Сайт  школы
    when: феврюнь
    who: Директор
    done: 2012-01-10
"""
LINES = [
    ["validate"],
    ["validate", "--notes", "--output", "concise"],
    ["validate", "--output", "github"],
    ["validate", "--output", "json"],
    ["validate", "--output", "gitlab"],
    ["validate", "--output", "sarif"],
    ["validate", "--output", "junit"],
    ["validate", "--notes", "--diff"],
    ["validate", "--notes", "--fix"],
    *(["due", "--month", "май", "--format", name] for name in ("table", "json", "csv", "tsv", "md", "html")),
    ["due", "--today", "2012-02-01"],
    ["due", "--role", ESCAPES],
    ["due", "--section", ESCAPES],
    ["due", "--school", ORDERS],
    ["by-role", "Директор"],
    ["by-role", ESCAPES],
    ["show"],
    ["show", "1.1"],
    *(["show", part] for part in ("schools", "goals", "functions", "roles", ESCAPES)),
    ["timeline", "--by", "role"],
    ["timeline", "--format", "svg"],
    ["load", "--by", "section"],
    ["summary"],
    ["done", "1.1", "--on", "2012-02-01", "--dry-run"],
    ["done", "1.1", "--on", ESCAPES],
    ["undone", "1.2"],
    ["add", "--section", "1", "--what", "Выставка", "--when", ESCAPES],
    ["add", "--section", "1", "--what", "Выставка", "--when", "май", "--dry-run"],
    ["set", "1.1", "where", "зал"],
    ["set", "1.1", ESCAPES, "зал"],
    ["move", "1.2", "--first"],
    ["remove", "1.1", "--dry-run"],
    ["remove", "1.1"],
    ["rename", "role", ESCAPES, "Логопед"],
    ["rename", "abbreviation", "ЛШО", ESCAPES],
    ["export", "--to", "json"],
    ["export", "--to", "csv"],
    ["export", "--to", "ics"],
    ["new-year"],
    ["diff", "other.yaml"],
    ["diff", ESCAPES],
    ["log", "1.1"],
    ["log", ESCAPES],
    ["when", ESCAPES],
    ["when", ORDERS, "--format", "json"],
    ["who", ESCAPES],
    ["complete", "--", "due", "--section", ""],
]
WITHOUT_PLAN = [
    ["import", f"{ESCAPES}.txt"],
    ["import", f"{ESCAPES}{ORDERS}.xyz"],
    ["explain", ESCAPES],
    ["schema"],
    ["lsp", ESCAPES],
    ["init", "--title", ESCAPES, "--year", "2011-2012", "--section", ESCAPES, "--yes"],
    ["completion", ESCAPES],
    [ESCAPES],
    ["due", f"--{ESCAPES}"],
    ["show", "-o", f"нет/{ESCAPES}.{ORDERS}"],
]
OBEYED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)"
COLORS = "\x1b\\[[0-9;]*m"
all_commands = pytest.mark.parametrize(
    "words",
    [*([*words, "--plan", NAME] if words[0] != "complete" else words for words in LINES), *WITHOUT_PLAN],
    ids=lambda words: " ".join(words)[:40].encode("ascii", "replace").decode(),
)


@pytest.fixture
def folder(tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of such a name, where the command runs, with such a plan in it."""
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / NAME).write_text(PLAN, encoding="utf-8")
    (folder / "other.yaml").write_text("year: 2011-2012\nsections: []\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def obeyed(run: Run) -> list[str]:
    """What a terminal would obey in an answer."""
    return re.findall(OBEYED, run.out.replace("\x1ffiles", "") + run.err)


def test_every_command_is_tried() -> None:
    assert {words[0] for words in (*LINES, *WITHOUT_PLAN)} >= COMMANDS.keys()


@all_commands
def test_no_terminal_obeys(words: list[str], folder: Path, luzplan: Luzplan) -> None:
    assert obeyed(luzplan(*words)) == []


@all_commands
def test_colours_are_our_own(
    words: list[str], folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run = luzplan(*words)
    assert "\x1b[31mссылка" not in run.out
    assert obeyed(replace(run, out=re.sub(COLORS, "", run.out))) == []


@all_commands
def test_no_log_obeys(
    words: list[str], folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    run = luzplan(*words)
    lines = re.split(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]", run.out + "\n" + run.err)
    ours = re.compile(r"::(error|warning|notice) file=[^:]*,line=\d+,[^:]*::")
    assert [line for line in lines if line.lstrip().startswith("::") and not ours.match(line)] == []
    assert "##[" not in run.out + run.err
    assert obeyed(run) == []


def test_what_is_for_programs_gets_to_them_as_it_is(folder: Path, luzplan: Luzplan) -> None:
    (folder / NAME).write_text("year: 2011-2012\nsections:\n- title: а\u202eб##[c]\n", encoding="utf-8")
    run = luzplan("export", "--to", "json", "--plan", NAME)
    assert run.json["sections"][0]["title"] == "а\N{REPLACEMENT CHARACTER}б##[c]"
    problems = luzplan("validate", "--output", "json", NAME).json
    assert {problem["file"] for problem in problems} <= {NAME}
    assert "а\u202eб" in luzplan("new-year", "--plan", NAME).out


def test_a_screen_shows_even_a_patch_without_harm(
    folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "plan.yaml").write_text("title: а\u202eб  в\nyear: 2011-2012\nsections: []\n", encoding="utf-8")
    assert "\u202e" in luzplan("validate", "--notes", "--diff", "plan.yaml").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    run = luzplan("validate", "--notes", "--diff", "plan.yaml")
    assert "+title: а\N{REPLACEMENT CHARACTER}б в" in run.out


def test_a_patch_names_a_strange_file_on_one_line() -> None:
    head = patch_text(NAME, "а\n", "б\n", Page()).splitlines()[:2]
    assert [line[:10] for line in head] == ["--- a/план", "+++ b/план"]
    assert not re.search(OBEYED, "".join(head))


def test_the_log_of_a_job_is_told_apart_from_a_file(tmp_path: Path) -> None:
    """What is redirected into a file is no log: a page or a plan gets there as it is."""
    plan = tmp_path / "plan.yaml"
    plan.write_text("title: а##[error]б\nyear: 2011-2012\nsections: []\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "GITHUB_ACTIONS": "true"}
    command = [sys.executable, "-m", "luzplan", "export", "--to", "json", "--plan", str(plan)]
    with (tmp_path / "out.json").open("wb") as out:
        subprocess.run(command, env=environment, stdout=out, check=True)
    piped = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "##[error]" in (tmp_path / "out.json").read_text(encoding="utf-8")
    assert b"##[" not in piped.stdout


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("а\n  ::error::б", "а\n  \u2060::error::б"),
        ("а ::error::б", "а ::error::б"),
        ("а ##[error]б", "а ##\u2060[error]б"),
        ("\u00a0::error::", "\u00a0\u2060::error::"),
    ],
)
def test_what_a_runner_looks_for_is_taken_apart(text: str, harmless: str) -> None:
    assert without_commands(text) == harmless
