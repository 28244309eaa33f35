"""A real editor: Neovim opens a plan, sees what is wrong, asks, renames, and sees that it is mended."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.lsp.marked import HEAD, ROWS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed"),
]

SCRIPT = Path(__file__).with_name("neovim.lua")


def test_neovim_shows_what_is_wrong_and_renames(tmp_path: Path) -> None:
    plan, seen = tmp_path / "plan.yaml", tmp_path / "seen.json"
    text = (HEAD + ROWS).replace("Замы по УВР и ВР", "Психлог")
    plan.write_text(text, encoding="utf-8")
    environment = {
        **os.environ,
        "PLAN": str(plan),
        "SEEN": str(seen),
        "SERVER": sys.executable,
        "PATIENCE": "60",
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
    }
    words = ["nvim", "--headless", "--clean", "-i", "NONE", "-n", "-S", str(SCRIPT)]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=180, check=False)
    assert seen.exists(), done.stderr
    told = json.loads(seen.read_text(encoding="utf-8"))
    assert "failed" not in told, (told, done.stderr)
    message = "неизвестный исполнитель «Психлог» (может быть, «Психолог»?)"
    assert [25, "LP101", message] in told["problems"]
    assert "**LP101** Неизвестный исполнитель" in told["hover"]
    mended = text.replace("Психлог", "Психолог").replace("Совет округа", "Совет школ")
    assert told["lines"] == mended.splitlines()
