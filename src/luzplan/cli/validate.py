"""`luzplan validate`: everything that is wrong with a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.check import Checked, check_file
from luzplan.cli import options
from luzplan.cli.edge import Code
from luzplan.cli.manual import Command
from luzplan.cli.output import screen_page
from luzplan.cli.plans import plan_name
from luzplan.formats.problems import problem_writer
from luzplan.source.files import UNREADABLE
from luzplan.source.text import Severity

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
    checked = [check_file(name) for name in files or [plan_name(plan)]]
    typer.echo(problem_writer("text")(checked, screen_page()), nl=False)
    raise typer.Exit(exit_code(checked))


def exit_code(checked: Sequence[Checked]) -> Code:
    """Give the worst that was found in any of the files."""
    problems = [problem for one in checked for problem in one.problems]
    if any(problem.code == UNREADABLE for problem in problems):
        return Code.UNREADABLE
    return Code.FOUND if any(one.severity is Severity.ERROR for one in problems) else Code.FINE
