"""What the help pages promise."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from luzplan.cli.app import COMMANDS
from tests.conftest import ROOT, Luzplan

pytestmark = pytest.mark.slow


STARTED_BY_OTHERS = {"complete", "lsp"}  # by the shell, by the editor


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in STARTED_BY_OTHERS])
def test_every_example_is_a_command_that_can_be_typed(
    command: str, luzplan: Luzplan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    examples = re.findall(r"^  (luzplan .+)", luzplan(command, "--help").out, re.MULTILINE)
    assert examples
    shutil.copy(ROOT / "plan.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    for example in examples:
        words = shlex.split(re.split(r"  | >", example)[0])
        assert "--help" not in luzplan(*words[1:]).err


@pytest.mark.parametrize("command", COMMANDS)
def test_no_page_has_words_of_the_library(command: str, luzplan: Luzplan) -> None:
    page = luzplan(command, "--help").out
    assert not re.search(r"\[[a-z ]*(?:required|default|x>)|Usage|Options|Arguments", page)
