"""`luzplan validate`: everything that is wrong with a plan."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.check import Checked, Options
from luzplan.cli import options
from luzplan.cli.checking import check_files
from luzplan.cli.edge import Code
from luzplan.cli.manual import Command
from luzplan.cli.plans import plan_names
from luzplan.cli.problem_outlets import OutputsOption, deliver_problems, problem_outlets
from luzplan.source.files import UNREADABLE
from luzplan.source.text import Severity

app = typer.Typer(add_completion=False)


@app.command(cls=Command)
def validate(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФАЙЛ…|-]", help="Файлы планов или папки с ними; «-» — со стандартного ввода."
        ),
    ] = None,
    plan: options.PlansOption = None,
    output: OutputsOption = None,
) -> None:
    """Проверить план: всё, что не так, сразу, с местом и подсказкой."""
    outlets = problem_outlets(output)
    checked = check_files(plan_names(files or plan), Options())
    deliver_problems(checked, outlets)
    raise typer.Exit(exit_code(checked))


def exit_code(checked: Sequence[Checked]) -> Code:
    """Give the worst that was found in any of the files."""
    problems = [problem for one in checked for problem in one.problems]
    if any(problem.code == UNREADABLE for problem in problems):
        return Code.UNREADABLE
    return Code.FOUND if any(one.severity is Severity.ERROR for one in problems) else Code.FINE
