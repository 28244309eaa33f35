"""`luzplan by-role`: what a role does."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import roles_of
from luzplan.cli.options import SelectionOptions, with_option_groups
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.russian_typer import Command
from luzplan.reports.due import by_role_report

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan by-role "Зам по УВР"
  luzplan by-role "Директор БШ" --month апрель
"""


@app.command(name="by-role", cls=Command, epilog=_EXAMPLES)
@with_option_groups
def by_role(
    selection: SelectionOptions,
    output: OutputOptions,
    role_words: Annotated[
        list[str], typer.Argument(metavar="РОЛЬ", help="Роль, как её пишут в плане: «Зам по УВР».")
    ],
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Что делает исполнитель: где назван он сам и где — шире."""
    show_answer(
        selection,
        lambda plan, filters: by_role_report(plan, filters, roles_of(" ".join(role_words), plan)),
        output,
        exit_code=exit_code,
    )
