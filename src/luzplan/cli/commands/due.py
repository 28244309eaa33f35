"""`luzplan due`: what ends, starts, runs and is always on."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from luzplan.cli import options
from luzplan.cli.arguments import is_day, names_time
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import SelectionOptions, command
from luzplan.cli.output import OutputOptions, show_answer
from luzplan.cli.synonyms import STATES, WEEK, meant
from luzplan.plan.occurrences import State
from luzplan.reports.due import due_report
from luzplan.russian.spelling import folded

_EXAMPLES = """Примеры:
  luzplan due                                  вперёд от сегодняшнего дня
  luzplan due --month февраль                  всё, что касается февраля
  luzplan due --within 14 --role "Зам по УВР"  две недели одного исполнителя
"""


@command(_EXAMPLES)
def due(
    selection: SelectionOptions,
    output: OutputOptions,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[МЕСЯЦ]", help="То же, что --month: «февраль»; или день, или состояние."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="На экране показать и то, что делается постоянно.")
    ] = False,
    exit_code: options.ExitCodeOption = False,
) -> None:
    """Сроки: что заканчивается, начинается, идёт и делается постоянно.

    Без --month, --from/--to и --within смотрит вперёд от сегодняшнего дня:
    сначала просроченное, затем месяц за месяцем.
    """
    selection = _with_words(selection, " ".join(words)) if words else selection
    show_answer(selection, partial(due_report, everything=everything), output, exit_code=exit_code)


def _with_words(selection: SelectionOptions, words: str) -> SelectionOptions:
    """The options with what was typed without one: a state, a week, a day, a month, else a role."""
    state = meant(words, STATES) or words.casefold()
    if state in set(State):
        return selection._replace(state=state)
    if selection.month is not None and names_time(words):
        raise CommandError(Code.USAGE, "месяц назван дважды", "Оставьте один.")
    if folded(words) in WEEK:
        return selection._replace(within=7)
    if is_day(words):
        return selection._replace(first=words, last=words)
    if names_time(words) or not words.strip():
        return selection._replace(month=words)
    return selection._replace(role=" ".join(filter(None, (selection.role, words))))
