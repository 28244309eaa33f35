"""A cell is told by its type; columns are as wide as their words need, on a screen and on paper."""

from __future__ import annotations

import ast
import json
from datetime import date

import pytest

from luzplan.deadline import DeadlineKind
from luzplan.executor import Executor, Scope
from luzplan.formats.cells import (
    cell_text,
    column_widths,
    flat_text,
    lengths_in,
    lies_across,
    paper_widths,
    type_size,
)
from luzplan.formats.plain import dump
from luzplan.plan import State
from luzplan.reports.rows import Cell, Column, Executors, Labelled, Names, Spans, Wording
from luzplan.school_year import Span
from tests.conftest import ROOT
from tests.growth import lines_run

MAY = Span(None, date(2012, 5, 15))
DIRECTOR, ANYONE = Executor("Директор", Scope.KIND, "средняя"), Executor("Психолог")
REWORDED = Wording((("", "план"), ("-", "старый"), ("+", "новый")))
EXAMPLES: list[tuple[Cell, str, object]] = [
    (None, "", None),
    (False, "", False),
    (True, "да", True),
    (0, "0", 0),
    ("слово\x1b", "слово\ufffd", "слово\x1b"),
    (State.DUE, "идёт", "due"),
    (DeadlineKind.NONE, "не указан", "none"),
    (date(2012, 5, 1), "1 мая 2012", "2012-05-01"),
    (Spans((MAY,)), "до 15 мая 2012", [{"start": None, "end": "2012-05-15"}]),
    (Spans(), "", []),
    (Names(("БШ", "СОШ\x00")), "БШ; СОШ\ufffd", ["БШ", "СОШ\x00"]),
    (
        Executors((DIRECTOR, ANYONE)),
        "Директор (средние школы); Психолог",
        [
            {"role": "Директор", "scope": "kind", "school": "средняя"},
            {"role": "Психолог", "scope": "none", "school": None},
        ],
    ),
    (
        REWORDED,
        "план [-старый-] {+новый+}",
        [
            {"mark": "", "words": "план"},
            {"mark": "-", "words": "старый"},
            {"mark": "+", "words": "новый"},
        ],
    ),
    (Labelled("dates", "с 1 по 5 мая"), "с 1 по 5 мая", "dates"),
]


@pytest.mark.parametrize(("cell", "text", "plain"), EXAMPLES)
def test_people_and_programs_are_told_by_the_type(cell: Cell, text: str, plain: object) -> None:
    assert cell_text(cell) == text
    assert json.loads(dump([cell])) == [plain]


def test_a_cell_on_one_line_has_no_line_ends() -> None:
    assert flat_text("первая\n вторая\r\nтретья") == "первая вторая третья"


def test_no_writer_goes_back_into_the_model() -> None:
    """What a report says is all that a format needs: it knows nothing of plans and selections."""
    found = [
        (path.name, node.module)
        for path in (ROOT / "src" / "luzplan" / "formats").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module
    ]
    assert ("cells.py", "luzplan.reports.rows") in found
    assert [one for one in found if one[1].startswith(("luzplan.plan", "luzplan.selection"))] == []


def test_a_line_as_long_as_a_file_takes_no_longer_to_fit_than_one_as_wide_as_the_page() -> None:
    lengths = [10**5, 4], [5, 4]  # of the longest lines, of the longest words
    assert column_widths(lengths, 30) == [22, 4]  # two blanks behind each
    assert lines_run(lambda: column_widths(lengths, 30)) < 200


def test_a_column_of_blank_lines_is_as_wide_as_a_sign() -> None:
    lengths = lengths_in((Column("a", ""), Column("b", "Б")), [["\n", "слово"]])
    assert lengths == ([1, 5], [1, 5])
    assert column_widths(lengths, 8) == [1, 3]


UPRIGHT, ACROSS = 510, 757  # points between the margins of A4
USUAL = (Column("number", "№"), Column("what", "Дела"), Column("when", "Срок"), Column("who", "Кто"))
# Measured in DejaVu Serif of 12 points, the widest font that stands in for Times New Roman.
MEASURED = {"администратор": 97.6, "руководитель": 86.7, "общеобразовательных": 141.9, "исполнения": 76.2}
CELL_MARGINS = 10.8


def test_the_usual_columns_have_their_usual_widths() -> None:
    widths = paper_widths(USUAL, [["1.", "Сбор заявок", "май", "Директор"]], UPRIGHT)
    assert [round(width / UPRIGHT * 18, 1) for width in widths] == [1.5, 9.0, 3.8, 3.7]


@pytest.mark.parametrize("word", MEASURED)
@pytest.mark.parametrize("at", [2, 3])
def test_no_column_is_narrower_than_its_longest_word(word: str, at: int) -> None:
    row = ["1.", "Сбор заявок на курсы", "май", "Директор"]
    row[at] = f"кто-то, {word}"
    widths = paper_widths(USUAL, [row], UPRIGHT)
    assert widths[at] >= MEASURED[word] + CELL_MARGINS
    assert sum(widths) == pytest.approx(UPRIGHT)


def test_an_endless_word_does_not_crowd_out_the_others() -> None:
    widths = paper_widths(USUAL, [["1.", "Сбор", "https://" + "a" * 200, "Директор"]], UPRIGHT)
    assert widths[2] < UPRIGHT / 2
    assert widths[3] > 60


def test_a_table_of_many_long_words_lies_on_the_long_side_in_smaller_type() -> None:
    columns = (*USUAL, *(Column(name, name) for name in ("Отметка о выполнении", "Примечание", "Участники")))
    rows = [["1.", "Сбор", "в течение года", "Администратор сайта", "да", "Перенесено", "обучающиеся"]]
    assert not lies_across(USUAL, [row[:4] for row in rows], UPRIGHT)
    assert lies_across(columns, rows, UPRIGHT)
    assert type_size(USUAL, [row[:4] for row in rows], ACROSS) == 12
    assert type_size(columns, rows, ACROSS) == 10


def test_the_more_columns_the_smaller_the_type_before_a_word_is_broken() -> None:
    names = ("Классы", "Форма", "Результат", "Место проведения", "Отметка о выполнении", "Примечание")
    columns = (*USUAL, *(Column(name, name) for name in names))
    row = ["1.", "Мероприятия", "исполнения", "администратор", "5–11", "инструктаж", "рекомендации"]
    row += ["информатики", "20 сентября 2023", "оборудование"]
    size = type_size(columns, [row], ACROSS)
    assert size == 9
    widths = paper_widths(columns, [row], ACROSS, size)
    assert widths[3] >= MEASURED["администратор"] * size / 12 + CELL_MARGINS
    assert type_size((*columns, *columns), [row * 2], ACROSS) == 8
