"""Versions of a plan as people name them: a file, a revision of git, the place where two branches parted."""

from __future__ import annotations

from stat import S_ISDIR
from typing import NamedTuple

from luzplan.cli.arguments import find_plan, mode_of, plan_name
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.git import Repository, repository_of
from luzplan.plan import Plan, approved_on
from luzplan.russian import date_words, quote
from luzplan.text import STDIN, Loaded, decode_source, load_source

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
    left, dots, right = _range(old)
    newer = None if not dots else _at(repository, known(repository, right or _HERE), right or _HERE)
    older = known(repository, left or _HERE)
    if dots == "..." or (not dots and repository.is_branch(left)):
        base = parting(repository, older, known(repository, right or _HERE), left)
        note = "" if base == older else f"Сравнивается с местом, где разошлись ветки: {base[:7]}."
        return Comparison(_at(repository, base, left), newer, note)
    return Comparison(_at(repository, older, left or _HERE), newer)


def approved_version(plan: Plan, own: str) -> Comparison:
    """The plan as it was on the day when it was approved; ends the command if nobody knows that."""
    approved = approved_on(plan)
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


def _range(name: str) -> tuple[str, str, str]:
    return name.partition("..." if "..." in name else "..")


def is_file(name: str) -> bool:
    """Whether a name stands for a file; a folder may bear the name of a revision, and ./HEAD is a file."""
    mode = 0 if name in _REVISIONS else mode_of(name)
    return name in ("", STDIN) or (bool(mode) and not S_ISDIR(mode))


def version(name: str, own: str | None) -> Loaded:
    """The plan of a file, else of a git revision: `REV` of the plan's ``own`` file, or `REV:path`."""
    if is_file(name):
        return load_source(plan_name(name))
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
