"""Cells that hold several activities are parted where their lines agree, and only there."""

from __future__ import annotations

import pytest

from luzplan.documents.cells import activities_in, several_in
from luzplan.documents.dates import done_days
from luzplan.documents.headings import Content
from luzplan.documents.rows import Values


def parted(what: str, when: str, who: str) -> list[tuple[str, str, str]]:
    texts = {Content.WHAT: what, Content.WHEN: when, Content.WHO: who}
    plain = {content: text.replace("\n\n", "\n") for content, text in texts.items()}
    rows = activities_in(Values(plain, spaced=texts))
    return [(row[Content.WHAT], row[Content.WHEN], row[Content.WHO]) for row in rows]


@pytest.mark.parametrize(
    ("what", "when", "who", "expected"),
    [
        ("1. А\n2. Б", "май\nиюнь", "Завуч", [("А", "май", "Завуч"), ("Б", "июнь", "Завуч")]),
        ("- А\n- Б", "май", "Завуч\nДиректор", [("А", "май", "Завуч"), ("Б", "май", "Директор")]),
        (
            "Вечер\n\nКонкурс\nчтецов",
            "5.11\n\n24.11",
            "",
            [("Вечер", "5.11", ""), ("Конкурс\nчтецов", "24.11", "")],
        ),
        (
            "Вечер\nКонкурс",
            "5 мая\n6 мая",
            "Завуч",
            [("Вечер", "5 мая", "Завуч"), ("Конкурс", "6 мая", "Завуч")],
        ),
        ("1) А\n2) Б", "2 неделя\n3 неделя", "", [("А", "2 неделя", ""), ("Б", "3 неделя", "")]),
    ],
)
def test_lines_that_agree_are_rows(
    what: str, when: str, who: str, expected: list[tuple[str, str, str]]
) -> None:
    assert parted(what, when, who) == expected


@pytest.mark.parametrize(
    ("what", "when", "who"),
    [
        ("1. А\n2. Б\n3. В", "май\nиюнь", "Завуч"),
        ("1. А\n2. Б", "май", "Завуч"),
        ("Праздник\n«День знаний»", "1 сентября\n10:00", "Завуч"),
        ("Праздник\nосени", "май\nиюнь", "Завуч"),
        ("Уроки:\n- мира\n- мужества", "1 сентября\n2 сентября", "Завуч\nДиректор\nПсихолог"),
        ("1. А\n2. Б", "1 сентября\n08:30 - 12:30", "Завуч"),
    ],
)
def test_what_does_not_agree_stays_a_row(what: str, when: str, who: str) -> None:
    assert parted(what, when, who) == [(what, when, who)]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("1. А\n2. Б", 2),
        ("А\n\nБ\n\nВ", 3),
        ("Уроки:\n- мира\n- мужества", 0),
        ("А\nБ", 0),
        ("2.1. А\n2.2. Б", 0),
    ],
)
def test_a_list_is_several_activities_if_nothing_stands_before_it(text: str, items: int) -> None:
    assert several_in(text) == items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31.10.2023", ("2023-10-31", "")),
        ("5.2.24 г.", ("2024-02-05", "")),
        ("24 октября 2011", ("2011-10-24", "")),
        ("24.10.2011; 20.04.2012", ("2011-10-24; 2012-04-20", "")),
        ("24 октября 2011; 20 апреля 2012 за апрель", ("2011-10-24; 2012-04-20 за апрель", "")),
        ("24.10.2011; не всё", ("", "24.10.2011; не всё")),
        ("24 мартобря 2011", ("", "24 мартобря 2011")),
        ("выполнено 3 мая 2012 г.", ("2012-05-03", "")),
        ("31.02.2023", ("", "31.02.2023")),
        ("перенесено на май", ("", "перенесено на май")),
    ],
)
def test_a_day_is_when_it_was_done_and_all_else_a_remark(text: str, expected: tuple[str, str]) -> None:
    assert done_days(text) == expected
