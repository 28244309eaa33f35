"""A file is written whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from luzplan.text import system
from luzplan.text.saving import save_bytes


@pytest.fixture(autouse=True, params=["nameless", "named"])
def kind_of_draft(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The file is drafted without a name, as Linux can, and with one, as all others must."""
    kind = str(request.param)
    if kind == "named":
        monkeypatch.setattr(system, "open_nameless", lambda folder, mode: None)
    return kind


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("replace", [False, True])
def test_a_new_file_is_written_and_nothing_else_is_left(tmp_path: Path, replace: bool) -> None:
    save_bytes(tmp_path / "план.docx", b"new", replace=replace)
    assert (tmp_path / "план.docx").read_bytes() == b"new"
    assert names(tmp_path) == ["план.docx"]


def test_a_new_file_is_as_readable_as_any_other(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    save_bytes(tmp_path / "ours", b"", replace=False)
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_existing_file_is_kept_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        save_bytes(path, b"new", replace=False)
    assert path.read_bytes() == b"old"
    save_bytes(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a"]


def test_the_mode_of_a_replaced_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    save_bytes(path, b"new", replace=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "a", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    save_bytes(link, b"new", replace=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    with pytest.raises(FileExistsError):
        save_bytes(link, b"newer", replace=False)


def test_without_hard_links_an_existing_file_is_kept_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(target)

    monkeypatch.setattr(system, "open_nameless", lambda folder, mode: None)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    path = tmp_path / "a"
    save_bytes(path, b"old", replace=False)
    with pytest.raises(FileExistsError):
        save_bytes(path, b"new", replace=False)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_nameless_file_that_may_have_no_link_is_not_saved(
    tmp_path: Path, kind_of_draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: object, **named: object) -> None:
        raise PermissionError

    if kind_of_draft == "nameless" and system.open_nameless(tmp_path, 0o600) is not None:
        monkeypatch.setattr(os, "link", refuse)
        with pytest.raises(PermissionError):
            save_bytes(tmp_path / "a", b"new", replace=False)
        assert names(tmp_path) == []


@pytest.mark.parametrize("replace", [False, True])
def test_the_disk_is_told_to_keep_the_file_and_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
) -> None:
    kept: list[bool] = []
    sync = os.fsync

    def seen(handle: int) -> None:
        kept.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", seen)
    save_bytes(tmp_path / "a", b"new", replace=replace)
    assert kept == [False, True]


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files cannot be counted")
def test_no_file_stays_open(tmp_path: Path) -> None:
    before = len(names(Path("/proc/self/fd")))
    save_bytes(tmp_path / "a", b"new", replace=True)
    assert len(names(Path("/proc/self/fd"))) == before


def test_a_new_file_that_cannot_be_finished_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(handle: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="no space"):
        save_bytes(tmp_path / "a", b"new", replace=False)
    assert names(tmp_path) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_what_fails_on_the_way_leaves_the_old_file_and_no_litter(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise OSError(28, "no space left on device")

    path = tmp_path / "a"
    path.write_bytes(b"old")
    monkeypatch.setattr(*((os, step, fail) if step == "fsync" else (Path, step, fail)))
    with pytest.raises(OSError, match="no space"):
        save_bytes(path, b"new", replace=True)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a"]


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    save_bytes(path, b"through", replace=False)
    assert os.read(reader, 100) == b"through"
    os.close(reader)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="there are no such names")
def test_a_pipe_that_is_named_by_its_number_is_written_to() -> None:
    reader, writer = os.pipe()
    save_bytes(Path(f"/dev/fd/{writer}"), b"through", replace=False)
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    os.close(writer)


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        save_bytes(tmp_path, b"", replace=True)
    with pytest.raises(FileNotFoundError):
        save_bytes(tmp_path / "none" / "a", b"", replace=False)
    (tmp_path / "file").touch()
    with pytest.raises(NotADirectoryError):
        save_bytes(tmp_path / "file" / "a", b"", replace=False)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_to_nowhere_is_not_followed_to_make_a_new_file(tmp_path: Path) -> None:
    link = tmp_path / "plan.yaml"
    link.symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(FileExistsError):
        save_bytes(link, b"a", replace=False)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.yaml"]
