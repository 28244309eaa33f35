"""On whatever console: nothing crashes, no word is lost."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from luzplan.cli.console import show_in_pager, spelled
from luzplan.formats import WIDEST
from tests.conftest import ROOT, Luzplan

pytestmark = pytest.mark.slow

COMMANDS = {
    "due": ["due", "--month", "февраль"],
    "show": ["show"],
    "timeline": ["timeline", "--today", "2012-02-10"],
    "validate": ["validate"],
    "failure": ["due", "--month", "фефраль"],
}
ENCODINGS = ("ascii", "cp866", "cp1251", "latin-1")


def run(command: list[str], **environment: str) -> bytes:
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "LC_", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR"))
    }
    done = subprocess.run(
        [sys.executable, "-m", "luzplan", *command],
        cwd=ROOT,
        env={**inherited, "PYTHONPATH": str(ROOT / "src"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert b"Traceback" not in done.stdout
    return done.stdout


def letters(text: str) -> str:
    return "".join(text.split())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def as_shown_in(encoding: str, text: str) -> str:
    shown = []
    for character in text:
        try:
            character.encode(encoding)
            shown.append(character)
        except UnicodeEncodeError:
            shown.append(spelled(character))
    return "".join(shown)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_every_letter_is_printed_or_spelled(command: list[str]) -> None:
    whole = run(command, PYTHONIOENCODING="utf-8", COLUMNS="80").decode()
    for encoding in ENCODINGS:
        shown = run(command, PYTHONIOENCODING=encoding, COLUMNS="80").decode(encoding)
        assert letters(shown) == letters(as_shown_in(encoding, whole))


def test_the_c_locale_is_no_obstacle() -> None:
    assert "Заканчиваются" in run(["due", "--month", "февраль"], LC_ALL="C", LANG="C").decode()


@pytest.mark.parametrize("width", [40, 200])
@pytest.mark.parametrize("command", [COMMANDS["due"], COMMANDS["show"]], ids=["due", "show"])
def test_no_word_is_lost_and_no_line_is_too_wide(command: list[str], width: int) -> None:
    whole = run(command, PYTHONIOENCODING="utf-8").decode()
    shown = run(command, PYTHONIOENCODING="utf-8", COLUMNS=str(width)).decode()
    headings = words("№ п/п Мероприятие мероприятия")  # of what stands in the first line of a row
    assert not words(whole) - words(shown) - headings
    assert max(len(line) for line in shown.splitlines()) <= width


@pytest.mark.parametrize("width", ["", "60", "250"])
@pytest.mark.parametrize(
    "command", [["due", "--month", "февраль"], ["show"], ["timeline"], ["load"], ["validate"]], ids="".join
)
def test_what_is_piped_is_wrapped_at_the_width_that_is_named(command: list[str], width: str) -> None:
    named = run([*command, "--width", width] if width else command, PYTHONIOENCODING="utf-8").decode()
    told = run(command, PYTHONIOENCODING="utf-8", COLUMNS=width).decode()
    assert named == told
    assert max(map(len, named.splitlines())) <= int(width or 100)
    # On 60 columns a month is its first letter; the check shows of a line of the file what there is room for.
    if command != ["validate"] and width != "60":
        whole = run([*command, "--width", "1000"], PYTHONIOENCODING="utf-8").decode()
        assert not words(whole) - words(named)


def test_colour_is_put_where_it_is_forced_and_nowhere_else() -> None:
    plain = run(["due", "--month", "февраль"], PYTHONIOENCODING="utf-8")
    assert b"\x1b[" not in plain
    assert b"\x1b[" in run(["due", "--month", "февраль"], PYTHONIOENCODING="utf-8", FORCE_COLOR="1")
    assert b"\x1b[" not in run(["due", "--month", "февраль"], FORCE_COLOR="1", NO_COLOR="1")


@pytest.mark.parametrize(
    ("character", "spelling"),
    [("ж", "zh"), ("Щ", "Shch"), ("«", '"'), ("█", "#"), ("é", "e"), ("学", "?"), ("№", "N")],
)
def test_characters_are_spelled(character: str, spelling: str) -> None:
    assert spelled(character) == spelling


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
@pytest.mark.parametrize(
    ("pager", "lines", "prompt"),
    [
        ("less 643", 30, " -Psстроки %lt"),
        ("less 590", 30, ""),
        ("less 643", 5, None),
        ("", 30, None),
    ],
)
def test_a_long_answer_goes_through_the_pager_that_is_there(
    pager: str, lines: int, prompt: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda: os.terminal_size((80, 10)))
    monkeypatch.delenv("MANPAGER", raising=False)
    monkeypatch.delenv("LESS", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    program, kept = tmp_path / "less", tmp_path / "kept"
    monkeypatch.setenv("PAGER", f"{program} -i")
    if pager:
        program.write_text(
            f"#!{sys.executable}\n"
            "import os, sys\n"
            f"sys.exit(print({pager!r})) if '--version' in sys.argv else None\n"
            f"open({str(kept)!r}, 'wb').write(sys.stdin.buffer.read() + os.environ['LESS'].encode())",
            encoding="utf-8",
        )
        program.chmod(0o755)
    text = "строка\n" * lines
    assert show_in_pager(text) is (prompt is not None)
    assert kept.is_file() is (prompt is not None)
    if prompt is not None:
        assert kept.read_bytes().decode().partition(" · ")[0].startswith(f"{text}FRX{prompt}")


@pytest.mark.parametrize(("term", "pager"), [("dumb", "cat"), ("xterm", 'cat "')])
def test_no_pager_is_started_where_none_can_be(
    term: str, pager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(os, "get_terminal_size", lambda: os.terminal_size((80, 10)))
    monkeypatch.setattr("shutil.which", lambda name: name if name == "cat" else None)
    monkeypatch.delenv("MANPAGER", raising=False)
    monkeypatch.setenv("TERM", term)
    monkeypatch.setenv("PAGER", pager)
    assert not show_in_pager("строка\n" * 30)


ABSURD = ("²", "99999999999", "9" * 5_000, "-1", "0", "x" * 10_000, '"', "\x1b[31m", "/dev/null")


@pytest.mark.parametrize(
    "variable", ["COLUMNS", "LINES", "TERM", "LANG", "PAGER", "TZ", "HOME", "XDG_CONFIG_HOME"]
)
@pytest.mark.parametrize("command", ["timeline", "load", "due"])
def test_no_variable_makes_a_command_fail(
    variable: str, command: str, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for value in ABSURD:
        monkeypatch.setenv(variable, value)
        run = luzplan(command, "--today", "2012-02-10")
        assert run.code == 0
        assert max(map(len, run.out.splitlines())) <= WIDEST


def test_no_page_is_wider_than_any_screen(luzplan: Luzplan) -> None:
    run = luzplan("timeline", "--width", "9" * 30)
    assert run.code == 0
    assert max(map(len, run.out.splitlines())) == WIDEST
