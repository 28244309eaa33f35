"""What the plans were before: a file, or the commit where their branch parted; in a job it finds itself."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from luzplan.cli.console import in_actions, warn
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.git import Repository, top_level
from luzplan.cli.versions import is_file, known, parting, text_at
from luzplan.russian import quote
from luzplan.text import STDIN, Loaded, decode_source, load_source


class Baseline(NamedTuple):
    """Where the older version of each plan is: one file, or a commit for each repository's top folder."""

    file: str = ""
    commits: Mapping[Path, str] = {}

    def before(self, name: str) -> Loaded | None:
        """The plan as it was, None if it was not there."""
        if self.file:
            return load_source(self.file)
        top = top_level(name)
        if top is None or top not in self.commits:
            return None
        path = Path(os.path.realpath(name)).relative_to(top).as_posix()
        data = text_at(Repository(top, path), self.commits[top])
        return None if data is None else decode_source(name, data)


def baseline_of(since: str | None, names: Sequence[str]) -> Baseline | None:
    """The older versions of plans; ends the command if they cannot be had.

    Without ``since``, in a job for a pull request, they are where its branch parted from the one it goes
    to; None outside of such a job, and where the clone does not tell, which is said.
    """
    if since is not None:
        return _asked_for(since, names)
    wanted = _target_of_job()
    if not wanted:
        return None
    try:
        return _in_git(wanted, names)
    except CommandError as error:
        warn(f"Показаны все проблемы, а не только новые: {error.args[0]}.\n  {error.hint}")
        return None


def _asked_for(since: str, names: Sequence[str]) -> Baseline:
    if not is_file(since):
        return _in_git((since,), names)
    if not since or since == STDIN:
        raise CommandError(Code.USAGE, "в --since нужна ревизия или файл", "Например, --since main.")
    if len(names) > 1:
        raise CommandError(Code.USAGE, "с файлом сравнивается один план", "Назовите в --since ревизию git.")
    loaded = load_source(since)
    if loaded.problems:
        problem = loaded.problems[0]
        raise CommandError(Code.UNREADABLE, f"{since}: {problem.message}", problem.hint)
    return Baseline(file=since)


def _in_git(revisions: Sequence[str], names: Sequence[str]) -> Baseline:
    if STDIN in names:
        hint = "Назовите его: --stdin-filename plan.yaml."
        raise CommandError(Code.USAGE, "неизвестно, какой план на стандартном вводе", hint)
    commits: dict[Path, str] = {}
    for name in names:
        top = top_level(name)
        if top is None:
            hint = "Назовите файл прежнего плана или ревизию git."
            raise CommandError(Code.USAGE, f"план {quote(name)} лежит не в git", hint)
        if top not in commits:
            commits[top] = _parting_in(Repository(top, "."), revisions)
    return Baseline(commits=commits)


def _parting_in(repository: Repository, revisions: Sequence[str]) -> str:
    """Where the branch parted from the first of the revisions that the repository knows."""
    there = [name for name in revisions if repository.revision(name)] or list(revisions)
    return parting(repository, known(repository, there[0]), "HEAD", there[0])


def _target_of_job() -> tuple[str, ...]:
    """What the pull request goes to whose job this is, as GitHub or GitLab call it; () in no such job."""
    if in_actions():
        branch = os.environ.get("GITHUB_BASE_REF")
        return (f"origin/{branch}", branch) if branch else ()
    if os.environ.get("GITLAB_CI"):
        branch = os.environ.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME", "")
        base = os.environ.get("CI_MERGE_REQUEST_DIFF_BASE_SHA", "")
        return tuple(filter(None, (base, branch and f"origin/{branch}", branch)))
    return ()
