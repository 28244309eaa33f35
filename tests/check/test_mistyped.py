"""A house that sets its executors without commas is left alone."""

from __future__ import annotations

import pytest

from tests.check.examples import check_text, codes, plan_text

BARE, PARTED = "Директор завуч", '"Директор, завуч"'


@pytest.mark.parametrize(("bare", "parted", "found"), [(1, 0, 1), (2, 1, 2), (3, 9, 3), (3, 8, 0), (4, 0, 0)])
def test_a_comma_is_missed_where_others_stand(bare: int, parted: int, found: int) -> None:
    cells = [BARE] * bare + [PARTED] * parted
    rows = "".join(f"- {{what: Дело {at}, when: май, who: {who}}}\n" for at, who in enumerate(cells))
    assert codes(check_text(plan_text(rows))).count("LP122") == found
