"""Other people's plans become plan files, or one line says why not."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from luzplan.cli.commands import import_
from luzplan.documents import reading
from luzplan.plan.build import load_plan
from tests.conftest import DATA, ROOT, Luzplan
from tests.documents import words

PLANS = sorted((DATA / "import").glob("*.txt"))
TEXT = "План на 2011-2012 учебный год\n№\tДела\tСроки\tОтветственные\n1\tПоход\tмай\tДиректор\n"
WORD = words.saved(words.plan(("1.", "Поход", "май", "Директор")))


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_written_as_expected(
    plan: Path, luzplan: Luzplan, golden: Callable[[Path, str], None]
) -> None:
    run = luzplan("import", str(plan.relative_to(ROOT)))
    assert run.code == 0
    golden(plan.with_suffix(".yaml"), run.out)
    golden(plan.with_suffix(".said"), run.err)


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_what_is_written_has_the_shape_of_a_plan(plan: Path) -> None:
    assert load_plan(str(plan.with_suffix(".yaml"))).problems == ()


def test_a_word_file_and_a_text_file_of_the_same_plan_give_the_same(tmp_path: Path, luzplan: Luzplan) -> None:
    (tmp_path / "план.txt").write_text(TEXT, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("План на 2011-2012 учебный год")
    words.table(document, ("№", "Дела", "Сроки", "Ответственные"), ("1", "Поход", "май", "Директор"))
    (tmp_path / "план.docx").write_bytes(words.saved(document))
    assert (
        luzplan("import", str(tmp_path / "план.docx")).out
        == luzplan("import", str(tmp_path / "план.txt")).out
    )


def test_a_file_is_written_once_and_overwritten_only_with_force(tmp_path: Path, luzplan: Luzplan) -> None:
    (tmp_path / "план.docx").write_bytes(WORD)
    asked = ("import", str(tmp_path / "план.docx"), "-o", str(tmp_path / "plan.yaml"))
    first = luzplan(*asked)
    assert (first.code, first.out) == (0, "")
    assert "1 мероприятие" in first.err
    (tmp_path / "plan.yaml").write_text("моё", encoding="utf-8")
    second = luzplan(*asked)
    assert second.code == 3
    assert "--force" in second.err
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "моё"
    assert luzplan(*asked, "--force").code == 0
    assert load_plan(str(tmp_path / "plan.yaml")).problems == ()


@pytest.mark.parametrize(
    ("given", "year", "said"),
    [
        ("2015-2016", "year: 2015-2016 ", "в документе — 2011-2012"),
        ("2011/12", "year: 2011-2012 ", ""),
        (None, "year: 2011-2012 ", ""),
    ],
)
def test_the_year_that_is_given_counts(
    given: str | None, year: str, said: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    (tmp_path / "план.txt").write_text(TEXT, encoding="utf-8")
    run = luzplan("import", str(tmp_path / "план.txt"), *(["--year", given] if given else []))
    assert year in run.out
    assert said in run.err
    assert ("в документе" in run.err) == bool(said)


def test_without_a_year_the_present_one_is_taken_and_said(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "план.txt"
    path.write_text(TEXT.replace(" на 2011-2012 учебный год", ""), encoding="utf-8")
    run = luzplan("import", str(path), "--today", "2013-02-10")
    assert run.code == 0
    assert "year: 2012-2013 " in run.out
    assert "--year 2011-2012" in run.err
    assert luzplan("import", str(path), "--year", "2011-2012").code == 0
    assert luzplan("import", str(path), "--year", "2011-2013").code == 2


@pytest.mark.parametrize("name", ["план.djvu", "план", "план.yaml", "-"])
def test_a_strange_kind_of_file_is_refused(name: str, luzplan: Luzplan) -> None:
    run = luzplan("import", name)
    assert (run.code, run.out) == (2, "")
    assert ".docx" in run.err
    assert ".pdf" in run.err


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def with_password(data: bytes) -> bytes:
    """Set the flag of encryption in each entry of the package's directory."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BAD = {
    "empty.docx": (b"", "пуст"),
    "empty.txt": (b" \n", "пуст"),
    "no-zip.docx": (b"hello", "испорчен"),
    "cut.docx": (WORD[: len(WORD) // 2], "испорчен"),
    "no-word.docx": (zipped(a=b"1"), "испорчен"),
    "text.docx": (TEXT.encode(), "испорчен"),
    "bomb.docx": (zipped(a=bytes(32 * 2**20)), "32 МБ"),
    "locked.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "паролем"),
    "locked-zip.docx": (with_password(WORD), "паролем"),
    "old.docx": (OLE, ".doc"),
    "old.doc": (OLE, ".doc"),
    "old.xls": (OLE, ".xls"),
    "image.docx": (b"\x89PNG\r\n", "картинка"),
    "image.jpg": (b"\xff\xd8\xff\xe0", "картинка"),
    "image.txt": (b"GIF89a", "картинка"),
    "page.pdf": (b"%PDF-1.4", "PDF"),
    "rich.docx": (b"{\\rtf1", ".rtf"),
    "table.xlsx": (zipped(a=b"1"), "испорчен"),
    "empty-parts.xlsx": (zipped(**{"xl/workbook.xml": b"<a", "[Content_Types].xml": b"<"}), "испорчен"),
    "open.odt": (zipped(mimetype=b"application/vnd.oasis.opendocument.text"), ".odt"),
    "cell.csv": (b"a;b\n" + b"x" * 200_000 + b";c\n", "испорчен"),
    "page.html": (b"<html><body></body></html>", "таблица"),
    "text.pdf": (TEXT.encode(), "испорчен"),
    "bytes.txt": (bytes(range(256)), "UTF-8"),
    "no-table.txt": ("Просто текст\n".encode(), "таблица"),
    "no-table.docx": (words.saved(docx.Document()), "таблица"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_said_in_one_line_with_the_way_out(
    name: str, tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_, "which", lambda _: None)  # LibreOffice may be there or not
    data, said = BAD[name]
    (tmp_path / name).write_bytes(data)
    run = luzplan("import", str(tmp_path / name), "-o", str(tmp_path / "plan.yaml"))
    assert (run.code, run.out) == (3, "")
    problem, hint = run.err.splitlines()
    assert problem.startswith(f"luzplan: {tmp_path / name}: ")
    assert said in problem
    assert hint.endswith(".")
    assert not (tmp_path / "plan.yaml").exists()


def test_a_missing_file_and_a_folder_are_said_too(tmp_path: Path, luzplan: Luzplan) -> None:
    (tmp_path / "папка.docx").mkdir()
    assert "не найден" in luzplan("import", str(tmp_path / "нет.docx")).err
    assert "папка" in luzplan("import", str(tmp_path / "папка.docx")).err
    assert luzplan("import", str(tmp_path / "папка.docx")).code == 3


def test_a_package_of_too_many_parts_or_bytes_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reading.fault_of(WORD) is None
    monkeypatch.setattr(reading, "MOST_BYTES", 1000)
    assert reading.fault_of(WORD) is not None
    monkeypatch.undo()
    monkeypatch.setattr(reading, "MOST_ENTRIES", 3)
    assert reading.fault_of(WORD) is not None


def test_without_the_library_it_is_said_what_to_install(
    tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "план.docx").write_bytes(WORD)
    (tmp_path / "план.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "luzplan.documents.word", raising=False)
    run = luzplan("import", str(tmp_path / "план.docx"))
    assert (run.code, run.out) == (3, "")
    assert f"{sys.executable} -m pip install -e" in run.err
    assert luzplan("import", str(tmp_path / "план.txt")).code == 0
