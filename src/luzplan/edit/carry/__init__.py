"""The plan carried over into another school year."""

from luzplan.edit.carry.next_plan import NextPlan, next_plan

__all__ = ["NextPlan", "next_plan"]
