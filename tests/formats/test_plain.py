"""CSV, TSV and Markdown, as the programs that take them read them."""

from __future__ import annotations

import csv
import io

import pytest
from markdown_it import MarkdownIt

from luzplan.formats import Page, writer
from luzplan.reports import Block, Listing, Paragraph, Report, Table, Title
from luzplan.reports.rows import Cell, Column


def written(*cells: Cell) -> bytes:
    columns = tuple(Column(str(at), f"столбец {at}") for at in range(len(cells)))
    row = {str(at): cell for at, cell in enumerate(cells)}
    data = writer("csv")(Report((), (Table("", columns, (row,)),)), Page())
    assert isinstance(data, bytes)
    return data


def cells_of(data: bytes) -> list[str]:
    _, row = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")
    return row


def test_excel_finds_the_encoding_by_the_mark_and_the_columns_by_semicolons() -> None:
    assert written("Отчёт", 3) == "\ufeffстолбец 0;столбец 1\r\nОтчёт;3\r\n".encode()


@pytest.mark.parametrize(
    "cell", ["=1+1", "+7 900", "- договоры", "@SUM(A1)", "=cmd|' /C calc'!A0", "＝1", "'=1", "''-1"]
)
def test_nothing_runs_as_a_formula(cell: str) -> None:
    assert cells_of(written(cell)) == [f"'{cell}"]


@pytest.mark.parametrize(
    "cell",
    [
        *("2.10", "12.10", "1/2", "12-15", "1-2", "1 - 2", "15 декабря", "15 дек.", "1 мая", "май 2012"),
        *("Декабрь 11", "ноя-11", "may 2012", "00123", "1e5", "2,5E-3", "12:30", "(5)", "12345678901234567"),
    ],
)
def test_what_excel_would_read_as_another_day_or_number_stays_as_it_is(cell: str) -> None:
    assert cells_of(written(cell)) == [f"\t{cell}"]


@pytest.mark.parametrize(
    "cell", ["12", "0", "май", "1 февраля 2012", "15 декабря 2011", "до 15 декабря", "9 «А»", "мартобря 5"]
)
def test_what_excel_shows_as_it_is_has_no_mark(cell: str) -> None:
    assert cells_of(written(cell)) == [cell]


def test_what_divides_cells_and_rows_stays_inside_its_cell() -> None:
    assert cells_of(written('а; б "в"', "строка\nещё\r\nодна\tи\x0bвсё")) == [
        'а; б "в"',
        "строка\nещё\n\nодна и\nвсё",
    ]


HOSTILE = [
    "а | б",
    "*звёзды* и __черта__",
    "[ссылка](http://example.org) ![картинка](x)",
    "<script>alert(1)</script> &amp; <b>",
    "`код` ~~нет~~ $x$",
    "\\",
    "# заголовок",
    "- договоры базовой школы",
    "+ ещё",
    "1. первое",
    "2) второе",
    "_____ 2011 г.",
    "> цитата",
]


def rendered(block: Block) -> str:
    text = writer("md")(Report((), (Title(("План",)), block)), Page())
    assert isinstance(text, str)
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def as_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_shows_its_own_characters(text: str) -> None:
    html = rendered(Table("", (Column("a", "А"), Column("b", "Б")), ({"a": text, "b": "конец"},)))
    assert f"<td>{as_html(text)}</td>\n<td>конец</td>" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_an_item_of_a_list_shows_its_own_characters(text: str) -> None:
    assert f"<li>{as_html(text)}</li>" in rendered(Listing("Цели", (text,)))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_paragraph_keeps_its_lines_and_characters(text: str) -> None:
    assert f"<p>{as_html(text)}<br />\n{as_html(text)}</p>" in rendered(Paragraph((text, text)))


def test_a_cell_of_several_lines_stays_one_row() -> None:
    html = rendered(Table("", (Column("a", "А"),), ({"a": "первая\nвторая"},)))
    assert "<td>первая<br>вторая</td>" in html
