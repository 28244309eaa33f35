"""What the environment of a CI job tells, and the page that such a job may add to."""

from __future__ import annotations

import os
import re
from pathlib import Path

from luzplan.cli.edge import tell

_COMMAND = r"(?m)^(\s*)(::|##\[)"


def in_actions() -> bool:
    """Whether GitHub Actions runs the command."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def uncommanding(text: str) -> str:
    """Keep GitHub Actions from obeying a plan's line as a command: an unseen word joiner goes before it."""
    return re.sub(_COMMAND, "\\1\N{WORD JOINER}\\2", text) if in_actions() else text


def repository_root() -> Path | None:
    """Give the folder of the repository the job works in, None outside of a job."""
    root = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    return Path(root) if root else None


def add_to_summary(text: str) -> None:
    """Add Markdown to the page of the job's step; a page that cannot be written is no fault of the plan."""
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if not page:
        return
    try:
        with Path(page).open("a", encoding="utf-8", errors="replace") as file:
            file.write(text)
    except OSError as error:
        from luzplan.source.saving import reason_of

        tell(f"luzplan: сводка шага не записана: {reason_of(error)}")
