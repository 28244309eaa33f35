"""What the help pages promise."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from luzplan.cli.app import COMMANDS, GROUPS
from tests.conftest import Luzplan

pytestmark = pytest.mark.slow


STARTED_BY_OTHERS = {"complete", "lsp"}  # by the shell, by the editor


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in STARTED_BY_OTHERS])
def test_every_example_is_a_command_that_can_be_typed(
    command: str, luzplan: Luzplan, plan_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    examples = re.findall(r"^  (luzplan .+)", luzplan(command, "--help").out, re.MULTILINE)
    assert examples
    for example in examples:
        words = shlex.split(re.split(r"  | >", example)[0])
        assert "--help" not in luzplan(*words[1:]).err


@pytest.mark.parametrize("command", COMMANDS)
def test_no_page_has_words_of_the_library(command: str, luzplan: Luzplan) -> None:
    page = luzplan(command, "--help").out
    assert not re.search(r"\[[a-z ]*(?:required|default|x>)|Usage|Options|Arguments", page)


@pytest.mark.parametrize("width", [60, 80, 200])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_page_is_wider_than_the_screen_or_80_columns(
    command: str, width: int, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    page = luzplan(*filter(None, [command, "--help"])).out
    # What has to be typed on one line stays on it, but no example is wider than 80 columns.
    prose = [line for line in page.splitlines() if width > 60 or "luzplan" not in line]
    assert max(map(len, prose)) <= min(width, 80)


def test_commands_stand_by_what_people_come_for(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    page = luzplan("--help").out
    headings = re.findall(r"^(\w+):$", page, re.MULTILINE)
    assert headings == [*GROUPS, "Настроить", "Параметры", "Примеры"]
    listed = re.findall(r"^  (\w[a-z-]+)  +[А-Я]", page, re.MULTILINE)
    assert sorted(listed) == sorted(name for name in COMMANDS if name != "complete")
    assert "\x1b[" not in page
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1mСпросить\x1b[0m:" in luzplan("--help").out


ANSWERS = {
    "due": ["май"], "by-role": ["Директор"], "show": [], "timeline": [], "load": [], "summary": [],
    "explain": [], "when": ["май"], "who": ["Директор"], "diff": ["plan.yaml"], "export": [],
}  # fmt: skip


@pytest.mark.parametrize("command", ANSWERS)
def test_each_format_that_a_page_promises_is_given(command: str, luzplan: Luzplan, tmp_path: Path) -> None:
    option = "--to" if command == "export" else "--format"
    page = " ".join(luzplan(command, "--help").out.split())
    (listed,) = re.findall(r"В каком виде: ([^.]+)\.", page)
    promised = re.findall(r"\w+", listed.replace(" или ", " "))
    for name in promised:
        words = [*ANSWERS[command], option, name, "-o", str(tmp_path / f"{command}.{name}")]
        assert luzplan(command, *words).code == 0, name
