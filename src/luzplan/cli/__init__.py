"""The command line: arguments → one call → writer → exit code."""

from luzplan.cli.app import main

__all__ = ["main"]
