"""Plans of the texts that tests write."""

from __future__ import annotations

from luzplan.plan import Plan
from luzplan.plan.build import Built, build_plan
from luzplan.text import Source


def build(text: str) -> Built:
    """What is built of a text, with all that is wrong in it."""
    return build_plan(Source("plan.yaml", text))


def plan_in(text: str) -> Plan:
    """The plan of a text that may have faults."""
    plan = build(text).plan
    assert plan is not None
    return plan


def faultless(text: str) -> Plan:
    """The plan of a text that must have no faults."""
    built = build(text)
    assert built.problems == ()
    assert built.plan is not None
    return built.plan


def plan_of(activities: str) -> Plan:
    """A plan of the lines of its activities, without faults; the year is 2011-2012."""
    return faultless(f"year: 2011-2012\nsections:\n- title: Раздел\n  activities:\n{activities}")
