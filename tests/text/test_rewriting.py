"""A file is changed in place: whole, by one at a time, over nobody's work."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from luzplan.text import Loaded, saving, system
from luzplan.text.saving import Unsaved, rewrite
from luzplan.text.system import user_id

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class New:
    text: str | None


@pytest.fixture(autouse=True)
def locks(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path_factory.mktemp("locks")))


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a: 1\n")
    return path


def appended(line: str) -> Callable[[Loaded], New]:
    return lambda loaded: New(loaded.source.text + line)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def failing(code: int) -> Callable[..., None]:
    def fail(*arguments: object, **named: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def refused(plan: Path, change: Callable[[Loaded], New]) -> Unsaved:
    """Why a change was not made, which must leave the file as it was and nothing beside it."""
    before = plan.read_bytes()
    unsaved = rewrite(str(plan), change)
    assert isinstance(unsaved, Unsaved)
    assert plan.read_bytes() == before
    assert names(plan.parent) == [plan.name]
    return unsaved


def test_the_file_gets_the_new_text_and_nothing_else_appears(plan: Path) -> None:
    assert rewrite(str(plan), appended("b: 2\n")) == New("a: 1\nb: 2\n")
    assert plan.read_bytes() == b"a: 1\nb: 2\n"
    assert names(plan.parent) == ["plan.yaml"]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [("", "utf-8"), ("\ufeff", "utf-8"), ("\ufeff", "utf-16-le"), ("\ufeff", "utf-16-be")],
)
def test_encoding_byte_order_mark_and_line_ends_stay(plan: Path, mark: str, encoding: str) -> None:
    plan.write_bytes(f"{mark}год: 1\r\n".encode(encoding))
    rewrite(str(plan), appended("ё: 😀"))
    assert plan.read_bytes() == f"{mark}год: 1\r\nё: 😀".encode(encoding)


def test_mode_and_owner_stay(plan: Path) -> None:
    plan.chmod(0o640)
    before = plan.stat()
    rewrite(str(plan), appended("b: 2\n"))
    after = plan.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_the_change_is_later_than_the_file_was(plan: Path) -> None:
    os.utime(plan, (0, 0))
    rewrite(str(plan), appended("b: 2\n"))
    assert plan.stat().st_mtime > 0


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root may give files away")
def test_the_file_of_somebody_else_stays_theirs(plan: Path) -> None:
    os.chown(plan, 1, 2)
    rewrite(str(plan), appended("b: 2\n"))
    assert (plan.stat().st_uid, plan.stat().st_gid) == (1, 2)


def test_a_link_stays_and_its_file_is_changed(plan: Path) -> None:
    folder = plan.parent / "folder"
    folder.mkdir()
    link = folder / "link.yaml"
    link.symlink_to(Path("..") / "plan.yaml")
    rewrite(str(link), appended("b: 2\n"))
    assert link.is_symlink()
    assert plan.read_bytes() == b"a: 1\nb: 2\n"
    assert names(folder) == ["link.yaml"]


@pytest.mark.parametrize("text", [None, "a: 1\n"])
def test_without_a_change_the_file_is_not_touched(plan: Path, text: str | None) -> None:
    before = plan.stat()
    assert rewrite(str(plan), lambda loaded: New(text)) == New(text)
    assert (plan.stat().st_ino, plan.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_another_program_writes_meanwhile_is_kept_and_changed(plan: Path) -> None:
    seen: list[str] = []

    def change(loaded: Loaded) -> New:
        if not seen:
            plan.write_bytes(b"a: 1\neditor: 1\n")
        seen.append(loaded.source.text)
        return New(loaded.source.text + "b: 2\n")

    rewrite(str(plan), change)
    assert seen == ["a: 1\n", "a: 1\neditor: 1\n"]
    assert plan.read_bytes() == b"a: 1\neditor: 1\nb: 2\n"


def test_a_file_that_never_rests_is_given_up(plan: Path) -> None:
    def change(loaded: Loaded) -> New:
        plan.write_text(loaded.source.text + "#\n", encoding="utf-8")
        return New("")

    unsaved = rewrite(str(plan), change)
    assert isinstance(unsaved, Unsaved)
    assert "другая программа" in unsaved.message
    assert plan.read_text(encoding="utf-8") == "a: 1\n" + "#\n" * saving.ATTEMPTS


def test_a_file_whose_owner_would_change_is_left_alone(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chown(place: Path, user: int, group: int) -> None:
        if user != -1:
            raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    unsaved = refused(plan, appended("b: 2\n"))
    assert "его владелец — " in unsaved.message
    assert "своей копией" in unsaved.hint


def test_a_group_that_the_user_is_not_in_is_no_hindrance(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def chown(place: Path, user: int, group: int) -> None:
        if group != -1:
            raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    assert rewrite(str(plan), appended("b: 2\n")) == New("a: 1\nb: 2\n")


def test_nobody_else_may_read_it_before_it_has_the_mode_of_the_file(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    keep = saving.Draft.keep_attributes

    def seen(self: saving.Draft) -> None:
        modes.append(stat.S_IMODE(self.place.stat().st_mode))
        keep(self)

    monkeypatch.setattr(saving.Draft, "keep_attributes", seen)
    rewrite(str(plan), appended("b: 2\n"))
    assert modes == [0o600]


def test_what_a_killed_process_left_is_cleared_beside_this_file_only(plan: Path) -> None:
    left = []
    for path in (plan, plan.with_name("other.yaml")):
        with saving.draft_of(path, b"half", 0o600) as one:
            left.append(one.temporary)
        left[-1].write_bytes(b"half")
    rewrite(str(plan), appended("b: 2\n"))
    assert names(plan.parent) == sorted(["plan.yaml", left[1].name])


def test_where_no_lock_can_stand_nothing_is_done(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(plan))
    assert "не удалось занять" in refused(plan, appended("b: 2\n")).message


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no numbers of users")
def test_each_user_has_a_lock_of_their_own(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 7)
    with pytest.raises(OSError, match="открыта другим"):
        saving._own_file(plan, ".lock")
    assert [path.name for path in Path(tempfile.gettempdir()).iterdir()] == ["luzplan-7"]


def test_a_file_that_the_system_keeps_from_this_user_is_left_alone(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    refused(plan, appended("b: 2\n"))


@pytest.mark.parametrize("mode", [0o444, 0o555])
def test_a_file_closed_for_writing_is_left_alone_for_root_too(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    assert "только для чтения" in refused(plan, appended("b: 2\n")).message
    assert stat.S_IMODE(plan.stat().st_mode) == mode


@pytest.mark.parametrize("nameless", [True, False])
@pytest.mark.parametrize(
    ("step", "code", "words"),
    [
        ("write", errno.ENOSPC, "на диске нет места"),
        ("fsync", errno.EDQUOT, "на диске нет места"),
        ("replace", errno.EACCES, "нет прав на запись"),
        ("open", errno.EROFS, "сюда нельзя записывать"),
    ],
)
def test_what_the_system_refuses_is_said_and_the_old_file_stays(
    plan: Path, monkeypatch: pytest.MonkeyPatch, nameless: bool, step: str, code: int, words: str
) -> None:
    if not nameless:
        monkeypatch.setattr(system, "open_nameless", lambda folder, mode: None)

    def change(loaded: Loaded) -> New:
        monkeypatch.setattr(os, step, failing(code))  # after the lock, which writes too
        return New("new")

    unsaved = rewrite(str(plan), change)
    monkeypatch.undo()
    assert isinstance(unsaved, Unsaved)
    assert words in unsaved.message
    assert plan.read_bytes() == b"a: 1\n"
    assert names(plan.parent) == ["plan.yaml"]


def test_who_waits_too_long_for_another_is_told(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "PATIENCE", 0)
    told: list[str] = []
    inner: list[New | Unsaved] = []

    def change(loaded: Loaded) -> New:
        inner.append(rewrite(str(plan), appended("inner\n"), told.append))
        return New("outer\n")

    assert rewrite(str(plan), change) == New("outer\n")
    assert told == [f"файл «{plan}» занят другой правкой, жду её"]
    assert isinstance(inner[0], Unsaved)
    assert "занят" in inner[0].message
    assert plan.read_bytes() == b"outer\n"


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "SETTLING", 0.3)


def written_in_two_steps(path: Path, data: bytes, pause: float) -> threading.Thread:
    """A program that empties the file, writes the half of it, rests, and writes the other half."""
    begun = threading.Event()

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            file.write(data[: len(data) // 2])
            begun.set()
            time.sleep(pause)
            file.write(data[len(data) // 2 :])

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait()
    return thread


def test_a_file_that_is_just_being_saved_in_two_steps_is_waited_for(plan: Path, patient: None) -> None:
    writer = written_in_two_steps(plan, b"a: 1\nb: 2\nc: 3\nd: 4\n", 0.15)
    assert rewrite(str(plan), appended("e: 5\n")) == New("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n")
    writer.join()
    assert plan.read_bytes() == b"a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n"


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells who writes to a file")
def test_a_program_that_still_has_the_file_open_is_waited_for_however_long_it_rests(
    plan: Path, patient: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = written_in_two_steps(plan, b"a: 1\nb: 2\nc: 3\nd: 4\n", 1.0)
    assert rewrite(str(plan), appended("e: 5\n")) == New("a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n")
    writer.join()
    monkeypatch.setattr(saving, "REST", 0.5)
    with plan.open("ab", buffering=0) as file:
        file.write(b"f: 6\n")
        assert "всё время меняет" in refused(plan, appended("g: 7\n")).message


def test_a_save_that_begins_while_an_edit_is_made_is_waited_for(plan: Path, patient: None) -> None:
    os.utime(plan, (0, 0))
    writers: list[threading.Thread] = []

    def change(loaded: Loaded) -> New:
        if not writers:
            writers.append(written_in_two_steps(plan, b"a: 1\nb: 2\n", 0.15))
        return New(loaded.source.text + "c: 3\n")

    assert rewrite(str(plan), change) == New("a: 1\nb: 2\nc: 3\n")
    writers[0].join()
    assert plan.read_bytes() == b"a: 1\nb: 2\nc: 3\n"


def test_a_file_that_lost_lines_while_an_edit_was_made_is_left_alone(plan: Path) -> None:
    plan.write_bytes(b"a: 1\nb: 2\nc: 3\n")

    def change(loaded: Loaded) -> New:
        plan.write_bytes(b"a: 1\n")
        return New(loaded.source.text + "d: 4\n")

    unsaved = rewrite(str(plan), change)
    assert isinstance(unsaved, Unsaved)
    assert "потерял строки" in unsaved.message
    assert plan.read_bytes() == b"a: 1\n"


def test_edits_that_follow_one_another_do_not_wait(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(str(plan), appended("b: 2\n"))
    monkeypatch.setattr(saving, "SETTLING", 60)
    assert rewrite(str(plan), appended("c: 3\n")) == New("a: 1\nb: 2\nc: 3\n")


def test_a_pipe_is_no_file_to_change(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    unsaved = rewrite(str(tmp_path / "plan.yaml"), appended("b: 2\n"))
    assert isinstance(unsaved, Unsaved)
    assert "не файл" in unsaved.message


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="there are no owners")
def test_locks_stand_in_a_folder_that_only_their_user_may_open(plan: Path) -> None:
    folder = saving._own_file(plan, ".lock").parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    assert "открыта другим" in refused(plan, appended("b: 2\n")).message


# A process that ends, as if killed, before the call of an os function that it is told by number.
_KILLED = """
import os, sys
from dataclasses import dataclass
from luzplan.text import saving, system
from luzplan.text.saving import rewrite

