"""The plan as a file for other programs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from icalendar import Calendar

from luzplan.formats import FORMATS
from tests.conftest import ROOT, Luzplan
from tests.repositories import Repository

pytestmark = pytest.mark.slow

LIBRARIES = {"docx": "docx", "ics": "icalendar", "xlsx": "xlsxwriter"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_written_and_the_file_s_name_tells_it(
    name: str, tmp_path: Path, luzplan: Luzplan
) -> None:
    named, told = tmp_path / f"а.{name}", tmp_path / "б"
    assert luzplan("export", "-o", str(named)).code == 0
    luzplan("export", "--to", name, "-o", str(told))
    assert named.read_bytes() == told.read_bytes()
    assert told.stat().st_size > 1000


def test_json_is_the_whole_plan(luzplan: Luzplan) -> None:
    plan = luzplan("export", "--to", "json").json
    keys = "title year district approval schools goals functions roles sections author"
    assert list(plan) == keys.split()
    assert plan["year"] == "2011-2012"
    assert plan["approval"]["approved"]["order"] == "приказ № _____ от « _____ » _____"
    assert [len(section["activities"]) for section in plan["sections"]] == [8, 18, 9, 3, 7]
    assert plan["author"]["name"] == "Винокурова Светлана Андреевна"


def test_json_has_the_texts_that_only_some_plans_have(luzplan: Luzplan, tmp_path: Path) -> None:
    (tmp_path / "план.yaml").write_text(
        "year: 2011-2012\npreface: [Введение]\nafterword: [Примечание]\n"
        "abbreviations: {НПК: конференция}\n"
        "sections: [{title: А, preface: [Цель], activities: [\n"
        "  {what: Б, note: Зал}, {what: В, after: '1.1'}]}]\n",
        encoding="utf-8",
    )
    plan = luzplan("export", "--to", "json", "--plan", str(tmp_path / "план.yaml")).json
    assert (plan["preface"], plan["afterword"]) == (["Введение"], ["Примечание"])
    assert plan["abbreviations"] == {"НПК": "конференция"}
    assert plan["sections"][0]["preface"] == ["Цель"]
    assert plan["sections"][0]["activities"][0]["note"] == "Зал"
    assert [row.get("after") for row in plan["sections"][0]["activities"]] == [None, "1.1"]


def test_the_rows_of_the_plan_are_those_of_an_answer(luzplan: Luzplan) -> None:
    sections = luzplan("export", "--to", "json", "--today", "2012-02-01").json["sections"]
    rows = [row for section in sections for row in section["activities"]]
    assert rows == luzplan("show", "--format", "json", "--today", "2012-02-01").json


def test_filters_leave_the_sections_and_choose_the_rows(luzplan: Luzplan) -> None:
    run = luzplan("export", "--to", "json", "--month", "февраль", "--role", "Директор БШ")
    sections = run.json["sections"]
    assert [section["number"] for section in sections] == [1, 2, 3, 4, 5]
    assert {row["id"] for section in sections for row in section["activities"]} == {
        "2.2",
        "4.2",
        "5.5",
        "2.10",
    }


def test_several_plans_are_told_apart(tmp_path: Path, luzplan: Luzplan) -> None:
    other = tmp_path / "другой.yaml"
    other.write_text("year: 2012-2013\nsections: []\n", encoding="utf-8")
    run = luzplan("export", "--to", "json", "--plan", "plan.yaml", "--plan", str(other))
    assert [plan["plan"] for plan in run.json["plans"]] == ["plan.yaml", str(other)]


def test_the_last_day_has_a_name_of_its_own(luzplan: Luzplan) -> None:
    run = luzplan("export", "--to", "tsv", "--from", "1.12.2011", "--until", "31.12.2011", "--section", "2")
    assert "15 декабря" in run.out
    assert "сентябрь" not in run.out


def test_an_extract_in_word_says_what_it_is(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "увр.docx"
    luzplan("export", "--role", "зам по увр", "--month", "2", "-o", str(path))
    first, *_ = docx.Document(str(path)).paragraphs
    assert first.text == "Выписка: Зам по УВР, февраль 2012"


def test_a_calendar_says_what_it_leaves_out_and_takes_it_when_asked(tmp_path: Path, luzplan: Luzplan) -> None:
    short, full = tmp_path / "а.ics", tmp_path / "б.ics"
    assert "11 мероприятий" in luzplan("export", "-o", str(short)).err
    assert "11 мероприятий" not in luzplan("export", "-o", str(full), "--with-ongoing").err
    counts = [len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) for path in (short, full)]
    assert counts == [33, 44]


def test_an_empty_calendar_says_that_it_is_empty(luzplan: Luzplan) -> None:
    run = luzplan("export", "--to", "ics", "--state", "done")
    assert run.code == 0
    assert run.err == "Таких мероприятий в плане нет.\n"


def test_one_executor_s_calendar_needs_no_export(tmp_path: Path, luzplan: Luzplan) -> None:
    path = tmp_path / "увр.ics"
    assert luzplan("by-role", "Зам по УВР", "-o", str(path)).code == 0
    events = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    whole = tmp_path / "план.ics"
    luzplan("export", "-o", str(whole))
    known = {event["uid"] for event in Calendar.from_ical(whole.read_bytes()).walk("VEVENT")}
    assert {event["uid"] for event in events} < known


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "--to docx"),
        (("--to", "pdf"), "pdf"),
        (("-o", "план.odt"), "план.odt"),
        (("--to", "docx", "--with-ongoing"), "--with-ongoing"),
    ],
)
def test_what_cannot_be_exported_is_a_usage_error(
    arguments: tuple[str, ...], words: str, luzplan: Luzplan
) -> None:
    run = luzplan("export", *arguments)
    assert run.code == 2
    assert words in run.err


def test_binary_formats_go_into_a_pipe(tmp_path: Path, luzplan: Luzplan) -> None:
    luzplan("export", "-o", str(tmp_path / "а.docx"))
    ended = subprocess.run(
        [sys.executable, "-m", "luzplan", "export", "--to", "docx"], stdout=subprocess.PIPE, check=True,
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip
    assert ended.stdout == (tmp_path / "а.docx").read_bytes()


def test_binary_formats_stay_off_a_terminal(luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True, raising=False)
    run = luzplan("export", "--to", "docx")
    assert (run.code, run.out) == (3, "")
    assert "-o план.docx" in run.err
    assert "BEGIN:VCALENDAR" in luzplan("export", "--to", "ics").out


@pytest.mark.parametrize("name", LIBRARIES)
def test_without_the_extra_the_message_says_what_to_install(
    name: str, luzplan: Luzplan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [one for one in sys.modules if one.startswith(f"luzplan.formats.{name}")]:
        monkeypatch.delitem(sys.modules, module)
    for module in [one for one in sys.modules if one.partition(".")[0] == LIBRARIES[name]]:
        monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, LIBRARIES[name], None)
    run = luzplan("export", "--to", name)
    assert (run.code, run.out) == (3, "")
    assert f"{sys.executable} -m pip install -e" in run.err


def test_the_version_of_a_calendar_grows_with_the_commits_of_the_plan(
    luzplan: Luzplan, tmp_path: Path
) -> None:
    repository = Repository(tmp_path / "plans")
    text = (ROOT / "plan.yaml").read_text(encoding="utf-8")

    def sequences(*options: str) -> set[object]:
        words = ("export", "--to", "ics", "--plan", str(tmp_path / "plans" / "plan.yaml"), *options)
        return {event.get("sequence") for event in Calendar.from_ical(luzplan(*words).out).walk("VEVENT")}

    repository.write(text)
    assert sequences() == {None}
    repository.git("add", "plan.yaml")
    repository.git("commit", "-qm", "План")
    assert sequences() == {1}
    repository.write(text + "# правка\n")
    assert sequences() == {2}
    repository.git("commit", "-qam", "Правка")
    assert sequences() == {2}
    assert sequences("--sequence", "7") == {7}


def test_the_version_of_a_calendar_is_a_number_that_calendars_can_hold(luzplan: Luzplan) -> None:
    run = luzplan("export", "--to", "ics", "--sequence", "2147483648")
    assert (run.code, "не между 0 и 2147483647" in run.err) == (2, True)
