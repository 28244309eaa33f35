from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from luzplan.plan import Plan
from luzplan.text import saving
from tests.building import plan_in

ROOT = Path(__file__).parent.parent
DATA = Path(__file__).parent / "data"

# No test is about time: a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

APART = {"slow", "long", "network", "crowd"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as fast what no module or test keeps apart by a mark of its own."""
    for item in items:
        apart = APART.intersection(mark.name for mark in item.iter_markers())
        if not apart and "endurance" not in item.path.parts:
            item.add_marker(pytest.mark.fast)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow modules unread where only fast tests are asked for: to collect them takes long."""
    if config.getoption("markexpr") != "fast" or not collection_path.name.startswith("test_"):
        return None
    source = collection_path.read_text(encoding="utf-8")
    return True if re.search(r"^pytestmark = \[?\s*pytest\.mark\.slow", source, re.MULTILINE) else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite the expected files; look at the diff")


@pytest.fixture(autouse=True)
def files_are_whole_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spares the tests the wait for a file that another program has just written to."""
    monkeypatch.setattr(saving, "SETTLING", 0)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a whole expected file, or rewrites the file (`pytest --rewrite`)."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--rewrite"):
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode("utf-8")

    return compare


@pytest.fixture(scope="session")
def source_plan() -> Plan:
    """The repository's own plan."""
    return plan_in((ROOT / "plan.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Run:
    """What a command ended with."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it has written, read as JSON."""
        return json.loads(self.out)


Luzplan = Callable[..., Run]
WIDE = "400"  # columns: no line of an answer is broken
OURS = ("LUZPLAN_PLAN", "COLUMNS", "NO_COLOR", "FORCE_COLOR")
CI = (
    *("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "GITHUB_BASE_REF"),
    *("GITLAB_CI", "CI_PROJECT_DIR", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "CI_MERGE_REQUEST_DIFF_BASE_SHA"),
)


@pytest.fixture
def luzplan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Luzplan:
    """Runs a command in the repository's folder, as from a wide pipe."""
    # Imported here: where typer has changed, the test that says so must be able to run.
    from luzplan.cli.app import main

    monkeypatch.chdir(ROOT)
    for name in (*OURS, *CI):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", WIDE)

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["luzplan", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Run(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def here(luzplan: Luzplan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, to which it goes."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def nowhere(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with no plan in it or above, whatever lies about on the machine."""
    monkeypatch.setattr("luzplan.cli.plans.FILE", "there-is-no-such-plan.yaml")
    return here


@pytest.fixture
def plan_here(here: Path) -> Path:
    """A copy of the repository's plan in the folder where the commands are run."""
    return Path(shutil.copy(ROOT / "plan.yaml", here))
