"""What people may call a version of a plan, and what git says of it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from luzplan.cli import git
from luzplan.cli.git import repository_of, top_level
from tests.conftest import Luzplan
from tests.repositories import Repository

PLAN = """year: 2011-2012
sections:
  - title: Работа
    activities:
      - {what: Сайт, when: сентябрь, who: Директор}
      - {what: Выставка, when: май, who: Психолог}
"""


@pytest.fixture
def repository(tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Two branches: «main» has moved «Сайт» to November since «dev» left it and moved «Выставка» to June."""
    made = Repository(tmp_path / "план")
    made.commit(PLAN, "План")
    made.git("checkout", "-q", "-b", "dev")
    made.commit(PLAN.replace("май", "июнь"), "Выставка в июне")
    made.git("checkout", "-q", "main")
    made.commit(PLAN.replace("сентябрь", "ноябрь"), "Сайт в ноябре")
    made.git("checkout", "-q", "dev")
    monkeypatch.chdir(made.folder)
    return made


def changes(luzplan: Luzplan, *words: str) -> list[tuple[str, str, str]]:
    run = luzplan("diff", *words, "--format", "json")
    assert run.code == 0, run.err
    return [(row["id"], row["before"], row["after"]) for row in run.json]


SITE, BACK, SHOW = ("1.1", "сентябрь", "ноябрь"), ("1.1", "ноябрь", "сентябрь"), ("1.2", "май", "июнь")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["main"], [SHOW]),
        (["main..dev"], [BACK, SHOW]),
        (["main", "dev"], [BACK, SHOW]),
        (["main...dev"], [SHOW]),
        (["dev...main"], [SITE]),
        (["main.."], [BACK, SHOW]),
        (["...main"], [SITE]),
        (["HEAD~1"], [SHOW]),
        (["main~1..main"], [SITE]),
    ],
    ids=str,
)
def test_a_branch_is_compared_where_it_parted_and_dots_mean_what_they_mean_to_git(
    words: list[str], expected: list[tuple[str, str, str]], repository: Repository, luzplan: Luzplan
) -> None:
    assert changes(luzplan, *words) == expected


def test_without_a_version_it_is_the_last_commit(repository: Repository, luzplan: Luzplan) -> None:
    assert changes(luzplan) == []
    repository.write(PLAN.replace("май", "апрель"))
    assert changes(luzplan) == [("1.2", "июнь", "апрель")]


def test_it_is_said_that_the_branch_has_gone_on(repository: Repository, luzplan: Luzplan) -> None:
    base = repository.git("merge-base", "main", "dev")
    assert f"разошлись ветки: {base[:7]}" in luzplan("diff", "main").err
    assert luzplan("diff", "dev").err == ""


def test_a_folder_does_not_hide_the_revision_of_its_name(repository: Repository, luzplan: Luzplan) -> None:
    (repository.folder / "HEAD").mkdir()
    (repository.folder / "main").mkdir()
    assert changes(luzplan, "HEAD~1", "HEAD") == [SHOW]
    assert changes(luzplan, "main") == [SHOW]


def test_the_plan_is_known_under_its_former_name(repository: Repository, luzplan: Luzplan) -> None:
    repository.git("mv", "plan.yaml", "план.yaml")
    repository.git("commit", "-q", "-m", "Назвать по-русски")
    assert changes(luzplan, "main", "-p", "план.yaml") == [SHOW]


def test_a_link_to_the_plan_is_as_good_as_the_plan(repository: Repository, luzplan: Luzplan) -> None:
    (repository.folder / "ссылка.yaml").symlink_to("plan.yaml")
    assert changes(luzplan, "main", "-p", "ссылка.yaml") == [SHOW]


def test_a_revision_where_the_plan_was_a_link_has_what_that_led_to(
    repository: Repository, luzplan: Luzplan
) -> None:
    plan = repository.folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8")
    repository.git("mv", "plan.yaml", "прежний.yaml")
    plan.symlink_to("прежний.yaml")
    repository.git("add", ".")
    repository.git("commit", "-q", "-m", "Дать плану второе имя")
    plan.unlink()
    plan.write_text(text, encoding="utf-8")
    assert changes(luzplan, "HEAD") == []


