"""`validate --since`: what is new since a revision or a file, in every output; jobs find their base."""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import pytest

from tests.conftest import Luzplan
from tests.repositories import Repository

OLD = """year: 2011-2012
sections:
  - title: Работа
    activities:
      - {what: Сайт, when: феврюнь, who: Директор}
      - {what: Выставка, when: 31 февраля, who: Психолог}
      - {what: Встреча, who: Директор}
"""
NEW = OLD.replace("who: Психолог", "who: Псхолог")


@pytest.fixture
def repository(tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A branch that misspells the psychologist, beside a «main» that has gone on and mended a deadline."""
    made = Repository(tmp_path / "план")
    made.commit(OLD, "План")
    made.git("checkout", "-q", "-b", "правка")
    made.commit(NEW, "Опечатка")
    made.git("checkout", "-q", "main")
    made.commit(OLD.replace("феврюнь", "июнь"), "Исправление")
    made.git("checkout", "-q", "правка")
    monkeypatch.chdir(made.folder)
    return made


def codes(luzplan: Luzplan, *words: str) -> list[str]:
    return [one["code"] for one in luzplan("validate", *words, "--output=json").json]


def test_only_what_is_new_since_the_branch_parted_is_told(repository: Repository, luzplan: Luzplan) -> None:
    run = luzplan("validate", "--since", "main")
    assert run.code == 1
    assert "Псхолог" in run.out
    assert "LP202" not in run.out
    assert run.out.endswith("Найдено: 1 ошибка в 1 файле\nКроме того, ещё 3 прежние\n")


def test_without_it_all_is_told(repository: Repository, luzplan: Luzplan) -> None:
    assert codes(luzplan) == ["LP201", "LP202", "LP101", "LP301"]
    assert "прежн" not in luzplan("validate").out


def test_only_what_is_new_is_mended(repository: Repository, luzplan: Luzplan) -> None:
    old = OLD.replace("what: Выставка", "what: Выставка  работ")
    repository.commit(old, "Пробел")
    repository.write(old.replace("what: Встреча", "what: Встреча  с поэтом"))
    fixing = ("validate", "--since", "HEAD", "--notes", "--select", "LP9", "--ignore", "LP909")
    patch = luzplan(*fixing, "--diff").out
    assert ("+      - {what: Встреча с поэтом" in patch, "+      - {what: Выставка" in patch) == (True, False)
    luzplan(*fixing, "--fix")
    mended = (repository.folder / "plan.yaml").read_text(encoding="utf-8")
    assert mended == old.replace("what: Встреча", "what: Встреча с поэтом")


def test_where_nothing_is_new_the_plan_passes(repository: Repository, luzplan: Luzplan) -> None:
    for words in (["--since=HEAD"], ["--since=HEAD", "--strict"]):
        run = luzplan("validate", *words)
        assert (run.code, run.out) == (0, "Проверено: 1 файл, нового нет\nКроме того, ещё 4 прежние\n")


def test_strict_counts_what_is_new(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(NEW.replace(", when: 31 февраля", ""))
    assert codes(luzplan, "--since=HEAD") == ["LP301"]
    assert luzplan("validate", "--since=HEAD").code == 0
    assert luzplan("validate", "--since=HEAD", "--strict").code == 1


def test_a_file_is_as_good_as_a_revision(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(OLD, "прежний.yaml")
    assert codes(luzplan, "plan.yaml", "--since=прежний.yaml") == ["LP101"]
    assert luzplan("validate", ".", "--since=прежний.yaml").code == 2


def test_every_report_lists_what_is_new_only(repository: Repository, luzplan: Luzplan) -> None:
    names = ("gitlab", "sarif", "junit", "concise", "github")
    luzplan("validate", "--since=main", *(f"--output={name}:{name}" for name in names))
    written = {name: (repository.folder / name).read_text(encoding="utf-8") for name in names}
    results = json.loads(written["sarif"])["runs"][0]["results"]
    assert [(one["ruleId"], one["baselineState"]) for one in results] == [("LP101", "new")]
    assert [one["check_name"] for one in json.loads(written["gitlab"])] == ["LP101"]
    assert written["junit"].count("<testcase") == 1
    assert written["concise"].startswith("plan.yaml:6:49: ошибка LP101 ")
    assert written["github"].count("::error") == 1


def test_a_plan_that_was_not_there_is_all_new(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(NEW, "школа/plan.yaml")
    assert len(codes(luzplan, "школа/plan.yaml", "--since=main")) == 4


def test_a_plan_that_was_renamed_is_known(repository: Repository, luzplan: Luzplan) -> None:
    repository.git("mv", "plan.yaml", "округ.yaml")
    assert codes(luzplan, "округ.yaml", "--since=main") == ["LP101"]


def test_standard_input_has_a_past_under_its_name(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = BytesIO(NEW.encode())
        isatty = staticmethod(lambda: False)

    monkeypatch.setattr(sys, "stdin", Input)
    run = luzplan("validate", "-", "--stdin-filename=plan.yaml", "--since=main", "--output=concise")
    assert run.out.startswith("plan.yaml:6:49: ошибка LP101")
    assert len(run.out.splitlines()) == 1
    run = luzplan("validate", "-", "--since=main")
    assert (run.code, "--stdin-filename" in run.err) == (2, True)


@pytest.fixture(params=["github", "gitlab", "gitlab by commit"])
def job(request: pytest.FixtureRequest, repository: Repository, monkeypatch: pytest.MonkeyPatch) -> str:
    """The job of a pull request into «main», whose clone knows the branches of the server only."""
    clone = repository.folder.parent / "клон"
    base = repository.git("merge-base", "main", "правка")
    repository.git("clone", "-q", "--branch=правка", ".", str(clone))
    monkeypatch.chdir(clone)
    by_system = {
        "github": {"GITHUB_ACTIONS": "true", "GITHUB_BASE_REF": "main"},
        "gitlab": {"GITLAB_CI": "true", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"},
        "gitlab by commit": {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base},
    }
    for name, value in by_system[request.param].items():
        monkeypatch.setenv(name, value)
    return str(request.param)


def test_a_job_finds_its_base_itself(job: str, luzplan: Luzplan) -> None:
    assert codes(luzplan) == ["LP101"]
    assert len(codes(luzplan, "--all")) == 4


def test_a_shallow_clone_is_said_and_everything_told(
    repository: Repository, tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = tmp_path / "мелкий"
    repository.git("clone", "-q", "--depth=1", "--branch=правка", repository.folder.as_uri(), str(clone))
    monkeypatch.chdir(clone)
    run = luzplan("validate", "--since=main")
    assert (run.code, run.out, "fetch-depth: 0" in run.err) == (3, "", True)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_BASE_REF", "main")
    run = luzplan("validate", "--output=concise")
    assert (run.code, run.out.count(" LP"), "fetch-depth: 0" in run.err) == (1, 8, True)  # annotations too


def test_a_job_that_is_for_no_pull_request_tells_all(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_BASE_REF", "")
    assert len(codes(luzplan)) == 4


def test_errors_come_first_where_few_are_shown(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(OLD.replace("{what: Сайт, when: феврюнь", "{what: Сайт"))
    lines = luzplan("validate", "--output=github").out.splitlines()
    assert [line.partition(" ")[0] for line in lines] == ["::error", "::warning", "::warning"]


def test_annotations_name_the_file_from_the_top_of_its_repository(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(repository.folder.parent))
    assert "file=plan.yaml," in luzplan("validate", "--output=github").out
