"""Streams that are closed, full or folders, files that are no files: a line and a code, no traceback."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the streams are those of a Unix shell")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
LUZPLAN = f"{shlex.quote(sys.executable)} -m luzplan"

CASES = {
    "closed input": ("{luzplan} validate - <&-", 1, "пуст"),
    "phrases from a closed input": ("{luzplan} when <&-", 0, ""),
    "closed output": ("{luzplan} show >&-", 3, "вывод закрыт"),
    "help for a closed output": ("{luzplan} --help >&-", 3, "вывод закрыт"),
    "an edit for a closed output": ("{luzplan} done 2.8 --dry-run >&-", 3, "вывод закрыт"),
    "many numbers": ("{luzplan} done $(seq -f 9.%.0f 1 9000)", 2, "нет мероприятия"),
    "closed error stream": ("{luzplan} due --month май 2>&-", 0, "Сроки"),
    "nobody hears the error": ("{luzplan} due --plan none.yaml 2>&-", 3, ""),
    "all closed": ("{luzplan} due --plan none.yaml <&- >&- 2>&-", 3, ""),
    "nothing in it": ("{luzplan} validate /dev/null", 1, "пуст"),
    "a pipe with a name": ("mkfifo a.yaml && (cat {plan} > a.yaml & {luzplan} validate a.yaml)", 0, "LP301"),
    "a name too long": (f"{{luzplan}} validate {'a' * 5000}", 3, "LP001"),
    "a revision too long": (f"{{luzplan}} diff {'a' * 5000}", 2, "ревизии"),
    "a link to itself": ("ln -s a.yaml a.yaml && {luzplan} validate a.yaml", 3, "LP001"),
    "a folder that is gone": ('mkdir a && cd a && rmdir "$PWD" && {luzplan} due', 3, "больше нет"),
    "a plan that is a folder": ("rm {plan} && mkdir {plan} && {luzplan} due", 3, "«plan.yaml»"),
    "settings that are a folder": ("mkdir luzplan.toml && {luzplan} validate", 3, "luzplan.toml: это папка"),
    "settings that are a pipe": ("mkfifo luzplan.toml && {luzplan} validate", 3, "toml: это не файл"),
    "files of no size": ("ulimit -f 1; {luzplan} done 2.8", 3, "ulimit -f"),
    "a folder for an output": ("{luzplan} due -o x/", 2, "«x/» — папка"),
    "an output without a name": ("{luzplan} due -o ''", 2, "имя файла пустое"),
    "a locale that is believed": ("PYTHONUTF8=0 LC_ALL=C {luzplan} by-role Директор", 0, "Указаны"),
}
FULL = {
    "answer": ("{luzplan} show > /dev/full", 3, "нет места"),
    "help": ("{luzplan} --help > /dev/full", 3, "нет места"),
    "file": ("{luzplan} show --format md -o /dev/full", 3, "нет места"),
    "error stream": ("{luzplan} due --plan none.yaml 2> /dev/full", 3, ""),
    "endless": ("{luzplan} validate /dev/zero", 3, "больше 64 МБ"),
}


def ended(script: str, folder: Path) -> tuple[int, str]:
    """The code of a script that runs beside a plan, and all that it printed."""
    plan = folder / "plan.yaml"
    plan.write_bytes((ROOT / "plan.yaml").read_bytes())
    script = script.format(luzplan=LUZPLAN, plan=shlex.quote(str(plan)))
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


@pytest.mark.parametrize(("script", "code", "words"), CASES.values(), ids=CASES)
def test_strange_streams_and_names(script: str, code: int, words: str, tmp_path: Path) -> None:
    ended_with, said = ended(script, tmp_path)
    assert ended_with == code, said
    assert words in said
    assert "Traceback" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize(("script", "code", "words"), FULL.values(), ids=FULL)
def test_full_disks(script: str, code: int, words: str, tmp_path: Path) -> None:
    ended_with, said = ended(script, tmp_path)
    assert ended_with == code, said
    assert words in said
    assert "Traceback" not in said


def pressed(running: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    """Press Ctrl-C as people do: again where nothing comes of it, since one just before a read gets lost."""
    while True:
        running.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=1)


def test_who_presses_ctrl_c_gets_no_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "plan.yaml"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "luzplan", "validate", str(fifo)]
    # A suite that was started in the background ignores Ctrl-C, and so would all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, before)
    with running, fifo.open("wb"):  # opens when the program has come to reading it
        out, err = pressed(running)
    assert (running.returncode, out.strip(), err.strip()) == (130, b"", b"")
