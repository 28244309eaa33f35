"""What is wrong with a plan: rules find it, the runner labels, filters and sorts it."""

from luzplan.check.runner import Checked, Options, check_built, check_file

__all__ = ["Checked", "Options", "check_built", "check_file"]
