"""`luzplan timeline`: the school year at one glance."""

from __future__ import annotations

from functools import partial

import typer

from luzplan.cli import options
from luzplan.cli.options import SelectionOptions, with_option_groups
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.russian_typer import Command
from luzplan.cli.words import grouping_of
from luzplan.reports.overview import timeline_report

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan timeline                          весь год, раздел за разделом
  luzplan timeline --by role                у кого что и когда
  luzplan timeline --role "Зам по УВР"      год одного исполнителя
  luzplan timeline -o год.svg               картинка для сайта или стенда
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def timeline(
    selection: SelectionOptions,
    output: OutputOptions,
    by: options.ByOption = "section",
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Год на одной картинке: когда что идёт и где срок.

    Без --by — по разделам.
    """
    show_answer(selection, partial(timeline_report, by=grouping_of(by)), output, exit_code=exit_code)
