"""`luzplan when` and `luzplan who`: how deadlines and executors are read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, show_report
from luzplan.cli.periods import present_year
from luzplan.cli.plans import find_plan, read_plan
from luzplan.deadline import DeadlineKind
from luzplan.deadline.reader import DeadlineReader
from luzplan.executor import RoleBook
from luzplan.reports.listings import deadlines_report, executors_report
from luzplan.school_year import Calendar
from luzplan.text import STDIN, load_source

_EXAMPLES = """Примеры:
  luzplan when "Ноябрь - январь"
  luzplan when "до 25 числа каждого месяца" "2 неделя мая" --year 2012-2013
  cut -f3 план.tsv | luzplan when --format tsv      фразы со входа, по строкам
"""


@command(_EXAMPLES)
def when(
    output: OutputOptions,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФРАЗА…]",
            help="Срок, как его пишут в плане; без фраз читает стандартный ввод, по одной в строке.",
        ),
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
    """Как понимается срок: какие это дни или почему он без дат.

    Заканчивается с кодом 1, если хоть одна фраза не понята.
    """
    calendar = _calendar(year, plan, today)
    reader = DeadlineReader(calendar)
    deadlines = [reader.read(phrase) for phrase in _phrases(phrases)]
    show_report(deadlines_report(deadlines, calendar.year), output)
    if any(deadline.kind is DeadlineKind.UNKNOWN for deadline in deadlines):
        raise typer.Exit(Code.FOUND)


def _phrases(given: Sequence[str] | None) -> list[str]:
    """The phrases in order; «-», or nothing at all, stands for the lines of standard input."""
    if not given and sys.stdin.isatty():
        hint = "Напишите её в кавычках или подайте фразы на вход, по одной в строке."
        raise CommandError(Code.USAGE, "не названа фраза", hint)
    return [phrase for one in given or [STDIN] for phrase in (_lines() if one == STDIN else [one])]


def _lines() -> list[str]:
    """The lines that came in; an empty one is an empty phrase, so that answers stay in step."""
    loaded = load_source(STDIN)
    for problem in loaded.problems:
        raise CommandError(Code.UNREADABLE, problem.message, problem.hint)
    text = loaded.source.text.replace("\r\n", "\n").removesuffix("\n")
    return text.split("\n") if text else []


def _calendar(year: str | None, plan: str | None, today: str | None) -> Calendar:
    """The calendar to read by: the plan's, of the year that is asked for."""
    asked = school_year_of(year) if year is not None else None
    name = find_plan(plan) if plan is not None or not asked else None
    own = read_plan(name).calendar if name else None
    if own and asked in (None, own.year):
        return own
    return Calendar(asked or present_year(today))


_WHO_EXAMPLES = """Примеры:
  luzplan who "Замы по УВР и ВР, психолог"
  luzplan who "Директора средних школ" "кл. рук-ли 5-9 кл." --format json
  cut -f4 план.tsv | luzplan who --format tsv      фразы со входа, по строкам
"""


@command(_WHO_EXAMPLES)
def who(
    output: OutputOptions,
    phrases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ФРАЗА…]",
            help="Исполнители, как их пишут в плане; без фраз читает стандартный ввод, по одной в строке.",
        ),
    ] = None,
    plan: options.PlanOption = None,
) -> None:
    """Как понимаются исполнители: какие это роли и в каких школах.

    Роли и школы плана учитываются, если он есть. Заканчивается с кодом 1, если хоть кто-то не понят.
    """
    name = find_plan(plan)
    book = read_plan(name).book if name else RoleBook()
    readings = [(phrase, book.read(phrase)) for phrase in _phrases(phrases)]
    show_report(executors_report(readings), output)
    if any(reading.unknown for _, reading in readings):
        raise typer.Exit(Code.FOUND)
