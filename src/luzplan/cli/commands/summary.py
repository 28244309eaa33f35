"""`luzplan summary`: how several plans stand, one a line."""

from __future__ import annotations

import typer

from luzplan.check import check_built
from luzplan.cli import options
from luzplan.cli.errors import Code
from luzplan.cli.options import command
from luzplan.cli.output import OutputOptions, show_report
from luzplan.cli.periods import today_of
from luzplan.cli.plans import plan_names
from luzplan.plan.build import Built, load_plan
from luzplan.reports.overview import Standing, standing_of, summary_report
from luzplan.reports.phrases import plan_names_in
from luzplan.reports.rows import Labelled
from luzplan.text import Severity

_EXAMPLES = """Примеры:
  luzplan summary                        план этой папки
  luzplan summary --plan .               все планы папки
  luzplan summary --plan . -o свод.csv   таблица для Excel
"""


@command(_EXAMPLES)
def summary(
    output: OutputOptions, plan: options.PlansOption = None, today: options.TodayOption = None
) -> None:
    """Сводка по планам: выполнено, просрочено, в этом месяце, ошибки.

    План, который не читается, стоит в сводке с числом ошибок, а команда заканчивается с кодом 3.
    """
    built = {name: load_plan(name) for name in plan_names(plan)}
    in_order = len(plan or ()) < len(built)
    names = plan_names_in({file: one.plan for file, one in built.items()}, in_order=in_order)
    standings = [_standing(built[file], Labelled(file, name), today) for file, name in names.items()]
    show_report(summary_report(standings), output)
    if any(one.activities is None for one in standings):
        raise typer.Exit(Code.UNREADABLE)


def _standing(built: Built, name: Labelled, today: str | None) -> Standing:
    problems = check_built(built).problems
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if built.plan is None:
        return Standing(name, None, errors=errors)
    return standing_of(built.plan, name, today_of(today, built.plan), errors)
