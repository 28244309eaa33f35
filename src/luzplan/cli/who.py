"""`luzplan who`: how executors are read."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.asking import asking
from luzplan.cli.edge import Code
from luzplan.cli.manual import Command
from luzplan.cli.output import Outlet, show_report
from luzplan.cli.phrases import phrases_of
from luzplan.cli.plans import found_plan, read_plan
from luzplan.executor import RoleBook
from luzplan.reports.phrases import executors_report

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan who "Замы по УВР и ВР, психолог"
  luzplan who "Директора средних школ" "кл. рук-ли 5-9 кл." --format json
  cut -f4 план.tsv | luzplan who --format tsv      фразы со входа, по одной в строке
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def who(
    outlet: Outlet,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФРАЗА…]", help="Исполнители, как их пишут в плане; без фраз — строки со входа."
        ),
    ] = None,
    plan: options.PlanOption = None,
) -> None:
    """Как понимаются исполнители: какие это роли и в каких школах.

    Роли и школы плана учитываются, если он есть. Заканчивается с кодом 1, если хоть кто-то не понят.
    """
    book = _book(plan)
    readings = [(phrase, book.read(phrase)) for phrase in phrases_of(phrases)]
    show_report(executors_report(readings), outlet)
    if any(reading.unknown for _, reading in readings):
        raise typer.Exit(Code.FOUND)


def _book(plan: str | None) -> RoleBook:
    name = found_plan(plan)
    return read_plan(name).book if name else RoleBook()