def test_a_bare_repository_has_versions_too(
    repository: Repository, tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("clone", "-q", "--bare", ".", str(tmp_path / "голое.git"))
    monkeypatch.chdir(tmp_path / "голое.git")
    assert changes(luzplan, "main..dev") == [BACK, SHOW]
    assert changes(luzplan, "main:plan.yaml", "dev:plan.yaml") == [BACK, SHOW]
    assert (
        changes(luzplan, "HEAD~0", "HEAD") == changes(luzplan, "HEAD", "HEAD") == []
    )  # HEAD is a file there


def test_without_git_that_is_said(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    run = luzplan("diff", "main")
    assert (run.code, run.out) == (3, "")
    assert "git не найдена" in run.err


def test_a_clone_that_is_too_shallow_is_said_with_the_way_out(
    repository: Repository, tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    shallow = tmp_path / "мелкий"
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", repository.folder.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    for name in ("main", "v1"):  # one is there without its past, one is not there
        run = luzplan("diff", name)
        assert (run.code, run.out) == (3, "")
        assert "fetch-depth: 0" in run.err


@pytest.mark.parametrize("words", [["нет"], ["main..нет"], ["HEAD:нет.yaml"], ["HEAD", "нет"]], ids=str)
def test_what_is_no_version_is_said(words: list[str], repository: Repository, luzplan: Luzplan) -> None:
    run = luzplan("diff", *words)
    assert (run.code, run.out) == (2, "")
    assert "ревизии" in run.err


def test_a_plan_outside_of_git_has_no_revisions(here: Path, luzplan: Luzplan) -> None:
    (here / "plan.yaml").write_text(PLAN, encoding="utf-8")
    for words, said in ((("main",), "ни ревизии «main»"), ((), "с чем сравнить план?")):
        run = luzplan("diff", *words)
        assert (run.code, said in run.err, "не в git" in run.err) == (2, True, True)


def test_a_folder_that_git_does_not_trust_is_said(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    run = luzplan("diff", "main")
    assert (run.code, "safe.directory" in run.err) == (3, True)


def test_commits_are_followed_under_other_names(repository: Repository) -> None:
    repository.git("mv", "plan.yaml", "план.yaml")
    repository.git("commit", "-q", "-m", "Назвать по-русски", day="2012-01-11", author="Пётр Петров")
    found = repository_of(str(repository.folder / "план.yaml"))
    assert found is not None
    renamed, changed, came = found.commits()
    assert (renamed.day, renamed.author, renamed.subject) == (
        "2012-01-11",
        "Пётр Петров",
        "Назвать по-русски",
    )
    assert (renamed.path, renamed.before, renamed.parent) == ("план.yaml", "plan.yaml", changed.revision)
    assert (came.subject, came.parent, came.before) == ("План", "", "")


def test_the_top_of_a_repository_is_seen_without_git(repository: Repository, tmp_path: Path) -> None:
    assert top_level(str(repository.folder / "а/б/plan.yaml")) == repository.folder
    assert top_level(str(tmp_path / "plan.yaml")) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no rights of this kind")
def test_a_folder_that_cannot_be_read_is_named(
    repository: Repository, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = repository.folder / "закрыто"
    closed.mkdir()
    real = os.scandir

    def scandir(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    run = luzplan("validate", str(repository.folder))
    assert (run.code, run.out) == (3, "")
    assert "закрыто" in run.err


def test_git_is_asked_by_its_words_and_never_by_those_of_a_plan(
    repository: Repository, luzplan: Luzplan
) -> None:
    run = luzplan("diff", "--", "--output=украдено")
    assert run.code == 2
    assert not (repository.folder / "украдено").exists()
    assert git.repository_of("--help") is not None


@pytest.mark.skipif(os.name == "nt", reason="a program of Unix")
def test_programs_that_the_settings_of_a_repository_name_are_not_run(
    repository: Repository, luzplan: Luzplan, tmp_path: Path
) -> None:
    ran = tmp_path / "ran"
    repository.write(PLAN.replace("май", "апрель"))
    repository.git("config", "core.fsmonitor", f"touch {ran}")
    repository.git("config", "filter.x.clean", f"touch {ran}; cat")
    (repository.folder / ".gitattributes").write_text("*.yaml filter=x\n", encoding="utf-8")
    commands = (
        "export --to ics",
        "diff",
        "log 1.1",
        "validate --since main",
        "diff main",
        "done 1.1 --dry-run",
    )
    for words in commands:
        luzplan(*words.split())
    assert not ran.exists()
