"""Versions of a plan as people name them: a file, a revision, the day of approval, where branches parted."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

from luzplan.check.rule import WHOLE_PLAN
from luzplan.check.rules.approval import CHANGED
from luzplan.cli.console import in_actions, warn
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.git import Repository, repository_of, top_level
from luzplan.cli.plans import find_plan, mode_of, plan_name, source_of
from luzplan.plan import Plan
from luzplan.plan.build import Built, built_of
from luzplan.plan.days import signed_on
from luzplan.reports.changes import changes_in_short, changes_report, without_marks
from luzplan.russian import date_words, quote
from luzplan.text import STDIN, Loaded, Problem, Severity, decode_source
from luzplan.text.scalar import place_in

_HERE = "HEAD"
_REVISIONS = (_HERE, "ORIG_HEAD", "FETCH_HEAD", "MERGE_HEAD")  # a bare repository has files of these names


class Comparison(NamedTuple):
    """Two versions of a plan; ``note`` says what older one was taken where that was not what was typed."""

    old: Loaded
    new: Loaded | None
    note: str = ""


def comparison(old: str, new: str | None, own: str | None) -> Comparison:
    """The versions that are meant, ``new`` None for the ``own`` plan as it is.

    A branch alone means the commit where it parted from what is here, as on a page of a pull request;
    A..B are two revisions, A...B is B and the commit where it parted from A. Ends the command if there is
    no such version.
    """
    if new is not None:
        return Comparison(version(old, own), version(new, own))
    if is_file(old) or ":" in old:
        return Comparison(version(old, own), None)
    repository = _repository(own, old)
    left, dots, right = old.partition("..." if "..." in old else "..")
    newer = None if not dots else _at(repository, known(repository, right or _HERE), right or _HERE)
    older = known(repository, left or _HERE)
    if dots == "..." or (not dots and repository.is_branch(left)):
        base = parting(repository, older, known(repository, right or _HERE), left)
        note = "" if base == older else f"Сравнивается с местом, где разошлись ветки: {base[:7]}."
        return Comparison(_at(repository, base, left), newer, note)
    return Comparison(_at(repository, older, left or _HERE), newer)


def approved_version(plan: Plan, own: str) -> Comparison:
    """The plan as it was on the day when it was approved; ends the command if nobody knows that."""
    approved = signed_on(plan.approved)
    if approved is None or approved.day is None:
        hint = "Впишите его в approval: приказ № 15 от «30» августа 2011 г."
        raise CommandError(Code.USAGE, "в плане не назван день, когда он утверждён", hint)
    day, repository = approved.day, _repository(own)
    commit = repository.commit_by(day)
    data = commit and text_at(repository, commit)
    if data is None:
        if repository.is_shallow():
            raise shallow("HEAD")
        message = f"{date_words(day)} плана в git ещё не было"
        raise CommandError(Code.USAGE, message, "Назовите утверждённую версию: luzplan diff РЕВИЗИЯ.")
    assert isinstance(data, bytes)
    note = f"Сравнивается с планом, каким он был в день утверждения, {date_words(day)}."
    return Comparison(decode_source(own, data), None, note)


def is_file(name: str) -> bool:
    """Whether a name stands for a file; a folder may bear the name of a revision, and ./HEAD is a file."""
    mode = 0 if name in _REVISIONS else mode_of(name)
    return name in ("", STDIN) or (bool(mode) and not S_ISDIR(mode))


def version(name: str, own: str | None) -> Loaded:
    """The plan of a file, else of a git revision: `REV` of the plan's ``own`` file, or `REV:path`."""
    if is_file(name):
        return source_of(plan_name(name))
    revision, _, path = name.partition(":")
    repository = _repository(path or own, name)
    return _at(repository, known(repository, revision, name), name)


def _repository(own: str | None, name: str = "") -> Repository:
    there = own or find_plan(None) or "plan.yaml"
    repository = repository_of(there)
    if repository is None:
        raise _no_version(name or there, "План лежит не в git: назовите файл прежнего плана.")
    return repository._replace(path=there) if repository.is_bare else repository


