from __future__ import annotations

from datetime import date

import pytest

from luzplan.formats import FORMATS
from luzplan.plan import Plan
from luzplan.reports import Gantt, Title
from luzplan.reports.whole_plan import EXPORTED, SHOWN
from luzplan.selection import Filters

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
