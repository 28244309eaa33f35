"""A file read, the texts in it that know their places, and splices of it."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luzplan import text
from luzplan.text import (
    Position,
    Source,
    Splice,
    Text,
    apply_splices,
    decode_source,
    first_control,
    load_source,
    visible,
)


def test_a_file_is_read_with_the_line_ends_it_has(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_bytes("a: 1\r\nб: 2\n".encode())
    loaded = load_source(str(path))
    assert loaded.source.text == "a: 1\r\nб: 2\n"
    assert loaded.source.name == str(path)
    assert loaded.problems == ()


@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]
)
def test_a_byte_order_mark_tells_the_encoding_and_is_no_text(mark: bytes, encoding: str) -> None:
    source = decode_source("x", mark + "год: 1".encode(encoding)).source
    assert (source.text, source.encoding, source.bom) == ("год: 1", encoding, True)


def test_windows_1251_is_named_at_its_first_letter_and_shown_legibly() -> None:
    loaded = decode_source("x", "a: 1\nb: год".encode("cp1251"))
    (problem,) = loaded.problems
    assert problem.code == "LP002"
    assert "Windows-1251" in problem.message
    assert loaded.source.position(problem.start) == Position(2, 4)
    assert problem.end == problem.start + 1
    assert loaded.source.line(2) == "b: год"


@pytest.mark.parametrize(
    ("data", "is_ansi"),
    [("аа", True), ("Аа", False), ("ААа", False), ("г\x7f", True), ("Ђг", False)],
)
def test_windows_1251_is_told_by_its_small_letters(data: str, is_ansi: bool) -> None:
    (problem,) = decode_source("x", data.encode("cp1251")).problems
    assert ("Windows-1251" in problem.message) == is_ansi


@pytest.mark.parametrize(
    "data", ["год".encode("cp866"), "год".encode("koi8-r"), bytes(range(256)), b"\xd0", b"a: \xc1"]
)
def test_no_other_encoding_is_guessed(data: bytes) -> None:
    (problem,) = decode_source("x", data).problems
    assert problem.message == "файл не в кодировке UTF-8"


def test_a_file_that_was_cut_off_is_called_so() -> None:
    for whole in ("a: год", "1г"):
        (problem,) = decode_source("x", whole.encode()[:-1]).problems
        assert problem.message == "файл обрезан посреди буквы"


def test_a_broken_utf16_file_is_a_problem() -> None:
    loaded = decode_source("x", b"\xff\xfe" + "год".encode("utf-16-le") + b"\x00")
    (problem,) = loaded.problems
    assert "UTF-16" in problem.message
    assert loaded.source.text == "год\ufffd"


def test_what_cannot_be_read_is_a_problem_with_a_reason(tmp_path: Path) -> None:
    assert "не найден" in load_source(str(tmp_path / "none.yaml")).problems[0].message
    assert "папка" in load_source(str(tmp_path)).problems[0].message
    assert load_source(str(tmp_path)).source.text == ""


def test_a_link_that_leads_to_itself_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.symlink_to(path)
    (problem,) = load_source(str(path)).problems
    assert "ссылка ведёт по кругу" in problem.message
    assert (problem.start, problem.end, problem.hint) == (0, 0, "")


def test_a_link_that_leads_nowhere_is_named_with_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").symlink_to("../старый.yaml")
    (problem,) = load_source(str(tmp_path / "plan.yaml")).problems
    assert "ссылка ведёт в никуда: «../старый.yaml»" in problem.message


def test_a_pipe_is_read_where_somebody_writes_and_given_up_where_nobody_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "plan.yaml"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"a: 1\n" * 100_000,))
    writer.start()
    assert load_source(str(pipe)).source.text == "a: 1\n" * 100_000
    writer.join()
    monkeypatch.setattr(text, "_LONGEST_SILENCE", 0.05)
    (problem,) = load_source(str(pipe)).problems
    assert (problem.code, "никто не пишет" in problem.message) == ("LP001", True)


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    (problem,) = load_source("a\0b").problems
    assert (problem.code, problem.hint) == ("LP001", "")


def test_permission_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> bytes:
        raise PermissionError(13, "no")

    monkeypatch.setattr(text, "_read_bytes", refuse)
    assert "прав" in load_source("plan.yaml").problems[0].message


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LARGEST", 10)
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a" * 11)
    assert "больше" in load_source(str(path)).problems[0].message
    path.write_bytes(b"a" * 10)
    assert load_source(str(path)).problems == ()


@pytest.mark.parametrize(("size", "problems"), [(10, 0), (11, 1)])
def test_standard_input_is_read_as_far_as_it_may_go(
    size: int, problems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "LARGEST", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * size)))
    loaded = load_source("-")
    assert len(loaded.problems) == problems
    assert loaded.source.name == ("-" if problems else "<stdin>")


def test_positions_count_characters_from_one() -> None:
    source = Source("x", "год\r\nплан")
    assert source.position(0) == Position(1, 1)
    assert source.position(5) == Position(2, 1)
    assert source.position(7) == Position(2, 3)


def test_empty_lines_count() -> None:
    source = Source("x", "а\n\n\nб")
    assert [source.position(at).line for at in range(5)] == [1, 1, 2, 3, 4]


def test_lines_come_without_their_ends() -> None:
    source = Source("x", "год\r\nплан\n")
    assert [source.line(number) for number in (1, 2, 3)] == ["год", "план", ""]


@pytest.mark.parametrize(
    ("text", "control", "shown"),
    [
        ("год\tплан\n", "", "год\tплан\n"),
        ("год\x1b[1m", "\x1b", "год\ufffd[1m"),
        ("а\r\nб\x0bв", "\r", "а\n\nб\nв"),
        ("а\u202eб\x00", "\u202e", "а\ufffdб\ufffd"),
        ("а\u00adб", "", "а\u00adб"),
        ("\n\x07", "\x07", "\n\ufffd"),
    ],
)
def test_what_a_terminal_would_obey_is_found_and_shown(text: str, control: str, shown: str) -> None:
    assert first_control(text) == control
    assert visible(text) == shown


def test_a_text_is_its_value_and_knows_its_place() -> None:
    text = Text("год", 5, 8)
    assert text == "год"
    assert (text.start, text.end) == (5, 8)
    assert (Text("год").start, Text("год").end) == (0, 0)


def test_only_the_characters_named_change() -> None:
    splices = [Splice(8, 14, "март"), Splice(0, 1, "Я")]
    assert apply_splices("январь, апрель.", splices) == "Январь, март."


def test_insertions_at_one_place_keep_their_order() -> None:
    assert apply_splices("ад", [Splice(1, 1, "б"), Splice(1, 1, "вг")]) == "абвгд"


def test_changes_may_touch_but_not_overlap() -> None:
    assert apply_splices("абвг", [Splice(0, 2, "1"), Splice(2, 4, "2")]) == "12"
    with pytest.raises(ValueError, match="overlaps"):
        apply_splices("абвг", [Splice(0, 3, "1"), Splice(2, 4, "2")])


@given(st.text(max_size=20), st.lists(st.integers(0, 20), max_size=6))
def test_what_lies_between_the_changes_stays(text: str, places: list[int]) -> None:
    at = sorted({place for place in places if place < len(text)})
    changed = apply_splices(text, [Splice(place, place + 1, "") for place in at])
    assert changed == "".join(letter for place, letter in enumerate(text) if place not in at)


@pytest.mark.parametrize(
    "name", ["/dev/kmsg", "/proc/kmsg", "/dev/zero", "/dev/tty", "/dev/ptmx", "/dev/mem"]
)
def test_no_device_is_waited_for(name: str) -> None:
    """Some of them have nothing to read, and would be waited for until somebody plugs something in."""
    assert load_source(name).problems or load_source(name).source.text
