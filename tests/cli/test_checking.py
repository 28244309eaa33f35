"""Many files checked by several processes, also where one of these dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from luzplan.check import Checked
from luzplan.cli import checking
from luzplan.cli.checking import check_in_processes
from luzplan.cli.failures import CommandError
from tests.check.examples import check_file
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="signals are those of Unix")]
PLAN = "year: 2011-2012\nsections: []\n"


def deadly(name: str) -> Checked:
    """A check that one file does not survive."""
    if "смерть" in name:
        time.sleep(0.3)  # the other process has begun with another file by then
        os.kill(os.getpid(), signal.SIGKILL)
    if "долго" in name:
        time.sleep(60)
    return check_file(name)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(40):
        (tmp_path / f"{number:02}.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def names_in(folder: Path) -> list[str]:
    return sorted(map(str, folder.iterdir()))


def test_all_come_back_in_their_order(folder: Path) -> None:
    names = names_in(folder)
    assert [one.source.name for one in check_in_processes(check_file, names, 2)] == names


def test_the_file_that_kills_its_process_is_named_and_no_other(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    names = [*names_in(folder)[:8], "смерть.yaml", *names_in(folder)[8:], "долго.yaml"]
    with pytest.raises(CommandError) as ended:
        list(check_in_processes(deadly, names, 2))
    assert ended.value.code == 3
    assert str(ended.value) == (
        "luzplan: проверка прервана: её процесс завершился аварийно на файле «смерть.yaml»"
    )
    assert capfd.readouterr() == ("", "")


@pytest.fixture
def fifo(folder: Path) -> Path:
    """The first of many plans, where its reader waits for what does not come."""
    for number in range(2 * checking.SHARE):
        (folder / f"{number:03}.yaml").write_text(PLAN, encoding="utf-8")
    fifo = folder / "000.yaml"
    fifo.unlink()
    os.mkfifo(fifo)
    return fifo


def validation(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "luzplan", "validate", *names_in(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def reader_of(fifo: Path) -> int:
    opened = (
        int(link.parent.parent.name)
        for link in Path("/proc").glob("[0-9]*/fd/*")
        if link.parent.parent.name != str(os.getpid()) and leads_to(link, fifo)
    )
    return next(opened)


def leads_to(link: Path, target: Path) -> bool:
    try:
        return link.readlink() == target
    except OSError:
        return False


linux = pytest.mark.skipif(
    not Path("/proc/self/fd").exists() or (os.cpu_count() or 1) < 2, reason="needs /proc and two cores"
)


@linux
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM], ids=lambda one: one.name)
def test_a_dead_worker_ends_the_program_with_one_line(sent: signal.Signals, fifo: Path) -> None:
    with validation(fifo.parent) as running, fifo.open("wb"):  # opens when a worker has come to reading it
        os.kill(reader_of(fifo), sent)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out) == (3, b"")
    assert err.decode().startswith("luzplan: проверка прервана") and "000.yaml" in err.decode()
    assert "Traceback" not in err.decode()


@linux
def test_workers_end_with_the_program(fifo: Path) -> None:
    with validation(fifo.parent) as running, fifo.open("wb"):
        worker = Path(f"/proc/{reader_of(fifo)}")
        running.kill()
        _, err = running.communicate(timeout=60)
        last = time.monotonic() + 30
        while worker.exists() and time.monotonic() < last:
            time.sleep(0.05)
        assert not worker.exists()
    assert err == b""


@linux
def test_who_presses_ctrl_c_does_not_wait_for_the_workers(fifo: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with validation(fifo.parent) as running, fifo.open("wb"):
        signal.signal(signal.SIGINT, before)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, b"", b"")
