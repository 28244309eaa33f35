"""`luzplan new-year`: next year's plan from this year's."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import school_year_of
from luzplan.cli.console import Reader, print_answer, warn
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import command
from luzplan.cli.output import refuse_replacing, save_output
from luzplan.cli.plans import plan_name, plan_of
from luzplan.edit import Refused
from luzplan.edit.next_year import NextPlan, next_plan
from luzplan.plan.build import load_plan
from luzplan.russian import ACTIVITIES, count
from luzplan.school_year import SchoolYear
from luzplan.text.saving import encoded

_EXAMPLES = """Примеры:
  luzplan new-year -o plan-2012.yaml
  luzplan new-year --year 2013-2014 -o plan-2013.yaml
"""


@command(_EXAMPLES)
def new_year(
    year: Annotated[
        str | None, typer.Option("--year", metavar="ГОД", help="Учебный год: 2012-2013; без него следующий.")
    ] = None,
    output: options.OutputOption = None,
    force: options.ForceOption = False,
    plan: options.PlanOption = None,
) -> None:
    """План на следующий год из этого: сдвинуть даты, снять отметки.

    Строки, на которые надо взглянуть (нет 29 февраля, другой день недели, не выполнено), отмечены в файле
    заметками «# проверьте».
    """
    wanted = school_year_of(year) if year is not None else None
    refuse_replacing(output, [plan_name(plan)])
    built = load_plan(plan_name(plan))
    own = plan_of(built).year
    if wanted:
        _refuse_year(wanted, own)
    carried = next_plan(built, wanted)
    if isinstance(carried, Refused):
        raise CommandError(Code.REFUSED, carried.message, carried.hint)
    if output is None or output == "-":
        print_answer(carried.source.text, Reader.PROGRAM)
    else:
        save_output(output, encoded(carried.source, carried.source.text), force=force)
    _warn_of_changes(carried)


def _refuse_year(wanted: SchoolYear, own: SchoolYear) -> None:
    """End the command for a year that does not come after the plan's, or is of another kind."""
    years = wanted.first_year - own.first_year
    if years > 0 and wanted.is_calendar_year is own.is_calendar_year:
        return
    hint = "Назовите более поздний год или уберите --year: план будет на следующий."
    also = "уже " if years < 0 else "" if years else "и так "
    raise CommandError(Code.USAGE, f"план {also}на {own.name}", hint)


def _warn_of_changes(carried: NextPlan) -> None:
    """Print what was done, and what is left to people."""
    places = count(carried.moved, ("месте", "местах", "местах"))
    warn(f"План на {carried.year}: годы и даты сдвинуты в {places}.")
    if carried.cleared:
        warn(f"Сняты отметки о выполнении: {count(carried.cleared, ACTIVITIES)}.")
    for activity, remark in carried.remarks:
        warn(f"{activity.id}: {remark}")
