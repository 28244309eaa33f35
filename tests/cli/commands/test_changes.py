"""`luzplan diff` and `luzplan log`: what changed since another version, and who changed a row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Luzplan
from tests.repositories import Repository

OLD = "year: 2011-2012\nsections: [{title: Работа, activities: [{what: Сайт, when: февраль}]}]\n"
NEW = OLD.replace("февраль", "март")


@pytest.fixture
def changed(here: Path) -> Path:
    """A git repository whose plan changed since its only commit."""
    made = Repository(here)
    made.commit(OLD)
    made.write(NEW)
    return here


@pytest.mark.parametrize("words", [["HEAD"], ["HEAD:plan.yaml"], ["HEAD", "plan.yaml"]])
def test_the_plan_is_compared_with_a_revision(words: list[str], changed: Path, luzplan: Luzplan) -> None:
    run = luzplan("diff", *words, "--format", "json")
    assert [(row["change"], row["before"], row["after"]) for row in run.json] == [
        ("deadline", "февраль", "март")
    ]


def test_it_works_in_a_folder_below(changed: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    (changed / "a").mkdir()
    monkeypatch.chdir(changed / "a")
    assert "на 31 день позже" in luzplan("diff", "HEAD").out


def test_two_files_are_compared(changed: Path, luzplan: Luzplan) -> None:
    (changed / "old.yaml").write_text(OLD, encoding="utf-8")
    assert luzplan("diff", "old.yaml", "plan.yaml", "--exit-code").code == 1
    assert luzplan("diff", "old.yaml", "old.yaml", "--exit-code").code == 0


def test_neither_file_nor_revision_is_an_error_with_the_way_out(changed: Path, luzplan: Luzplan) -> None:
    run = luzplan("diff", "HEAD~7")
    assert run.code == 2
    assert "ревизи" in run.err


def test_a_broken_old_plan_cannot_be_compared(changed: Path, luzplan: Luzplan) -> None:
    (changed / "old.yaml").write_text("year: [", encoding="utf-8")
    assert luzplan("diff", "old.yaml").code == 3


def test_plans_that_were_read_in_part_are_not_called_alike(changed: Path, luzplan: Luzplan) -> None:
    marks = "<<<<<<< HEAD\n  - {title: А}\n=======\n  - {title: Б}\n>>>>>>> dev\n"
    text = "year: 2011-2012\nsections:\n"
    for name, rest in (("plan.yaml", marks), ("old.yaml", "  - {title: А}\n")):
        (changed / name).write_text(text + rest, encoding="utf-8")
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
    head: str, said: str, changed: Path, luzplan: Luzplan
) -> None:
    (changed / ".git" / "HEAD").write_text(head, encoding="utf-8")
    for words in (["diff"], ["log", "1.1"]):
        run = luzplan(*words)
        assert (run.code, run.out) == (3, "")
        assert said in run.err


FIRST = """year: 2011-2012
sections:
  - title: Работа
    activities:
      - {what: Ярмарка элективных курсов на базе школы, when: апрель, who: Зам по УВР}
      - {what: День открытых дверей в школах округа, when: май, who: Директор}
  - title: Итоги
    activities:
      - {what: Отчёт о работе, when: июнь, who: Директор}
