"""The workflows, the hook and the README's snippets for CI are what their platforms take, and they work."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.conftest import ROOT, Luzplan

pytestmark = pytest.mark.slow

WORKFLOWS = ROOT / ".github/workflows"
MANIFEST = ROOT / ".pre-commit-hooks.yaml"


def parsed(text: str) -> Any:
    return YAML(typ="safe").load(text)


def snippets() -> dict[str, str]:
    """The YAML blocks of the README's section, each under the first bold word above it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.partition("\n## In CI\n")[2].partition("\n## ")[0]
    found = re.findall(r"\*\*([\w -]+)\*\*(?:(?!\*\*).)*?```yaml\n(.*?)```", section, re.DOTALL)
    return dict(found)


def test_the_readme_has_a_snippet_for_each_platform() -> None:
    assert list(snippets()) == ["GitHub Actions", "GitLab", "pre-commit"]


def test_the_readme_shows_the_workflow_that_runs_here() -> None:
    workflow = (WORKFLOWS / "plan.yml").read_text(encoding="utf-8")
    assert workflow.partition("\n")[2] == snippets()["GitHub Actions"]


CONFIGURATIONS = {
    "plan.yml": ("github-workflows", (WORKFLOWS / "plan.yml").read_text(encoding="utf-8")),
    "tests.yml": ("github-workflows", (WORKFLOWS / "tests.yml").read_text(encoding="utf-8")),
    "GitLab": ("gitlab-ci", snippets()["GitLab"]),
}


@pytest.mark.parametrize(("schema", "text"), CONFIGURATIONS.values(), ids=CONFIGURATIONS)
def test_it_is_as_the_platform_s_schema_demands(schema: str, text: str, tmp_path: Path) -> None:
    file = tmp_path / "ci.yml"
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("workflow", sorted(WORKFLOWS.glob("*.yml")), ids=lambda path: path.name)
def test_what_others_wrote_is_pinned_to_one_commit(workflow: Path) -> None:
    used = re.findall(r"uses: (.*)", workflow.read_text(encoding="utf-8"))
    assert used
    assert [one for one in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def commands(platform: str) -> list[list[str]]:
    """The words of each luzplan command of a snippet."""
    if platform == "GitLab":
        lines = parsed(snippets()[platform])["plan"]["script"]
    else:
        lines = [step.get("run", "") for step in parsed(snippets()[platform])["jobs"]["validate"]["steps"]]
    return [shlex.split(line)[1:] for line in lines if line.startswith("luzplan ")]


@pytest.mark.parametrize("platform", ["GitHub Actions", "GitLab"])
def test_the_commands_of_a_snippet_accept_the_plan(platform: str, plan_here: Path, luzplan: Luzplan) -> None:
    assert [luzplan(*command).code for command in commands(platform)] == [0]


@pytest.mark.parametrize("platform", ["GitHub Actions", "GitLab"])
def test_a_job_has_the_history_that_tells_what_is_new(platform: str) -> None:
    job = next(iter((parsed(snippets()[platform]).get("jobs") or parsed(snippets()[platform])).values()))
    depths = [step.get("with", {}).get("fetch-depth") for step in job.get("steps", ())]
    assert 0 in [*depths, job.get("variables", {}).get("GIT_DEPTH")]


def test_the_gitlab_job_hands_over_the_reports_that_it_writes(plan_here: Path, luzplan: Luzplan) -> None:
    reports = parsed(snippets()["GitLab"])["plan"]["artifacts"]["reports"]
    for command in commands("GitLab"):
        luzplan(*command)
    assert isinstance(
        json.loads((plan_here.parent / reports["codequality"]).read_text(encoding="utf-8")), list
    )
    assert "<testsuites" in (plan_here.parent / reports["junit"]).read_text(encoding="utf-8")


def test_the_tests_run_on_every_system_and_python_the_package_is_for() -> None:
    job = parsed((WORKFLOWS / "tests.yml").read_text(encoding="utf-8"))["jobs"]["tests"]
    matrix = job["strategy"]["matrix"]
    assert set(matrix["os"]) == {"ubuntu", "windows", "macos"}
    assert {"3.11", "3.12", "3.13"} <= set(matrix["python"])
    [step] = [step["run"] for step in job["steps"] if "run" in step]
    assert "grep -m 1 -- pytest README.md" in step


@pytest.mark.parametrize(
    ("name", "checked"),
    [
        ("plan.yaml", True),
        ("plan.yml", True),
        ("школа 1/plan.yaml", True),
        ("plan-2012.yaml", True),
        ("школа1.plan.yaml", True),
        (".github/workflows/plan.yml", False),
        ("explan.yaml", False),
        ("plan.yaml.orig", False),
        ("plan.schema.json", False),
    ],
)
def test_the_hook_takes_plans_and_nothing_else(name: str, checked: bool) -> None:
    [hook] = parsed(MANIFEST.read_text(encoding="utf-8"))
    taken = re.search(hook["files"], name) and not re.search(hook["exclude"], name)
    assert bool(taken) is checked


def test_the_hook_s_command_accepts_the_plan(plan_here: Path, luzplan: Luzplan) -> None:
    [hook] = parsed(MANIFEST.read_text(encoding="utf-8"))
    assert luzplan(*shlex.split(hook["entry"])[1:], "plan.yaml").code == 0


def test_the_readme_names_the_hook_that_there_is() -> None:
    [repository] = parsed(snippets()["pre-commit"])["repos"]
    [hook] = parsed(MANIFEST.read_text(encoding="utf-8"))
    assert repository["hooks"] == [{"id": hook["id"]}]


@pytest.mark.network
@pytest.mark.parametrize(("plan", "code"), [("year: 2011-2012\nsections: []\n", 0), ("year: 2011\n", 1)])
def test_pre_commit_runs_the_hook(plan: str, code: int, tmp_path: Path) -> None:
    program = shutil.which("pre-commit", path=str(Path(sys.executable).parent)) or shutil.which("pre-commit")
    if program is None:
        pytest.skip("pre-commit is not installed")
    (tmp_path / "plan.yaml").write_text(plan, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    subprocess.run(["git", "add", "plan.yaml"], cwd=tmp_path, check=True)
    command = [program, "try-repo", str(ROOT), "luzplan-validate", "--all-files", "--verbose"]
    home = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    done = subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert ("LP0" in done.stdout) is bool(code)
