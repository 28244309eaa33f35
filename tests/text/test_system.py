"""What systems do differently: Windows is put in the place of the system that the tests run on."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from luzplan.text import system
from luzplan.text.saving import save_bytes
from luzplan.text.system import as_typed, reason_of, words_of


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, with as much patience as a test has."""
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(system, "_PAUSE", 0)


def held(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """A file that another program has open lets itself be replaced after so many times only."""
    replace, refusals = Path.replace, iter(range(times))

    def refuse(self: Path, target: Path) -> Path:
        if next(refusals, None) is not None:
            raise PermissionError(errno.EACCES, "Access is denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)


def test_a_file_that_a_scanner_looks_at_is_replaced_a_moment_later(
    windows: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held(monkeypatch, 3)
    path = tmp_path / "a"
    path.write_bytes(b"old")
    save_bytes(path, b"new", replace=True)
    assert path.read_bytes() == b"new"


def test_a_file_that_is_open_in_excel_is_said_and_stays(
    windows: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    held(monkeypatch, 1_000)
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(OSError, match=r".") as refused:
        save_bytes(path, b"new", replace=True)
    assert reason_of(refused.value) == "он открыт в другой программе (Excel, Word), закройте его там"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_elsewhere_a_refusal_is_what_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    held(monkeypatch, 1)
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(PermissionError):
        save_bytes(path, b"new", replace=True)


@pytest.mark.parametrize("name", ["nul", "con.csv", "COM1.ics"])
def test_names_of_devices_are_no_names_of_files(windows: None, name: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r".") as refused:
        save_bytes(tmp_path / name, b"new", replace=True)
    assert reason_of(refused.value) == "такое имя у файла невозможно"


def test_names_of_devices_are_names_like_others_elsewhere(tmp_path: Path) -> None:
    save_bytes(tmp_path / "con.csv", b"new", replace=False)
    assert (tmp_path / "con.csv").read_bytes() == b"new"


def test_the_other_names_of_a_file_are_counted(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    assert system.other_names(str(tmp_path / "a")) == 0
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    assert system.other_names(str(tmp_path / "a")) == 1
    assert system.other_names(str(tmp_path / "none")) == 0


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "full"), "на диске нет места"),
        (
            OSError(errno.EFBIG, "File too large"),
            "столько здесь записать нельзя (ulimit -f)",
        ),
        (OSError(9999, "strange"), "система ответила ошибкой 9999"),
        (OSError("своими словами"), "своими словами"),
    ],
)
def test_the_reason_is_told_in_russian_where_it_is_known(error: OSError, words: str) -> None:
    assert reason_of(error) == words


def test_who_may_not_read_is_not_told_of_writing() -> None:
    assert reason_of(PermissionError(errno.EACCES, "denied"), reading=True) == "нет прав на чтение"


@pytest.mark.parametrize(
    ("name", "typed"),
    [("план.yaml", "план.yaml"), ("мой план.yaml", '"мой план.yaml"'), ("$HOME", "'$HOME'"), ("", '""')],
)
def test_a_name_is_quoted_where_the_shell_needs_it(name: str, typed: str) -> None:
    assert system.as_typed(name) == typed


def test_windows_knows_double_quotes_only(windows: None) -> None:
    assert system.as_typed("done", "100%.yaml", "$a b") == 'done 100%.yaml "$a b"'


def test_words_are_quoted_and_taken_apart_as_consoles_of_windows_do(windows: None) -> None:
    assert as_typed("set", "2.8", 'Кружок "Юный химик"') == 'set 2.8 "Кружок ""Юный химик"""'
    assert words_of('"C:\\Program Files\\less.exe" -R') == ["C:\\Program Files\\less.exe", "-R"]


def test_windows_ends_a_program_with_all_that_it_started(
    windows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def end(command: list[str], **_: object) -> None:
        asked.extend(command)
        os.kill(int(command[-1]), 9)

    monkeypatch.setattr(subprocess, "run", end)
    assert system.run_within(0.1, [sys.executable, "-c", "import time; time.sleep(60)"]) is None
    assert asked[:-1] == ["taskkill", "/t", "/f", "/pid"]
    assert system.run_within(60, [sys.executable, "-c", "raise SystemExit(7)"]) == 7
    assert len(asked) == 5


def test_where_streams_always_wait_nothing_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "set_blocking")
    system.wait_for_readers(-1)
