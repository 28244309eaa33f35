from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from luzplan.text import source
from luzplan.text.source import Position, decode_source, load_source


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
    for text in ("a: год", "1г"):
        (problem,) = decode_source("x", text.encode()[:-1]).problems
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
    monkeypatch.setattr(source, "_LONGEST_SILENCE", 0.05)
    (problem,) = load_source(str(pipe)).problems
    assert (problem.code, "никто не пишет" in problem.message) == ("LP001", True)


def test_a_name_that_no_file_can_have_is_a_problem() -> None:
    (problem,) = load_source("a\0b").problems
    assert (problem.code, problem.hint) == ("LP001", "")


def test_permission_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> bytes:
        raise PermissionError(13, "no")

    monkeypatch.setattr(source, "_read_bytes", refuse)
    assert "прав" in load_source("plan.yaml").problems[0].message


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 10)
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"a" * 11)
    assert "больше" in load_source(str(path)).problems[0].message
    path.write_bytes(b"a" * 10)
    assert load_source(str(path)).problems == ()


@pytest.mark.parametrize(("size", "problems"), [(10, 0), (11, 1)])
def test_standard_input_is_read_as_far_as_it_may_go(
    size: int, problems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "LARGEST", 10)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * size)))
    loaded = load_source("-")
    assert len(loaded.problems) == problems
    assert loaded.source.name == ("-" if problems else "<stdin>")
