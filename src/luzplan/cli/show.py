"""`luzplan show`: the document, its lists, its activities one by one."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import typer

from luzplan.cli.asked import Asked
from luzplan.cli.asking import asking
from luzplan.cli.edge import Code, CommandError
from luzplan.cli.manual import Command
from luzplan.cli.output import Outlet, asked_format, show_report
from luzplan.cli.questions import activity_of
from luzplan.model import Plan
from luzplan.reports.cards import cards_report
from luzplan.reports.listings import LISTINGS
from luzplan.reports.report import Report
from luzplan.reports.site import document_for
from luzplan.russian import quote
from luzplan.select.filters import Choice, Filters
from luzplan.select.states import state_on

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan show           весь план, как на бумаге
  luzplan show roles     кто чем занят
  luzplan show 2.8 3.1   карточки мероприятий
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def show(
    asked: Asked,
    outlet: Outlet,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[schools|goals|functions|roles|НОМЕР…]", help="Что показать; ничего — весь план."
        ),
    ] = None,
) -> None:
    """Показать план: весь документ, его списки или отдельные мероприятия."""
    if names:
        report = asked.answer(lambda plan, filters: _part(plan, filters, names))
    else:
        report = asked.answer(document_for(asked_format(outlet)))
    show_report(report, outlet)


def _part(plan: Plan, filters: Filters, names: list[str]) -> Report:
    if len(names) == 1 and names[0] in LISTINGS:
        return LISTINGS[names[0]](plan)
    _refuse_lists(plan, names)
    activities = (activity_of(name, plan) for name in names)
    return cards_report(plan, [Choice(one, state_on(one, filters.today)) for one in activities])


def _refuse_lists(plan: Plan, names: list[str]) -> None:
    """End the command if a list is named beside other things, or with a slip."""
    ids = {activity.id for activity in plan.activities()}
    for name in names:
        if name not in ids and (near := get_close_matches(name.casefold(), LISTINGS)):
            message = "список показывается отдельно" if name in LISTINGS else f"нет списка {quote(name)}"
            raise CommandError(Code.USAGE, message, f"Наберите: luzplan show {near[0]}.")
