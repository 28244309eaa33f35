"""`luzplan diff`: what changed in meaning since another version of the plan."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import find_plan, mode_of, plan_name, plan_of, read_plan
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import with_option_groups
from luzplan.cli.output import OutputOptions, end_with, show_report
from luzplan.cli.russian_typer import Command
from luzplan.plan import Plan
from luzplan.plan.build import built_of
from luzplan.reports.changes import changes_report
from luzplan.russian import quote
from luzplan.text import STDIN, decode_source

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan diff HEAD~1                  что изменилось с прошлого коммита
  luzplan diff approved.yaml           что изменилось по сравнению с утверждённым
  luzplan diff old.yaml new.yaml --format md
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def diff(
    output: OutputOptions,
    old: Annotated[str, typer.Argument(metavar="БЫЛО", help="Файл плана или ревизия git: HEAD~1, main.")],
    new: Annotated[
        str | None, typer.Argument(metavar="[СТАЛО]", help="Файл плана или ревизия; без него — сам план.")
    ] = None,
    plan: options.PlanOption = None,
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Что изменилось в плане по смыслу: сроки, исполнители, слова, порядок.

    Как записан файл — отступы, кавычки, переносы — не имеет значения.
    """
    own = find_plan(plan)
    before = _version(old, own)
    report = changes_report(
        before, _version(new, own) if new is not None else read_plan(own or plan_name(None))
    )
    show_report(report, output)
    end_with(report, exit_code)


def _version(name: str, own: str | None) -> Plan:
    """The plan of a file, else of a git revision: `REV` of the plan's ``own`` file, or `REV:path`."""
    if not name or mode_of(name) or name == STDIN:
        return read_plan(plan_name(name))
    return _revision(name, own)


def _revision(name: str, own: str | None) -> Plan:
    revision, _, path = name.partition(":")
    there = Path(path or own or plan_name(None))
    data = _git(there.parent, "show", "--end-of-options", f"{revision}:./{there.name}")
    if data is None:
        hint = "Назовите файл плана или ревизию git, где он уже есть: HEAD~1, main."
        raise CommandError(Code.USAGE, f"нет ни файла, ни ревизии {quote(name)}", hint)
    return plan_of(built_of(decode_source(name, data)))


def _git(folder: Path, *arguments: str) -> bytes | None:
    """The output of git, None where it fails or is not installed."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
