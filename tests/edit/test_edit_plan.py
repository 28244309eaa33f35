"""Edits of a file: many at once, beside an editor, of a file that may not be changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from luzplan.edit import Edited, Refused, edit_plan
from luzplan.edit.intents import Assign, Assignment, Intent
from luzplan.plan.build import Built, load_plan
from luzplan.text.saving import Unsaved
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def locks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("locks")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "plan.yaml", tmp_path))


def done_2_8(built: Built) -> Intent:
    assert built.plan is not None
    activity = next(one for one in built.plan.activities() if one.position == "2.8")
    return Assign([Assignment(activity, {"done": "2012-02-10"})])


def test_one_line_of_the_file_is_new(plan: Path) -> None:
    before = plan.read_bytes()
    assert isinstance(edit_plan(str(plan), done_2_8), Edited)
    line = b"        done: 2012-02-10\n"
    assert plan.read_bytes().replace(line, b"") == before
    assert plan.read_bytes().count(line) == 1


@pytest.mark.parametrize("windows_first", [True, False], ids=["CRLF first", "LF first"])
def test_a_new_line_ends_as_those_around_it_where_ends_are_mixed(plan: Path, windows_first: bool) -> None:
    lines = plan.read_text(encoding="utf-8").splitlines()
    second = lines.index("  - title: Организационно-методическая работа")
    ends = ("\r\n", "\n") if windows_first else ("\n", "\r\n")
    before = "".join(line + ends[at >= second] for at, line in enumerate(lines))
    plan.write_text(before, encoding="utf-8", newline="")
    assert isinstance(edit_plan(str(plan), done_2_8), Edited)
    row, new = (f"{line}{ends[1]}" for line in ("        who: Зам. по УВР", "        done: 2012-02-10"))
    assert plan.read_bytes().decode() == before.replace(row, row + new, 1)


def test_a_line_that_is_changed_keeps_its_end_where_ends_are_mixed(plan: Path) -> None:
    before = (
        "year: 2011-2012\nsections:\n- title: А\n  activities:\n  - what: Б\n    when: май\r\n    who: В\n"
    )
    plan.write_text(before, encoding="utf-8", newline="")
    assert isinstance(edit_plan(str(plan), set_1_1, force=True), Edited)
    assert plan.read_bytes().decode() == before.replace("май", "март")


def set_1_1(built: Built) -> Intent:
    assert built.plan is not None
    return Assign([Assignment(next(built.plan.activities()), {"when": "март"})])


def test_a_dry_run_tells_the_same_and_changes_nothing(plan: Path, locks: Path) -> None:
    before = plan.read_bytes()
    dry = edit_plan(str(plan), done_2_8, dry_run=True)
    assert plan.read_bytes() == before
    assert list(locks.iterdir()) == []
    assert told(dry) == told(edit_plan(str(plan), done_2_8))


def told(edit: Edited | Refused | Unsaved) -> object:
    assert isinstance(edit, Edited)
    return edit.before.plan, edit.after.plan, edit.text, edit.numbers, edit.added, edit.problems


def test_an_edit_finds_its_activity_in_what_an_editor_saved_meanwhile(plan: Path) -> None:
    calls: list[Built] = []

    def intent(built: Built) -> Intent:
        if not calls:
            text = plan.read_text(encoding="utf-8")
            plan.write_text(text.replace("# Грифы", "# Оба грифа"), encoding="utf-8")
        calls.append(built)
        return done_2_8(built)

    assert isinstance(edit_plan(str(plan), intent), Edited)
    text = plan.read_text(encoding="utf-8")
    assert len(calls) == 2
    assert "# Оба грифа" in text
    assert "done: 2012-02-10" in text


def test_a_file_that_may_not_be_changed_is_not(plan: Path) -> None:
    plan.chmod(0o444)
    assert isinstance(edit_plan(str(plan), done_2_8), Unsaved)
    assert plan.read_bytes() == (ROOT / "plan.yaml").read_bytes()


def test_of_a_file_that_cannot_be_read_the_problem_is_told(plan: Path) -> None:
    plan.write_bytes("year: 2011-2012\nsections: []\ntitle: План".encode("cp1251"))
    seen: list[Built] = []

    def intent(built: Built) -> Intent:
        seen.append(built)
        raise LookupError

    with pytest.raises(LookupError):
        edit_plan(str(plan), intent)
    assert [(one.plan, [problem.code for problem in one.problems]) for one in seen] == [(None, ["LP002"])]


# One process for each activity, all of them at once.
_CROWD = """
import os, sys
from luzplan.plan.build import load_plan
from luzplan.edit import Edited, edit_plan
from luzplan.edit.intents import Assign, Assignment

def mark(number):
    def intent(built):
        return Assign([Assignment(list(built.plan.activities())[number], {"done": "2012-02-10"})])
    return isinstance(edit_plan(sys.argv[1], intent), Edited)

count = len(list(load_plan(sys.argv[1]).plan.activities()))
children = []
for number in range(count):
    child = os.fork()
    if not child:
        os._exit(0 if mark(number) else 1)
    children.append(child)
sys.exit(max(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))
"""


@pytest.mark.crowd
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fifty_at_once_all_land(plan: Path, locks: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    more = "".join(f"      - what: Экскурсия {number}\n        when: май\n" for number in range(5))
    plan.write_text(text.replace("\nauthor:", f"{more}\nauthor:"), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", _CROWD, str(plan)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(locks)},
        check=True,
    )
    built = load_plan(str(plan))
    assert built.plan is not None
    assert [str(one.done) for one in built.plan.activities()] == ["2012-02-10"] * 50
    assert [path.name for path in plan.parent.iterdir()] == ["plan.yaml"]
