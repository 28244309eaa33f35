"""Where an answer goes, and in which format; the difference of two texts."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from luzplan.cli.failures import missing_library
from luzplan.cli.output import patch_text
from luzplan.formats import Page
from tests.conftest import ROOT, Luzplan

MAY = ("due", "--month", "май")


def test_a_file_gets_the_answer_and_the_screen_nothing(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "май.tsv"
    run = luzplan(*MAY, "--format", "tsv", "-o", str(path))
    assert (run.code, run.out) == (0, "")
    assert path.read_text(encoding="utf-8") == luzplan(*MAY, "--format", "tsv").out


@pytest.mark.parametrize(
    ("name", "start"), [("a.json", "["), ("a.JSON", "["), ("a.txt", "Сроки"), ("a", "Сроки")]
)
def test_the_name_of_the_file_tells_the_format(
    name: str, start: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    luzplan(*MAY, "-o", str(tmp_path / name))
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_the_format_that_is_named_wins_over_the_name(tmp_path: Path, luzplan: Luzplan) -> None:
    luzplan(*MAY, "--format", "json", "-o", str(tmp_path / "a.txt"))
    assert json.loads((tmp_path / "a.txt").read_text(encoding="utf-8"))


def test_a_strange_name_needs_a_format(tmp_path: Path, luzplan: Luzplan) -> None:
    run = luzplan(*MAY, "-o", str(tmp_path / "a.odt"))
    assert run.code == 2
    assert "a.odt" in run.err
    assert not list(tmp_path.iterdir())


def test_a_dash_is_the_screen(luzplan: Luzplan) -> None:
    assert luzplan(*MAY, "-o", "-").out == luzplan(*MAY).out


@pytest.mark.parametrize("command", [MAY, ("by-role", "Зам по УВР"), ("show",)], ids=lambda words: words[0])
def test_a_file_is_overwritten_only_with_force(
    command: tuple[str, ...], tmp_path: Path, luzplan: Luzplan
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("моё", encoding="utf-8")
    run = luzplan(*command, "-o", str(path))
    assert run.code == 3
    assert "--force" in run.err
    assert path.read_text(encoding="utf-8") == "моё"
    assert luzplan(*command, "-o", str(path), "--force").code == 0
    assert path.read_text(encoding="utf-8") == luzplan(*command).out


@pytest.mark.parametrize(
    "words",
    ["export --to json", "due --format csv", "show -f md", "new-year"],
    ids=lambda words: words.split()[0],
)
def test_what_an_answer_is_taken_from_is_not_replaced_by_it(
    words: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    plan, link = Path(shutil.copy(ROOT / "plan.yaml", tmp_path)), tmp_path / "link.yaml"
    link.symlink_to(plan)
    for name in (plan, link):
        run = luzplan(*words.split(), "--plan", str(plan), "-o", str(name), "--force")
        assert (run.code, "из которого берётся ответ" in run.err) == (2, True)
    assert plan.read_bytes() == (ROOT / "plan.yaml").read_bytes()


def test_what_cannot_be_written_is_said_in_one_line(
    tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for name, words in (("none/a", "такой папки нет"), ("file/a", "такой папки нет"), (".", "это папка")):
        run = luzplan(*MAY, "-o", str(tmp_path / name))
        assert (run.code, run.out) == (3, "")
        assert words in run.err
        assert run.err.count("\n") == 1

    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    run = luzplan(*MAY, "-o", str(tmp_path / "a"))
    assert run.code == 3
    assert "нет места" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
def test_a_full_disk_behind_a_redirection_is_no_traceback() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "luzplan", *MAY], stdout=full, stderr=subprocess.PIPE, cwd=ROOT,
            env=environment, check=False, encoding="utf-8",
        )  # fmt: skip
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1


def test_a_missing_library_of_the_extra_is_named_and_no_other() -> None:
    failure = missing_library(ModuleNotFoundError(name="docx.shared"))
    assert "docx.shared" in str(failure)
    assert f'{sys.executable} -m pip install -e "{ROOT}[office]"' in str(failure)
    assert not missing_library(ModuleNotFoundError(name="luzplan.oops"))


def test_equal_texts_have_no_difference() -> None:
    assert patch_text("plan.yaml", "a\nб\n", "a\nб\n", Page()) == ""


def test_changed_lines_are_marked() -> None:
    assert patch_text("plan.yaml", "a\nб\n", "a\nв\n", Page()) == (
        "--- a/plan.yaml\n+++ b/plan.yaml\n@@ -1,2 +1,2 @@\n a\n-б\n+в\n"
    )


def test_colour_marks_what_went_and_what_came() -> None:
    painted = patch_text("plan.yaml", "б\n", "в\n", Page(color=True))
    assert "\x1b[31m-б\x1b[0m\n\x1b[32m+в\x1b[0m\n" in painted


def test_line_ends_are_no_signs_to_be_shown() -> None:
    painted = patch_text("plan.yaml", "б\r\nг", "в\r\nг\r\n", Page(color=True))
    assert "\x1b[31m-б\x1b[0m\n" in painted
    assert "\N{REPLACEMENT CHARACTER}" not in painted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\nб", "a\nв"),
        ("a\nб", "a\nб\n"),
        ("a\r\nб\r\n", "a\r\nв\r\n"),
        ("a\u2028b\nc\n", "a\u2028b\nd\n"),
        ("", "a\n"),
    ],
)
def test_git_applies_it_whatever_the_line_ends(before: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes(before.encode())
    patch = patch_text("plan.yaml", before, after, Page())
    subprocess.run(["git", "apply", "-"], input=patch.encode(), cwd=tmp_path, check=True)
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    "words",
    [
        "diff old.yaml new.yaml -o old.yaml --format json",
        "diff old.yaml new.yaml -o ./new.yaml --format md",
        "summary -o plan.yaml --format md",
        "summary --plan . -o old.yaml --format csv",
        "when май -o plan.yaml --format json --plan plan.yaml",
        "who директор -o plan.yaml --format json --plan plan.yaml",
        "export -o plan.yaml --to json",
        "show schools -o plan.yaml --format md",
        "new-year -o plan.yaml",
        "validate plan.yaml --since old.yaml --output json:old.yaml",
        "validate - --stdin-filename plan.yaml --output json:plan.yaml",
        "validate . --output json:old.yaml",
    ],
)
def test_no_answer_is_written_over_what_it_is_an_answer_about(
    words: str, plan_here: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = plan_here.read_bytes()
    for name in ("old.yaml", "new.yaml"):
        plan_here.with_name(name).write_bytes(data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert luzplan(*words.split(), "--force").code == 2
    assert {file.read_bytes() for file in plan_here.parent.iterdir()} == {data}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="limits of files and pipes are of Unix")
@pytest.mark.parametrize("limit", ["file", "pipe"])
def test_an_answer_is_written_to_its_end_without_a_buffer_too(limit: str, tmp_path: Path) -> None:
    import resource

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))

    command = [sys.executable, "-m", "luzplan", "export", "--to", "json"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT / "src")}
    if limit == "file":
        with (tmp_path / "out").open("wb") as out:
            done = subprocess.run(
                command,
                stdout=out,
                stderr=subprocess.PIPE,
                preexec_fn=small,
                cwd=ROOT,
                check=False,
                env=environment,
            )
        assert (done.returncode, b"ulimit -f" in done.stderr) == (3, True)
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with subprocess.Popen(command, stdout=writing, cwd=ROOT, env=environment) as process:
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            time.sleep(1)  # until the pipe is full
            json.loads(answer.read())
    assert process.returncode == 0
