"""What the README and the guide say is run."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from luzplan.formats import Page, writer
from luzplan.plan import Plan
from luzplan.reports.paper import document_report
from luzplan.selection import Filters
from tests.conftest import ROOT, Luzplan

pytestmark = pytest.mark.slow

PAGES = (ROOT / "README.md", ROOT / ".github" / "GUIDE.ru.md")
WIDTH = "100"


def blocks(kind: str) -> list[str]:
    texts = (page.read_text(encoding="utf-8") for page in PAGES)
    return [block for text in texts for block in re.findall(rf"(?ms)^```{kind}\n(.*?)^```", text)]


SCREENS = [tuple(block.split("\n", 1)) for block in blocks("console")]
SESSIONS = [
    [line.split("  #")[0].strip() for line in block.splitlines() if line.startswith("luzplan ")]
    for block in blocks("sh")
]


@pytest.fixture(scope="session")
def paper(source_plan: Plan) -> bytes:
    """The plan as a Word document."""
    written = writer("docx")(document_report(source_plan, Filters(date(2012, 2, 1))), Page())
    assert isinstance(written, bytes)
    return written


@pytest.fixture
def folder(plan_here: Path, paper: bytes) -> Path:
    """A folder with the plan, in Word too, so that the examples may change it."""
    plan_here.with_name("школа.docx").write_bytes(paper)
    return plan_here.parent


@pytest.mark.parametrize(("command", "output"), SCREENS, ids=[command for command, _ in SCREENS])
def test_a_screen_is_today_s(
    command: str, output: str, folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", WIDTH)
    run = luzplan(*shlex.split(command.removeprefix("$ "))[1:])
    assert run.out + run.err == output


@pytest.mark.parametrize("session", list(filter(None, SESSIONS)), ids=lambda session: session[0])
def test_examples_work_one_after_the_other(session: list[str], folder: Path, luzplan: Luzplan) -> None:
    shutil.copy("plan.yaml", "план-было.yaml")
    for words in (["init", "-q", "-b", "main"], ["add", "plan.yaml"], ["commit", "-qm", "plan"]):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True)
    for command in session:
        run = luzplan(*shlex.split(command)[1:])
        assert run.code in (0, 1), (command, run.err)
        assert "Traceback" not in run.err
