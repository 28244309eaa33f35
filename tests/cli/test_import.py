"""Other people's plans become plan files, and nothing in them is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATA, Luzplan

PLANS = sorted((DATA / "import").glob("*.txt"))


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_written_as_expected(
    plan: Path, luzplan: Luzplan, golden: Callable[[Path, str], None]
) -> None:
    run = luzplan("import", str(plan.relative_to(Path.cwd())))
    assert run.code == 0
    golden(plan.with_suffix(".yaml"), run.out)
    golden(plan.with_suffix(".said"), run.err)
