"""Writers of problems: each turns what was checked into text, with no clock and no printing."""

from luzplan.formats.problems.registry import PROBLEM_FORMATS, problem_writer

__all__ = ["PROBLEM_FORMATS", "problem_writer"]
