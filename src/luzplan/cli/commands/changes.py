"""`luzplan diff` and `luzplan log`: what changed in meaning since another version, and who changed a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.arguments import activity_of
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.git import Repository, repository_of
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, end_with, refuse_replacing, show_report
from luzplan.cli.plans import find_plan, plan_name, plan_of, read_built, read_plan
from luzplan.cli.versions import approved_version, comparison
from luzplan.plan import Plan
from luzplan.plan.build import built_of
from luzplan.reports.changes import (
    Version,
    changes_report,
    history_report,
    of_what_was_read,
    without_marks,
)
from luzplan.russian import listing, quote
from luzplan.text import decode_source

_EXAMPLES = """Примеры:
  luzplan diff                         что я изменил и ещё не закоммитил
  luzplan diff main                    с тех пор, как ветка отошла от main
  luzplan diff HEAD~1                  с прошлого коммита
  luzplan diff main..dev               чем планы двух веток отличаются
  luzplan diff --since-approval        после дня, названного в приказе
  luzplan diff approved.yaml           по сравнению с утверждённым
  luzplan diff old.yaml new.yaml --format md
"""


class Comparing(NamedTuple):
    """What is compared where no older version is named, and what the code says of it."""

    since_approval: Annotated[
        bool, typer.Option("--since-approval", help="С планом, каким он был в день утверждения (по git).")
    ] = False
    plan: options.PlanOption = None
    exit_code: options.ExitCodeOption = False


@command(_EXAMPLES)
def diff(
    comparing: Comparing,
    output: OutputOptions,
    old: Annotated[
        str | None, typer.Argument(metavar="БЫЛО", help="Файл плана или ревизия git: HEAD~1, main, A..B.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[СТАЛО]", help="Файл плана или ревизия; без него — сам план.")
    ] = None,
) -> None:
    """Что изменилось по смыслу: сроки, исполнители, слова, порядок.

    Если не сказано, с чем сравнить, — с последним коммитом git.

    Как записан файл — отступы, кавычки, переносы — не имеет значения.
    """
    own = find_plan(comparing.plan)
    refuse_replacing(output.file, filter(None, [own]))  # which git alone may be asked of
    if comparing.since_approval and old is not None:
        hint = f"Уберите --since-approval или {old}."
        raise CommandError(Code.USAGE, "сравнить можно с чем-то одним", hint)
    if comparing.since_approval:
        file = own or plan_name(None)
        compared = approved_version(read_plan(file), file)
    else:
        if old is None and repository_of(own or plan_name(None)) is None:
            hint = "План лежит не в git: назовите файл прежнего плана."
            raise CommandError(Code.USAGE, "с чем сравнить план?", hint)
        compared = comparison("HEAD" if old is None else old, new, own)
    old_built = built_of(compared.old)
    new_built = built_of(compared.new) if compared.new else read_built(own or plan_name(None))
    report = changes_report(plan_of(old_built), plan_of(new_built))
    report = without_marks(report) if comparing.since_approval else report
    in_part = [one.source.name for one in (old_built, new_built) if one.is_guess or one.lost]
    report = of_what_was_read(report) if in_part else report
    told = (compared.note, f"Прочитано не всё: {listing(in_part)}." if in_part else "")
    show_report(report._replace(notes=(*report.notes, *filter(None, told))), output)
    end_with(report, comparing.exit_code)


_LOG_EXAMPLES = """Примеры:
  luzplan log 2.8                      всё, что меняли в мероприятии 2.8
  luzplan log 2.8 --format md
"""


CUT_OFF = "Клон неполный: что было раньше, git здесь не знает. Дополнить: git fetch --unshallow"


@command(_LOG_EXAMPLES)
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
