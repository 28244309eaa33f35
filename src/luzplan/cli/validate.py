"""`luzplan validate`: everything that is wrong with a plan."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.build import Built, load_plan
from luzplan.cli import options
from luzplan.cli.edge import Code
from luzplan.cli.manual import Command
from luzplan.cli.plans import plan_name, problem_line
from luzplan.source.files import UNREADABLE

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ФАЙЛ…|-]", help="Файлы планов; «-» — со стандартного ввода."),
    ] = None,
    plan: options.PlanOption = None,
) -> None:
    """Проверить план: всё, что не так, сразу, с местом и подсказкой."""
    builts = [load_plan(name) for name in files or [plan_name(plan)]]
    for built in builts:
        for problem in built.problems:
            typer.echo(problem_line(built.source, problem))
    raise typer.Exit(max(_code(built) for built in builts))


def _code(built: Built) -> Code:
    codes = {problem.code for problem in built.problems}
    if UNREADABLE in codes:
        return Code.UNREADABLE
    return Code.FOUND if codes else Code.FINE
