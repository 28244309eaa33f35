"""`luzplan due`: what ends, starts, runs and is always on."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
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
