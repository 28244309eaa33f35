"""The commands that change the plan: what they write, and what they say."""

from __future__ import annotations

import shlex
import subprocess
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from luzplan.cli import periods
from tests.conftest import DATA, ROOT, Luzplan

pytestmark = pytest.mark.slow

SESSIONS = sorted((DATA / "edit" / "sessions").glob("*.txt"))


@pytest.fixture
def plan(plan_here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the repository's plan, in the folder where the commands are run."""
    monkeypatch.setattr(tempfile, "tempdir", str(plan_here.parent))
    return plan_here


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_a_session_goes_as_expected(
    session: Path,
    plan: Path,
    luzplan: Luzplan,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS")
    commands = [line for line in session.read_text(encoding="utf-8").splitlines() if line.startswith("$ ")]
    said = []
    for command in commands:
        run = luzplan(*shlex.split(command)[2:])
        ended = f"(код {run.code})\n" if run.code else ""
        said.append(f"{command}\n{run.out}{run.err}{ended}")
    golden(session, "\n".join(said))


def test_done_is_the_line_that_the_plan_s_own_comment_names(plan: Path, luzplan: Luzplan) -> None:
    before = plan.read_bytes()
    assert b"luzplan done 2.8" in before
    assert luzplan("done", "2.8", "--on", "2012-02-10").code == 0
    assert plan.read_bytes() != before
    assert luzplan("undone", "2.8").code == 0
    assert plan.read_bytes() == before


def test_marks_of_several_deadlines_are_taken_back_byte_for_byte(plan: Path, luzplan: Luzplan) -> None:
    luzplan("set", "2.1", "when", "октябрь, январь, апрель")
    texts = [plan.read_bytes()]
    for command in (["--on", "24.10.2011"], ["--for", "апрель", "--on", "20.04.2012"], ["--on", "1.02.2012"]):
        assert luzplan("done", "2.1", *command).code == 0
        texts.append(plan.read_bytes())
    assert "done: [2011-10-24, 2012-04-20 за апрель, 2012-02-01]".encode() in texts[-1]
    for text in reversed(texts[:-1]):
        assert luzplan("undone", "2.1").code == 0
        assert plan.read_bytes() == text


def test_a_note_is_told_by_what_shows_the_activity(plan: Path, luzplan: Luzplan) -> None:
    luzplan("done", "2.8", "--on", "15 декабря", "--note", "Были все школы")
    assert "Заметка      Были все школы" in luzplan("show", "2.8").out
    assert "Заметка" in luzplan("export", "--to", "csv").out.splitlines()[0]
    assert '"note": "Были все школы"' in luzplan("export", "--to", "json").out


def test_an_empty_note_takes_the_old_one_away(plan: Path, luzplan: Luzplan) -> None:
    luzplan("done", "2.8", "--on", "15 декабря", "--note", "Были все школы")
    assert luzplan("done", "2.8", "--note", "").out.splitlines()[0].endswith(", заметка убрана.")
    assert "note:" not in plan.read_text(encoding="utf-8")


def test_today_can_be_another_day(plan: Path, luzplan: Luzplan) -> None:
    assert "Выполнено 1 февраля 2012: 1.1" in luzplan("done", "1.1", "--today", "2012-02-01").out
    assert "Уже отмечено: 1.1" in luzplan("done", "1.1", "--today", "2012-02-02").out


def test_without_a_day_it_is_today(plan: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    friday = SimpleNamespace(today=lambda: date(2012, 2, 10))
    monkeypatch.setattr(periods, "date", friday)
    assert "Выполнено 10 февраля 2012" in luzplan("done", "2.8").out


@pytest.mark.parametrize(
    "command",
    [
        "done 2.8 9.9",
        "undone x",
        "set 2.8 whem март",
        "set 2.8 done 31.02",
        'set 2.8 what " "',
        "add --section 2",
        "add --what А",
        "add --section 9 --what А",
        "add --after 2.8 --section 3 --what А",
        "add --section 2 --what А --who Психлог",
        "move 2.8",
        "move 2.8 --after 2.8",
        "move 2.8 --after 3.1 --first",
        "remove 2.8 2.99",
        "done 2.8 --plan -",
        "done 2.8 --plan none.yaml",
        "done 2.8 --plan .",
    ],
)
def test_what_cannot_be_done_ends_in_one_message_and_an_untouched_file(
    command: str, plan: Path, luzplan: Luzplan
) -> None:
    before = plan.read_bytes()
    run = luzplan(*shlex.split(command))
    assert run.code in (2, 3, 4)
    assert run.out == ""
    assert "luzplan: " in run.err
    assert plan.read_bytes() == before


def test_a_control_character_is_named(plan: Path, luzplan: Luzplan) -> None:
    run = luzplan("set", "2.8", "note", "a\x1b[31m")
    assert run.code == 2
    assert "U+001B" in run.err
    assert plan.read_bytes() == (ROOT / "plan.yaml").read_bytes()


def test_bytes_that_are_no_text_are_refused(plan: Path, luzplan: Luzplan) -> None:
    run = luzplan("set", "2.8", "note", "\udcd1\udce5")
    assert run.code == 2
    assert plan.read_bytes() == (ROOT / "plan.yaml").read_bytes()


def test_a_dry_run_prints_a_diff_that_patch_takes(plan: Path, luzplan: Luzplan) -> None:
    before = plan.read_bytes()
    run = luzplan("done", "5.7", "--on", "2012-02-10", "--dry-run")
    assert run.out.startswith("--- a/plan.yaml\n+++ b/plan.yaml\n@@ ")
    assert "\n+        done: 2012-02-10\n" in run.out
    assert plan.read_bytes() == before


def test_a_diff_shows_a_last_line_without_an_end(plan: Path, luzplan: Luzplan) -> None:
    plan.write_bytes("year: 2011-2012\nsections:\n- title: А\n  activities:\n  - what: Б".encode())
    run = luzplan("done", "1.1", "--on", "2012-02-10", "--dry-run")
    assert run.out.endswith(
        "-  - what: Б\n\\ No newline at end of file\n"
        "+  - what: Б\n+    done: 2012-02-10\n\\ No newline at end of file\n"
    )


@pytest.mark.parametrize("text", ["", "a: [", "- а", "year: 2011-2012\nsections: нет"])
def test_a_file_that_is_no_plan_is_left_alone(text: str, plan: Path, luzplan: Luzplan) -> None:
    plan.write_text(text, encoding="utf-8")
    run = luzplan("done", "1.1")
    assert run.code in (2, 3)
    assert plan.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("command", [["done", "2.8"], ["validate", "--fix"]])
def test_a_name_that_keeps_the_old_text_is_said(plan: Path, luzplan: Luzplan, command: list[str]) -> None:
    plan.write_text(plan.read_text(encoding="utf-8").replace("Декабрь", "Дeкабрь"), encoding="utf-8")
    (plan.parent / "copy.yaml").hardlink_to(plan)
    assert "есть другое имя (жёсткая ссылка)" in luzplan(*command).err
    assert "жёсткая" not in luzplan(*command).err


COLUMNS = """\
year: 2011-2012
columns: [Классы, "Форма: какая"]
sections:
  - title: Дела
    activities:
      - what: Первый звонок
        when: 1 сентября
        who: Директор
        Классы: 1, 11
        note: на улице
"""


def test_cells_of_the_plan_s_own_columns_are_set_and_added_at_their_place(
    tmp_path: Path, luzplan: Luzplan
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(COLUMNS, encoding="utf-8")
    where = ("--plan", str(plan))
    assert luzplan("set", "1.1", "Классы", "1", *where).out == (
        "Изменено: 1.1 «Первый звонок», Классы: «1, 11» → «1».\n"
        f'Вернуть: luzplan set 1.1 Классы "1, 11" --plan {plan}\n'
    )
    luzplan("set", "1.1", "Форма: какая", "линейка", *where)
    luzplan("add", "--after", "1.1", "--what", "Урок", "--note", "а", "--column", "Классы=2–4", *where)
    assert plan.read_text(encoding="utf-8") == COLUMNS.replace(
        "1, 11\n        note: на улице\n",
        '1\n        "Форма: какая": линейка\n        note: на улице\n'
        "      - what: Урок\n        Классы: 2–4\n        note: а\n",
    )
    luzplan("set", "1.1", "Классы", "", *where)
    assert "Классы: 1\n" not in plan.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    [("set", "1.1", "Класы", "5"), ("add", "--section", "1", "--what", "Урок", "--column", "Класы=5")],
)
def test_a_column_that_the_plan_does_not_have_is_not_written(
    command: tuple[str, ...], tmp_path: Path, luzplan: Luzplan
) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(COLUMNS, encoding="utf-8")
    run = luzplan(*command, "--plan", str(plan))
    assert (run.code, plan.read_text(encoding="utf-8")) == (2, COLUMNS)
    assert "«Классы»" in run.err


@pytest.mark.parametrize(
    "command",
    [
        "done 2.8 3.7 --on 2012-02-10",
        "set 2.8 срок декабрь",
        "set 2.8 where Лальск",
        "add --section 2 --first --what Педсовет --when март --who директор",
        'add --section "Охрана труда" --new-section --what Проверка --when март --who директор',
        "move 2.7 --after 4.1",
        "move 2.1 --section 3",
        "move 2.18 --first",
        "move 3 --first",
        "move 1 --after 4",
        "move Кадровое --after 2",
    ],
)
def test_the_last_line_takes_the_edit_back(command: str, plan: Path, luzplan: Luzplan) -> None:
    before = plan.read_bytes()
    said = luzplan(*shlex.split(command)).out.splitlines()[-1]
    assert plan.read_bytes() != before
    assert luzplan(*shlex.split(said.removeprefix("Вернуть: luzplan "))).code == 0
    assert plan.read_bytes() == before


def test_the_way_back_says_so_where_comments_may_end_up_on_the_other_side(
    plan: Path, luzplan: Luzplan
) -> None:
    rows = ["      - what: А\n", "      # чей он\n\n", "      - what: Б\n", "      - what: В\n"]
    head = "year: 2024-2025\nsections:\n  - title: Р\n    activities:\n"
    plan.write_text(head + "".join(rows), encoding="utf-8")
    said = luzplan("move", "1.2", "--first").out.splitlines()
    assert said[-2:] == [
        "Рядом комментарии: после возврата проверьте, где они стоят.",
        "Вернуть: luzplan move 1.1 --after 1.2",
    ]
    assert said[-2] not in luzplan("move", "1.2", "--first").out  # where nothing stood in between


@pytest.mark.parametrize(
    ("there", "command"),
    [
        ("set 2.8 who Сисадмен --force", "set 2.8 who Директор"),
        ("set 2.8 when мартобря --force", "set 2.8 when май"),
        ("done 2.8 --on 2012-02-10", "done 2.8 --on 2012-02-11"),
    ],
    ids=["an unknown executor", "an unread deadline", "another mark"],
)
def test_what_was_there_comes_back_whatever_it_was(
    there: str, command: str, plan: Path, luzplan: Luzplan
) -> None:
    luzplan(*shlex.split(there))
    test_the_last_line_takes_the_edit_back(command, plan, luzplan)


def test_a_removed_section_comes_back_by_git(plan: Path, luzplan: Luzplan) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True, cwd=plan.parent
        )

    git("init", "-q")
    git("add", "plan.yaml")
    git("commit", "-qm", "plan")
    assert luzplan("remove", "4").code == 4
    run = luzplan("remove", "4", "--force")
    assert run.out.startswith("Убран раздел 4 «Кадровое")
    assert run.out.endswith("Вернуть: git checkout HEAD -- plan.yaml\n")
    assert "Кадровое" not in luzplan("show").out


def test_a_section_is_created_only_if_that_is_said(plan: Path, luzplan: Luzplan) -> None:
    add = ("add", "--what", "Проверка", "--when", "март", "--who", "директор", "--section", "Кадравое")
    run = luzplan(*add)
    assert run.code == 2
    assert "Может быть, «4. Кадровое" in run.err
    assert "Завести новый: --new-section" in run.err
    assert "Заведён раздел 6 «Кадравое».\nДобавлено: 6.1" in luzplan(*add, "--new-section").out


def test_the_only_section_is_not_asked_for(plan: Path, luzplan: Luzplan) -> None:
    plan.write_text("year: 2011-2012\nsections:\n- title: А\n  activities:\n", encoding="utf-8")
    assert "Добавлено: 1.1" in luzplan("add", "--what", "Б", "--when", "май", "--who", "директор").out
    assert "единственный раздел" in luzplan("remove", "1", "--force").err


def test_a_day_in_a_new_text_may_be_its_deadline(plan: Path, luzplan: Luzplan) -> None:
    said = luzplan("add", "Линейка", "1", "сентября", "--section", "2", "--who", "Директор").out.splitlines()
    assert 'Если «1 сентября» — срок: luzplan set 2.19 when "1 сентября"' in said
