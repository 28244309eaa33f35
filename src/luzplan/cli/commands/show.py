"""`luzplan due`, `by-role`, `show`, `timeline`, `load`, `summary`: what a plan answers and how it looks."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import activity_of, roles_of, section_of, stands_before_a_number
from luzplan.cli.failures import Code, CommandError
from luzplan.cli.options import ReportOf, SelectionOptions, command
from luzplan.cli.output import OutputOptions, chosen_format, show_answer, show_report
from luzplan.cli.periods import today_of
from luzplan.cli.plans import plan_names, source_of
from luzplan.cli.synonyms import GROUPINGS, LISTS, meant, name_of
from luzplan.plan import Plan
from luzplan.plan.build import built_of
from luzplan.reports.due import by_role_report, due_report
from luzplan.russian import quote
from luzplan.russian.spelling import folded, nearest
from luzplan.selection import Filters, Grouping
from luzplan.text import Severity

if TYPE_CHECKING:
    from luzplan.reports import Report

_DUE_EXAMPLES = """Примеры:
  luzplan due                                  вперёд от сегодняшнего дня
  luzplan due --month февраль                  всё, что касается февраля
  luzplan due --within 14 --role "Зам по УВР"  две недели одного исполнителя
"""


@command(_DUE_EXAMPLES)
def due(
    selection: SelectionOptions,
    output: OutputOptions,
    asked: options.WordsArgument = None,
    everything: Annotated[
        bool, typer.Option("--all", help="На экране показать и то, что делается постоянно.")
    ] = False,
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Сроки: что заканчивается, начинается, идёт и делается постоянно.

    Без --month, --from/--to и --within смотрит вперёд от сегодняшнего дня:
    сначала просроченное, затем месяц за месяцем.
    """
    show_answer(
        selection.asked(asked), partial(due_report, everything=everything), output, exit_code=exit_code
    )


_BY_ROLE_EXAMPLES = """Примеры:
  luzplan by-role "Зам по УВР"
  luzplan by-role "Директор БШ" --month апрель
"""


@command(_BY_ROLE_EXAMPLES)
def by_role(
    selection: SelectionOptions,
    output: OutputOptions,
    role_words: Annotated[
        list[str], typer.Argument(metavar="РОЛЬ", help="Роль, как её пишут в плане: «Зам по УВР».")
    ],
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Что делает исполнитель: где назван он сам и где — шире."""
    asked = selection._replace(role=None).asked(role_words)
    if asked.role is None:
        raise CommandError(Code.USAGE, "не указана РОЛЬ", "Исполнители плана: luzplan show roles")
    words = asked.role
    show_answer(
        asked._replace(role=selection.role),
        lambda plan, filters: by_role_report(plan, filters, roles_of(words, plan)),
        output,
        exit_code=exit_code,
    )


_SHOW_EXAMPLES = """Примеры:
  luzplan show           весь план, как на бумаге
  luzplan show roles     кто чем занят
  luzplan show 2         второй раздел
  luzplan show 2.8 3.1   карточки мероприятий
"""


@command(_SHOW_EXAMPLES)
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
    from luzplan.reports.whole_plan import SHOWN  # here as below: `due` does not wait for what it shows not

    timed = selection.surely_asked(names) if names and not re.search(r"\d", " ".join(names)) else None
    if timed and timed._replace(role=selection.role) != selection:  # a time or a state stands among the words
        selection, names = timed, None
    whole = SHOWN[chosen_format(output) or "table"]
    show_answer(selection, partial(_part, names=names, whole=whole) if names else whole, output)


def _part(plan: Plan, filters: Filters, names: list[str], whole: ReportOf) -> Report:
    from luzplan.reports.listings import LISTINGS, cards_report

    if len(names) > 1 and folded(names[0]) in ("раздел", "section"):
        names = names[1:]
    names = [name for name in names if not stands_before_a_number(name)] or names
    listed = meant(names[0], LISTS) or names[0]
    if len(names) == 1 and listed in LISTINGS:
        return LISTINGS[listed](plan)
    ids = {one.id for one in plan.activities()}
    if " ".join(names) not in ids | {one.position for one in plan.activities()}:
        with suppress(CommandError):  # the number of a section stands alone, or the words begin or name it
            return whole(plan, filters._replace(section=section_of(" ".join(names), plan)))
    for name in names:
        if name not in ids and (near := nearest(name, LISTINGS)):
            message = "список показывается отдельно" if name in LISTINGS else f"нет списка {quote(name)}"
            raise CommandError(Code.USAGE, message, f"Наберите: luzplan show {near[0]}.")
    if not any(name in ids or re.search(r"\d", name) for name in names):
        names = [" ".join(names)]  # a text, whose words are looked for
    return cards_report(plan, filters, [activity_of(name, plan) for name in names])


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
    from luzplan.reports.overview import timeline_report

    selection = selection.asked(asked)
    show_answer(selection, partial(timeline_report, by=_grouping_of(by)), output, exit_code=exit_code)


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
    from luzplan.reports.overview import load_report

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
    from luzplan.check import check_built
    from luzplan.reports.overview import Standing, standing_of, summary_report
    from luzplan.reports.rows import Labelled
    from luzplan.reports.wording import plan_names_in

    built = {name: built_of(source_of(name)) for name in plan_names(plan)}
    in_order = len(plan or ()) < len(built)
    names = plan_names_in({file: one.plan for file, one in built.items()}, in_order=in_order)
    standings = []
    for file, name in names.items():
        own, named = built[file].plan, Labelled(file, name)
        errors = sum(one.severity is Severity.ERROR for one in check_built(built[file]).problems)
        known = own and standing_of(own, named, today_of(today, own), errors)
        standings.append(known or Standing(named, None, errors=errors))
    show_report(summary_report(standings), output)
    if any(one.activities is None for one in standings):
        raise typer.Exit(Code.UNREADABLE)
