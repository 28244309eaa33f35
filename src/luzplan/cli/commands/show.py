"""`luzplan show`: the document, its lists, its activities one by one."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated

import typer

from luzplan.cli.arguments import activity_of, section_of, stands_before_a_number
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import ReportOf, SelectionOptions, command
from luzplan.cli.output import OutputOptions, chosen_format, show_answer
from luzplan.cli.synonyms import LISTS, meant
from luzplan.executor import RoleBook
from luzplan.plan import Plan, Section
from luzplan.reports import Report
from luzplan.reports.listings import LISTINGS, cards_report
from luzplan.reports.whole_plan import SHOWN
from luzplan.russian import quote
from luzplan.russian.spelling import folded, nearest
from luzplan.selection import Filters

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
