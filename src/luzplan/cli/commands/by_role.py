"""`luzplan by-role`: what a role does."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import roles_of
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.reports.by_role import by_role_report

_EXAMPLES = """Примеры:
  luzplan by-role "Зам по УВР"
  luzplan by-role "Директор БШ" --month апрель
"""


@command(_EXAMPLES)
def by_role(
    selection: SelectionOptions,
    output: OutputOptions,
    role_words: Annotated[
        list[str], typer.Argument(metavar="РОЛЬ", help="Роль, как её пишут в плане: «Зам по УВР».")
    ],
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Что делает исполнитель: где назван он сам и где — шире."""
    asked = selection._replace(role=None).asked(role_words)
    if asked.role is None:
        raise CommandError(Code.USAGE, "не указана РОЛЬ", "Исполнители плана: luzplan show roles.")
    words = asked.role
    show_answer(
        asked._replace(role=selection.role),
        lambda plan, filters: by_role_report(plan, filters, roles_of(words, plan)),
        output,
        exit_code=exit_code,
    )
