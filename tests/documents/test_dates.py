from __future__ import annotations

import pytest

from luzplan.documents.dates import find_year, opening_month
from luzplan.documents.transcript import ActivityText, SectionText


@pytest.mark.parametrize(
    ("texts", "cells", "year"),
    [
        (["План на 2011-2012 учебный год"], [], "2011-2012"),
        (["на 2015/2016 уч. год"], [], "2015-2016"),
        (["на 2018 – 2019 уч. г."], [], "2018-2019"),
        (["на 2012-13 учебный год"], [], "2012-2013"),
        (["План", "на 2020-2021 уч.год"], ["12.10.2015"], "2020-2021"),
        (["Программа на 2013-2015 годы, план на 2014-2015"], [], "2014-2015"),
    ],
)
def test_a_school_year_that_is_named_counts(texts: list[str], cells: list[str], year: str) -> None:
    found = find_year(texts, cells)
    assert found is not None
    assert (str(found.year), found.why) == (year, "")


@pytest.mark.parametrize(
    ("texts", "cells", "year"),
    [
        ([], ["10.04.2023", "11.04.2023"], "2022-2023"),
        ([], ["2024-09-02 – 2024-09-05"], "2024-2025"),
        ([], ["25.12.13", "до 29.04.13."], "2013-2014"),
        ([], ["октябрь 2015", "Март 2015.", "Сентябрь 2015"], "2015-2016"),
        ([], ["декабрь 2020", "январь 2021", "1 февраля 2021 г."], "2020-2021"),
        ([], ["15.01.2025", "10.04.2025", "1 сентября 2025 года"], "2025"),
        (["План на 2016 год"], ["январь", "12.02", "октябрь"], "2016"),
        (["План на 2016 год"], ["сентябрь", "до 30 ноября", "май"], "2016-2017"),
        (["План на 2016 год"], ["постоянно"], "2016"),
        (["План на май 2016 года"], ["5"], "2015-2016"),
        (["План на 20015/2016 год"], ["10.05.2016"], "2015-2016"),
    ],
)
def test_else_the_dates_tell_it_and_say_so(texts: list[str], cells: list[str], year: str) -> None:
    found = find_year(texts, cells)
    assert found is not None
    assert str(found.year) == year
    assert found.why


@pytest.mark.parametrize(
    ("title", "cells", "year"),
    [
        ("Подготовка школы к новому 2024–2025 учебному году", ["до 1 июня 2024 г.", "до 15 августа"], "2024"),
        ("Подготовка к 2024/2025 учебному году", ["июнь", "август", "сентябрь"], "2024"),
        ("Подготовка к началу 2024-2025 учебного года", [], "2024"),
        ("Подготовка к новому учебному 2024-2025 году", ["июль"], "2024"),
        ("Подготовка к 2024-2025 учебному году", ["сентябрь", "январь", "май"], "2023-2024"),
        ("Подготовка к 2024-2025 учебному году", ["1.10.2023", "20.12.2023"], "2023-2024"),
    ],
)
def test_what_prepares_for_a_school_year_is_done_before_it(title: str, cells: list[str], year: str) -> None:
    found = find_year([title], cells)
    assert found is not None
    assert str(found.year) == year
    assert found.why


@pytest.mark.parametrize("text", ["План работы", "65 лет Победы", "план на 1-4 классы"])
def test_nothing_is_guessed(text: str) -> None:
    assert find_year([text], ["март", "1.5"]) is None


@pytest.mark.parametrize(
    ("titles", "cells", "others", "year"),
    [
        (["План на 2022-2023 учебный год"], ["12.10.2019"], ["приказ от 30.08.2021"], "2022-2023"),
        (["План работы"], ["12.10.2022"], ["Анализ за 2020-2021 учебный год"], "2022-2023"),
        (["План на 2024 год"], ["март", "сентябрь"], ["Итоги 2022-2023 учебного года"], "2024"),
        (["План на 2024 год"], ["сентябрь", "январь"], [], "2024-2025"),
        (["План на сентябрь 2022 года"], ["5"], [], "2022-2023"),
        (["План на январь 2023 года"], ["5"], [], "2022-2023"),
        (["Программа на 2021–2025 годы"], ["2022 год"], [], "2021-2022"),
        (["План"], [], ["на 2019/2020 уч. год"], "2019-2020"),
    ],
)
def test_the_title_counts_before_anything_else(
    titles: list[str], cells: list[str], others: list[str], year: str
) -> None:
    found = find_year(titles, cells, others)
    assert found is not None
    assert str(found.year) == year


@pytest.mark.parametrize(
    ("titles", "whens", "opening"),
    [
        ([""], ["август", "сентябрь", "май"], 8),
        ([""], ["август", "январь"], 8),
        (["Август", "Сентябрь"], ["", ""], 8),
        ([""], ["сентябрь", "май", "август"], 0),
        ([""], ["август", "сентябрь", "май", "август"], 0),
        ([""], ["август"], 0),
        ([""], ["июль", "август", "сентябрь", "май"], 7),
        ([""], ["июнь", "сентябрь", "май", "июнь"], 0),
        (["Подготовка"], ["июнь, июль, август"], 0),
        (["Контроль", "Педсоветы"], ["сентябрь", "август, ноябрь"], 8),
        (["Педсоветы", "Ремонт"], ["май", "август"], 0),
        (["Контроль", "Ремонт", "Сайт"], ["ноябрь", "август", "май"], None),
        (["Контроль", "Ремонт", "Сайт"], ["ноябрь", "15 августа 2024 г.", "май"], 0),
    ],
)
def test_a_year_begins_with_the_summer_that_stands_first(
    titles: list[str], whens: list[str], opening: int | None
) -> None:
    if len(titles) == 1:
        whens = [", ".join(whens)]
    parts = [tuple(ActivityText("Дело", when) for when in several.split(", ")) for several in whens]
    sections = [SectionText(title, part) for title, part in zip(titles, parts, strict=True)]
    assert opening_month(sections) == opening
