from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Luzplan
from tests.repositories import Repository

OLD = "year: 2011-2012\nsections: [{title: Работа, activities: [{what: Сайт, when: февраль}]}]\n"
NEW = OLD.replace("февраль", "март")


@pytest.fixture
def repository(here: Path) -> Path:
    """A git repository whose plan changed since its only commit."""
    made = Repository(here)
    made.commit(OLD)
    made.write(NEW)
    return here


@pytest.mark.parametrize("words", [["HEAD"], ["HEAD:plan.yaml"], ["HEAD", "plan.yaml"]])
def test_the_plan_is_compared_with_a_revision(words: list[str], repository: Path, luzplan: Luzplan) -> None:
    run = luzplan("diff", *words, "--format", "json")
    assert [(row["change"], row["before"], row["after"]) for row in run.json] == [
        ("deadline", "февраль", "март")
    ]


def test_it_works_in_a_folder_below(
    repository: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / "a").mkdir()
    monkeypatch.chdir(repository / "a")
    assert "на 31 день позже" in luzplan("diff", "HEAD").out


def test_two_files_are_compared(repository: Path, luzplan: Luzplan) -> None:
    (repository / "old.yaml").write_text(OLD, encoding="utf-8")
    assert luzplan("diff", "old.yaml", "plan.yaml", "--exit-code").code == 1
    assert luzplan("diff", "old.yaml", "old.yaml", "--exit-code").code == 0


def test_neither_file_nor_revision_is_an_error_with_the_way_out(repository: Path, luzplan: Luzplan) -> None:
    run = luzplan("diff", "HEAD~7")
    assert run.code == 2
    assert "ревизи" in run.err


def test_a_broken_old_plan_cannot_be_compared(repository: Path, luzplan: Luzplan) -> None:
    (repository / "old.yaml").write_text("year: [", encoding="utf-8")
    assert luzplan("diff", "old.yaml").code == 3


def test_plans_that_were_read_in_part_are_not_called_alike(repository: Path, luzplan: Luzplan) -> None:
    marks = "<<<<<<< HEAD\n  - {title: А}\n=======\n  - {title: Б}\n>>>>>>> dev\n"
    text = "year: 2011-2012\nsections:\n"
    for name, rest in (("plan.yaml", marks), ("old.yaml", "  - {title: А}\n")):
        (repository / name).write_text(text + rest, encoding="utf-8")
    for words in (["old.yaml"], ["plan.yaml", "old.yaml"]):
        run = luzplan("diff", *words)
        assert "прочитано не всё" in run.out
        assert "Прочитано не всё: plan.yaml.\n" in run.err
    assert "прочитано не всё" not in luzplan("diff", "old.yaml", "old.yaml").out


@pytest.mark.parametrize(
    ("head", "said"),
    [("мусор\n", "git не читает репозиторий"), (f"{'1' * 40}\n", "HEAD в git не ведёт ни к одному коммиту")],
)
def test_a_repository_that_git_does_not_read_is_not_called_none(
    head: str, said: str, repository: Path, luzplan: Luzplan
) -> None:
    (repository / ".git" / "HEAD").write_text(head, encoding="utf-8")
    for words in (["diff"], ["log", "1.1"]):
        run = luzplan(*words)
        assert (run.code, run.out) == (3, "")
        assert said in run.err
