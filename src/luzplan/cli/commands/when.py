"""`luzplan when` and `luzplan who`: how deadlines and executors are read."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import found_plan, phrases_of, present_year, read_plan, school_year_of
from luzplan.cli.errors import Code
from luzplan.cli.options import asking
from luzplan.cli.output import Outlet, show_report
from luzplan.cli.russian_typer import Command
from luzplan.deadline import DeadlineReader, Kind
from luzplan.executor import RoleBook
from luzplan.reports.listings import deadlines_report, executors_report
from luzplan.school_year import Calendar

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
    """The calendar to read by: the plan's, of the year that is asked for."""
    asked = school_year_of(year) if year is not None else None
    name = found_plan(plan) if plan is not None or not asked else None
    own = read_plan(name).calendar if name else None
    if own and asked in (None, own.year):
        return own
    return Calendar(asked or present_year(today))


who_app = typer.Typer(add_completion=False)

_WHO_EXAMPLES = """Примеры:
  luzplan who "Замы по УВР и ВР, психолог"
  luzplan who "Директора средних школ" "кл. рук-ли 5-9 кл." --format json
  cut -f4 план.tsv | luzplan who --format tsv      фразы со входа, по одной в строке
"""


@who_app.command(cls=Command, epilog=_WHO_EXAMPLES)
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