def known(repository: Repository, revision: str, name: str = "") -> str:
    """The commit of a revision; ends the command if there is none."""
    found = repository.revision(revision)
    if found is not None:
        return found
    if repository.is_shallow():
        raise shallow(name or revision)
    repository.refuse_lost_head()
    if repository.revision("HEAD") is None:
        raise CommandError(Code.USAGE, "в git ещё нет ни одного коммита", "Сравнивать пока не с чем.")
    raise _no_version(name or revision, "Назовите файл плана или ревизию git, где он уже есть: HEAD~1, main.")


def _no_version(name: str, hint: str) -> CommandError:
    return CommandError(Code.USAGE, f"нет ни файла, ни ревизии {quote(name)}", hint)


def shallow(name: str) -> CommandError:
    """The failure that a clone is too shallow to know a revision, with the way out of each place."""
    hint = "GitHub: fetch-depth: 0 у actions/checkout; GitLab: GIT_DEPTH: 0; у себя: git fetch --unshallow."
    return CommandError(Code.UNREADABLE, f"клон неполный, в нём нет начала ветки {quote(name)}", hint)


def parting(repository: Repository, one: str, other: str, name: str) -> str:
    """The commit where two commits' branches parted, the first where they never were one."""
    base = repository.merge_base(one, other)
    if base is None and repository.is_shallow():
        raise shallow(name)
    return base or one


def _at(repository: Repository, commit: str, name: str) -> Loaded:
    data = text_at(repository, commit)
    if data is None:
        raise _no_version(name, f"В этой ревизии нет файла {quote(repository.path)}.")
    return decode_source(name, data)


def text_at(repository: Repository, commit: str) -> bytes | None:
    """The file as it was at a commit, perhaps under another name; None if it was not there."""
    data = repository.text_at(commit)
    if data is None and (before := repository.name_at(commit)):
        return repository.text_at(commit, before)
    return data


def change_after_approval(built: Built) -> Problem | None:
    """A note where git knows the plan as it was approved and it is another one now."""
    approved = signed_on(built.plan.approved) if built.plan else None
    if built.plan is None or approved is None or approved.day is None or top_level(built.source.name) is None:
        return None
    try:
        was = built_of(approved_version(built.plan, built.source.name).old).plan
    except CommandError:
        return None
    changes = changes_in_short(without_marks(changes_report(was, built.plan))) if was else ""
    if not changes:
        return None
    place = place_in(built.source, approved.text, approved.start, approved.end)
    message = f"план изменён после утверждения {date_words(approved.day)}: {changes}"
    hint = "что именно: luzplan diff --since-approval"
    return Problem(CHANGED, Severity.NOTE, message, *place, hint, owner=WHOLE_PLAN)


class Baseline(NamedTuple):
    """Where the older version of each plan is: one file, or a commit for each repository's top folder."""

    file: str = ""
    commits: Mapping[Path, str] = {}

    def before(self, name: str) -> Loaded | None:
        """The plan as it was, None if it was not there."""
        if self.file:
            return source_of(self.file)
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
        if not is_file(since):
            return _in_git((since,), names)
        if not since or since == STDIN:
            raise CommandError(Code.USAGE, "в --since нужна ревизия или файл", "Например, --since main.")
        if len(names) > 1:
            hint = "Назовите в --since ревизию git."
            raise CommandError(Code.USAGE, "с файлом сравнивается один план", hint)
        loaded = source_of(since)
        if loaded.problems:
            problem = loaded.problems[0]
            raise CommandError(Code.UNREADABLE, f"{since}: {problem.message}", problem.hint)
        return Baseline(file=since)
    wanted = _target_of_job()
    if not wanted:
        return None
    try:
        return _in_git(wanted, names)
    except CommandError as error:
        warn(f"Показаны все проблемы, а не только новые: {error.args[0]}.\n  {error.hint}")
        return None


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
        if top not in commits:  # where the branch parted from the first of the revisions that are known there
            repository = Repository(top, ".")
            there = next((one for one in revisions if repository.revision(one)), revisions[0])
            commits[top] = parting(repository, known(repository, there), "HEAD", there)
    return Baseline(commits=commits)


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
