from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from luzplan.formats import Page, writer
from luzplan.reports import Block, Listing, Paragraph, Report, Table, Title
from luzplan.reports.rows import Column

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
