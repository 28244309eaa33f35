"""What has changed since the day of the approval: a note of `validate`, and `diff --since-approval`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Luzplan
from tests.repositories import Repository

PLAN = """year: 2011-2012
approval:
  approved: {by: директор, order: приказ № ____ от ____}
sections:
  - title: Работа
    activities:
      - {what: Сайт округа, when: февраль, who: Директор}
      - {what: Ярмарка курсов, when: апрель, who: Зам по УВР}
      - {what: День открытых дверей, when: май, who: Директор}
"""
SIGNED = PLAN.replace("№ ____ от ____", "№ 15 от «30» августа 2011 г.")
CHANGED = (
    SIGNED.replace("when: февраль", "when: март").replace("when: апрель", "when: май")
    .replace("дверей, when: май, who: Директор", "дверей, when: май, who: Завхоз, done: 2012-05-12")
)  # fmt: skip


@pytest.fixture
def repository(here: Path) -> Repository:
    """Prepared in summer, approved on 30 August, the signature entered three days later."""
    repository = Repository(here)
    repository.commit(PLAN.replace("when: май", "when: июнь"), day="2011-08-20")
    repository.commit(PLAN, day="2011-08-30")
    repository.commit(SIGNED, day="2011-09-02")
    return repository


def notes(luzplan: Luzplan) -> list[str]:
    run = luzplan("validate", "--select", "LP407", "--output", "json")
    return [one["message"] for one in run.json]


def test_what_was_approved_and_marked_is_not_changed(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(SIGNED.replace("when: май, who: Директор", "when: май, who: Директор, done: 2012-05-12"))
    assert notes(luzplan) == []
    run = luzplan("diff", "--since-approval")
    assert "По смыслу планы не отличаются." in run.out


def test_changes_are_counted(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(CHANGED)
    assert notes(luzplan) == ["план изменён после утверждения 30 августа 2011: 2 срока, 1 исполнитель"]
    assert "LP407" not in luzplan("validate").out


def test_they_are_shown(repository: Repository, luzplan: Luzplan) -> None:
    repository.write(CHANGED)
    rows = luzplan("diff", "--since-approval", "--format", "json").json
    assert [(row["change"], row["id"]) for row in rows] == [
        ("deadline", "1.1"),
        ("deadline", "1.2"),
        ("executors", "1.3"),
    ]
    assert "в день утверждения, 30 августа 2011" in luzplan("diff", "--since-approval").err


@pytest.mark.parametrize(
    ("text", "words"),
    [(PLAN, "не назван день"), (SIGNED.replace("«30» августа", "«1» августа"), "1 августа 2011 плана в git")],
)
def test_an_approval_that_git_does_not_know(
    text: str, words: str, repository: Repository, luzplan: Luzplan
) -> None:
    repository.write(text)
    assert notes(luzplan) == []
    run = luzplan("diff", "--since-approval")
    assert (run.code, words in run.err) == (2, True)


def test_a_plan_outside_git_has_no_such_note(luzplan: Luzplan, here: Path) -> None:
    (here / "plan.yaml").write_text(SIGNED, encoding="utf-8")
    assert notes(luzplan) == []


def test_two_things_to_compare_with_are_one_too_many(repository: Repository, luzplan: Luzplan) -> None:
    run = luzplan("diff", "HEAD", "--since-approval")
    assert (run.code, "с чем-то одним" in run.err) == (2, True)
