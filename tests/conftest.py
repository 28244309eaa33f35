from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from luzplan.build import build_plan
from luzplan.model import Plan
from luzplan.source.text import Source

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def source_plan() -> Plan:
    """The repository's own plan."""
    plan = build_plan(Source("plan.yaml", (ROOT / "plan.yaml").read_text(encoding="utf-8"))).plan
    assert plan is not None
    return plan


@pytest.fixture(scope="session")
def plan_of() -> Callable[[str], Plan]:
    """Builds a plan from the lines of its activities; the year is 2011-2012."""

    def build(activities: str, head: str = "") -> Plan:
        text = f"year: 2011-2012\n{head}sections:\n- title: Раздел\n  activities:\n{activities}"
        built = build_plan(Source("plan.yaml", text))
        assert built.problems == ()
        assert built.plan is not None
        return built.plan

    return build
