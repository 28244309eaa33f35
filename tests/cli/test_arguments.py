"""What typed words mean: days, months, empty words; documents in the place of plans; PDF."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.conftest import ROOT, Luzplan

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("due --school фабричная", "due --school 'МОКУ Фабричная ООШ пгт Лальск'"),
        ("due --month этот --today 2012-02-10", "due --month февраль --today 2012-02-10"),
        ("due --month следующий --today 2011-12-10", "due --month январь --today 2011-12-10"),
        ("due --month прошлый --today 2012-01-10", "due --month декабрь --today 2012-01-10"),
        ("due --month январь-март", "due --from 2012-01-01 --to 2012-03-31"),
        ("due --month зима", "due --from 2011-12-01 --to 2012-02-29"),
        ("due --month '3 четверть'", "due --from 2012-01-01 --to 2012-03-31"),
        ("due --month 'с 10 по 20 февраля'", "due --from 2012-02-10 --to 2012-02-20"),
        (
            "due --month 'эта неделя' --today 2012-02-10",
            "due --from 6.02.2012 --to 12.02.2012 --today 2012-02-10",
        ),
        ("due --month 'эта четверть' --today 2012-02-10", "due --month 'январь-март' --today 2012-02-10"),
        ("due --month 'до нового года' --today 2011-12-10", "due --from 10.12 --to 31.12 --today 2011-12-10"),
        (
            "due --from завтра --to 9.02 --today 2012-02-01",
            "due --from 2.02 --to 9.02 --today 2012-02-01",
        ),
    ],
)
def test_it_is_taken_for_what_is_meant(typed: str, meant: str, luzplan: Luzplan) -> None:
    expected = luzplan(*shlex.split(meant))
    assert expected.code == 0
    assert luzplan(*shlex.split(typed)) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("due --month зимушка", "Время пишут так"),
        ("due --month 'март завуч'", "нет месяца «март завуч»"),
        ("due --month 'с фефраля по май'", "нет месяца «с фефраля по май»"),
        ("due --month март-январь", "нет месяца «март-январь»"),
        ("validate школа.docx", "luzplan import школа.docx -o plan.yaml"),
        ("due -p школа.docx", "luzplan import школа.docx -o plan.yaml"),
    ],
)
def test_a_line_says_what_to_type(typed: str, said: str, luzplan: Luzplan) -> None:
    run = luzplan(*shlex.split(typed))
    assert run.code in (2, 3)
    assert run.out == ""
    assert said in run.err


def test_a_pdf_without_libreoffice_says_the_way_out(
    luzplan: Luzplan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    run = luzplan("export", "-o", str(tmp_path / "план.pdf"))
    assert run.code == 3
    assert "сохраните его как PDF" in run.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "command",
    [
        "due --from ''",
        "due --to ''",
        "due --today ''",
        "due --month ''",
        "due --within ''",
        "due --role ''",
        "due --plan ''",
        "validate ''",
        "validate --today ''",
        "when май --year ''",
        "when май --plan ''",
        "who Директор --plan ''",
        "done 2.8 --on ''",
        "done 2.8 --on 2012-02-10 --plan ''",
        "diff ''",
        "diff plan.yaml ''",
        "explain ''",
        "new-year --year ''",
        "export --to json --plan ''",
    ],
)
def test_it_is_refused(command: str, luzplan: Luzplan) -> None:
    before = (ROOT / "plan.yaml").read_bytes()
    run = luzplan(*shlex.split(command))
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("luzplan: ")
    assert (ROOT / "plan.yaml").read_bytes() == before
