"""`luzplan move`: activities taken to another place."""

from __future__ import annotations

from typing import Annotated

import typer

from luzplan.cli.editing import (
    DestinationOptions,
    EditTarget,
    IdsArgument,
    activities_of,
    activity_label,
    renumbering,
)
from luzplan.cli.errors import Code, CommandError
from luzplan.cli.options import with_option_groups
from luzplan.cli.russian_typer import Command
from luzplan.edit import Edited
from luzplan.edit.intents import Move, Target
from luzplan.plan import Activity, Plan

app = typer.Typer(add_completion=False)

_EXAMPLES = """Примеры:
  luzplan move 2.18 --after 2.5              в том же разделе
  luzplan move 2.18 --after 3.1              в другой раздел
  luzplan move 2.7 2.18 --section Кадровое   в конец раздела
  luzplan move 2.18 --first                  в начало своего раздела
"""


@app.command(cls=Command, epilog=_EXAMPLES)
@with_option_groups
def move(
    ids: IdsArgument,
    destination: DestinationOptions,
    target: EditTarget,
    first: Annotated[bool, typer.Option("--first", help="В начало раздела, а не в конец.")] = False,
) -> None:
    """Перенести мероприятия на другое место, вместе с их комментариями."""

    def intent(plan: Plan) -> Move:
        chosen = activities_of(ids, plan)
        return Move(chosen, _checked(destination.place(plan, first=first, own=chosen[0].section), chosen))

    def summary(edit: Edited) -> list[str]:
        assert edit.before.plan is not None
        chosen = activities_of(ids, edit.before.plan)
        lines = [_line(one, edit.numbers[one.position]) for one in chosen]
        return [*lines, *renumbering(edit, [one.position for one in chosen])]

    target.edit(intent, summary)


def _checked(target: Target, chosen: list[Activity]) -> Target:
    if target.after is not None and target.after in chosen:
        message = f"{target.after.position} нельзя поставить после него самого"
        raise CommandError(Code.USAGE, message, "Назовите в --after другое мероприятие.")
    return target


def _line(activity: Activity, number: str) -> str:
    if number == activity.position:
        return f"И так стоит здесь: {activity_label(activity)}."
    return f"Перенесено: {activity_label(activity)} → {number}."
