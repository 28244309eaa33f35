from __future__ import annotations

import pytest

from luzplan.formats.paper_widths import lies_across, paper_widths, type_size
from luzplan.reports.rows import Column

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
