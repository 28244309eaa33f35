"""A git repository with a plan in it, for tests: commits by anybody on any day."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


class Repository:
    """A new repository in a folder, on its branch «main»."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, author: str = "Анна Иванова", day: str = "2011-09-01") -> str:
        """Runs git, whatever the machine's own settings are."""
        stamp = f"{day}T12:00:00 +0000"
        names = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), author)
        mails = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "a@example.org")
        days = dict.fromkeys(("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"), stamp)
        apart = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-C", str(self.folder), *words],
            check=True, capture_output=True, env={**os.environ, **names, **mails, **days, **apart},
        )  # fmt: skip
        return done.stdout.decode().strip()

    def write(self, text: str, name: str = "plan.yaml") -> Path:
        """Writes a file."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def commit(
        self,
        text: str,
        subject: str = "Правка",
        name: str = "plan.yaml",
        day: str = "2011-09-01",
        author: str = "Анна Иванова",
    ) -> str:
        """Commits a file; the commit's full name is given."""
        self.write(text, name)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", subject, day=day, author=author)
        return self.git("rev-parse", "HEAD")
