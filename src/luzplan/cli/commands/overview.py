"""`luzplan timeline`, `load`, `summary`: the year at one glance, who is busy when, how plans stand."""

from __future__ import annotations

from functools import partial

import typer

from luzplan.cli import options
from luzplan.cli.errors import Code
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer, show_report
from luzplan.cli.periods import today_of
from luzplan.cli.plans import plan_names
from luzplan.cli.synonyms import GROUPINGS, name_of
from luzplan.plan.build import Built, load_plan
from luzplan.reports.overview import Standing, load_report, standing_of, summary_report, timeline_report
from luzplan.reports.rows import Labelled
from luzplan.reports.wording import plan_names_in
from luzplan.selection import Grouping
from luzplan.text import Severity

_EXAMPLES = """Примеры:
  luzplan timeline                          весь год, раздел за разделом
  luzplan timeline --by role                у кого что и когда
  luzplan timeline --role "Зам по УВР"      год одного исполнителя
  luzplan timeline -o год.svg               картинка для сайта или стенда
"""


@command(_EXAMPLES)
def timeline(
    selection: SelectionOptions,
    output: OutputOptions,
    asked: options.WordsArgument = None,
    by: options.ByOption = "section",
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Год на одной картинке: когда что идёт и где срок.

    Без --by — по разделам.
    """
    show_answer(
        selection.asked(asked), partial(timeline_report, by=_grouping_of(by)), output, exit_code=exit_code
    )


def _grouping_of(text: str) -> Grouping:
    return Grouping(name_of(text, GROUPINGS, tuple(Grouping), "нельзя сгруппировать по"))


_LOAD_EXAMPLES = """Примеры:
  luzplan load                              сколько у кого дел в каждом месяце
  luzplan load --by section --school БШ     по разделам, для одной школы
  luzplan load --by plan --plan .           по школам или округам папки
  luzplan load -o загрузка.csv              таблица для Excel
"""


@command(_LOAD_EXAMPLES)
def load(
    selection: SelectionOptions,
    output: OutputOptions,
    asked: options.WordsArgument = None,
    by: options.ByOption = "role",
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Загрузка по месяцам: у кого сколько мероприятий и когда.

    В месяце считается то, у чего на него приходится хоть один день; то, что длится весь год,
    стоит отдельно. Без --by — по исполнителям.
    """
    selection = selection.asked(asked)
    show_answer(selection, partial(load_report, by=_grouping_of(by)), output, exit_code=exit_code)


_SUMMARY_EXAMPLES = """Примеры:
  luzplan summary                        план этой папки
  luzplan summary --plan .               все планы папки
  luzplan summary --plan . -o свод.csv   таблица для Excel
"""


@command(_SUMMARY_EXAMPLES)
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
    from luzplan.check import check_built  # the pictures of the year need no rules

    problems = check_built(built).problems
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    if built.plan is None:
        return Standing(name, None, errors=errors)
    return standing_of(built.plan, name, today_of(today, built.plan), errors)
