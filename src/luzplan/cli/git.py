"""What git knows of a plan's file: its text at a revision, where branches part, its commits."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import date
from os.path import normpath, realpath
from pathlib import Path
from typing import NamedTuple

from luzplan.cli.failures import Code, CommandError
from luzplan.russian import quote

_RECORD = "\x1e"
_SERVER = "origin"
_BRANCHES = ("refs/heads/", "refs/remotes/")
_MOST_LINKS = 8  # that lead to each other
_FIELDS = ("%H", "%h", "%P", "%as", "%an", "%s")  # of a commit in the log


class Commit(NamedTuple):
    """A commit that touched a file, whose ``path`` from the top of the repository it had then.

    ``before`` is the path in the ``parent``; both are empty where the file came with this commit.
    """

    revision: str
    short: str
    day: str
    author: str
    subject: str
    path: str
    parent: str = ""
    before: str = ""


class Repository(NamedTuple):
    """The repository that a file lies in: a folder that is there, and the file's path from it."""

    folder: Path
    path: str
    is_bare: bool = False

    def text_at(self, revision: str, from_top: str = "") -> bytes | None:
        """The file, or one named from the top, as it was at a revision; None if it was not there.

        Where a link stood in its place, it is what that led to.
        """
        own, path = "" if self.is_bare else "./", self.path
        for _ in range(_MOST_LINKS):
            data = self._ask("show", "--end-of-options", f"{revision}:{from_top or own + path}")
            if from_top or not data or b"\n" in data:
                return data
            if not (self._ask("ls-tree", revision, "--", path) or b"").startswith(b"120000"):
                return data  # no link
            path = normpath(f"{path}/../{os.fsdecode(data)}")
        return None

    def revision(self, name: str) -> str | None:
        """The full name of the commit that a revision stands for, None if there is none of this name.

        A branch that is only on the server is known by its bare name, too.
        """
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options")
        names = (name, f"{_SERVER}/{name}")
        return next(filter(None, (self._line(*asked, f"{one}^{{commit}}") for one in names)), None)

    def refuse_lost_head(self) -> None:
        """End the command where there are commits, and HEAD, which says where we are, leads to none."""
        if self.revision("HEAD") is None and self._ask("rev-list", "--all", "--max-count=1") != b"":
            hint = "Перейдите на ветку, где план есть: git switch ВЕТКА. Какие есть: git branch --all"
            raise CommandError(Code.UNREADABLE, "HEAD в git не ведёт ни к одному коммиту", hint)

    def is_branch(self, name: str) -> bool:
        """Whether a revision that is there is called by a branch, here or on the server."""
        asked = ("rev-parse", "--symbolic-full-name", "--verify", "--quiet")
        full = self._line(*asked, name) or self._line(*asked, f"{_SERVER}/{name}") or ""
        return name != "HEAD" and full.startswith(_BRANCHES)

    def merge_base(self, one: str, other: str = "HEAD") -> str | None:
        """The last commit that two revisions have in common, None if they have none."""
        return self._line("merge-base", one, other)

    def commit_by(self, day: date) -> str | None:
        """The last commit made by the end of a day, None if there was none yet."""
        return self._line("rev-list", "-1", f"--before={day.isoformat()}T23:59:59", "HEAD")

    def is_shallow(self) -> bool:
        """Whether older commits have been left out when the repository was cloned."""
        return self._line("rev-parse", "--is-shallow-repository") == "true"

    def name_at(self, revision: str) -> str | None:
        """The path from the top that the file had at a revision under another name; None if it had none."""
        data = self._ask(
            "diff", "--cached", "--name-status", "-z", "--find-renames", "--diff-filter=R", revision
        )
        words = (data or b"").decode(errors="surrogateescape").split("\0")
        renamed = dict(zip(words[2::3], words[1::3], strict=False))
        return renamed.get((self._line("rev-parse", "--show-prefix") or "") + self.path)

    def number_of_commits(self) -> int:
        """How many commits touched the file under its present name."""
        return int(self._line("rev-list", "--count", "HEAD", "--", self.path) or 0)

    def commits(self) -> Iterator[Commit]:
        """The commits that touched the file, under other names too, the last one first."""
        form = _RECORD + "%x00".join(_FIELDS) + "%x00"
        arguments = ("log", "--follow", "-M", "--name-status", "-z", f"--format={form}", "--", self.path)
        data = (self._ask(*arguments) or b"").decode(errors="surrogateescape")
        for record in data.split(_RECORD)[1:]:
            revision, short, parents, day, author, subject, *rest = record.split("\0")
            status, *paths = [word for word in (part.strip("\n") for part in rest) if word]
            first, _, _ = parents.partition(" ")
            commit = Commit(revision, short, day, author, subject, paths[-1])
            yield commit if status.startswith("A") else commit._replace(parent=first, before=paths[0])

    def _line(self, *arguments: str) -> str | None:
        return (self._ask(*arguments) or b"").decode(errors="surrogateescape").strip() or None

    def _ask(self, *arguments: str) -> bytes | None:
        return _git(self.folder, *arguments)


def repository_of(name: str) -> Repository | None:
    """The repository that a file lies in, or lay in; None if there is none.

    Without git the command ends, and where git does not read what is there.
    """
    path = Path(realpath(name))
    names = [path.name]
    while not path.parent.is_dir():
        path = path.parent
        names.insert(0, path.name)
    told = _git(path.parent, "rev-parse", "--is-bare-repository")
    if told is None:
        if top_level(name) is None:
            return None
        hint = f"Что с ним, скажет сам git: git -C {quote(str(path.parent))} status"
        raise CommandError(Code.UNREADABLE, "git не читает репозиторий, в котором лежит план", hint)
    return Repository(path.parent, "/".join(names), told.strip() == b"true")


def _git(folder: Path, *arguments: str) -> bytes | None:
    """The output of git, None where it fails; ends the command if it cannot be run."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), "-c", "core.fsmonitor=false", *arguments],
            capture_output=True,
            check=False,
        )
    except OSError as error:
        hint = "Установите git или назовите файл прежнего плана."
        raise CommandError(Code.UNREADABLE, "программа git не найдена", hint) from error
    if b"dubious ownership" in done.stderr:
        hint = f"Разрешите: git config --global --add safe.directory {quote(str(folder))}"
        raise CommandError(Code.UNREADABLE, "папка принадлежит другому, git её не читает", hint)
    return done.stdout if done.returncode == 0 else None


def top_level(name: str) -> Path | None:
    """The top folder of the repository that a file lies in, seen without git; None if it lies in none."""
    path = Path(realpath(name))
    return next((folder for folder in path.parents if (folder / ".git").exists()), None)


def number_of_changes(name: str) -> int:
    """How many commits changed a file, and one more if it differs from the last; 0 where git knows none.

    Git's own comparison would run the filters and monitors that the repository's settings name.
    """
    try:
        repository = repository_of(name)
        commits = repository.number_of_commits() if repository else 0
        committed = repository.text_at("HEAD") if repository and commits else None
    except CommandError:  # there is no git, or it does not read this folder
        return 0
    return commits + (committed is not None and _lines(committed) != _lines(Path(name).read_bytes()))


def _lines(data: bytes) -> bytes:
    """A text with the line ends that git keeps."""
    return data.replace(b"\r\n", b"\n")