@dataclass
class New:
    text: str

def deadly(function):
    def call(*arguments, **named):
        global left
        if left == 0:
            os._exit(9)
        left -= 1
        return function(*arguments, **named)
    return call

left = -1
saving.SETTLING = 0
if sys.argv[2] == "named":
    system.open_nameless = lambda folder, mode: None
for name in "open write fsync close chown chmod utime link replace rename unlink".split():
    setattr(os, name, deadly(getattr(os, name)))
for number in range(200):
    child = os.fork()
    if not child:
        left = number
        rewrite(sys.argv[1], lambda loaded: New("new"))
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with open(sys.argv[1]) as file:
        text = file.read()
    print(code, text, *sorted(os.listdir(os.path.dirname(sys.argv[1]))), flush=True)
    if code == 0:
        break
    with open(sys.argv[1], "w") as file:
        file.write("old")
"""


def killed_at_every_step(plan: Path, kind: str) -> list[Sequence[str]]:
    """For each step the exit code, the file's text and the names in its folder."""
    plan.write_bytes(b"old")
    run = subprocess.run(
        [sys.executable, "-c", _KILLED, str(plan), kind],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": tempfile.gettempdir()},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [line.split(maxsplit=2) for line in run.stdout.splitlines()]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("kind", ["nameless", "named"])
def test_killed_at_any_step_it_leaves_the_old_or_the_new_file_whole(plan: Path, kind: str) -> None:
    *killed, last = killed_at_every_step(plan, kind)
    assert last == ["0", "new", "plan.yaml"]
    assert len(killed) > 8
    texts = [text for _, text, _ in killed]
    assert texts == sorted(texts, reverse=True)
    assert set(texts) == {"old", "new"}


@pytest.mark.skipif(
    system.open_nameless(Path(tempfile.gettempdir()), 0o600) is None, reason="files have names here"
)
def test_a_nameless_draft_can_be_left_between_two_calls_only_and_the_next_edit_clears_it(plan: Path) -> None:
    left = [names for _, _, names in killed_at_every_step(plan, "nameless")]
    littered = [at for at, names in enumerate(left) if names != "plan.yaml"]
    assert len(littered) <= 2  # the second: killed before it could clear what the first had left
    assert left[-1] == "plan.yaml"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes in folders are of Unix")
@pytest.mark.parametrize("suffix", [".lock", ".saved"])
@pytest.mark.parametrize("kind", ["pipe", "folder", "link"])
def test_what_stands_where_our_own_file_should_is_named_or_left_alone(
    kind: str, suffix: str, plan: Path
) -> None:
    own = saving._own_file(plan, suffix)
    {"pipe": os.mkfifo, "folder": os.mkdir, "link": lambda name: Path(name).symlink_to("/dev/zero")}[kind](
        own
    )
    os.utime(plan)
    changed = rewrite(str(plan), appended("b: 2\n"))
    if suffix == ".lock":
        assert isinstance(changed, Unsaved)
        assert changed.message.endswith(f"не удалось занять: «{own}» — не файл, удалите это")
    assert plan.read_bytes() == (b"a: 1\n" if suffix == ".lock" else b"a: 1\nb: 2\n")


def test_a_stamp_that_is_none_is_no_stamp(plan: Path) -> None:
    saving._own_file(plan, ".saved").write_bytes(b"\xff\x00")
    os.utime(plan)
    assert rewrite(str(plan), appended("b: 2\n")) == New("a: 1\nb: 2\n")


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_stands_where_our_own_folder_should_is_named(
    kind: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    own = tmp_path / f"luzplan-{user_id()}"
    own.touch() if kind == "file" else own.symlink_to(tmp_path / "nowhere")
    changed = rewrite(str(plan), appended("b: 2\n"))
    assert isinstance(changed, Unsaved)
    assert changed.message.endswith(f"не удалось занять: «{own}» — не папка, удалите это")
    assert plan.read_bytes() == b"a: 1\n"