"""


@pytest.fixture
def repository(here: Path) -> Repository:
    return Repository(here)


def history(luzplan: Luzplan, number: str) -> list[tuple[str, str, str, str, str]]:
    run = luzplan("log", number, "--format", "json")
    assert run.code == 0, run.err
    rows = run.json
    return [(row["day"] or "", row["author"], row["change"], row["before"], row["after"]) for row in rows]


def test_an_activity_is_followed_across_moves_and_words(repository: Repository, luzplan: Luzplan) -> None:
    repository.commit(FIRST, "План", day="2011-08-20")
    text = FIRST.replace("when: май", "when: до 20 мая")
    repository.commit(text, "Срок", day="2011-09-10", author="Пётр Сидоров")
    repository.commit("# План округа\n" + text.replace("{what: Ярм", "{ what: Ярм"), "Вид", day="2011-09-11")
    row = "      - {what: День открытых дверей в школах округа, when: до 20 мая, who: Директор}\n"
    text = text.replace(row, "") + row
    repository.commit(text, "Перенос", day="2011-10-01")
    text = text.replace("День открытых", "Единый день открытых").replace("Отчёт о работе", "Отчёт")
    repository.commit(text, "Слова", day="2011-10-02")
    repository.write(text.replace("до 20 мая, who: Директор", "до 20 мая, who: Завхоз"))
    assert history(luzplan, "2.2") == [
        ("", "ещё не в git", "executors", "Директор", "Завхоз"),
        (
            "2011-10-02", "Анна Иванова", "wording",
            "День открытых дверей в школах округа", "Единый день открытых дверей в школах округа",
        ),
        ("2011-10-01", "Анна Иванова", "moved", "1.2", "2.2"),
        ("2011-09-10", "Пётр Сидоров", "deadline", "май", "до 20 мая"),
        ("2011-08-20", "Анна Иванова", "added", "", "май"),
    ]  # fmt: skip


def test_a_row_that_others_push_down_is_not_changed(repository: Repository, luzplan: Luzplan) -> None:
    repository.commit(FIRST, day="2011-08-20")
    first = "      - {what: Приказ, when: сентябрь, who: Директор}\n"
    repository.commit(FIRST.replace("      - {what: Ярм", f"{first}      - {{what: Ярм"))
    assert [row[2] for row in history(luzplan, "1.3")] == ["added"]
    assert [row[:1] for row in history(luzplan, "1.1")] == [("2011-09-01",)]


def test_what_another_branch_changed_is_told_once(repository: Repository, luzplan: Luzplan) -> None:
    repository.commit(FIRST, day="2011-08-20")
    repository.git("checkout", "-q", "-b", "dev")
    repository.commit(FIRST.replace("май", "март"), day="2011-09-02", author="Пётр Сидоров")
    repository.git("checkout", "-q", "main")
    repository.commit(FIRST.replace("when: июнь", "when: июль"), day="2011-09-03")
    repository.git("merge", "-q", "--no-edit", "dev", day="2011-09-04")
    assert [row[:3] for row in history(luzplan, "1.2")] == [
        ("2011-09-02", "Пётр Сидоров", "deadline"),
        ("2011-08-20", "Анна Иванова", "added"),
    ]


def test_the_file_may_have_had_another_name(repository: Repository, luzplan: Luzplan) -> None:
    repository.commit(FIRST, name="old.yaml", day="2011-08-20")
    repository.git("mv", "old.yaml", "plan.yaml")
    repository.commit(FIRST.replace("июнь", "июль"), day="2011-09-02")
    assert [row[2:] for row in history(luzplan, "2.1")] == [
        ("deadline", "июнь", "июль"),
        ("added", "", "июнь"),
    ]


def test_a_plan_that_is_not_in_git_has_no_history(tmp_path: Path, luzplan: Luzplan) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(FIRST, encoding="utf-8")
    run = luzplan("log", "1.1", "--plan", str(plan))
    assert (run.code, "лежит не в git" in run.err) == (2, True)


def test_what_is_only_here_is_said_to_be_so(repository: Repository, luzplan: Luzplan) -> None:
    repository.commit(FIRST)
    repository.write(FIRST + "      - {what: Новое дело, when: май, who: Директор}\n")
    assert "ещё не в git" in luzplan("log", "2.2").out
    assert luzplan("log", "9.9").code == 2


def test_a_history_that_is_cut_off_is_said(
    repository: Repository, luzplan: Luzplan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(FIRST, "План", day="2011-08-20")
    repository.commit(FIRST.replace("when: май", "when: июнь"), "Срок", day="2011-09-10")
    assert "Клон неполный" not in luzplan("log", "1.2").err
    shallow = tmp_path / "мелкий"
    repository.git("clone", "-q", "--depth=1", repository.folder.as_uri(), str(shallow))
    monkeypatch.chdir(shallow)
    assert "Клон неполный: что было раньше, git здесь не знает." in luzplan("log", "1.2").err
