"""`luzplan diff`: what changed in meaning since another version of the plan."""

from __future__ import annotations

from typing import Annotated, NamedTuple

import typer

from luzplan.cli import options
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.git import repository_of
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, end_with, show_report
from luzplan.cli.plans import find_plan, plan_name, plan_of, read_built, read_plan
from luzplan.cli.versions import approved_version, comparison
from luzplan.plan.build import built_of
from luzplan.reports.changes import changes_report, of_what_was_read, without_marks
from luzplan.russian import listing

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
