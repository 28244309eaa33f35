"""Whatever a file is, people get one clear message with its place, and no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Luzplan

BAD = {
    "empty": (b"", "пуст"),
    "comments": ("# только заметка\n".encode(), "пуст"),
    "windows-1251": ("year: 2011-2012\ntitle: План\n".encode("cp1251"), "Windows-1251"),
    "broken": (b"year: [2011\n", "скобка"),
    "tab": (b"year: 2011-2012\nsections:\n\t- title: a\n", "табуляция"),
    "list": (b"- year\n", "план"),
    "anchor": (b"year: &y 2011-2012\nsections: []\n", "метки"),
    "alias": (b"year: 2011-2012\nsections: *x\n", "ссылки"),
    "deep": (b"sections: " + b"[" * 2000, "вложенность"),
    "mapping for a text": (b"year: 2011-2012\ntitle: {a: b}\nsections: []\n", "текст"),
    "control": (b"year: 2011-2012\ntitle: a\x07\nsections: []\n", "U+0007"),
    "binary": (bytes(range(256)), "UTF-8"),
}


@pytest.fixture
def bad_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "план.yaml"
    path.write_bytes(BAD[request.param][0])
    return path


@pytest.mark.parametrize(
    ("bad_file", "words"), [(name, words) for name, (_, words) in BAD.items()], indirect=["bad_file"]
)
def test_validate_names_it_with_its_place(bad_file: Path, words: str, luzplan: Luzplan) -> None:
    run = luzplan("validate", str(bad_file))
    assert run.code == 1
    assert words in run.out
    assert f"{bad_file}:" in run.out
    assert "Traceback" not in run.out + run.err


@pytest.mark.parametrize("bad_file", BAD, indirect=True)
@pytest.mark.parametrize(
    "command", [["due", "--month", "май"], ["by-role", "Директор"], ["show"]], ids=lambda words: words[0]
)
def test_other_commands_name_it_too_and_change_nothing(
    bad_file: Path, command: list[str], luzplan: Luzplan
) -> None:
    before = bad_file.read_bytes()
    run = luzplan(*command, "--plan", str(bad_file))
    assert run.code in (0, 1, 2, 3)
    assert f"{bad_file}:" in run.err
    assert "Traceback" not in run.err
    assert bad_file.read_bytes() == before


@pytest.mark.parametrize("year", ["", "year: 11\n", "year:\n"])
@pytest.mark.parametrize(
    "command",
    [
        "due --month май",
        "show",
        "timeline",
        "export --to json",
        "when май",
        "done 1.1 --on 15.05",
        "new-year",
        "diff plan.yaml --plan",
    ],
)
def test_a_plan_of_no_year_is_no_plan_of_some_other(
    command: str, year: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    path = tmp_path / "план.yaml"
    path.write_text(f"{year}sections:\n- title: а\n  activities:\n  - what: б\n", encoding="utf-8")
    before = path.read_bytes()
    run = luzplan(*command.removesuffix(" --plan").split(), "--plan", str(path))
    assert (run.code, run.out) == (3, "")
    assert f"неизвестно, на какой год план: {path}" in run.err
    assert path.read_bytes() == before


def test_the_command_that_checks_a_file_is_named_with_the_file(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "мой план.yaml"
    path.write_text("a: [", encoding="utf-8")
    assert f'luzplan validate "{path}"' in luzplan("due", "--plan", str(path)).err
    assert "validate" not in luzplan("due", "--plan", str(tmp_path / "none.yaml")).err


def test_a_file_in_utf16_or_with_a_mark_is_read(tmp_path: Path, luzplan: Luzplan) -> None:
    text = "year: 2011-2012\nsections: []\n"
    for name, data in (("a.yaml", text.encode("utf-16")), ("b.yaml", text.encode("utf-8-sig"))):
        (tmp_path / name).write_bytes(data)
        assert luzplan("validate", str(tmp_path / name)).code == 0


def test_a_missing_file_and_a_folder_cannot_be_read(tmp_path: Path, luzplan: Luzplan) -> None:
    assert luzplan("validate", str(tmp_path / "none.yaml")).code == 3
    assert luzplan("due", "--plan", str(tmp_path / "none.yaml")).code == 3
    assert luzplan("due", "--plan", str(tmp_path)).code == 3


@pytest.mark.usefixtures("nowhere")
def test_without_a_plan_the_way_out_is_named(luzplan: Luzplan) -> None:
    run = luzplan("due")
    assert run.code == 3
    assert "--plan" in run.err


def test_the_plan_is_found_in_a_folder_above_or_by_the_environment(
    tmp_path: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plan.yaml").write_text("year: 2011-2012\nsections: []\n", encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert luzplan("validate").code == 0
    monkeypatch.chdir("/")
    monkeypatch.setenv("LUZPLAN_PLAN", str(tmp_path / "plan.yaml"))
    assert luzplan("validate").code == 0


def test_markup_in_a_plan_is_text(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "plan.yaml"
    row = "{what: '[red]а[/] :smile: [/]', when: май}"
    text = f"year: 2011-2012\nsections: [{{title: '[b]Раздел[/b]', activities: [{row}]}}]\n"
    path.write_text(text, encoding="utf-8")
    assert "[red]а[/] :smile: [/]" in luzplan("due", "--month", "май", "--plan", str(path)).out
    assert "[b]Раздел[/b]" in luzplan("show", "--plan", str(path)).out


@pytest.mark.parametrize(
    ("rows", "way_out"),
    [
        ("[]", "В плане нет мероприятий."),
        ("[{what: Педсовет}]", "Есть только мероприятие 1.1."),
        ("[{what: Педсовет}, {what: Выпускной вечер}]", "Есть мероприятия с 1.1 по 1.2."),
    ],
)
def test_who_names_no_activity_is_told_which_there_are(
    rows: str, way_out: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    path = tmp_path / "план.yaml"
    path.write_text(f"year: 2011-2012\nsections:\n- {{title: Раздел, activities: {rows}}}\n", "utf-8")
    assert luzplan("show", "9.9", "--plan", str(path)).err.splitlines()[-1] == f"  {way_out}"


def test_want_of_memory_is_said_in_one_line(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    def starving(name: str) -> None:
        raise MemoryError

    monkeypatch.setattr("luzplan.cli.plans.load_source", starving)
    run = luzplan("due")
    assert (run.code, run.out, run.err) == (3, "", "luzplan: не хватило памяти\n")


def test_an_answer_counts_the_errors_that_validate_finds(tmp_path: Path, luzplan: Luzplan) -> None:
    plan = tmp_path / "plan.yaml"
    rows = "- what Сайт\n  who: Дирктор\n- what: Совет\n when: мая\n- {what: Смотр, when: 31 февраля}\n"
    plan.write_text(f"year: 2011-2012\nsections:\n- title: Работа\n  activities:\n{rows}", encoding="utf-8")
    found = luzplan("validate", str(plan), "--output", "json").json
    errors = [one for one in found if one["severity"] == "error"]
    told = luzplan("due", "--plan", str(plan)).err
    assert f": {len(errors)} ошиб" in told
    assert f"{', '.join(str(line) for line in sorted({one['line'] for one in errors})[:-1])} и " in told


def test_a_name_of_thousands_of_folders_is_a_name(tmp_path: Path, luzplan: Luzplan) -> None:
    for name in ("a/" * 1_500, "a/" * 3_000):
        run = luzplan("validate", f"{tmp_path}/{name}plan.yaml")
        assert (run.code, run.err) == (3, "")
        assert "LP001" in run.out


@pytest.mark.skipif(os.name == "nt", reason="no name is so long there")
def test_plans_are_looked_for_in_folders_however_deep(
    here: Path, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "plan.yaml").write_text("year: 2011-2012\nsections: []\n", encoding="utf-8")
    for _ in range(1_200):
        Path("a").mkdir()
        monkeypatch.chdir("a")
    deepest = Path.cwd()
    monkeypatch.chdir(here)
    assert luzplan("validate", ".").code == 0
    for folder in (deepest, *deepest.parents[:1_199]):  # to clear up pytest would call itself for each
        folder.rmdir()
