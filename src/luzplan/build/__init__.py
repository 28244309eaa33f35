"""Nodes → Plan: the shape of a plan file, and the plan built from it with all its problems."""

from luzplan.build.plan import Built, build_plan, load_plan

__all__ = ["Built", "build_plan", "load_plan"]
