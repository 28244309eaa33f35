"""Days on which something was done, as a column of a document has them."""

from __future__ import annotations

import pytest

from luzplan.documents.cells import done_days


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("24.10.2011", "2011-10-24"),
        ("24.10.11 г.", "2011-10-24"),
        ("24 октября 2011", "2011-10-24"),
        ("24.10.2011; 20.04.2012", "2011-10-24; 2012-04-20"),
        ("24 октября 2011; 20 апреля 2012 за апрель 2012", "2011-10-24; 2012-04-20 за апрель 2012"),
    ],
)
def test_days_are_read_one_by_one(cell: str, days: str) -> None:
    assert done_days(cell) == (days, "")


@pytest.mark.parametrize("cell", ["да", "31.02.2012", "24.10.2011; не всё", "24 мартобря 2011"])
def test_what_is_no_day_is_a_remark(cell: str) -> None:
    assert done_days(cell) == ("", cell)
