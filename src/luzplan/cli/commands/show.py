"""`luzplan show`, `timeline`, `load`, `summary`: the plan, its parts, its year at one glance; many plans."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import activity_of, section_of, stands_before_a_number
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import ReportOf, SelectionOptions, command
from luzplan.cli.output import OutputOptions, chosen_format, show_answer, show_report
from luzplan.cli.periods import today_of
from luzplan.cli.plans import plan_names, source_of
from luzplan.cli.synonyms import GROUPINGS, LISTS, meant, name_of
from luzplan.executor import RoleBook
from luzplan.plan import Plan, Section
from luzplan.plan.build import Built, built_of
from luzplan.reports import Report
from luzplan.reports.listings import LISTINGS, cards_report
from luzplan.reports.overview import Standing, load_report, standing_of, summary_report, timeline_report
from luzplan.reports.rows import Labelled
from luzplan.reports.whole_plan import SHOWN
from luzplan.reports.wording import plan_names_in
from luzplan.russian import quote
from luzplan.russian.spelling import folded, nearest
from luzplan.selection import Filters, Grouping
from luzplan.text import Severity

_EXAMPLES = """Примеры:
  luzplan show           весь план, как на бумаге
  luzplan show roles     кто чем занят
  luzplan show 2         второй раздел
  luzplan show 2.8 3.1   карточки мероприятий
"""


@command(_EXAMPLES)
def show(
    selection: SelectionOptions,
    output: OutputOptions,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[schools|goals|functions|roles|РАЗДЕЛ|НОМЕР…]", help="Что показать; ничего — весь план."
        ),
    ] = None,
) -> None:
    """Показать весь план, его списки или отдельные мероприятия."""
    if names and not re.search(r"\d", " ".join(names)):
        selection, names = _asked(selection, names)
    whole = SHOWN[chosen_format(output) or "table"]
    show_answer(selection, partial(_part, names=names, whole=whole) if names else whole, output)


def _asked(selection: SelectionOptions, words: list[str]) -> tuple[SelectionOptions, list[str] | None]:
    """The selection with a time or a state that stands among the words; else the words, which name a part."""
    asked = selection.asked(words)
    names_time = asked._replace(role=selection.role) != selection
    if names_time and (asked.role == selection.role or RoleBook().queries(asked.role or "")):
        return asked, None
    return selection, words


def _part(plan: Plan, filters: Filters, names: list[str], whole: ReportOf) -> Report:
    if len(names) > 1 and folded(names[0]) in ("раздел", "section"):
        names = names[1:]
    names = [name for name in names if not stands_before_a_number(name)] or names
    listed = meant(names[0], LISTS) or names[0]
    if len(names) == 1 and listed in LISTINGS:
        return LISTINGS[listed](plan)
    if section := _section(plan, " ".join(names)):
        return whole(plan, filters._replace(section=section))
    _refuse_lists(plan, names)
    ids = {one.id for one in plan.activities()}
    if not any(name in ids or re.search(r"\d", name) for name in names):
        names = [" ".join(names)]  # a text, whose words are looked for
    return cards_report(plan, filters, [activity_of(name, plan) for name in names])


def _section(plan: Plan, words: str) -> Section | None:
    """The section whose number stands alone, or that the words begin or name; None for other words."""
    if any(words in (activity.id, activity.position) for activity in plan.activities()):
        return None
    try:
        return section_of(words, plan)
    except CommandError:
        return None


def _refuse_lists(plan: Plan, names: list[str]) -> None:
    """End the command if a list is named beside other things, or with a slip."""
    ids = {activity.id for activity in plan.activities()}
    for name in names:
        if name not in ids and (near := nearest(name, LISTINGS)):
            message = "список показывается отдельно" if name in LISTINGS else f"нет списка {quote(name)}"
            raise CommandError(Code.USAGE, message, f"Наберите: luzplan show {near[0]}.")


_TIMELINE_EXAMPLES = """Примеры:
  luzplan timeline                          весь год, раздел за разделом
  luzplan timeline --by role                у кого что и когда
  luzplan timeline --role "Зам по УВР"      год одного исполнителя
  luzplan timeline -o год.svg               картинка для сайта или стенда
"""


@command(_TIMELINE_EXAMPLES)
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
    built = {name: built_of(source_of(name)) for name in plan_names(plan)}
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
