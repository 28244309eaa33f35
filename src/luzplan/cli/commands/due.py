"""`luzplan due` and `luzplan by-role`: what ends, starts, runs and is always on; what a role does."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import roles_of
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.reports.by_role import by_role_report
from luzplan.reports.due import due_report

_EXAMPLES = """Примеры:
  luzplan due                                  вперёд от сегодняшнего дня
  luzplan due --month февраль                  всё, что касается февраля
  luzplan due --within 14 --role "Зам по УВР"  две недели одного исполнителя
"""


@command(_EXAMPLES)
def due(
    selection: SelectionOptions,
    output: OutputOptions,
    asked: options.WordsArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="На экране показать и то, что делается постоянно.")
    ] = False,
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Сроки: что заканчивается, начинается, идёт и делается постоянно.

    Без --month, --from/--to и --within смотрит вперёд от сегодняшнего дня:
    сначала просроченное, затем месяц за месяцем.
    """
    show_answer(
        selection.asked(asked), partial(due_report, everything=everything), output, exit_code=exit_code
    )


_BY_ROLE_EXAMPLES = """Примеры:
  luzplan by-role "Зам по УВР"
  luzplan by-role "Директор БШ" --month апрель
"""


@command(_BY_ROLE_EXAMPLES)
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
        raise CommandError(Code.USAGE, "не указана РОЛЬ", "Исполнители плана: luzplan show roles")
    words = asked.role
    show_answer(
        asked._replace(role=selection.role),
        lambda plan, filters: by_role_report(plan, filters, roles_of(words, plan)),
        output,
        exit_code=exit_code,
    )
