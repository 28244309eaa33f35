"""`validate --output FORMAT[:FILE]`, and what GitHub Actions gets by itself."""

from __future__ import annotations

import json
import os
import sys
from io import StringIO
from pathlib import Path

import pytest

from luzplan.cli import checking
from luzplan.cli.checking import MANY, Checking, check_files
from luzplan.cli.commands.validate import ProblemOutput, problem_outputs
from luzplan.cli.failures import CommandError
from luzplan.formats.problems import PROBLEM_FORMATS, is_report
from tests.conftest import Luzplan, Run

GOOD = "year: 2011-2012\nsections: []\n"
BAD = "year: 2011-2012\nsektions: []\nsections: []\n"
COMMAND = "::error file=plan.yaml,line=2,endLine=2,col=1,endColumn=9,title=luzplan LP008::"


@pytest.fixture
def folder(here: Path) -> Path:
    """A folder with a bad plan in it, where the command runs."""
    (here / "plan.yaml").write_text(BAD, encoding="utf-8")
    return here


@pytest.fixture
def summary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The page of a step of GitHub Actions, in whose job the command runs."""
    page = folder / "summary.md"
    page.write_text("# До нас\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    return page


def commands(run: Run) -> list[str]:
    """The lines that GitHub Actions obeys."""
    return [line for line in run.out.splitlines() if line.lstrip().startswith(("::", "##["))]


def test_one_run_writes_as_many_formats_as_are_asked_for(folder: Path, luzplan: Luzplan) -> None:
    outputs = ("text", "gitlab:gl.json", "sarif:out.sarif", "junit:junit.xml", "json:problems.json")
    run = luzplan("validate", *(f"--output={output}" for output in outputs))
    assert run.code == 1
    assert run.out.startswith("plan.yaml:2:1: ошибка LP008")
    assert json.loads((folder / "problems.json").read_text(encoding="utf-8"))[0]["code"] == "LP008"
    assert json.loads((folder / "gl.json").read_text(encoding="utf-8"))[0]["check_name"] == "LP008"
    assert json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert "<testsuites" in (folder / "junit.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("plan", [BAD, GOOD, f"{BAD}title:  два  пробела\n"], ids=["bad", "good", "mendable"])
@pytest.mark.parametrize("name", PROBLEM_FORMATS)
def test_a_report_of_an_earlier_run_is_replaced(name: str, plan: str, folder: Path, luzplan: Luzplan) -> None:
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    luzplan("validate", "--notes", "--output", f"{name}:report")
    assert is_report((folder / "report").read_text(encoding="utf-8"))
    luzplan("validate", "--output", "json:report")
    (folder / "plan.yaml").write_text(BAD, encoding="utf-8")
    assert luzplan("validate", "--output", "json:report").err == ""
    assert len(json.loads((folder / "report").read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "year: 2012-2013\nsections: []\n",
        "Найдено: 3 ключа на полке\n",
        "Проверено: 5 тетрадей\n",
        "заметки\nНайдено: 1 ошибка в 1 файле\n",
        '{"файл": 1}',
        "src/a.py:1:2: E501 line too long\n",
        "::error file=a.py,line=1,title=ruff E501::line too long\n",
        "a:1:1: ошибка LP004: а\nмои заметки\n\nНайдено: 1 ошибка в 1 файле\n",
        '[{"file": "a.py", "line": 1, "code": "E501", "severity": "error", "message": "line too long"}]',
        '[{"check_name": "no-undef", "fingerprint": "a", "location": {"path": "a.js"}}]',
        '[{"code": "LP001"}]',
        "[1]",
        '{"runs": [{"tool": {"driver": {"name": "luzplan"}}}, {"tool": {"driver": {"name": "ESLint"}}}]}',
        '<?xml version="1.0"?><testsuites name="pytest tests"></testsuites>',
        "<testsuites/>",
        '{"runs": []}',
        "1",
        "\xff",
    ],
)
@pytest.mark.parametrize("name", PROBLEM_FORMATS)
def test_what_is_no_report_is_replaced_only_with_force(
    name: str, text: str, folder: Path, luzplan: Luzplan
) -> None:
    data = text.encode("latin-1" if text == "\xff" else "utf-8")
    (folder / "моё").write_bytes(data)
    run = luzplan("validate", "--fix", "--output", "json:новый.json", "--output", f"{name}:моё")
    assert (run.code, run.out) == (3, "")
    assert "«моё»" in run.err
    assert "--force" in run.err
    assert sorted(path.name for path in folder.iterdir()) == ["plan.yaml", "моё"]
    assert (folder / "моё").read_bytes() == data
    assert luzplan("validate", "--force", "--output", f"{name}:моё").code == 1
    assert is_report((folder / "моё").read_text(encoding="utf-8"))


def test_an_empty_file_and_a_device_are_no_loss(folder: Path, luzplan: Luzplan) -> None:
    (folder / "пусто").touch()
    assert luzplan("validate", "--output", "json:пусто", "--output", f"text:{os.devnull}").code == 1
    assert json.loads((folder / "пусто").read_text(encoding="utf-8"))


def test_only_the_first_colon_parts_format_and_file() -> None:
    assert problem_outputs(["json:C:\\отчёт.json"]) == (ProblemOutput("json", "C:\\отчёт.json"),)
    assert problem_outputs(["json:-", "json"]) == (ProblemOutput("json"),)
    assert problem_outputs(None) == (ProblemOutput("text"),)


@pytest.mark.parametrize(
    "given",
    [
        ["C:\\отчёт.json"],
        ["yaml"],
        ["json:"],
        [""],
        ["json", "sarif"],
        ["text", "junit"],
        ["json:a.json", "gitlab:./a.json"],
    ],
    ids=" ".join,
)
def test_what_contradicts_itself_is_refused_before_anything_is_checked(given: list[str]) -> None:
    with pytest.raises(CommandError) as refused:
        problem_outputs(given)
    assert refused.value.code == 2
    assert refused.value.hint


def test_the_plan_itself_is_never_overwritten(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan(
        "validate", "--output", "json:other.json", "--output", "text:../" + folder.name + "/plan.yaml"
    )
    assert run.code == 2
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == BAD
    assert [path.name for path in folder.iterdir()] == ["plan.yaml"]


def test_a_report_that_cannot_be_written_is_named(folder: Path, luzplan: Luzplan) -> None:
    run = luzplan("validate", "--output", "json:нет/problems.json")
    assert (run.code, run.err) == (3, "luzplan: файл «нет/problems.json» не записан: такой папки нет\n")


@pytest.mark.parametrize("outputs", [[], ["--output=concise"], ["--output=sarif:out.sarif"]], ids=str)
def test_in_actions_annotations_come_by_themselves(
    outputs: list[str], summary: Path, luzplan: Luzplan
) -> None:
    run = luzplan("validate", *outputs)
    assert [line.startswith(COMMAND) for line in commands(run)] == [True]
    assert summary.read_text(encoding="utf-8").startswith("# До нас\n### luzplan\n\nНайдено: 1 ошибка")


def test_in_actions_annotations_come_once(summary: Path, luzplan: Luzplan) -> None:
    assert len(commands(luzplan("validate", "--output=github"))) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="no file there has a colon in its name")
def test_in_actions_a_plan_commands_nothing(summary: Path, luzplan: Luzplan) -> None:
    name = "::set-output name=a::b.yaml"
    (summary.parent / name).write_text(BAD, encoding="utf-8")
    lines = commands(luzplan("validate", name, "--output=concise"))
    assert [line.partition(" ")[0] for line in lines] == ["::error"]


def test_in_actions_a_document_on_the_screen_stays_whole(summary: Path, luzplan: Luzplan) -> None:
    assert luzplan("validate", "--output=json").json[0]["file"] == "plan.yaml"


def test_outside_of_actions_there_are_neither(folder: Path, luzplan: Luzplan) -> None:
    assert "::error" not in luzplan("validate").out


def test_a_summary_that_cannot_be_written_changes_nothing_else(
    summary: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary / "нет"))
    run = luzplan("validate")
    assert (run.code, len(commands(run))) == (1, 1)
    assert "сводка" in run.err


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_platforms_are_told_the_place_in_the_repository(
    variable: str, folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, str(folder.parent))
    inside = f"{folder.name}/plan.yaml"
    assert f"file={inside}," in luzplan("validate", "--output=github").out
    assert luzplan("validate", "--output=gitlab").json[0]["location"]["path"] == inside
    assert luzplan("validate", "--output=json").json[0]["file"] == "plan.yaml"
    monkeypatch.setenv(variable, str(folder / "elsewhere"))
    assert "file=plan.yaml," in luzplan("validate", "--output=github").out


def test_a_summary_is_never_added_to_the_plan_nor_waits_for_a_reader(
    folder: Path, summary: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "link.md").symlink_to("plan.yaml")
    os.mkfifo(folder / "pipe.md")
    for name, words in (("link.md", "сам план"), ("pipe.md", "")):
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(folder / name))
        assert words in luzplan("validate", "plan.yaml").err
    assert (folder / "plan.yaml").read_text(encoding="utf-8") == BAD


@pytest.mark.parametrize("words", [["export", "--to", "json", "-o"], ["due", "--format", "csv", "-o"]])
def test_a_pipe_that_nobody_reads_is_refused(words: list[str], folder: Path, luzplan: Luzplan) -> None:
    (folder / "plan.yaml").write_text(GOOD, encoding="utf-8")
    os.mkfifo(folder / "pipe")
    for command in ([*words, "pipe"], ["validate", "--output", "json:pipe"]):
        run = luzplan(*command)
        assert run.code == 3
        assert "на другом конце канала никого нет" in run.err


def test_one_file_that_cannot_be_read_does_not_stop_the_rest(folder: Path, luzplan: Luzplan) -> None:
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    run = luzplan("validate", "нет.yaml", "good.yaml", "plan.yaml", "--output=concise")
    assert run.code == 3
    assert run.out.splitlines() == [
        "нет.yaml:1:1: ошибка LP001 файл не найден (проверьте имя и папку)",
        "plan.yaml:2:1: ошибка LP008 неизвестный ключ «sektions» (может быть, «sections»?)",
    ]


def test_a_folder_stands_for_its_plans_and_a_file_is_checked_once(folder: Path, luzplan: Luzplan) -> None:
    for place in ("школа 1", "школа 2", ".git"):
        (folder / place).mkdir()
        (folder / place / "plan.yaml").write_text(GOOD, encoding="utf-8")
    run = luzplan("validate", ".", "plan.yaml", "./школа 1/plan.yaml", "--output=junit")
    assert run.out.count("<testsuite ") == 3
    assert luzplan("validate", "школа 1", "школа 2").out == "Проверено: 2 файла, всё в порядке\n"


def test_standard_input_is_a_file_among_others(
    folder: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Input:
        buffer = (folder / "plan.yaml").open("rb")
        isatty = staticmethod(lambda: False)

    monkeypatch.setattr(sys, "stdin", Input)
    run = luzplan("validate", "-", "plan.yaml", "--output=concise")
    Input.buffer.close()
    assert [line.partition(":")[0] for line in run.out.splitlines()] == ["<stdin>", "plan.yaml"]


class Terminal(StringIO):
    """An error stream that people look at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("stream", "number", "shown"),
    [(Terminal(), MANY + 1, True), (Terminal(), MANY, False), (StringIO(), MANY + 1, False)],
    ids=["many on a terminal", "few on a terminal", "many in a pipe"],
)
def test_progress_is_shown_where_somebody_waits(
    stream: StringIO, number: int, shown: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    assert len(check_files(["plan.yaml"] * number, Checking())) == number
    assert ("Проверяются планы" in stream.getvalue()) is shown


@pytest.mark.slow
def test_many_processes_give_the_same_in_the_same_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["plan.yaml", "нет.yaml", "good.yaml", "plan.yaml"]
    (folder / "good.yaml").write_text(GOOD, encoding="utf-8")
    alone = check_files(names, Checking())
    monkeypatch.setattr(checking, "SHARE", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert check_files(names, Checking()) == alone
    assert [one.source.name for one in alone] == names
