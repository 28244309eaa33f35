"""`luzplan when`: how a deadline is read."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.calendar import Calendar
from luzplan.cli import options
from luzplan.cli.asking import asking
from luzplan.cli.edge import Code
from luzplan.cli.manual import Command
from luzplan.cli.output import Outlet, show_report
from luzplan.cli.phrases import phrases_of
from luzplan.cli.plans import found_plan, read_plan
from luzplan.cli.questions import present_year, school_year_of
from luzplan.deadline import DeadlineReader, Kind
from luzplan.reports.phrases import deadlines_report

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan when "Ноябрь - январь"
  luzplan when "до 25 числа каждого месяца" "2 неделя мая" --year 2012-2013
  cut -f3 план.tsv | luzplan when --format tsv      фразы со входа, по одной в строке
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@asking
def when(
    outlet: Outlet,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ФРАЗА…]", help="Срок, как его пишут в плане; без фраз — строки со входа."),
    ] = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            metavar="ГОД",
            help="Учебный год: 2011-2012. По умолчанию год плана, а если плана нет — нынешний.",
        ),
    ] = None,
    plan: options.PlanOption = None,
    today: options.TodayOption = None,
) -> None:
    """Как понимается срок: какие это дни учебного года или почему он без дат.

    Заканчивается с кодом 1, если хоть одна фраза не понята.
    """
    calendar = _calendar(year, plan, today)
    reader = DeadlineReader(calendar)
    deadlines = [reader.read(phrase) for phrase in phrases_of(phrases)]
    show_report(deadlines_report(deadlines, calendar.year), outlet)
    if any(deadline.kind is Kind.UNKNOWN for deadline in deadlines):
        raise typer.Exit(Code.FOUND)


def _calendar(year: str | None, plan: str | None, today: str | None) -> Calendar:
    """Give the calendar to read by: the plan's, of the year that is asked for."""
    asked = school_year_of(year) if year is not None else None
    name = found_plan(plan) if plan is not None or not asked else None
    own = read_plan(name).calendar if name else None
    if own and asked in (None, own.year):
        return own
    return Calendar(asked or present_year(today))
