"""`luzplan log`: who changed an activity, when, and what of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import activity_of
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.git import Repository, repository_of
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, show_report
from luzplan.cli.plans import find_plan, plan_name, read_plan
from luzplan.plan import Plan
from luzplan.plan.build import built_of
from luzplan.reports.history import Version, history_report
from luzplan.russian import quote
from luzplan.text import decode_source

_EXAMPLES = """Примеры:
  luzplan log 2.8                      всё, что меняли в мероприятии 2.8
  luzplan log 2.8 --format md
"""


CUT_OFF = "Клон неполный: что было раньше, git здесь не знает. Дополнить: git fetch --unshallow"


@command(_EXAMPLES)
def log(
    output: OutputOptions,
    name: Annotated[str, typer.Argument(metavar="НОМЕР", help="Мероприятие: 2.8 или его имя (id).")],
    plan: options.PlanOption = None,
) -> None:
    """Кто и когда менял мероприятие: срок, исполнителей, слова, место (по git).

    Мероприятие узнаётся и там, где у него был другой номер, раздел или другие слова.
    """
    file = find_plan(plan) or plan_name(None)
    now = read_plan(file)
    activity = activity_of(name, now)
    repository = repository_of(file)
    if repository is None:
        raise CommandError(Code.USAGE, f"план {quote(file)} лежит не в git", "История есть только там.")
    report = history_report(now, activity, _versions(now, repository))
    cut = (CUT_OFF,) if repository.is_shallow() else ()
    show_report(report._replace(notes=(*report.notes, *cut)), output)


def _versions(now: Plan, repository: Repository) -> Iterator[Version]:
    """The changes of the plan's file, the newest first, those not in git yet before all others."""
    committed = _plan_at(repository, "HEAD", "")
    if committed is not None:
        yield Version(committed, now)
    else:
        repository.refuse_lost_head()
    for commit in repository.commits():
        after = _plan_at(repository, commit.revision, commit.path)
        before = _plan_at(repository, commit.parent, commit.before) if commit.parent else None
        # A version that could not be read says nothing.
        if after is not None and (before is not None or not commit.parent):
            day = date.fromisoformat(commit.day)
            yield Version(before, after, day, commit.author, commit.short, commit.subject)


def _plan_at(repository: Repository, revision: str, path: str) -> Plan | None:
    data = repository.text_at(revision, path)
    return None if data is None else built_of(decode_source(path, data)).plan
