from __future__ import annotations

from datetime import date

import pytest

from luzplan.formats import FORMATS
from luzplan.plan import Plan
from luzplan.reports import Gantt, Title
from luzplan.reports.whole_plan import EXPORTED, SHOWN
from luzplan.school_year import month_span
from luzplan.selection import Filters
from tests.building import plan_in

TODAY = Filters(date(2012, 2, 1))


def test_every_format_has_its_report() -> None:
    assert set(SHOWN) == set(EXPORTED) == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_shown_is_the_document(name: str, source_plan: Plan) -> None:
    report = SHOWN[name](source_plan, TODAY)
    assert any(isinstance(block, Title) for block in report.blocks)
    assert any(isinstance(block, Gantt) for block in report.blocks) is (name == "html")


def test_programs_get_all_of_the_plan_and_spreadsheets_one_table(source_plan: Plan) -> None:
    record = EXPORTED["json"](source_plan, TODAY).record
    assert record is not None
    assert record["title"] == source_plan.title
    (table,) = EXPORTED["csv"](source_plan, TODAY).tables
    assert len(table.rows) == 45


def test_a_section_without_rows_is_shown_but_not_in_an_extract() -> None:
    text = """\
year: 2011-2012
sections:
- title: Кадры
  activities:
  - {what: Педсовет, when: март}
- title: Учёба
"""
    plan = plan_in(text)

    def shown(filters: Filters) -> list[tuple[str, int, str]]:
        tables = SHOWN["table"](plan, filters).tables
        return [(table.title, len(table.rows), table.empty if not table.rows else "") for table in tables]

    empty = ("Учёба", 0, "Мероприятий пока нет.")
    assert shown(TODAY) == [("Кадры", 1, ""), empty]
    assert shown(TODAY._replace(section=plan.sections[1])) == [empty]
    assert shown(TODAY._replace(window=month_span(2012, 3))) == [("Кадры", 1, "")]
    assert shown(TODAY._replace(window=month_span(2012, 4))) == [("", 0, "Таких мероприятий в плане нет.")]
