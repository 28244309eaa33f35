"""Lists of a plan, and activities one by one."""

from __future__ import annotations

from datetime import date

from luzplan.formats.cells import card_texts
from luzplan.reports import Card
from luzplan.reports.listings import cards_report, roles_report
from luzplan.reports.rows import Labelled, cells_of
from luzplan.selection import Filters
from tests.building import plan_in


def test_what_a_row_comes_after_and_whence_a_role_exists_are_said_with_the_activity() -> None:
    text = (
        "year: 2011-2012\nroles: [{name: Штаб, since: '1.1'}]\nsections:\n- title: а\n  activities:\n"
        "  - {what: Создание штаба, when: сентябрь, who: Директор}\n"
        "  - {what: Заседание, when: октябрь, who: Штаб, after: '1.1'}\n"
    )
    plan = plan_in(text)
    (card,) = cards_report(plan, Filters(date(2011, 9, 1)), [plan.sections[0].activities[1]]).blocks
    assert isinstance(card, Card)
    assert dict(card_texts(card))["После чего"] == "1.1 «Создание штаба»"
    said = {row["role"]: row.get("since") for row in map(cells_of, roles_report(plan).rows)}
    assert said == {"Директор": None, "Штаб": Labelled("1.1", "1.1 «Создание штаба»: сентябрь")}
